"""What the lists of signals show: the work list a page at a time, what ended last, incidents, the figures, and a trial of questions."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from vth.interface.invoer import InvoerError, Veldfout, read_keuze, read_volgorde
from vth.interface.plaats import make_plaats, read_plaats, read_sleutel
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.vormgeving.grafieken import Reeks, make_kleine_lijnen, make_matrix
from vth.vormgeving.onderdelen import Filterveld, Grafiek, Kolom, Taak, make_volgordeveld
from vth.vormgeving.opmaak import format_datum
from vth.zaken.selectors import list_eigen_teams

from .models import Incident, Incidentsignaal
from .selectors import list_zichtbare_incidenten, list_zichtbare_signalen
from .signaalboeking import RECHT
from .signaalcijfers import Telling, list_tellingen
from .signaalforms import list_codes
from .signaallijst import SPOED, VOLGORDES, Signaalfilter, Signaalplek, count_open, list_open
from .signaalwoorden import Signaalnamen, get_toestand, name_code

LIJST, INCIDENTEN, PER_BLADZIJ, TELGRENS = "signalen", "incidenten", 50, 100
WIE = {
    "mijn": "Van mij",
    "niemand": "Nog bij niemand",
    "team": "Van mijn team",
    "alles": "Alles wat ik mag zien",
    "dicht": "Afgehandeld",
}
OPEN = "nog open"
# The order without a choice, which is the only one of programs.
IN_BEHANDELVOLGORDE = Signaalfilter()
MEESTE_MAANDEN = 36
INCIDENTKOLOMMEN = (
    Kolom("kenmerk", "Incident"),
    Kolom("omschrijving", "Wat er gebeurde"),
    Kolom("tijdstip", "Gebeurd op", "tijdstip"),
    Kolom("stand", "Stand", "toestand"),
)


@dataclass(frozen=True)
class Signalenpagina:
    """One page of the list."""

    wie: str
    tabs: tuple[tuple[str, str, bool], ...]
    velden: tuple[Filterveld, ...]
    taken: tuple[Taak, ...]
    signalen: tuple[Incidentsignaal, ...]
    aantal: int
    volgende: str
    gefilterd: bool
    blind: bool
    mag: bool
    spoed_eerst: bool


@dataclass(frozen=True)
class Incidentenpagina:
    """One page of the incidents."""

    rijen: tuple[dict[str, Any], ...]
    incidenten: tuple[Incident, ...]
    volgende: str
    blind: bool
    kolommen: tuple[Kolom, ...] = INCIDENTKOLOMMEN


@dataclass(frozen=True)
class Cijferpagina:
    """The figures of one organisation over some months."""

    velden: tuple[Filterveld, ...]
    organisatie: str
    van: date
    tot: date
    totaal: int
    is_leeg: bool
    per_maand: Grafiek
    per_categorie: Grafiek
    blind: bool


def read_signaalfilter(viewer: Viewer, vraag: Mapping[str, str]) -> tuple[str, Signaalfilter]:
    """Read whose list is asked for, and what it is narrowed to. Raises InvoerError for what does not exist."""
    wie = read_keuze(vraag.get("wie") or "mijn", WIE, "wie")
    return wie, Signaalfilter(
        behandelaar=viewer.actor if wie == "mijn" else "",
        niemand=wie == "niemand",
        teams=tuple(list_eigen_teams(viewer, klok.today())) if wie == "team" else (),
        signaalcategorie=(vraag.get("categorie") or "")[:100],
        signaalsoort=(vraag.get("soort") or "")[:100],
        gebied=(vraag.get("gebied") or "")[:10],
        volgorde=read_volgorde(vraag, VOLGORDES),
    )


def list_gevraagde_signalen(
    viewer: Viewer, wie: str, filter_: Signaalfilter, *, na: Signaalplek | None = None, hoogstens: int
) -> list[Incidentsignaal]:
    """List the signals that an address asks for, on a page or in a file, one more than `hoogstens` when there are."""
    if wie == "dicht":
        return list_gesloten(viewer, filter_, na=na, hoogstens=hoogstens)
    if wie == "team" and not filter_.teams:
        return []
    return list_open(viewer, filter_, na=na, hoogstens=hoogstens)


def read_signalenpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Signalenpagina:
    """Read the page that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read."""
    wie, filter_ = read_signaalfilter(viewer, vraag)
    plek = read_plek(vraag.get("vanaf", ""), filter_, dicht=wie == "dicht")
    gevonden = list_gevraagde_signalen(viewer, wie, filter_, na=plek, hoogstens=PER_BLADZIJ)
    bladzij, meer = gevonden[:PER_BLADZIJ], len(gevonden) > PER_BLADZIJ
    namen = Signaalnamen(bladzij)
    return Signalenpagina(
        wie=wie,
        tabs=tuple((code, naam, code == wie) for code, naam in WIE.items()),
        velden=tuple(_list_velden(viewer, wie)),
        taken=tuple(make_taak(s, namen) for s in bladzij),
        signalen=tuple(bladzij),
        aantal=_count(viewer, wie, filter_),
        volgende=write_plek(bladzij[-1], filter_, dicht=wie == "dicht") if meer else "",
        gefilterd=any(vraag.get(v) for v in ("categorie", "soort", "gebied")),
        blind=viewer.zicht.is_leeg,
        mag=RECHT in viewer.handelingen,
        spoed_eerst=wie != "dicht" and filter_.volgorde == SPOED,
    )


def _count(viewer: Viewer, wie: str, filter_: Signaalfilter) -> int:
    """Count what an address asks for, up to TELGRENS."""
    if wie == "dicht":
        return filter_gesloten(viewer, filter_).values("pk")[:TELGRENS].count()
    niets = wie == "team" and not filter_.teams
    return 0 if niets else count_open(viewer, filter_, grens=TELGRENS)


def list_gesloten(
    viewer: Viewer, filter_: Signaalfilter, *, na: Signaalplek | None = None, hoogstens: int
) -> list[Incidentsignaal]:
    """List signals that ended, the last that came in first, one more than `hoogstens` when there are."""
    rijen = filter_gesloten(viewer, filter_)
    if na is not None:
        rijen = rijen.filter(
            Q(ontvangen_op__lt=na.ontvangen_op) | Q(ontvangen_op=na.ontvangen_op, pk__lt=na.id)
        )
    return list(rijen.order_by("-ontvangen_op", "-id")[: hoogstens + 1])


def filter_gesloten(viewer: Viewer, filter_: Signaalfilter) -> QuerySet[Incidentsignaal]:
    """Keep the signals that ended, of the viewer's own organisations."""
    rijen = list_zichtbare_signalen(viewer).exclude(afloop="").filter(leverancier__in=viewer.organisaties)
    for veld in ("signaalcategorie", "signaalsoort", "gebied"):
        if waarde := getattr(filter_, veld):
            rijen = rijen.filter(**{veld: waarde})
    return rijen


