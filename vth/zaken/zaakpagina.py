"""The page of one zaak: what it is, how it stands, what must be done by when and why; and all that happened."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import find_naam
from vth.register.selectors import list_namen
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM, OPEN_DAG, Peilmoment, derive_legal_day
from vth.toegang.rules import Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Gebeurtenis, Grafiek, Kenmerk, Kolom, Termijn
from vth.vormgeving.opmaak import format_datum
from vth.vormgeving.wettelijk import make_termijn

from .advies.weergave import KOLOMMEN as ADVIESKOLOMMEN
from .advies.weergave import list_zaakrijen
from .bewaring.pagina import list_bewaarkenmerken
from .models import Team, Verzoek, Zaak, Zaaktermijn
from .niettijdig import Dwangsom
from .rules import Overgang, list_mogelijk
from .selectors import (
    get_zaak,
    list_zichtbaar,
    list_zichtbare_besluiten,
    list_zichtbare_onderwerpen,
    list_zichtbare_verzoeken,
    read_soort,
)
from .services import RECHT
from .termijnbeeld import make_termijnbeeld
from .termijnklok import Klokstand
from .termijnlezen import as_klokgebeurtenissen, read_dwangsom, read_stand
from .weergave import get_besluittoestand, get_toestand
from .zaaksoort import Termijnafspraak, Zaaksoort

MEESTE = 200
WOORDEN = {
    "open": "Zaak geopend",
    "overdracht": "Overgedragen",
    "onderwerp": "Onderwerp toegevoegd",
    "relatie": "Andere zaak erbij",
    "uitgezonderd": "Uitgezonderd van vernietiging",
    "uitzondering_opgeheven": "Uitzondering opgeheven",
    "overgebracht": "Overgebracht naar een archief",
    "vernietigd": "Vernietigd volgens lijst",
    "relatie_eraf": "Andere zaak losgemaakt",
    "hoofdzaak": "Deel gemaakt van",
    "hoofdzaak_eraf": "Losgemaakt van de hoofdzaak",
    "onderwerp_eraf": "Onderwerp eraf gehaald",
    "rechtsmiddeluitkomst": "Uitkomst vastgelegd van wat tegen het besluit is gedaan",
    "hoger_beroep": "Hoger beroep ingesteld",
    "verzoek": "Verzoek erbij",
    "document": "Document erbij",
    "documentversie": "Nieuwe versie van document",
    "documentgegevens": "Gegevens gewijzigd van document",
    "opschorting": "Termijn opgeschort",
    "hervatting": "Termijn hervat",
    "verlenging": "Termijn verlengd",
    "begindag": "Begindag van de termijn verbeterd",
    "ingebrekestelling": "Ingebrekestelling ontvangen",
    "besluit_opgesteld": "Besluit opgesteld",
    "besluit_concept_ingetrokken": "Concept van een besluit ingetrokken",
    "besluit_ondertekend": "Besluit ondertekend",
    "besluit_bekendgemaakt": "Besluit bekendgemaakt",
    "advies_gevraagd": "Advies gevraagd",
    "advies_te_geven": "Advies aan ons gevraagd",
    "advies_uitgebracht": "Advies uitgebracht",
    "advies_opvolging": "Gezegd wat met het advies is gedaan",
    "advies_uitstel": "Uitstel voor advies",
    "advies_herinnering": "Aan advies herinnerd",
    "advies_uitvoeringstoets": "Uitvoeringstoets bijgewerkt",
    "advies_ingetrokken": "Adviesverzoek ingetrokken",
    "bezwaar": "Bezwaar ontvangen",
    "beroep": "Beroep ingesteld",
    "verzet": "Verzet ingesteld",
}
ONDERWERPKOLOMMEN = (Kolom("naam", "Naam"), Kolom("rol", "Rol"))
BESLUITKOLOMMEN = (
    Kolom("identificatie", "Besluit"),
    Kolom("omschrijving", "Omschrijving"),
    Kolom("datum", "Genomen op", "datum"),
    Kolom("toestand", "Toestand", "toestand"),
)
VERZOEKKOLOMMEN = (
    Kolom("nummer", "Verzoek"),
    Kolom("type", "Soort"),
    Kolom("doel", "Doel"),
    Kolom("ontvangen", "Ontvangen", "datum"),
)
ZAAKKOLOMMEN = (
    Kolom("identificatie", "Zaak"),
    Kolom("omschrijving", "Omschrijving"),
    Kolom("hoe", "Hoort erbij als"),
)
TERMIJNKOLOMMEN = (
    Kolom("wat", "Wat"),
    Kolom("dag", "Dag", "datum"),
    Kolom("reden", "Waarom"),
    Kolom("grondslag", "Artikel"),
)


@dataclass(frozen=True)
class Termijnblok:
    """One term as it is shown: its line, its picture, what happened to it, and what lateness costs."""

    termijn: Zaaktermijn
    beeld: Termijn
    grafiek: Grafiek
    waarschuwingen: tuple[str, ...]
    rijen: tuple[dict[str, Any], ...]
    dwangsom: Dwangsom | None
    kan: tuple[str, ...]


@dataclass(frozen=True)
class Zaakpagina:
    """Everything that the page of a zaak shows."""

    zaak: Zaak
    soort: Zaaksoort
    toestand: tuple[str, str]
    zin: str
    stappen: tuple[tuple[str, bool, bool], ...]
    kenmerken: tuple[Kenmerk, ...]
    termijnen: tuple[Termijnblok, ...]
    onderwerpen: tuple[dict[str, Any], ...]
    verborgen: int
    verzoeken: tuple[dict[str, Any], ...]
    besluiten: tuple[dict[str, Any], ...]
    adviezen: tuple[dict[str, Any], ...]
    bewaring: tuple[Kenmerk, ...]
    bewaarkan: frozenset[str]
    zaken: tuple[dict[str, Any], ...]
    tijdlijn: tuple[Gebeurtenis, ...]
    mogelijk: tuple[Overgang, ...]
    mag: bool
    onderwerpkolommen: tuple[Kolom, ...] = ONDERWERPKOLOMMEN
    verzoekkolommen: tuple[Kolom, ...] = VERZOEKKOLOMMEN
    besluitkolommen: tuple[Kolom, ...] = BESLUITKOLOMMEN
    advieskolommen: tuple[Kolom, ...] = ADVIESKOLOMMEN
    zaakkolommen: tuple[Kolom, ...] = ZAAKKOLOMMEN
    termijnkolommen: tuple[Kolom, ...] = TERMIJNKOLOMMEN

    @property
    def kan_sluiten(self) -> bool:
        """Tell whether one of the steps that can be taken closes the zaak."""
        return any(o.resultaat for o in self.mogelijk)

    @property
    def kan_begindag(self) -> bool:
        """Tell whether the first day of the zaak is put right here, and not at a term that runs after it."""
        samen = any(
            b.termijn.dag == self.zaak.startdatum and not self.soort.get_termijn(b.termijn.code).eigen_dag
            for b in self.termijnen
        )
        return self.mag and not samen


def make_zaakpagina(viewer: Viewer, zaak_id: Any) -> Zaakpagina:
    """Put the page of a zaak together. Raises BestaatNietError."""
    zaak = get_zaak(viewer, zaak_id)
    soort, op = read_soort(zaak), klok.today()
    stap = soort.get_stap(zaak.status)
    mag = decide_handeling(viewer, RECHT, namens=zaak.leverancier).mag and zaak.vernietigd_op is None
    onderwerpen = list(zaak.onderwerpen.filter(vervallen_op=None)[:MEESTE])
    zichtbaar = _list_onderwerpen(viewer, onderwerpen)
    bewaring, bewaarkan = list_bewaarkenmerken(viewer, zaak)
    return Zaakpagina(
        zaak=zaak,
        soort=soort,
        toestand=get_toestand(zaak, stap.naam, op),
        zin=_say_stand(zaak, soort),
        stappen=tuple((s.naam, s.code == zaak.status, s.eind) for s in soort.stappen),
        kenmerken=tuple(_list_kenmerken(zaak, soort)),
        termijnen=tuple(_make_termijnblok(t, soort, mag) for t in zaak.termijnen.order_by("dag", "code")),
        onderwerpen=tuple(zichtbaar),
        verborgen=len(onderwerpen) - len(zichtbaar),
        verzoeken=tuple(_list_verzoeken(viewer, zaak)),
        besluiten=tuple(_list_besluiten(viewer, zaak)),
        adviezen=tuple(list_zaakrijen(viewer, zaak, op)),
        bewaring=tuple(bewaring),
        bewaarkan=bewaarkan,
        zaken=tuple(_list_zaken(viewer, zaak)),
        tijdlijn=tuple(_list_gebeurtenissen(zaak, soort)),
        mogelijk=tuple(list_mogelijk(soort.overgangen, zaak.status, viewer.handelingen)) if mag else (),
        mag=mag,
    )


def _say_stand(zaak: Zaak, soort: Zaaksoort) -> str:
    """Say in a line how a zaak stands."""
    if zaak.vernietigd_op is not None:
        return "Wat erin stond is vernietigd; wat u hier ziet is wat ervan overbleef."
    if zaak.einddatum is not None:
        return f"{soort.resultaten.get(zaak.resultaat, zaak.resultaat)}."
    if zaak.laatste_dag == OPEN_DAG:
        return "Er loopt nu geen termijn." if not soort.termijnen else "De termijn staat stil of is voldaan."
    return ""


def _list_kenmerken(zaak: Zaak, soort: Zaaksoort) -> list[Kenmerk]:
    """List who and what."""
    op = klok.today()
    wie = list_actornamen([zaak.behandelaar]).get(zaak.behandelaar, "") if zaak.behandelaar else "niemand"
    team = Team.objects.filter(code=zaak.team).first() if zaak.team else None
    kenmerken = [
        Kenmerk("Soort", soort.naam[:1].upper() + soort.naam[1:]),
        Kenmerk("Behandelaar", wie),
        Kenmerk("Team", str(team) if team else zaak.team or "geen"),
        Kenmerk("Organisatie", find_naam(zaak.leverancier, op)),
        Kenmerk("Bevoegd gezag", find_naam(zaak.bevoegd_gezag, op)),
        Kenmerk("Begonnen op", zaak.startdatum),
        Kenmerk("Gesloten op", zaak.einddatum) if zaak.einddatum else None,
        Kenmerk("Gepland klaar op", zaak.einddatum_gepland) if zaak.einddatum_gepland else None,
        Kenmerk("Vertrouwelijkheid", zaak.vertrouwelijkheid.replace("_", " ")),
        Kenmerk("Recht van", zaak.recht_op),
        Kenmerk("Toelichting", zaak.toelichting) if zaak.toelichting else None,
    ]
    return [k for k in kenmerken if k is not None]


def _make_termijnblok(termijn: Zaaktermijn, soort: Zaaksoort, mag: bool) -> Termijnblok:
    """Make what is shown of one term."""
    afspraak, op = soort.get_termijn(termijn.code), klok.today()
    stand = read_stand(termijn, afspraak)
    gebeurtenissen = list(termijn.gebeurtenissen.order_by("volgnummer"))
    rijen = [
        {"wat": g.get_soort_display(), "dag": g.dag, "reden": g.reden, "grondslag": g.grondslag}
        for g in gebeurtenissen
    ]
    return Termijnblok(
        termijn=termijn,
        beeld=make_termijn(stand.uitkomst, voldaan_op=stand.voldaan_op),
        grafiek=make_termijnbeeld(termijn.naam, stand, as_klokgebeurtenissen(gebeurtenissen), op),
        waarschuwingen=(*stand.uitkomst.waarschuwingen, *_warn_te_vroeg(stand)),
        rijen=tuple(rijen),
        dwangsom=read_dwangsom(termijn, afspraak, stand, op=op),
        kan=tuple(_list_kan(stand, afspraak)) if mag else (),
    )


def _warn_te_vroeg(stand: Klokstand) -> list[str]:
    """Say that a notice of default does not count, when it came before the term was over."""
    if stand.te_vroeg_op is None:
        return []
    tot = stand.uitkomst.laatste_dag
    waarom = f"de termijn liep tot en met {format_datum(tot)}" if tot else "de termijn staat stil"
    return [
        f"De ingebrekestelling van {format_datum(stand.te_vroeg_op)} telt niet: {waarom} (Awb 4:17, derde lid)."
    ]


def _list_kan(stand: Klokstand, afspraak: Termijnafspraak) -> list[str]:
    """List what can be done with a term as it stands; a day that was written wrongly can be put right whenever."""
    ingebreke = stand.in_gebreke_op or stand.te_vroeg_op
    altijd = [naam for naam, kan in (("ingebrekestelling", ingebreke), ("begindag", True)) if kan]
    if not stand.loopt:
        return altijd
    if stand.uitkomst.laatste_dag is None:
        return ["hervatting", *altijd]
    if stand.uitkomst.laatste_dag < klok.today():
        return ["ingebrekestelling", "begindag"] if afspraak.dwangsom else altijd
    op = afspraak.verlenging_eenmalig and stand.uitkomst.verlengd_met
    verlengen = bool(afspraak.verlenging) and not op
    kan = (("opschorting", afspraak.opschorten), ("verlenging", verlengen))
    return [*(naam for naam, mag in kan if mag), *altijd]


def _list_onderwerpen(viewer: Viewer, onderwerpen: list[Any]) -> list[dict[str, Any]]:
    """List what the zaak is about, as far as the viewer may see it."""
    paren = list_zichtbare_onderwerpen(viewer, onderwerpen)
    namen = list_namen([b for _, b in paren], Peilmoment(klok.today(), klok.now()))
    return [
        {
            "url": reverse("portaal:object", args=[b.pk]),
            "naam": namen[b.pk],
            "rol": o.get_rol_display(),
            "record": b,
        }
        for o, b in paren
    ]


def _list_verzoeken(viewer: Viewer, zaak: Zaak) -> list[dict[str, Any]]:
    """List what was handed in."""
    rijen = list_zichtbare_verzoeken(viewer).filter(zaak=zaak).order_by("ontvangen_op", "id")[:MEESTE]
    return [
        {
            "url": _find_verzoekpagina(v),
            "nummer": str(v),
            "type": v.get_type_display(),
            "doel": v.get_doel_display(),
            "ontvangen": v.ontvangen_op,
        }
        for v in rijen
    ]


def _find_verzoekpagina(verzoek: Verzoek) -> str:
    """Give the address where a verzoek is judged, when its kind has one."""
    if verzoek.type == Verzoek.Type.MELDING:
        return reverse("vergunningen:melding", args=[verzoek.pk])
    if verzoek.type == Verzoek.Type.INFORMATIE:
        return reverse("vergunningen:informatie", args=[verzoek.pk])
    return ""


def _list_besluiten(viewer: Viewer, zaak: Zaak) -> list[dict[str, Any]]:
    """List the decisions."""
    rijen = list_zichtbare_besluiten(viewer).filter(zaak=zaak).order_by("-geregistreerd_op")[:MEESTE]
    return [
        {
            "url": reverse("zaken:besluit", args=[b.pk]),
            "identificatie": b.identificatie,
            "omschrijving": b.omschrijving,
            "datum": b.besluitdatum,
            "toestand": get_besluittoestand(b),
        }
        for b in rijen
    ]


def _list_zaken(viewer: Viewer, zaak: Zaak) -> list[dict[str, Any]]:
    """List the zaken that belong to it, as far as the viewer may see them: main, parts, and related both ways."""
    hoe: dict[Any, str] = {}
    if zaak.hoofdzaak_id:
        hoe[zaak.hoofdzaak_id] = "hoofdzaak"
    hoe |= dict.fromkeys(zaak.deelzaken.values_list("pk", flat=True)[:MEESTE], "deelzaak")
    hoe |= dict(zaak.relaties_heen.values_list("naar_id", "aard")[:MEESTE])
    hoe |= {id_: f"{aard} van" for id_, aard in zaak.relaties_terug.values_list("van_id", "aard")[:MEESTE]}
    rijen = list_zichtbaar(viewer).filter(pk__in=list(hoe))
    return [
        {
            "url": reverse("zaken:zaak", args=[z.pk]),
            "identificatie": z.identificatie,
            "omschrijving": z.omschrijving,
            "hoe": hoe[z.pk],
        }
        for z in rijen
    ]


def _list_gebeurtenissen(zaak: Zaak, soort: Zaaksoort) -> list[Gebeurtenis]:
    """List all that happened, one sentence each, and the last days of terms as marks."""
    acts = list(zaak.gebeurtenissen.order_by("-volgnummer")[:MEESTE])
    namen = list_actornamen(
        {g.door for g in acts} | {x for g in acts if g.handeling == "overdracht" for x in (g.van, g.naar)}
    )
    titels = {o.handeling: o.titel for o in soort.overgangen}
    gevonden = []
    for g in acts:
        zin = WOORDEN.get(g.handeling) or titels.get(g.handeling, g.handeling.replace("_", " ").capitalize())
        if g.handeling == "overdracht":
            zin = f"{zin} van {namen[g.van]} aan {namen[g.naar]}"
        elif g.handeling in WOORDEN and g.naar and g.handeling != "open":
            zin = f"{zin}: {g.naar}"
        reden = f": {g.reden.rstrip('.')}" if g.reden else ""
        per = "" if g.dag == derive_legal_day(g.op) else f", per {format_datum(g.dag)}"
        gevonden.append(
            Gebeurtenis(
                g.op.astimezone(AMSTERDAM),
                f"{zin}{per}{reden}.",
                actor=namen[g.door],
                bron=g.grondslag,
            )
        )
    gevonden += [
        Gebeurtenis(t.laatste_dag, f"Laatste dag: {t.naam.lower()}.", soort="termijn")
        for t in zaak.termijnen.all()
        if t.laatste_dag != OPEN_DAG
    ]
    return gevonden
