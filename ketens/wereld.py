"""A small world in which every record carries a mark of its own, so that whatever leaks can be named."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import product
from typing import Any

from vth.aanleveringen.models import Aanlevering, Terugmelding
from vth.aanleveringen.terugmeldingen import record_terugmelding
from vth.aanleveringen.tests.builders import lever, make_site
from vth.handhaving.models import Maatregel, Overtreding, Verbeurte
from vth.logboek.bezoeken import record_bezoek
from vth.logboek.services import seal_gebeurtenissen
from vth.ontdubbeling.services import record_oordeel
from vth.ontdubbeling.tests.builders import make_gelijkstelling, make_snede
from vth.register.models import Bronobject
from vth.register.services import record_object
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES, ALLE_SOORTEN, Viewer, Zicht, derive_niveaus
from vth.toezicht.bevindingen import record_bevinding
from vth.toezicht.incidenten import record_incident
from vth.toezicht.invoer import NieuweBevinding, NieuweControle, Normkeuze
from vth.toezicht.models import Bevinding, Controle, Incident, Incidentsignaal, Monster, Vervaldag
from vth.toezicht.monster.bemonstering import Monsterwijze
from vth.toezicht.monster.boeking import NieuwMonster, record_monster
from vth.toezicht.services import begin_controle, record_controle
from vth.toezicht.signaalinvoer import NieuwIncident, NieuwSignaal
from vth.toezicht.signalen import record_signaal
from vth.vergunningen.controle import Mutatievoorstel, NieuweToestemming, NieuweVergunning
from vth.vergunningen.informatie import Plicht, take_informatie
from vth.vergunningen.inhoud import Plichtsoort, Verplichting, Voorschriftinhoud
from vth.vergunningen.melding import accept_verzoek, record_meldingoordeel
from vth.vergunningen.meldinglezen import list_gegevens
from vth.vergunningen.models import (
    Activiteitinformatie,
    Melding,
    Standaardversie,
    Standaardvoorschrift,
    Toestemming,
    Vergunning,
    Voorschrift,
    Voorstel,
    Voorstelregel,
)
from vth.vergunningen.services import (
    record_ontwerp,
    record_toestemming,
    record_vaststelling,
    record_vergunning,
)
from vth.vergunningen.standaard import record_standaard
from vth.zaken.advies.rules import NieuwAdviesverzoek
from vth.zaken.advies.services import record_adviesverzoek
from vth.zaken.besluiten import record_besluit
from vth.zaken.controle import NieuweZaak, NieuwVerzoek, Over
from vth.zaken.documenten.plek import NieuwDocument
from vth.zaken.documenten.services import accept_document
from vth.zaken.models import Adviesverzoek, Besluit, Document, Verzoek, Zaak
from vth.zaken.services import open_zaak, record_verzoek

from .wereldhandhaving import make_handhaving

LEVERANCIERS = ("OD-NOORD", "OD-ZUID")
GEBIEDEN = ("", "GM9901")
NIVEAUS = ("intern", "vertrouwelijk", "geheim")
ALZIEND = Viewer(
    actor="proef",
    zicht=Zicht(soorten=ALLE_SOORTEN, niveaus=derive_niveaus("zeer_geheim"), landelijk=True),
    handelingen=frozenset(
        {
            "register.record",
            "controle.record",
            "aanlevering.accept",
            "aanlevering.decide",
            "terugmelding.record",
            "terugmelding.answer",
            "inzage.read",
            "inzage.decide",
            "ontdubbeling.decide",
            "ontdubbeling.record",
            "zaak.record",
            "besluit.record",
            "vergunning.record",
            "vergunning.decide",
            "signaal.record",
            "overtreding.record",
            "maatregel.record",
            "invordering.record",
        }
    ),
    organisaties=frozenset({ALLE_ORGANISATIES}),
)

# Who judges permits does not supervise at the same place.
INSPECTEUR = replace(ALZIEND, actor="proef-toezicht")
JAN = date(2024, 1, 1)
MERK = re.compile(r"merk\d+x")
# Of so many sites one has a permit: each costs a decision and its pages.
PER_VERGUNNING = 7


@dataclass
class Wereld:
    """The records by their mark, the deliveries, the marks that stand in rows of deliveries only, the questions, and the pairs.

    Of `paren` the first half waits, half of that for being cut; of the rest some were judged one and some not.
    """

    objecten: dict[str, Bronobject] = field(default_factory=dict)
    aanleveringen: list[Aanlevering] = field(default_factory=list)
    rijen: set[str] = field(default_factory=set)
    vragen: list[Terugmelding] = field(default_factory=list)
    paren: list[tuple[Bronobject, Bronobject]] = field(default_factory=list)
    zaken: list[Zaak] = field(default_factory=list)
    besluiten: list[Besluit] = field(default_factory=list)
    documenten: list[Document] = field(default_factory=list)
    adviezen: list[Adviesverzoek] = field(default_factory=list)
    informatie: list[Activiteitinformatie] = field(default_factory=list)
    meldingen: list[Melding] = field(default_factory=list)
    vergunningen: list[Vergunning] = field(default_factory=list)
    toestemmingen: list[Toestemming] = field(default_factory=list)
    voorschriften: list[Voorschrift] = field(default_factory=list)
    mutaties: list[int] = field(default_factory=list)
    concepten: list[Toestemming] = field(default_factory=list)
    voorstellen: list[Voorstel] = field(default_factory=list)
    standaarden: list[Standaardvoorschrift] = field(default_factory=list)
    signalen: list[Incidentsignaal] = field(default_factory=list)
    incidenten: list[Incident] = field(default_factory=list)
    controles: list[Controle] = field(default_factory=list)
    bevindingen: list[Bevinding] = field(default_factory=list)
    monsters: list[Monster] = field(default_factory=list)
    overtredingen: list[Overtreding] = field(default_factory=list)
    maatregelen: list[Maatregel] = field(default_factory=list)
    verbeurten: list[Verbeurte] = field(default_factory=list)

    def make(self, soort: str, inhoud: dict[str, Any], naamveld: str, **kop: Any) -> Bronobject:
        """Register one record whose name and number are its mark."""
        merk = f"merk{len(self.objecten)}x"
        begin = kop.pop("begin", JAN)
        self.objecten[merk] = record_object(
            viewer=ALZIEND,
            soort=soort,
            sleutel=merk,
            inhoud=inhoud | {naamveld: merk},
            begin_geldigheid=begin,
            **kop,
        )
        return self.objecten[merk]


def make_wereld() -> Wereld:
    """Make sites, places, businesses, persons, activities and permits, of every supplier, area and confidentiality.

    What belongs together has mostly another area and confidentiality, so that one may see a thing and not its place.
    """
    wereld, gezien = Wereld(), []
    for leverancier in LEVERANCIERS:
        koppen = [
            {"leverancier": leverancier, "gebied": gebied, "vertrouwelijkheid": niveau}
            for gebied, niveau in product(GEBIEDEN, NIVEAUS)
        ]
        for n, kop in enumerate(koppen):
            anders = [koppen[(n + stap) % len(koppen)] for stap in (5, 2, 4)]
            site = _make_groep(wereld, kop, anders)
            if n % 3 == 0:
                gezien.append((site, _make_bezoek(wereld, site, kop, anders[0]), kop, anders[0]))
    for bezoek in gezien:
        _make_optreden(wereld, *bezoek)
    _deliver(wereld)
    _ask(wereld)
    _pair(wereld)
    _open_zaken(wereld)
    _permit(wereld)
    _complain(wereld)
    _inspect(wereld)
    _enforce(wereld)
    return wereld


def _complain(wereld: Wereld) -> None:
    """Complain of some sites, in words and at a place that name them; the message and its incident are as hidden as the site."""
    sites = [(merk, o) for merk, o in wereld.objecten.items() if o.soort == "vthobject"]
    for merk, site in sites[3::PER_VERGUNNING]:
        nieuw = NieuwSignaal(
            organisatie=site.leverancier,
            gebied=site.gebied,
            signaalsoort="klacht",
            signaalcategorie="geur",
            omschrijving=f"over {merk}",
            ontvangen_op=klok.now() - timedelta(hours=1),
            plek=f"bij {merk}",
            bij=site.pk,
            vertrouwelijkheid=site.vertrouwelijkheid,
        )
        signaal = record_signaal(viewer=ALZIEND, nieuw=nieuw)
        event = NieuwIncident(f"over {merk}")
        wereld.incidenten.append(record_incident(viewer=ALZIEND, signaal_id=signaal.pk, nieuw=event))
        wereld.signalen.append(signaal)


def _inspect(wereld: Wereld) -> None:
    """Visit some sites with a controle that is as hidden as the site, and names it in every part; it is about its neighbour as well."""
    # Who judged the permit here may not supervise here.
    sites = [(merk, o) for merk, o in wereld.objecten.items() if o.soort == "vthobject"]
    for n, (merk, site) in list(enumerate(sites))[3::PER_VERGUNNING]:
        nieuw = NieuweControle(
            organisatie=site.leverancier,
            gebied=site.gebied,
            omschrijving=f"over {merk}",
            controletype="regulier",
            aanleiding="programma",
            onderwerpen=[site.pk, sites[(n + 1) % len(sites)][1].pk],
            vertrouwelijkheid=site.vertrouwelijkheid,
        )
        controle = begin_controle(
            viewer=INSPECTEUR, controle_id=record_controle(viewer=INSPECTEUR, nieuw=nieuw).pk
        )
        norm = Normkeuze(citaat=f"artikel {merk}")
        gezien = NieuweBevinding("bodem", "nageleefd", [norm], aandachtspunt=f"bij {merk}")
        wereld.bevindingen.append(record_bevinding(viewer=INSPECTEUR, controle_id=controle.pk, nieuw=gezien))
        wereld.controles.append(controle)
        op = klok.now() - timedelta(hours=1)
        fles = NieuwMonster(f"fles {merk}", f"put {merk}", Monsterwijze.STEEK, op, op, stoffen=["koper"])
        wereld.monsters.append(record_monster(viewer=INSPECTEUR, controle_id=controle.pk, nieuw=fles))
    _make_vervaldagen(site for _, site in sites)


def _enforce(wereld: Wereld) -> None:
    """Have violations at some sites, with what was done about them."""
    sites = [(merk, o) for merk, o in wereld.objecten.items() if o.soort == "vthobject"]
    bedrijven = [o for o in wereld.objecten.values() if o.soort == "vestiging"]
    for overtreding, maatregel, verbeurte in make_handhaving(
        ALZIEND, sites, bedrijven, wereld.bevindingen, PER_VERGUNNING
    ):
        wereld.overtredingen.append(overtreding)
        wereld.maatregelen.append(maatregel)
        wereld.verbeurten.append(verbeurte)


def _make_vervaldagen(sites: Iterable[Bronobject]) -> None:
    """Have something due at every site, with the sight of the site."""
    Vervaldag.objects.bulk_create(
        Vervaldag(
            soort="vthobject",
            leverancier=s.leverancier,
            gebied=s.gebied,
            vertrouwelijkheid=s.vertrouwelijkheid,
            bronobject=s,
            vervalsoort="routine_ippc",
            regel="ippc_groot",
            vanaf=JAN,
            uiterlijk=JAN,
        )
        for s in sites
    )


def _open_zaken(wereld: Wereld) -> None:
    """Work on every site in a zaak that is as hidden as the site, and names it; it is about its neighbour as well."""
    sites = [(merk, o) for merk, o in wereld.objecten.items() if o.soort == "vthobject"]
    for n, (merk, site) in enumerate(sites):
        buur = sites[(n + 1) % len(sites)][1]
        nieuw = NieuweZaak(
            "aanvraag_regulier",
            organisatie=site.leverancier,
            gebied=site.gebied,
            omschrijving=f"over {merk}",
            startdatum=klok.today() - timedelta(days=30),
            vertrouwelijkheid=site.vertrouwelijkheid,
            onderwerpen=[Over(site.pk, "vthobject"), Over(buur.pk, "vthobject")],
        )
        zaak = open_zaak(viewer=ALZIEND, nieuw=nieuw)
        wereld.zaken.append(zaak)
        wereld.informatie.append(_take_informatie(merk, site, zaak))
        wereld.meldingen.append(_accept_melding(merk, site))
        soort = {"besluitsoort": "omgevingsvergunning", "omschrijving": f"over {merk}"}
        wereld.besluiten.append(record_besluit(viewer=ALZIEND, zaak_id=zaak.pk, tekst="Verleend.", **soort))
        stuk = {"nieuw": NieuwDocument(f"stuk {merk}", zaak_id=zaak.pk), "bestandsnaam": f"{merk}.txt"}
        wereld.documenten.append(accept_document(viewer=ALZIEND, brokken=[f"inhoud {merk}".encode()], **stuk))
        vraag = NieuwAdviesverzoek(
            "gevraagd", "advies", f"over {merk}", klok.today() - timedelta(days=9), partijnaam=merk, over=merk
        )
        wereld.adviezen.append(record_adviesverzoek(viewer=ALZIEND, nieuw=vraag, zaak_id=zaak.pk))


def _record_verzoek(merk: str, site: Bronobject, zaak: Zaak | None, type_: str) -> Verzoek:
    """Take in a verzoek that is as hidden as its site, and names it."""
    nieuw = NieuwVerzoek(
        site.leverancier,
        site.gebied,
        f"{type_} {merk}",
        type_,
        klok.today(),
        klok.today(),
        omschrijving=f"over {merk}",
        vertrouwelijkheid=site.vertrouwelijkheid,
    )
    return record_verzoek(viewer=ALZIEND, nieuw=nieuw, zaak_id=zaak and zaak.pk)


def _take_informatie(merk: str, site: Bronobject, zaak: Zaak) -> Activiteitinformatie:
    """Take in information."""
    verzoek = _record_verzoek(merk, site, zaak, "informatie")
    return take_informatie(viewer=ALZIEND, verzoek_id=verzoek.pk, plicht=Plicht(f"Bal {merk}"))


def _accept_melding(merk: str, site: Bronobject) -> Melding:
    """Take in a melding without a zaak that lacks something, told in words."""
    verzoek = _record_verzoek(merk, site, None, "melding")
    accept_verzoek(viewer=ALZIEND, verzoek_id=verzoek.pk)
    gegeven = next(iter(list_gegevens(verzoek, klok.today())))
    return record_meldingoordeel(
        viewer=ALZIEND, verzoek_id=verzoek.pk, ontbreekt={gegeven: f"Vraag {merk}."}, dag=klok.today()
    )


def _permit(wereld: Wereld) -> None:
    """Permit some sites with a permit that is as hidden as the site, and names it in every part; it is about its neighbour as well."""
    sites = [(merk, o) for merk, o in wereld.objecten.items() if o.soort == "vthobject"]
    for merk, site in sites[::PER_VERGUNNING]:
        kop = {
            "organisatie": site.leverancier,
            "gebied": site.gebied,
            "vertrouwelijkheid": site.vertrouwelijkheid,
        }
        nieuw = NieuweVergunning(kenmerk=f"V {merk}", titel=f"over {merk}", vthobject_id=site.pk, **kop)
        vergunning = record_vergunning(viewer=ALZIEND, nieuw=nieuw)
        besluit = NieuweToestemming(f"T {merk}", f"over {merk}", grondslag="proef")
        toestemming = record_toestemming(viewer=ALZIEND, vergunning_id=vergunning.pk, nieuw=besluit)
        plicht = Verplichting(Plichtsoort.METEN, f"meet {merk}", klok.today())
        inhoud = Voorschriftinhoud("1", f"over {merk}", f"Tekst over {merk}.", verplichtingen=(plicht,))
        vraag = {"viewer": ALZIEND, "toestemming_id": toestemming.pk}
        stond, _ = [_standardize(site.leverancier, merk, n) for n in (0, 1)]
        wereld.standaarden.append(stond.standaardvoorschrift)
        voorstel = Mutatievoorstel("van_kracht", inhoud, bereik=[site.pk], standaard_id=stond.pk)
        ontwerp = record_ontwerp(voorstel=voorstel, **vraag)
        wereld.toestemmingen.append(record_vaststelling(ingangsdatum=JAN, **vraag))
        wereld.vergunningen.append(vergunning)
        wereld.voorschriften.append(ontwerp.voorschrift)
        wereld.mutaties.append(ontwerp.voorschrift.mutaties.get().pk)
        _propose(wereld, vergunning, merk)


def _standardize(organisatie: str, merk: str, nummer: int) -> Standaardversie:
    """Write a next version of a standard text; its own words name nobody, what stands on it does."""
    kop = {"organisatie": organisatie, "code": f"std-{merk.strip('merkx')}", "onderwerp": "Proef"}
    return record_standaard(
        viewer=ALZIEND, titel="Proef", tekst=f"Tekst {nummer}.", vanaf=JAN + timedelta(nummer), **kop
    )


def _propose(wereld: Wereld, vergunning: Vergunning, merk: str) -> None:
    """Read a paper for a draft in a permit, with the mark in every part of what was read."""
    nieuw = NieuweToestemming(f"C {merk}", f"over {merk}", grondslag="proef")
    concept = record_toestemming(viewer=ALZIEND, vergunning_id=vergunning.pk, nieuw=nieuw)
    wereld.concepten.append(concept)
    gelezen = {"bronregels": [{"t": f"1 Over {merk}"}], "rest": [{"soort": "slot", "plekken": [0]}]}
    kop = {
        "naam": f"papier {merk}",
        "sha256": "0" * 64,
        "staat": "gelezen",
        "door": "proef",
        "op": klok.now(),
    }
    voorstel = Voorstel.objects.create(toestemming=concept, **kop, **gelezen)
    deel = {"nummer": "1", "geschreven": "1", "titel": f"Over {merk}", "plekken": [0], "zeker": True}
    Voorstelregel.objects.create(voorstel=voorstel, volgnummer=1, hoofdstuk=1, **deel)
    wereld.voorstellen.append(voorstel)


def let_everybody_come_back(*actors: str) -> None:
    """Let these have looked before anything was written, so that all of it is news to them."""
    while seal_gebeurtenissen():
        pass
    for actor in actors:
        record_bezoek(actor=actor, moment=klok.now() - timedelta(days=1), volgnummer=0)


def _ask(wereld: Wereld) -> None:
    """Doubt the name of every site, in words that name it."""
    for merk, site in wereld.objecten.items():
        if site.soort == "vthobject":
            wereld.vragen.append(
                record_terugmelding(
                    viewer=ALZIEND, bronobject_id=site.pk, veld="naam", toelichting=f"Klopt {merk} wel?"
                )
            )


def _pair(wereld: Wereld) -> None:
    """Let sites of the two suppliers resemble each other, with their marks in the evidence and in what judges wrote."""
    per = [
        [o for o in wereld.objecten.values() if (o.soort, o.leverancier) == ("vthobject", lev)]
        for lev in LEVERANCIERS
    ]
    wereld.paren = list(zip(*per, strict=True))
    for n, (a, b) in enumerate(wereld.paren):
        make_gelijkstelling(
            a, b, uitkomst="gekoppeld" if n % 2 else "te_beoordelen", toont=(a.sleutel, b.sleutel)
        )
    for n, (a, b) in enumerate(wereld.paren[len(wereld.paren) // 2 :]):
        keuze, reden = (
            ("verschillend", "opvolging", "weet_niet")[n % 3],
            f"{a.sleutel} en {b.sleutel} nagekeken",
        )
        record_oordeel(viewer=ALZIEND, links=a.pk, rechts=b.pk, keuze=keuze, reden=reden)
    for a, b in wereld.paren[1 : len(wereld.paren) // 2 : 2]:
        make_snede(a, b)


def _make_groep(wereld: Wereld, kop: dict[str, str], anders: list[dict[str, str]]) -> Bronobject:
    """Make one site with all that hangs around it, and give it; `anders` are the heads of its neighbours."""
    punt = {"soort": "ander_geoobject", "woonplaats": "Lindeveen", "lengtegraad": 6.5, "breedtegraad": 53.2}
    plek = wereld.make("geoobject", punt, "openbare_ruimte", **anders[0])
    bedrijf = wereld.make("vestiging", {"kvk_nummer": "99000001"}, "naam", **anders[1])
    persoon = wereld.make("natuurlijkpersoon", {"voorletters": "J."}, "geslachtsnaam", **anders[2])
    site = wereld.make(
        "vthobject",
        {"hoofdtype": "inrichting"},
        "naam",
        relaties={"locatie": [plek], "drijver": [bedrijf], "eigenaar": [persoon]},
        **kop,
    )
    bezig = {"activiteit": "bal-3.2.1", "status": "uitvoering", "bevoegd_gezag": "GM9901"}
    activiteit = wereld.make(
        "activiteituitvoering",
        bezig,
        "omschrijving",
        relaties={"vindt_plaats_binnen": [site], "verantwoordelijke": [persoon]},
        **anders[0],
    )
    wereld.make("activiteitmelding", {}, "kenmerk", relaties={"betreft": [activiteit]}, **anders[0])
    grond = {"toestemmingsoort": "vergunning"}
    wereld.make(
        "toestemming",
        grond,
        "kenmerk",
        relaties={"legitimeert": [activiteit], "houder": [persoon]},
        **anders[1],
    )
    return site


def _make_bezoek(wereld: Wereld, site: Bronobject, kop: dict[str, str], anders: dict[str, str]) -> Bronobject:
    """Make what parties share of a visit to a site and of what people told of it, each with a sight of its own; gives the finding."""
    soort = {"controletype": "regulier", "controledatum": JAN}
    bezoek = wereld.make("controle", soort, "kenmerk", relaties={"controle_van": [site]}, **anders)
    gezien = {"volgnummer": 1, "onderwerp": "bodem", "resultaat": "overtreden"}
    over = {"uitkomst_van": [bezoek], "bevinding_bij": [site]}
    bevinding = wereld.make("bevinding", gezien, "norm", relaties=over, **kop)
    bericht = {"signaalsoort": "klacht", "signaalcategorie": "geur", "signaaldatum": JAN}
    signaal = wereld.make("incidentsignaal", bericht, "kenmerk", **anders)
    relaties = {"incident_bij": [site], "gemeld_met": [signaal]}
    wereld.make("incident", {"incidentdatum": JAN}, "omschrijving", relaties=relaties, **kop)
    return bevinding


def _make_optreden(
    wereld: Wereld, site: Bronobject, bevinding: Bronobject, kop: dict[str, str], anders: dict[str, str]
) -> None:
    """Make what parties share of acting against what was found: by a person, after a request, each with a sight of its own."""
    persoon = wereld.make("natuurlijkpersoon", {"voorletters": "O."}, "geslachtsnaam", **anders)
    bij = {"overtreding_bij": [site], "vanwege_bevinding": [bevinding], "begaan_door": [persoon]}
    overtreding = wereld.make("overtreding", {"overtredingsdatum": JAN}, "aard", relaties=bij, **anders)
    last = {
        "handhavingsinstrument": "last_onder_dwangsom",
        "opgelegd_door": "GM9901",
        "status": "in_uitvoering",
        "dwangsombedrag": 500,
    }
    tegen = {"ter_bestrijding_van": [overtreding], "opgelegd_aan": [persoon]}
    wereld.make("handhavingsmaatregel", last, "kenmerk", relaties=tegen, **kop)
    over = {"verzoek_bij": [site], "mogelijk_begaan_door": [persoon]}
    wereld.make("handhavingsverzoek", {"ontvangstdatum": JAN}, "omschrijving", relaties=over, **anders)


def _deliver(wereld: Wereld) -> None:
    """Deliver good rows, rows with a warning and refused rows, each with a mark; the last delivery waits for a decision."""
    merken = [f"merk{900 + n}x" for n in range(32)]
    wereld.rijen |= set(merken)
    rijen = [make_site(merk, NAAM=merk, BEDRIJF=merk, STRAAT=merk) for merk in merken]
    rijen[0]["BRZO"], rijen[1]["CAP"], rijen[2]["TOT"] = merken[0], merken[1], f"{merken[2]}-1-1"
    for rij in rijen[3:6]:
        rij["X"] = rij["Y"] = ""
    for n, inhoud in enumerate([rijen, rijen[30:]]):
        wereld.aanleveringen.append(lever(inhoud, profiel="proef.einde", peildatum=JAN + timedelta(n)))


def find_merken(tekst: str) -> set[str]:
    """Give the marks that stand in a text."""
    return set(MERK.findall(tekst))