def make_taak(signaal: Incidentsignaal, namen: Signaalnamen) -> Taak:
    """Make one line of the list, with why it stands where it stands."""
    code, woord = get_toestand(signaal)
    waar = ", ".join(w for w in (signaal.plek, namen.get_waar(signaal)) if w)
    delen = [f"Ontvangen op {format_datum(signaal.ontvangen_op)}.", f"{waar}." if waar else ""]
    delen.append(f"Behandelaar: {namen.get_behandelaar(signaal)}.")
    if signaal.team:
        delen.append(f"Team: {signaal.team}.")
    return Taak(
        titel=f"{signaal.kenmerk} {namen.get_soort(signaal)}: {namen.get_categorie(signaal)}",
        url=reverse("toezicht:signaal", args=[signaal.pk]),
        waarom=" ".join(d for d in delen if d),
        toestand=code,  # type: ignore[arg-type]
        woord=woord,
        id=str(signaal.pk),
    )


def _name_lijst(filter_: Signaalfilter, dicht: bool) -> str:
    """Name the list for the places in it: a place holds for one order only."""
    if dicht:
        return f"{LIJST}.dicht"
    return LIJST if filter_.volgorde == SPOED else f"{LIJST}.{filter_.volgorde}"


def write_plek(
    signaal: Incidentsignaal, filter_: Signaalfilter = IN_BEHANDELVOLGORDE, *, dicht: bool = False
) -> str:
    """Write the place in the list after a signal; with `dicht` in that of what ended."""
    return make_plaats(
        _name_lijst(filter_, dicht),
        "na",
        f"{int(signaal.spoed)} {signaal.ontvangen_op.isoformat()} {signaal.pk}",
    )


