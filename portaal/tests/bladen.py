"""Every page of the site once: who opens it, at which address. The browser tests and the pictures walk this list."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse

from voorbeelden.demo import get_beheerder
from vth.aanleveringen.models import Aanlevering, Terugmelding
from vth.aanleveringen.selectors import list_verslag
from vth.aanleveringen.services import accept_waarschuwing
from vth.aanleveringen.terugmeldingen import record_terugmelding
from vth.aanleveringen.verslagpagina import read_regel
from vth.handhaving.models import Handhavingsverzoek, Maatregel, Overtreding, Verbeurte
from vth.logboek.bezoeken import record_bezoek
from vth.logboek.services import seal_gebeurtenissen
from vth.logboek.verwerkingen import Inzage, make_spoor, record_verwerking
from vth.monitoring.models import Indicatorstand, Ronde, Vastlegging, Verkenning, Zelfbeoordeling
from vth.ontdubbeling.models import Gelijkstelling
from vth.ontdubbeling.services import record_oordeel
from vth.opsporing.models import Opsporingsdossier
from vth.organisaties.models import Mandaat
from vth.organisaties.selectors import make_viewer
from vth.register.models import Bronobject, Relatie, Toewijzing
from vth.register.voeding import find_eind
from vth.tijd import klok
from vth.toegang.models import Gebruiker
from vth.toezicht.models import Bevinding, Controle, Incident, Incidentsignaal, Lablevering, Monster
from vth.vergunningen.models import Standaardvoorschrift, Vergunning
from vth.voortgang.models import Bijdrage, Inlezing, Onderdeel, Programma, Rapportageronde
from vth.zaken.models import Briefsjabloon, Document, Zaakvernietiging

from .bladgegevens import (
    find_advies,
    find_concept,
    find_enige,
    find_informatie,
    find_kennisgeving,
    find_melding,
    find_norm,
    find_open_informatie,
    find_open_melding,
    find_voorschrift,
    find_voorstel,
    prepare_monitoring,
    prepare_vergunningen,
    prepare_zaken,
)

BEHEER, TOEZICHT, LEZER, STELSEL = "veenrand-beheer", "veenrand-toezicht", "lindeveen-lezer", "stelsel"
KUSTLAND, PRIVACY, MANDAAT = "kustland-beheer", "kustland-privacy", "veenrand-mandaat"
DIRECTEUR, VERGUNNING, JURIST = "veenrand-directeur", "veenrand-vergunning", "veenrand-jurist"
BOA = "veenrand-boa"
BUREAU, EIGENAAR = "programmabureau", "veenrand-onderwerp"
BRIEFVRAAG = "sjabloon=ontvangstbevestiging&verzending=2026-11-02"
MET_MONSTERS = "Controle afvalwater met monsters"
Staat = Aanlevering.Staat


@dataclass(frozen=True)
class Blad:
    """One page: its name, the account that opens it (empty for nobody), and how its address is found in Lindeland.

    `actie` is the name of what the page is for: the link or button that the keyboard must reach.
    """

    naam: str
    gebruiker: str
    adres: Callable[[], str]
    actie: str = ""
    status: int = 200


def find_object(soort: str, sleutel: str = "", leverancier: str = "OD-VEENRAND") -> uuid.UUID:
    """Find a record of Lindeland by its own number, else the first of its kind."""
    rijen = Bronobject.objects.filter(soort=soort)
    if sleutel:
        return rijen.get(sleutel=sleutel, leverancier=leverancier).pk
    return rijen.order_by("leverancier", "sleutel")[0].pk


def find_adres(soort: str, sleutel: str = "", vraag: str = "") -> str:
    """Give the address of the page of a record."""
    return reverse("portaal:object", args=[find_object(soort, sleutel)]) + vraag


def find_losse_activiteit() -> str:
    """Give the address of an activity without a site."""
    binnen = Relatie.objects.filter(soort="vindt_plaats_binnen").values("van_id")
    los = Bronobject.objects.filter(soort="activiteituitvoering").exclude(pk__in=binnen)
    return reverse("portaal:object", args=[los.order_by("sleutel")[0].pk])


def find_opsporing() -> str:
    """Give the address of a criminal file, which asks what for."""
    return reverse("opsporing:dossier", args=[Opsporingsdossier.objects.order_by("titel")[0].pk])


def find_aanlevering(staat: str, *, leverancier: str = "OD-VEENRAND") -> Aanlevering:
    """Find the last delivery of a supplier in a state."""
    return Aanlevering.objects.filter(leverancier_id=leverancier, staat=staat).latest("ontvangen_op")


def find_levering(naam: str, staat: str, leverancier: str = "OD-VEENRAND") -> str:
    """Give an address of a page about such a delivery."""
    return reverse(f"aanleveringen:{naam}", args=[find_aanlevering(staat, leverancier=leverancier).pk])


def find_aanvaardbaar() -> tuple[uuid.UUID, int]:
    """Find a warning that can be accepted: its delivery and its number."""
    viewer = get_beheerder("OD-VEENRAND")
    for aanlevering in Aanlevering.objects.filter(leverancier_id="OD-VEENRAND", staat=Staat.VERWERKT):
        for regel in list_verslag(aanlevering, ernst="waarschuwing"):
            if read_regel(viewer, aanlevering.pk, regel.volgnummer)["verslag"].aanvaard_url:
                return aanlevering.pk, regel.volgnummer
    raise LookupError("In Lindeland staat geen waarschuwing die aanvaard kan worden.")


def accept_een() -> None:
    """Accept one warning, so that the list of them has something to show."""
    aanlevering_id, volgnummer = find_aanvaardbaar()
    accept_waarschuwing(
        viewer=get_beheerder("OD-VEENRAND"),
        aanlevering_id=aanlevering_id,
        volgnummer=volgnummer,
        reden="Nagekeken op de plek zelf.",
    )


def ask_een() -> None:
    """Ask one question about a value, so that there is something to answer."""
    record_terugmelding(
        viewer=make_viewer(Gebruiker.objects.get(username=TOEZICHT), klok.today()),
        bronobject_id=find_object("vthobject", HOOFDROL),
        veld="naam",
        toelichting="Op de gevel staat een andere naam.",
    )


def look_een() -> None:
    """Let somebody of the omgevingsdienst have looked at a person, and let it be a while since the stelselbeheerder looked."""
    wie = make_viewer(Gebruiker.objects.get(username=BEHEER), klok.today())
    inzage = Inzage(
        "object.read", 1, {"OD-KUSTLAND"}, {"natuurlijkpersoon"}, {find_object("natuurlijkpersoon")}
    )
    record_verwerking(
        spoor=make_spoor(""),
        inzage=inzage,
        activiteit=next(iter(wie.gronden)).id,
        actor=wie.actor,
        organisatie="OD-VEENRAND",
        vraag=reverse("portaal:object", args=[find_object("natuurlijkpersoon")]),
        begin=klok.now(),
        eind=klok.now(),
    )
    while seal_gebeurtenissen():
        pass
    eerder = make_viewer(Gebruiker.objects.get(username=STELSEL), klok.today()).actor
    record_bezoek(actor=eerder, moment=klok.now() - timedelta(days=3), volgnummer=find_eind().volgnummer // 5)


def find_paar() -> str:
    """Give the address of a pair of records that waits for somebody to judge it."""
    paar = (
        Gelijkstelling.objects.believed()
        .filter(soort="vthobject", uitkomst="te_beoordelen")
        .order_by("rang", "pk")[0]
    )
    return reverse("ontdubbeling:paar", args=[paar.links_id, paar.rechts_id])


def judge_een() -> None:
    """Judge one pair, so that there is something to read of what was judged."""
    paar = Gelijkstelling.objects.believed().filter(uitkomst="te_beoordelen").order_by("-rang", "pk")[0]
    viewer = make_viewer(Gebruiker.objects.get(username=STELSEL), klok.today())
    record_oordeel(
        viewer=viewer, links=paar.links_id, rechts=paar.rechts_id, keuze="verschillend", reden="Nagekeken."
    )


def find_samen(naam: str) -> str:
    """Give an address of a page about a thing of which several records tell."""
    samen = Toewijzing.objects.believed().filter(bronobject__soort="vthobject").order_by("identiteit")[0]
    return reverse(naam, args=[samen.identiteit])


def prepare_lindeland() -> None:
    """Do in Lindeland what some pages need before they have something to show."""
    judge_een()
    accept_een()
    ask_een()
    look_een()
    prepare_vergunningen()
    prepare_zaken()
    prepare_monitoring()


def find_vraag() -> str:
    """Give the address of the question that was asked."""
    return reverse("terugmeldingen:terugmelding", args=[Terugmelding.objects.get().pk])


def find_vol_verslag() -> str:
    """Give the address of the report with the most kinds of findings."""
    verwerkt = Aanlevering.objects.filter(leverancier_id="OD-VEENRAND", staat=Staat.VERWERKT)
    vol = max(verwerkt, key=lambda a: a.toetstellingen.values("toets").distinct().count())
    return reverse("aanleveringen:verslag", args=[vol.pk])


def find_score() -> str:
    """Give the address of a score with a trend."""
    return reverse("aanleveringen:score", args=["OD-VEENRAND", "lindeland.veenrand.inrichtingen"])


def find_monster(nummer: str) -> str:
    """Give the address of a sample of the story."""
    return reverse("toezicht:monster", args=[Monster.objects.get(nummer=nummer).pk])


def find_maatregelbrief() -> str:
    """Give the address of a letter of a measure that is prepared, filled in."""
    m = Maatregel.objects.filter(instrument="last_onder_dwangsom", staat="voornemen").order_by("pk")[0]
    adres = reverse("handhaving:maatregelbrief", args=[m.pk])
    return f"{adres}?sjabloon=voornemen_dwangsom&verzending=2026-11-02"


def find_dwangsombrief() -> str:
    """Give the address of the letter of an amount that was claimed."""
    v = Verbeurte.objects.filter(staat="open", ingevorderd_op__isnull=False).order_by("pk")[0]
    return reverse("handhaving:verbeurtebrief", args=[v.pk])


def find_verzoek() -> str:
    """Give the address of a request to enforce of the story."""
    return reverse("handhaving:verzoek", args=[Handhavingsverzoek.objects.order_by("pk")[0].pk])


def find_controle(omschrijving: str, meer: str = "", kamer: str = "toezicht") -> str:
    """Give the address of a controle of the story, or of a page about it."""
    controle = Controle.objects.get(omschrijving=omschrijving)
    return f"/{kamer}/{controle.pk}{meer}"


def find_bevinding() -> str:
    """Give the address of a violation with its judgement and two norms."""
    bevinding = Bevinding.objects.filter(gevolg="3", controle__omschrijving__endswith="tweede poging").get()
    return reverse("toezicht:bevinding", args=[bevinding.pk])


def find_signaal() -> str:
    """Give the address of the message that is urgent, and of which it is known who told it."""
    signaal = Incidentsignaal.objects.filter(spoed=True, afloop="", melder__isnull=False)
    return reverse("toezicht:signaal", args=[signaal.latest("ontvangen_op").pk])


def find_incident() -> str:
    """Give the address of the incident of the story."""
    return reverse("toezicht:incident", args=[Incident.objects.get().pk])


def find_zaak(meer: str = "") -> str:
    """Give the address of the zaak of the story that has documents, or of a page about it."""
    zaak = Document.objects.get(documentsoort="akoestisch_rapport").zaak
    assert zaak is not None
    return reverse("zaken:zaak", args=[zaak.pk]) + meer


def find_document(documentsoort: str, meer: str = "") -> str:
    """Give the address of the first document of a kind, or of a page about it."""
    document = Document.objects.filter(documentsoort=documentsoort).order_by("pk")[0]
    return reverse("zaken:document", args=[document.pk]) + meer


def find_besluit() -> str:
    """Give the address of the decision of the story that a letter was made of."""
    besluit = Document.objects.filter(documentsoort="besluit").order_by("pk")[0].besluit
    assert besluit is not None
    return reverse("zaken:besluit", args=[besluit.pk])


def find_afweging() -> str:
    """Give the address of the weighing of a violation of the story that nobody weighed yet: the whole form."""
    overtreding = Overtreding.objects.filter(staat="vastgesteld", afwegingen=None).order_by("pk")[0]
    return reverse("strategie:afweging", args=[overtreding.pk])


def find_vergunning(meer: str = "") -> str:
    """Give the address of the permit of the IPPC site of the story, or of a page about it."""
    vergunning = Vergunning.objects.get(kenmerk="OV-QUABBESTRA")
    return reverse("vergunningen:vergunning", args=[vergunning.pk]) + meer


def find_handhaving(model: Any, adres: str, **filter_: str) -> str:
    """Give the address of the last violation, measure or amount of the story."""
    rijen = (
        model.objects.filter(**filter_)
        if filter_
        else model.objects.filter(staat__in=("vastgesteld", "voornemen"))
    )
    return reverse(f"handhaving:{adres}", args=[rijen.order_by("pk")[0].pk])


def find_ronde(begin: str, meer: str = "") -> str:
    """Give the address of the round of the story whose name begins so."""
    return reverse("monitoring:ronde", args=[Ronde.objects.get(naam__startswith=begin).pk]) + meer


def find_lijsten() -> str:
    """Find the lists of the dienst that is filling in."""
    z = Zelfbeoordeling.objects.filter(dienst="OD-VEENRAND").order_by("ronde__peildatum").last()
    return reverse("monitoring:lijsten", args=[z.pk]) if z else ""


def find_cijfer(indicator: str, meer: str = "") -> str:
    """Find the last frozen figure of an indicator."""
    stand = Indicatorstand.objects.filter(indicator=indicator, records__gt=0).order_by("van").last()
    return reverse("monitoring:indicatorstand", args=[stand.pk]) + meer if stand else ""


def find_zelfbeoordeling(dienst: str) -> str:
    """Give the address of the self-assessment of a dienst in the round that runs."""
    zelfbeoordeling = Zelfbeoordeling.objects.get(dienst=dienst, ronde__naam__startswith="Herbeoordeling")
    return reverse("monitoring:zelfbeoordeling", args=[zelfbeoordeling.pk])


def find_programma(rest: str = "") -> str:
    """Give the address of the programme of the story, or of a view on it."""
    return reverse("voortgang:programma", args=[Programma.objects.get().pk]) + rest


def find_onderdeel(sleutel: str) -> str:
    """Give the address of a part of the programme."""
    return reverse("voortgang:onderdeel", args=[Onderdeel.objects.get(sleutel=sleutel).pk])


def find_rapportageronde(naam: str, rest: str = "") -> str:
    """Give the address of a reporting round, or of its report."""
    return reverse("voortgang:ronde", args=[Rapportageronde.objects.get(naam=naam).pk]) + rest


def find_inlezing() -> str:
    """Give the address of the desk of the report that was read."""
    return reverse("voortgang:inlezing", args=[Inlezing.objects.get().pk])


def find_bijdrage(sleutel: str) -> str:
    """Give the address of a contribution to the round that runs."""
    bijdrage = Bijdrage.objects.get(onderdeel__sleutel=sleutel, ronde__naam="December 2023")
    return reverse("voortgang:bijdrage", args=[bijdrage.pk])


def find_mandaat(kenmerk: str) -> str:
    """Give the address of a mandate by its number."""
    return reverse("organisaties:mandaat", args=[Mandaat.objects.get(kenmerk=kenmerk).pk])


TEKENVRAAG = "?" + urlencode(
    {
        "gezag": "GM9902|college van burgemeester en wethouders",
        "bevoegdheid": "Awb|5:32|",
        "besluitsoort": "last_onder_dwangsom",
        "processtap": "besluiten",
        "gebied": "GM9902",
        "categorieen": "1",
        "bedrag_euro": "5000",
        "dag": "2026-05-01",
    }
)
HOOFDROL, LOODS = "VR-00000001", "VR-00000008"
TWEEDE_FACTOR = (
    "authenticate",
    "reauthenticate",
    "totp/activate_form",
    "totp/deactivate_form",
    "recovery_codes/index",
    "recovery_codes/generate",
)
TOEN = "?geldigOp=2025-02-01"
BLADEN = (
    Blad("voordeur", "", lambda: "/", "Meld aan"),
    Blad("aanmelden", "", lambda: "/aanmelden", "Meld aan"),
    Blad("zoeken-niet-aangemeld", "", lambda: "/register/", "Meld aan"),
    Blad("niet-gevonden", "", lambda: "/bestaat-niet", "Meld aan", 404),
    Blad("start-beheer", BEHEER, lambda: "/", "Lever aan"),
    Blad("start-toezicht", TOEZICHT, lambda: "/", "Zoek"),
    Blad("start-lezer", LEZER, lambda: "/", "Zoek"),
    Blad("aanleveringen", BEHEER, lambda: "/aanleveringen/", "Toon"),
    Blad("lever-aan", BEHEER, lambda: "/aanleveringen/nieuw", "Lever aan"),
    Blad("wacht", BEHEER, lambda: find_levering("aanlevering", Staat.WACHT), "Laat doorgaan"),
    Blad("verwerkt", BEHEER, lambda: find_levering("aanlevering", Staat.VERWERKT), "Verloop en uitleg"),
    Blad(
        "geweigerd",
        KUSTLAND,
        lambda: find_levering("aanlevering", Staat.GEWEIGERD, "OD-KUSTLAND"),
        "Lees het hele verslag",
    ),
    Blad("toetsverslag", BEHEER, lambda: find_levering("verslag", Staat.WACHT), "Toon"),
    Blad(
        "aanvaarden",
        BEHEER,
        lambda: reverse("aanleveringen:aanvaarden", args=find_aanvaardbaar()),
        "Aanvaard de waarde",
    ),
    Blad("aanvaardingen", BEHEER, lambda: "/aanleveringen/aanvaardingen", "Trek in"),
    Blad("score", BEHEER, find_score, "Waar steunt dit op?"),
    Blad("vergelijking", BEHEER, lambda: "/aanleveringen/vergelijking", "Activiteituitvoeringen"),
    Blad("zoeken", TOEZICHT, lambda: "/register/?q=linde&soort=vthobject", "Toon op de kaart"),
    Blad("zoeken-niets", TOEZICHT, lambda: f"/register/?q={quote('zzz<b>')}", "Wis alle filters"),
    Blad("onleesbaar", TOEZICHT, lambda: "/register/?soort=raket", "Ga naar het begin", 400),
    Blad("kaart", TOEZICHT, lambda: "/kaart?q=linde", "Toon"),
    Blad("object", TOEZICHT, lambda: find_adres("vthobject", HOOFDROL), "Druk af"),
    Blad("object-toen", TOEZICHT, lambda: find_adres("vthobject", HOOFDROL, TOEN), "Ga terug naar nu"),
    Blad(
        "object-voor", TOEZICHT, lambda: find_adres("vthobject", HOOFDROL, "?geldigOp=1950-01-01"), "Druk af"
    ),
    Blad("activiteit-zonder-site", KUSTLAND, find_losse_activiteit, "Druk af"),
    Blad("vestiging", STELSEL, lambda: find_adres("vestiging"), "Druk af"),
    Blad("plek", STELSEL, lambda: find_adres("geoobject"), "Druk af"),
    Blad("persoon", KUSTLAND, lambda: find_adres("natuurlijkpersoon"), "Druk af"),
    Blad("melding", STELSEL, lambda: find_adres("activiteitmelding"), "Druk af"),
    Blad("toestemming", STELSEL, lambda: find_adres("toestemming"), "Druk af"),
    Blad("start-nieuws", STELSEL, lambda: "/", "Toon de lijst, laatst"),
    Blad("zoeken-gesorteerd", TOEZICHT, lambda: "/register/?soort=toestemming&sorteer=-naam", "CSV"),
    Blad("account", BEHEER, lambda: "/account", "Maak het token"),
    Blad("wachtwoord", BEHEER, lambda: "/account/wachtwoord", "Wijzig"),
    Blad("tweede-factor", BEHEER, lambda: "/account/tweede-factor", "Zet aan"),
    Blad("bevestig", BEHEER, lambda: "/account/tweede-factor/aan", "Ga verder"),
    Blad("inzagen", BEHEER, lambda: "/inzagen", "Toon"),
    Blad(
        "inzageoverzicht",
        PRIVACY,
        lambda: reverse("portaal:inzageoverzicht", args=[find_object("natuurlijkpersoon")]),
        "Maak het overzicht",
    ),
    Blad("verwerkingsactiviteiten", "", lambda: reverse("portaal:verwerkingsactiviteiten"), "Meld aan"),
    Blad("geen-toegang", TOEZICHT, lambda: "/inzagen", "Ga naar het begin", 403),
    Blad("terugmeldingen", TOEZICHT, lambda: "/terugmeldingen/", "Naam"),
    Blad("terugmelding", BEHEER, find_vraag, "Beantwoord"),
    Blad(
        "terugmelden",
        LEZER,
        lambda: reverse("terugmeldingen:nieuw", args=[find_object("vthobject", HOOFDROL), "naam"]),
        "Meld terug",
    ),
    Blad("dubbel", STELSEL, lambda: "/ontdubbeling/", "Begin met beoordelen"),
    Blad("dubbel-paar", STELSEL, find_paar, "Hetzelfde"),
    Blad("dubbel-oordelen", STELSEL, lambda: "/ontdubbeling/oordelen", "Toon"),
    Blad("dubbel-kwaliteit", STELSEL, lambda: "/ontdubbeling/kwaliteit", "Dubbele gegevens"),
    Blad("entiteit", STELSEL, lambda: find_samen("ontdubbeling:entiteit"), "Toon het object"),
    Blad("object-samen", STELSEL, lambda: find_samen("portaal:object"), "Waarom hoort"),
    Blad("zaken", VERGUNNING, lambda: "/zaken/?wie=alles", "Parquet"),
    Blad("adviezen", VERGUNNING, lambda: "/adviezen/", "Toon"),
    Blad("vergunningen", VERGUNNING, lambda: "/vergunningen/", "Parquet"),
    Blad("vergunning", VERGUNNING, find_vergunning, "Verplichtingen"),
    Blad("vergunning-verschil", VERGUNNING, lambda: find_vergunning("/verschil"), "Vergelijk"),
    Blad("vergunning-openbaar", VERGUNNING, lambda: find_vergunning("/openbaar"), "Naar de hele vergunning"),
    Blad("verouderd", VERGUNNING, lambda: "/vergunningen/verouderd", "Toon"),
    Blad("voorschriften-zoeken", VERGUNNING, lambda: "/vergunningen/zoeken?woorden=geluid", "Zoek"),
    Blad("mandaten", MANDAAT, lambda: "/mandaten/", "Neem een tabel in"),
    Blad("mandaat", MANDAAT, lambda: find_mandaat("GM9901-A1"), "Trek in"),
    Blad("ondermandaat-lezer", TOEZICHT, lambda: find_mandaat("ODV-10"), "GM9901-A1"),
    Blad("wie-mag-tekenen", DIRECTEUR, lambda: "/mandaten/ondertekening", "Ga na wie mag tekenen"),
    Blad("tekenen-mag", DIRECTEUR, lambda: f"/mandaten/ondertekening{TEKENVRAAG}", "Waar steunt dit op?"),
    Blad(
        "tekenen-mag-niet",
        LEZER,
        lambda: "/mandaten/ondertekening?bevoegdheid=x",
        "Ga na wie mag tekenen",
        422,
    ),
    Blad("mandaten-innemen", MANDAAT, lambda: "/mandaten/invoer", "Neem in"),
    Blad("modelmandaat", MANDAAT, lambda: "/mandaten/modelmandaat", "Download als Excel"),
    Blad("mandaatverschillen", MANDAAT, lambda: "/mandaten/verschillen", "Toon als tabel"),
    Blad("functies", MANDAAT, lambda: "/mandaten/functies", "Leg vast"),
    Blad("taakscheiding", MANDAAT, lambda: "/mandaten/taakscheiding", "Verschillen"),
    Blad("zaak", VERGUNNING, lambda: find_zaak(), "Voeg een document toe"),
    Blad("besluit", VERGUNNING, find_besluit, "Maak een brief"),
    Blad("documenten", VERGUNNING, lambda: "/documenten/", "Zoek"),
    Blad("documenten-gezocht", VERGUNNING, lambda: "/documenten/?q=heftruck", "Akoestisch rapport"),
    Blad("documenten-niets", VERGUNNING, lambda: "/documenten/?q=onvindbaar", "Zoek"),
    Blad("document", VERGUNNING, lambda: find_document("akoestisch_rapport"), "Download"),
    Blad("document-brief", VERGUNNING, lambda: find_document("besluit"), "Download"),
    Blad("document-nieuw", VERGUNNING, lambda: find_zaak("/documenten/nieuw"), "Bewaar"),
    Blad("document-gegevens", VERGUNNING, lambda: find_document("aanvraag", "/gegevens"), "Wijzig"),
    Blad("brief", VERGUNNING, lambda: find_zaak("/brief"), "Bekijk wat erin komt"),
    Blad("brief-gekozen", VERGUNNING, lambda: find_zaak(f"/brief?{BRIEFVRAAG}"), "Maak de brief"),
    Blad("sjablonen", BEHEER, lambda: "/sjablonen/", "Voeg een sjabloon"),
    Blad("toezicht", TOEZICHT, lambda: "/toezicht/", "Neem mee op pad"),
    Blad("controle", TOEZICHT, lambda: find_controle("Energie en koeling"), "Begin de controle"),
    Blad("controle-af", TOEZICHT, lambda: find_controle(MET_MONSTERS), "Download als PDF"),
    Blad(
        "voorbereiding",
        TOEZICHT,
        lambda: find_controle("Energie en koeling", kamer="voorbereiding"),
        "Quabbestra",
    ),
    Blad("bevinding", TOEZICHT, find_bevinding, "Trek de bevinding in"),
    Blad("bevinding-nieuw", TOEZICHT, lambda: find_controle("Energie en koeling", "/bevinding"), "Leg vast"),
    Blad(
        "toezicht-plannen",
        TOEZICHT,
        lambda: f"/toezicht/nieuw/{find_object('vthobject', 'VR-00000008')}",
        "Plan",
    ),
    Blad("toezicht-termijnen", TOEZICHT, lambda: "/toezicht/termijnen", "Maak een dagplan"),
    Blad("dagplan", TOEZICHT, lambda: "/toezicht/dagplan", "Maak het plan"),
    Blad("laboratorium", TOEZICHT, lambda: "/laboratorium/", "Lever een bestand"),
    Blad("uitslag", TOEZICHT, lambda: f"/laboratorium/{Lablevering.objects.get().pk}", "Monster VL-2031"),
    Blad("monster", TOEZICHT, lambda: find_monster("VL-2031"), "Leg een overdracht vast"),
    Blad("monster-onder", TOEZICHT, lambda: find_monster("VL-2032"), "Leg een overdracht vast"),
    Blad("controle-checklist", TOEZICHT, lambda: find_controle(MET_MONSTERS, "/checklist")),
    Blad("veld", TOEZICHT, lambda: "/toezicht/veld/"),
    Blad("checklists", TOEZICHT, lambda: "/toezicht/checklists/", "Indirecte lozing"),
    Blad("checklist-proef", TOEZICHT, lambda: "/toezicht/checklists/geluid/proef", "ja"),
    Blad("signalen", TOEZICHT, lambda: "/signalen/?wie=alles", "Leg een bericht vast"),
    Blad("signaal", TOEZICHT, find_signaal, "Neem in behandeling"),
    Blad("signaal-nieuw", TOEZICHT, lambda: "/signalen/nieuw", "Leg vast"),
    Blad("signaal-cijfers", TOEZICHT, lambda: "/signalen/cijfers", "Toon"),
    Blad("signaal-triage", TOEZICHT, lambda: "/signalen/triage", "Beproef"),
    Blad("incidenten", TOEZICHT, lambda: "/incidenten/", "I20"),
    Blad("incident", TOEZICHT, find_incident, "Sluit het incident af"),
    Blad("start-jurist", JURIST, lambda: "/", "€ 2.500,00"),
    Blad("handhaving", JURIST, lambda: "/handhaving/", "Toon"),
    Blad("handhaving-geld", JURIST, lambda: "/handhaving/geld", "Toon als tabel"),
    Blad("handhaving-uit", JURIST, lambda: "/handhaving/uitvoer", "Toon de bestanden"),
    Blad("dwangsommen", JURIST, lambda: "/handhaving/?tab=dwangsommen", "€ 2.500,00"),
    Blad("handhavingsverzoeken", JURIST, lambda: "/handhaving/?tab=handhavingsverzoeken", "Parquet"),
    Blad("overtreding", JURIST, lambda: find_handhaving(Overtreding, "overtreding"), "Weeg opnieuw"),
    Blad("maatregel", JURIST, lambda: find_handhaving(Maatregel, "maatregel"), "Naar de zaak"),
    Blad("maatregelbrief", JURIST, find_maatregelbrief, "Maak de brief"),
    Blad("dwangsombrief", JURIST, find_dwangsombrief, "Bekijk wat erin komt"),
    Blad("verzoek-handhaving", JURIST, find_verzoek, "Verbeter waar het over gaat"),
    Blad(
        "maatregel-opgelegd",
        JURIST,
        lambda: find_handhaving(Maatregel, "maatregel", staat="uitgewerkt"),
        "De last is niet nageleefd",
    ),
    Blad(
        "verbeurte",
        JURIST,
        lambda: find_handhaving(Verbeurte, "verbeurte", staat="open"),
        "Boek een betaling",
    ),
    Blad("strategie", JURIST, lambda: "/handhaving/strategie", "Toon"),
    Blad("afweging", JURIST, find_afweging, "Wat de letters"),
    Blad("leidraad", JURIST, lambda: "/handhaving/leidraad?aard=geluid", "Zoek"),
    Blad("monitoring", "stelsel-oordeel", lambda: "/monitoring/", "Open een ronde"),
    Blad(
        "fusiegeschiedenis",
        "veenrand-bestuur",
        lambda: "/monitoring/fusies/geschiedenis",
        "Waar steunt dit op?",
    ),
    Blad("rondrapport", "stelsel-oordeel", lambda: find_ronde("Robuustheid", "/rapport"), "Word"),
    Blad(
        "financiering",
        "stelsel-oordeel",
        lambda: find_ronde("Robuustheid", "/financiering"),
        "Toon als tabel",
    ),
    Blad(
        "criteria", "stelsel-oordeel", lambda: find_ronde("Robuustheid", "/kwaliteitscriteria"), "2.3 (vanaf"
    ),
    Blad("lijsten", "veenrand-robuust", find_lijsten, "Lever de bezetting in"),
    Blad("bewijs", "veenrand-robuust", lambda: "/monitoring/bewijs", "Bewaar een nieuw stuk"),
    Blad("afstanden", "veenrand-bestuur", lambda: "/monitoring/afstanden", "Neem op"),
    Blad("indicatoren", "stelsel-toets", lambda: "/monitoring/indicatoren", "Leg alle cijfers vast"),
    Blad("indicator", "veenrand-robuust", lambda: "/monitoring/indicatoren/hersteld", "De formule"),
    Blad("cijfer", "stelsel-toets", lambda: find_cijfer("hersteld"), "Reken na"),
    Blad(
        "cijferrecords",
        "veenrand-robuust",
        lambda: find_cijfer("hersteld", "/OD-VEENRAND"),
        "Herstelde overtredingen",
    ),
    Blad("ronde", "veenrand-bestuur", lambda: find_ronde("Robuustheid"), "Verken fusies"),
    Blad(
        "zelfbeoordeling",
        "veenrand-robuust",
        lambda: find_zelfbeoordeling("OD-VEENRAND"),
        "Geef de cijfers op",
    ),
    Blad("toets", "stelsel-toets", lambda: find_zelfbeoordeling("OD-KUSTLAND"), "Stel een vraag"),
    Blad(
        "fusies",
        "veenrand-bestuur",
        lambda: find_ronde("Robuustheid", "/fusies?diensten=OD-VEENRAND&diensten=OD-KUSTLAND"),
        "Reken uit",
    ),
    Blad("programmas", BUREAU, lambda: "/voortgang/", "Begin een programma"),
    Blad("programma", BUREAU, find_programma, "Rondes"),
    Blad("programma-bijdragen", EIGENAAR, lambda: find_programma("/bijdragen"), "(1) Regionale planning"),
    Blad("programma-beheer", BUREAU, lambda: find_programma("/beheer"), "Wijzig naam of einde"),
    Blad("programma-rondes", BUREAU, lambda: find_programma("/rondes"), "Open een ronde"),
    Blad("programma-risicos", BUREAU, lambda: find_programma("/beeld/risicos"), "Toon als tabel"),
    Blad("programma-besluiten", BUREAU, lambda: find_programma("/beeld/besluiten"), "Modelmandaat"),
    Blad("programma-verschuiving", BUREAU, lambda: find_programma("/beeld/verschuiving"), "Toon als tabel"),
    Blad("programma-tijdlijn", BUREAU, lambda: find_programma("/beeld/tijdlijn"), "Toon als tabel"),
    Blad("programma-samenhang", BUREAU, lambda: find_programma("/beeld/samenhang"), "Toon als tabel"),
    Blad("programma-middelen", BUREAU, lambda: find_programma("/beeld/middelen"), "(1) Regionale planning"),
    Blad("programma-tegenspraken", BUREAU, lambda: find_programma("/beeld/tegenspraken"), "Beslis wat klopt"),
    Blad("programma-watals", BUREAU, lambda: find_programma("/beeld/watals"), "Reken uit"),
    Blad("inlezen", BUREAU, lambda: find_programma("/inlezen"), "Lees in"),
    Blad("inlezing", BUREAU, find_inlezing, "Neem over"),
    Blad("pijler", BUREAU, lambda: find_onderdeel("p3"), "Stel het pijlerplan vast"),
    Blad("onderwerp", EIGENAAR, lambda: find_onderdeel("p4.o3"), "Leg de stand van het geld vast"),
    Blad("rapportageronde", BUREAU, lambda: find_rapportageronde("December 2023"), "Lees het rapport"),
    Blad("rapport", BUREAU, lambda: find_rapportageronde("Juni 2023", "/rapport"), "PDF"),
    Blad("samenvatting", BUREAU, lambda: find_rapportageronde("Juni 2023", "/samenvatting"), "PDF"),
    Blad("bijdrage", EIGENAAR, lambda: find_bijdrage("p5.o2"), "Bewaar als concept"),
    Blad("opsporing", BOA, lambda: "/opsporing", "Open een dossier"),
    Blad("opsporing-nieuw", BOA, lambda: "/opsporing/nieuw", "Open het dossier"),
    Blad("opsporing-openen", BOA, find_opsporing, "Open het dossier"),
    Blad("opsporing-voor-anderen", TOEZICHT, lambda: "/opsporing", "Zoek in het register", 404),
    Blad("toegankelijkheid", "", lambda: "/toegankelijkheid", "Beheer van Open VTH"),
    Blad("stijlgids", BEHEER, lambda: "/stijlgids", "Leg vast"),
    Blad("aanmelding-afgebroken", "", lambda: "/aanmelden/afgebroken", "Meld aan"),
    Blad("aanmelding-mislukt", "", lambda: "/aanmelden/niet-gelukt", "Meld aan", 401),
    Blad("account-gesloten", "", lambda: "/aanmelden/afgesloten"),
    Blad("agenda", TOEZICHT, lambda: "/agenda", "Van mijn organisatie"),
    Blad("dubbel-voorop", STELSEL, lambda: "/ontdubbeling/voorop", "Waar steunt dit op?"),
    Blad("mandaat-nieuw", MANDAAT, lambda: "/mandaten/nieuw", "Leg vast"),
    Blad("ogc", TOEZICHT, lambda: "/ogc/v1/?f=html", "De collecties"),
    Blad("ogc-api", TOEZICHT, lambda: "/ogc/v1/api?f=html", "Toon als OpenAPI"),
    Blad("ogc-conformiteit", TOEZICHT, lambda: "/ogc/v1/conformance?f=html", "Register van Open VTH"),
    Blad("ogc-collecties", TOEZICHT, lambda: "/ogc/v1/collections?f=html", "VTH-objecten"),
    Blad("ogc-collectie", TOEZICHT, lambda: "/ogc/v1/collections/vthobjecten?f=html", "Toon de objecten"),
    Blad(
        "ogc-objecten", TOEZICHT, lambda: "/ogc/v1/collections/vthobjecten/items?f=html&limit=20", "Toon als"
    ),
    Blad(
        "ogc-object",
        TOEZICHT,
        lambda: f"/ogc/v1/collections/vthobjecten/items/{find_object('vthobject', LOODS)}?f=html",
        "Open de bladzijde",
    ),
    Blad("checklist", TOEZICHT, lambda: "/toezicht/checklists/indirecte_lozingen", "Probeer uit"),
    Blad("checklist-nieuw", BEHEER, lambda: "/toezicht/checklists/nieuw", "Neem op"),
    Blad("ritme", TOEZICHT, lambda: f"/toezicht/termijnen/{find_object('vthobject', LOODS)}", "Wat er moet"),
    Blad(
        "emissie",
        TOEZICHT,
        lambda: (
            "/emissie/?klasse=gA.3&dag=2026-03-02&delen=33%3B20%3B4%0A33%3B20%3B4%0A33%3B20&eenheid=mg/Nm3"
            "&massastroom=500&debiet=1000"
        ),
        "Toets",
    ),
    Blad("bodemenergie", TOEZICHT, lambda: f"/bodemenergie/{find_object('vthobject', LOODS)}", "Leg"),
    Blad("vergunningen", VERGUNNING, lambda: "/vergunningen/", "OV-QUABBESTRA"),
    Blad("meldingen", VERGUNNING, lambda: "/vergunningen/meldingen", "Leg een melding vast"),
    Blad("melding-beoordeeld", VERGUNNING, find_melding, "Leg het oordeel vast"),
    Blad("melding-open", VERGUNNING, find_open_melding, "Neem in behandeling"),
    Blad("informatie-lijst", VERGUNNING, lambda: "/vergunningen/informatie", "Leg informatie vast"),
    Blad("informatie", VERGUNNING, find_informatie, "Leg het oordeel vast"),
    Blad("informatie-open", VERGUNNING, find_open_informatie, "Neem in behandeling"),
    Blad("normen", VERGUNNING, lambda: "/vergunningen/normen", "Toon"),
    Blad("norm", VERGUNNING, find_norm, "Deze norm geldt niet meer"),
    Blad("verplichtingen", VERGUNNING, lambda: find_vergunning("/verplichtingen"), "Zet in uw kalender"),
    Blad(
        "regels",
        VERGUNNING,
        lambda: f"/vergunningen/regels/{find_object('vthobject', LOODS)}",
        "artikel 3.50",
    ),
    Blad("veroudering", VERGUNNING, lambda: find_vergunning("/veroudering"), "Lees de vergunning"),
    Blad("voorschrift", VERGUNNING, find_voorschrift, "Verbeter"),
    Blad("standaardteksten", VERGUNNING, lambda: "/standaardvoorschriften/", "geluid-deuren"),
    Blad("standaardtekst", VERGUNNING, lambda: find_enige(Standaardvoorschrift), "Standaardteksten"),
    Blad("concept", VERGUNNING, find_concept, "Voeg een voorschrift toe"),
    Blad("van-papier", VERGUNNING, lambda: find_concept("/voorstellen/nieuw"), "Lees"),
    Blad("voorstel", VERGUNNING, find_voorstel, "Naar het concept"),
    Blad("voorstelregel", VERGUNNING, lambda: find_voorstel("/regels/1"), "Aanvaard"),
    Blad("kennisgeving", VERGUNNING, find_kennisgeving, "Bewaar bij de zaak"),
    Blad("zaken", VERGUNNING, lambda: "/zaken/", "Open een zaak"),
    Blad("zaak-onderwerpen", VERGUNNING, lambda: find_zaak("/onderwerpen"), "Zoek"),
    Blad("zaak-relaties", VERGUNNING, lambda: find_zaak("/relaties"), "Zoek"),
    Blad("teams", BEHEER, lambda: "/zaken/teams", "Regel een waarneming"),
    Blad("adviezen", VERGUNNING, lambda: "/adviezen/", "Leg een adviesverzoek vast"),
    Blad("advies", VERGUNNING, find_advies, "Leg het advies vast"),
    Blad("bewaring", "veenrand-archief", lambda: "/bewaring/", "Vernietigingslijsten"),
    Blad("vernietiging", "veenrand-archief2", lambda: find_enige(Zaakvernietiging), "Geef uw oordeel"),
    Blad("sjabloon", BEHEER, lambda: find_enige(Briefsjabloon), "Trek in"),
    Blad("verkenning", "veenrand-bestuur", lambda: find_enige(Verkenning), "Toon als tabel"),
    Blad("vastlegging", "stelsel-toets", lambda: find_enige(Vastlegging), "Indicatoren"),
)
IN_HET_WOORD = "één zin en een verwijzing in dezelfde opmaak als `geen-toegang` en `niet-gevonden`; te zien"
# Pages that the walk does not open, each with the reason.
NIET_GELOPEN = {
    "403_csrf.html": f"{IN_HET_WOORD} na een formulier zonder geldige sleutel",
    "500.html": f"{IN_HET_WOORD} als er iets stuk is (portaal/tests/test_web.py)",
    "aanleveringen/te_groot.html": f"{IN_HET_WOORD} na een te groot bestand",
    "zaken/te_groot.html": f"{IN_HET_WOORD} na een te groot bestand",
    "interface/niet_vastgelegd.html": f"{IN_HET_WOORD} als het logboek niet te schrijven is",
    "interface/onderhoud.html": f"{IN_HET_WOORD} terwijl een grote aanlevering wordt vastgelegd",
    "aanleveringen/download_wacht.html": f"{IN_HET_WOORD} zolang een groot bestand wordt gemaakt; vraagt zichzelf op",
    "register/download_wacht.html": f"{IN_HET_WOORD} zolang een groot bestand wordt gemaakt; vraagt zichzelf op",
    "account/password_set.html": "dezelfde pagina als `wachtwoord`, voor wie nog geen wachtwoord heeft",
    "socialaccount/login.html": f"{IN_HET_WOORD} waar een organisatie een eigen aanmelding heeft (vth/toegang/tests)",
    **{f"mfa/{naam}.html": "gelopen in test_second_factor" for naam in TWEEDE_FACTOR},
    **{
        f"opsporing/{naam}.html": "gelopen in test_pages_that_follow_an_act"
        for naam in ("dossier", "procesverbaal")
    },
    "portaal/agendasleutel.html": "gelopen in test_pages_that_follow_an_act",
}
