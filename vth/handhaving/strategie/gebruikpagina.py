"""The page of the strategy: who adopted what since when, and how it is used, as a picture with its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from vth.begrippen.selectors import find_label
from vth.interface.invoer import InvoerError, Veldfout
from vth.organisaties.selectors import list_namen
from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.vormgeving.grafieken import make_matrix, make_staafgrafiek
from vth.vormgeving.onderdelen import Filterveld, Grafiek, Kolom
from vth.vormgeving.opmaak import format_datum, format_getal, shorten
from vth.zaken.selectors import list_teams

from ..models import Afweging
from .afwegingpagina import name_gekozen
from .fouten import StrategieError
from .gebruik import (
    Gebruik,
    Groep,
    derive_spreiding,
    group_gelijk,
    group_plaatsen,
    list_geldend,
    read_gebruik,
    sum_alles,
)
from .matrix import GEDRAGINGEN, GEVOLGEN, Plaats
from .regelset import read_strategieregels
from .rules import Strategieregels
from .vaststelling import Vaststelling, list_ongelijk, list_vaststellingen

KLEINSTE = "handhaving.strategie_kleinste_aantal"
BRON = "Open VTH: de afwegingen die gelden"
MEESTE_AFWIJKINGEN, LANGSTE_PERIODE, ZONDER_TEAM = 20, 3660, "zonder team"
GELIJKKOLOMMEN = (
    Kolom("plaats", "Plaats"),
    Kolom("wie", "Wie"),
    Kolom("aantal", "Afwegingen", "getal"),
    Kolom("meest", "Meest gekozen"),
    Kolom("strafrecht", "Met strafrecht (%)", "getal", decimalen=1),
    Kolom("afwijkend", "Wijkt af (%)", "getal", decimalen=1),
)
KEUZEKOLOMMEN = (
    Kolom("plaats", "Plaats"),
    Kolom("aantal", "Afwegingen", "getal"),
    Kolom("aandeel", "Aandeel (%)", "getal", decimalen=1),
    Kolom("gekozen", "Wat er is gekozen"),
    Kolom("afwijkend", "Wijkt af", "getal"),
)
AFWIJKINGKOLOMMEN = (
    Kolom("kenmerk", "Overtreding"),
    Kolom("plaats", "Plaats"),
    Kolom("gekozen", "Gekozen"),
    Kolom("waarom", "Waarom afgeweken"),
)
VASTSTELLINGKOLOMMEN = (
    Kolom("naam", "Bevoegd gezag"),
    Kolom("toestand", "Vastgesteld", "toestand"),
    Kolom("sinds", "Sinds", "datum"),
    Kolom("matrix", "Matrix", "toestand"),
    Kolom("bron", "Bron van de matrix"),
    Kolom("op", "Let op"),
)


@dataclass(frozen=True)
class Strategiepagina:
    """Everything that the page shows."""

    vaststellingen: tuple[dict[str, Any], ...]
    eigen: int
    bindend: int
    kaart: Grafiek | None
    keuzes: Grafiek | None
    keuzerijen: tuple[dict[str, Any], ...]
    diensten: tuple[dict[str, Any], ...]
    teams: tuple[dict[str, Any], ...]
    afwijkingen: tuple[dict[str, Any], ...]
    overtredingen: tuple[Any, ...]
    aantal: int
    afwijkend: int
    met_voorstel: int
    voorstel_gevolgd: int
    ongelijk: tuple[str, ...]
    weggelaten: bool
    kleinste: int
    velden: tuple[Filterveld, ...]
    van: date
    tot: date
    blind: bool
    fout: str = ""
    keuzekolommen: tuple[Kolom, ...] = KEUZEKOLOMMEN
    gelijkkolommen: tuple[Kolom, ...] = GELIJKKOLOMMEN
    afwijkingkolommen: tuple[Kolom, ...] = AFWIJKINGKOLOMMEN
    vaststellingkolommen: tuple[Kolom, ...] = VASTSTELLINGKOLOMMEN


def read_strategiepagina(viewer: Viewer, vraag: Mapping[str, str]) -> Strategiepagina:
    """Put the page together for the period and the service that an address asks for. Raises InvoerError for one that cannot be read."""
    dag = klok.today()
    van, tot = _read_periode(vraag, dag)
    organisatie = (vraag.get("organisatie") or "")[:40]
    kleinste = int(find_grond(KLEINSTE, geldig_op=dag).waarde)
    vast = list_vaststellingen(viewer, dag)
    gebruik = read_gebruik(
        viewer, van=van, tot=tot + timedelta(days=1), kleinste=kleinste, organisatie=organisatie
    )
    kop: dict[str, Any] = {
        "vaststellingen": tuple(_make_vaststellingrij(v) for v in vast),
        "eigen": sum(v.eigen_matrix for v in vast),
        "bindend": sum(v.bindt for v in vast),
        "ongelijk": tuple(_say_ongelijk(vast, dag)),
        "aantal": gebruik.aantal,
        "weggelaten": gebruik.weggelaten,
        "kleinste": kleinste,
        "velden": tuple(_list_velden(viewer)),
        "van": van,
        "tot": tot,
        "blind": viewer.zicht.is_leeg,
    }
    try:
        regels = read_strategieregels(dag)
    except StrategieError as fout:
        return Strategiepagina(**kop, **_make_leeg(), fout=str(fout))
    afwijkend = _list_afwijkend(viewer, van, tot + timedelta(days=1), organisatie)
    return Strategiepagina(
        **kop,
        **_make_cijfers(viewer, gebruik, regels, organisatie, dag),
        afwijkingen=tuple(_make_afwijkingrij(a) for a in afwijkend),
        overtredingen=tuple(a.overtreding for a in afwijkend),
    )


def _make_leeg() -> dict[str, Any]:
    """Give a page without figures."""
    lijsten = ("keuzerijen", "diensten", "teams", "afwijkingen", "overtredingen")
    tellers = dict.fromkeys(("afwijkend", "met_voorstel", "voorstel_gevolgd"), 0)
    return {"kaart": None, "keuzes": None} | tellers | dict.fromkeys(lijsten, ())


def _read_periode(vraag: Mapping[str, str], dag: date) -> tuple[date, date]:
    """Read the first and the last day; without them it is the last year. Raises InvoerError for days that cannot be."""
    dagen = {"van": dag - timedelta(days=365), "tot": dag}
    for veld in dagen:
        if tekst := vraag.get(veld):
            try:
                dagen[veld] = date.fromisoformat(tekst)
            except ValueError as fout:
                zin = f"‘{tekst[:40]}’ is geen dag. Schrijf jaar-maand-dag, zoals 2025-04-01."
                raise InvoerError([Veldfout(veld, zin, "ongeldig")]) from fout
    if not dagen["van"] <= dagen["tot"] or (dagen["tot"] - dagen["van"]).days > LANGSTE_PERIODE:
        zin = f"Van {as_dagtekst(dagen['van'])} tot en met {as_dagtekst(dagen['tot'])} is geen periode van hoogstens tien jaar. Kies andere dagen."
        raise InvoerError([Veldfout("tot", zin, "ongeldig")])
    if dagen["van"].year < 1900 or dagen["tot"].year > 2900:
        raise InvoerError(
            [Veldfout("tot", "Zo ver terug of vooruit zijn er geen cijfers. Kies andere dagen.", "ongeldig")]
        )
    return dagen["van"], dagen["tot"]


def _list_velden(viewer: Viewer) -> list[Filterveld]:
    """List what the figures can be narrowed to."""
    codes = sorted(viewer.zicht.leveranciers)
    namen = list_namen(codes, klok.today())
    velden = [Filterveld("van", "Van", soort="datum"), Filterveld("tot", "Tot en met", soort="datum")]
    if codes:
        velden.insert(0, Filterveld("organisatie", "Organisatie", [(c, namen[c]) for c in codes]))
    return velden


def _make_vaststellingrij(v: Vaststelling) -> dict[str, Any]:
    """Make the row of one authority."""
    matrix = ("goed", "eigen") if v.eigen_matrix else ("aanname", "meegeleverd, een aanname")
    if v.matrix is None:
        matrix = ("fout", "niet te gebruiken")
    elif v.eigen_matrix and v.matrix.is_aanname:
        matrix = ("aanname", "eigen, een aanname")
    opmerkingen = [
        *([f"Vastgesteld als {v.regeling}."] if v.regeling else []),
        *v.fouten,
        *([v.vorige] if v.vorige else []),
        *v.lichter,
    ]
    if v.mist:
        opmerkingen.append(f"Niet gezegd waar het staat (Omgevingsbesluit 13.6): {'; '.join(v.mist)}.")
    return {
        "naam": v.naam,
        "toestand": ("goed", "ja") if v.bindt else ("neutraal", "niet bekend"),
        "sinds": v.vastgesteld_op,
        "matrix": matrix,
        "bron": f"{v.matrix.verwijzing}, geldt vanaf {format_datum(v.matrix.vanaf)}" if v.matrix else "",
        "op": " ".join(opmerkingen),
    }


def _say_ongelijk(vast: Sequence[Vaststelling], dag: date) -> list[str]:
    """Say of which services the participants work with different matrices."""
    per = list_ongelijk(vast)
    namen = list_namen(per, dag)
    return [f"{namen[dienst]}: {'; '.join(groepen)}" for dienst, groepen in per.items()]


def _make_cijfers(
    viewer: Viewer, gebruik: Gebruik, regels: Strategieregels, organisatie: str, dag: date
) -> dict[str, Any]:
    """Make the pictures and tables of the use."""
    plaatsen = group_plaatsen(gebruik, regels.zwaarte)
    alles = sum_alles(gebruik, regels.zwaarte)
    namen = list_namen({t.organisatie for t in gebruik.tellingen}, dag)
    eigen = organisatie or next(iter(sorted(viewer.organisaties - {ALLE_ORGANISATIES})), "")
    teams = {t.code: t.naam for t in list_teams(viewer)} | {"": ZONDER_TEAM}
    return {
        "kaart": _make_kaart(plaatsen, dag) if alles.aantal else None,
        "keuzes": _make_keuzes(alles, regels, dag) if alles.aantal else None,
        "keuzerijen": tuple(
            _make_keuzerij(p, g, alles, regels) for p, g in sorted(plaatsen.items(), reverse=True)
        ),
        "diensten": tuple(_list_gelijk(group_gelijk(gebruik, regels.zwaarte), namen, regels)),
        "teams": tuple(_list_gelijk(group_gelijk(gebruik, regels.zwaarte, per_team=eigen), teams, regels))
        if eigen in viewer.organisaties
        else (),
        "afwijkend": alles.afwijkend,
        "met_voorstel": alles.met_voorstel,
        "voorstel_gevolgd": alles.voorstel_gevolgd,
    }


def _make_kaart(plaatsen: Mapping[Plaats, Groep], dag: date) -> Grafiek:
    """Draw how many violations stand at each place, the gravest gevolg on top."""
    rijen = {g: f"{g} {find_label('gevolg', g, dag)}" for g in reversed(GEVOLGEN)}
    kolommen = {g: f"{g} {find_label('gedrag', g, dag)}" for g in GEDRAGINGEN}
    waarden: dict[tuple[str, str], float | None] = {
        (rijen[gevolg], kolommen[gedrag]): plaatsen.get(Plaats(gevolg, gedrag), Groep()).aantal
        for gevolg in rijen
        for gedrag in kolommen
    }
    return make_matrix(
        "Waar overtredingen staan",
        list(rijen.values()),
        list(kolommen.values()),
        waarden,
        eenheid="overtredingen",
        bron=BRON,
        datum=dag,
    )


def _make_keuzes(alles: Groep, regels: Strategieregels, dag: date) -> Grafiek:
    """Draw how often each intervention was chosen."""
    waarden = [
        (i.naam, float(alles.gekozen[i.code])) for i in regels.instrumenten.values() if alles.gekozen[i.code]
    ]
    return make_staafgrafiek(
        "Hoe vaak elke interventie is gekozen", waarden, eenheid="keer", bron=BRON, datum=dag
    )


def _say_gekozen(groep: Groep, regels: Strategieregels, hoogstens: int = 99) -> str:
    """Say what was chosen and in which share, the most first."""
    meest = sorted(groep.gekozen.items(), key=lambda p: (-p[1], p[0]))[:hoogstens]
    return ", ".join(f"{regels.name([c])} {format_getal(groep.share(n), 0)}%" for c, n in meest)


def _make_keuzerij(plaats: Plaats, groep: Groep, alles: Groep, regels: Strategieregels) -> dict[str, Any]:
    """Make the row of one place."""
    return {
        "plaats": str(plaats),
        "aantal": groep.aantal,
        "aandeel": alles.share(groep.aantal),
        "gekozen": _say_gekozen(groep, regels),
        "afwijkend": groep.afwijkend,
    }


def _list_gelijk(
    per: Mapping[Plaats, Mapping[str, Groep]], namen: Mapping[str, str], regels: Strategieregels
) -> list[dict[str, Any]]:
    """List groups side by side at the same place, the place where they differ most first."""
    volgorde = sorted(per.items(), key=lambda p: (-derive_spreiding(p[1]), p[0]))
    return [
        {
            "plaats": str(plaats),
            "wie": namen.get(code, code),
            "aantal": groep.aantal,
            "meest": _say_gekozen(groep, regels, 3),
            "strafrecht": groep.share(groep.strafrecht),
            "afwijkend": groep.share(groep.afwijkend),
        }
        for plaats, groepen in volgorde
        for code, groep in sorted(groepen.items())
    ]


def _list_afwijkend(viewer: Viewer, van: date, tot: date, organisatie: str) -> list[Afweging]:
    """List the last departures of the viewer's own organisations."""
    eigen = viewer.organisaties - {ALLE_ORGANISATIES}
    rijen = list_geldend(viewer, van=van, tot=tot).exclude(afwijking="")
    rijen = rijen.filter(overtreding__leverancier__in={organisatie} & eigen if organisatie else eigen)
    return list(rijen.select_related("overtreding").order_by("-op")[:MEESTE_AFWIJKINGEN])


def _make_afwijkingrij(a: Afweging) -> dict[str, Any]:
    """Make the row of one departure."""
    return {
        "url": reverse("strategie:afweging", args=[a.overtreding_id]),
        "kenmerk": a.overtreding.kenmerk,
        "plaats": str(a),
        "gekozen": name_gekozen(a),
        "waarom": shorten(a.afwijking, 200),
    }