def read_plek(
    tekst: str, filter_: Signaalfilter = IN_BEHANDELVOLGORDE, *, dicht: bool = False
) -> Signaalplek | None:
    """Read a place in the list."""

    def parse(sleutel: str) -> Signaalplek:
        spoed, moment, id_ = sleutel.split(" ")
        return Signaalplek(spoed == "1", datetime.fromisoformat(moment), uuid.UUID(id_))

    return read_sleutel(_name_lijst(filter_, dicht), tekst, parse)


def _list_velden(viewer: Viewer, wie: str) -> list[Filterveld]:
    """List the fields to choose with."""
    gebieden = sorted(viewer.zicht.gebieden)[:400]
    namen = list_organisatienamen(gebieden, klok.today()) if gebieden else {}
    gemeenten = sorted(((c, namen.get(c, c)) for c in gebieden), key=lambda paar: paar[1].lower())
    return [
        Filterveld("categorie", "Categorie", list_codes("signaalcategorie")),
        Filterveld("soort", "Soort", list_codes("signaalsoort")),
        Filterveld("gebied", "Gemeente", gemeenten),
        *([] if wie == "dicht" else [make_volgordeveld(VOLGORDES)]),
    ]


def read_incidentenpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Incidentenpagina:
    """Read one page of the incidents, the newest first. Raises PlaatsError."""
    rijen = list_zichtbare_incidenten(viewer)
    if plaats := read_plaats(INCIDENTEN, vraag.get("vanaf", "")):
        rijen = rijen.filter(pk__lt=plaats.sleutel)
    gevonden = list(rijen.order_by("-id")[: PER_BLADZIJ + 1])
    bladzij = gevonden[:PER_BLADZIJ]
    return Incidentenpagina(
        rijen=tuple(_make_incidentrij(i) for i in bladzij),
        incidenten=tuple(bladzij),
        volgende=make_plaats(INCIDENTEN, "na", bladzij[-1].pk) if len(gevonden) > PER_BLADZIJ else "",
        blind=viewer.zicht.is_leeg,
    )


def _make_incidentrij(incident: Incident) -> dict[str, Any]:
    """Make one row."""
    return {
        "url": reverse("toezicht:incident", args=[incident.pk]),
        "kenmerk": incident.kenmerk,
        "omschrijving": incident.omschrijving,
        "tijdstip": incident.tijdstip,
        "stand": ("goed", "afgesloten") if incident.afgesloten_op else ("bezig", "open"),
    }


def list_organisaties(viewer: Viewer) -> list[tuple[str, str]]:
    """List the organisations that a viewer works for, by name."""
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    namen = list_organisatienamen(eigen, klok.today())
    return [(c, namen.get(c, c)) for c in eigen]


def read_cijferpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Cijferpagina:
    """Read the figures that an address asks for: one organisation, from the first day of a month up to the last. Raises InvoerError."""
    eigen = list_organisaties(viewer) or [(c, c) for c in sorted(viewer.zicht.leveranciers)]
    organisatie = vraag.get("organisatie") or (eigen[0][0] if eigen else "")
    vandaag = klok.today()
    van = _read_dag("van", vraag.get("van", "")) or (vandaag.replace(day=1) - timedelta(days=330)).replace(
        day=1
    )
    tot = _read_dag("tot", vraag.get("tot", "")) or vandaag
    maanden = _list_maanden(van, tot)
    tellingen = list_tellingen(viewer, organisatie, van=van, tot=tot + timedelta(days=1))
    bron = f"Open VTH, berichten van {organisatie} die u mag zien"
    return Cijferpagina(
        velden=(
            *([Filterveld("organisatie", "Organisatie", eigen)] if len(eigen) > 1 else []),
            Filterveld("van", "Van", soort="datum"),
            Filterveld("tot", "Tot en met", soort="datum"),
        ),
        organisatie=organisatie,
        van=van,
        tot=tot,
        totaal=sum(t.aantal for t in tellingen),
        is_leeg=not tellingen,
        per_maand=_draw_maanden(tellingen, maanden, bron),
        per_categorie=_draw_categorieen(tellingen, bron),
        blind=viewer.zicht.is_leeg,
    )


def _read_dag(naam: str, tekst: str) -> date | None:
    """Read a day when it was given. Raises InvoerError for one that is none."""
    try:
        return date.fromisoformat(tekst) if tekst else None
    except ValueError:
        zin = f"‘{tekst[:40]}’ is geen dag. Schrijf jaar, maand en dag, zoals 2025-04-22."
        raise InvoerError([Veldfout(naam, zin, "geen_datum")]) from None


def _list_maanden(van: date, tot: date) -> list[date]:
    """List the first days of the months of a period. Raises InvoerError for one that is upside down or too long."""
    aantal = (tot.year - van.year) * 12 + tot.month - van.month + 1
    if van > tot or aantal > MEESTE_MAANDEN:
        zin = f"Van {van} tot en met {tot} kan niet. Kies een periode van 1 tot en met {MEESTE_MAANDEN} maanden."
        raise InvoerError([Veldfout("van", zin, "periode")])
    return [
        date(van.year + (van.month - 1 + n) // 12, (van.month - 1 + n) % 12 + 1, 1) for n in range(aantal)
    ]


def _name_afloop(code: str) -> str:
    """Name an outcome; none is still open."""
    return name_code("signaalafloop", code) or OPEN


def _draw_maanden(tellingen: list[Telling], maanden: list[date], bron: str) -> Grafiek:
    """Draw how many ended how, month by month."""
    per: dict[tuple[str, date], int] = {}
    for t in tellingen:
        per[t.afloop, t.maand] = per.get((t.afloop, t.maand), 0) + t.aantal
    aflopen = [c for c, _ in list_codes("signaalafloop")] + [""]
    reeksen = [
        Reeks(_name_afloop(a), [(m, float(per.get((a, m), 0))) for m in maanden])
        for a in aflopen
        if any((a, m) in per for m in maanden)
    ]
    return make_kleine_lijnen(
        "Berichten per maand naar hoe zij afliepen",
        reeksen,
        eenheid="berichten",
        bron=bron,
        datum=klok.today(),
    )


def _draw_categorieen(tellingen: list[Telling], bron: str) -> Grafiek:
    """Draw how many of each category ended how."""
    per: dict[tuple[str, str], float | None] = {}
    for t in tellingen:
        plek = (name_code("signaalcategorie", t.signaalcategorie), _name_afloop(t.afloop))
        per[plek] = (per.get(plek) or 0) + t.aantal
    categorieen = [n for _, n in list_codes("signaalcategorie") if any(r == n for r, _ in per)]
    aflopen = [n for n in [*(n for _, n in list_codes("signaalafloop")), OPEN] if any(k == n for _, k in per)]
    vol = {(r, k): per.get((r, k), 0) for r in categorieen for k in aflopen}
    return make_matrix(
        "Berichten per categorie naar hoe zij afliepen",
        categorieen,
        aflopen,
        vol,
        eenheid="berichten",
        decimalen=0,
        bron=bron,
        datum=klok.today(),
    )
