"""What the page that compares suppliers shows: how each fills the fields of one gegevensset."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from vth.begrippen.selectors import find_label, read_model
from vth.interface.invoer import InvoerError, Veldfout
from vth.organisaties.selectors import find_naam, list_namen
from vth.register.weergave import shorten_organisatie
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.grafieken import make_matrix
from vth.vormgeving.onderdelen import Grafiek, Grond, Uitleg

from . import selectors
from .models import Kengetal
from .vergelijking import (
    SOORTVELDEN,
    Veldvergelijking,
    Vermoeden,
    Vulling,
    derive_vergelijkingen,
    derive_vermoedens,
    format_procent,
)
from .weergave import get_veldtitel

STANDAARD = "vthobject"


@dataclass(frozen=True)
class Veldblok:
    """One field with what each supplier writes in it."""

    titel: str
    vergelijking: Veldvergelijking
    afstanden: tuple[str, ...]
    opvallend: bool


@dataclass(frozen=True)
class Vergelijkingpagina:
    """Everything that the page shows of one gegevensset."""

    gegevensset: str
    titel: str
    keuzes: tuple[tuple[str, str], ...]
    leveranciers: tuple[str, ...]
    vermoedens: tuple[tuple[str, Uitleg], ...]
    vulling: Grafiek | None
    afstand: Grafiek | None
    blokken: tuple[Veldblok, ...]


def make_vergelijkingpagina(viewer: Viewer, gegevensset: str) -> Vergelijkingpagina:
    """Compare the last registered deliveries of a gegevensset; raises InvoerError for one that does not exist."""
    model = read_model()
    if gegevensset not in model:
        melding = f"De gegevensset {gegevensset[:40]!r} bestaat niet. Kies uit: {', '.join(model)}."
        raise InvoerError([Veldfout("gegevensset", melding, "onbekend")])
    kengetallen = selectors.list_laatste_kengetallen(viewer, gegevensset)
    vergelijkingen = _order(derive_vergelijkingen(_list_vullingen(kengetallen)), gegevensset)
    namen = list(dict.fromkeys(v.leverancier for vg in vergelijkingen for v in vg.vullingen))
    titels = {vg.veld: get_veldtitel(gegevensset, vg.veld) for vg in vergelijkingen}
    vermoedens = derive_vermoedens(vergelijkingen, soortveld=SOORTVELDEN.get(gegevensset, ""))
    verdacht = {v.veld for v in vermoedens}
    return Vergelijkingpagina(
        gegevensset=gegevensset,
        titel=model[gegevensset].meervoud,
        keuzes=tuple((naam, objecttype.meervoud) for naam, objecttype in model.items()),
        leveranciers=tuple(sorted(namen)),
        vermoedens=tuple((titels[v.veld], _make_uitleg(v)) for v in vermoedens),
        vulling=_make_vulling(vergelijkingen, sorted(namen), titels) if namen else None,
        afstand=_make_afstand(vergelijkingen, sorted(namen), titels),
        blokken=tuple(
            Veldblok(titels[vg.veld], vg, _list_afstanden(vg), vg.veld in verdacht) for vg in vergelijkingen
        ),
    )


def _list_vullingen(kengetallen: list[Kengetal]) -> dict[str, list[Vulling]]:
    """Group the figures by field, under the names of suppliers; a supplier with more series has one line per series."""
    codes = {k.aanlevering.leverancier_id for k in kengetallen}
    namen = {c: shorten_organisatie(n) for c, n in list_namen(codes, klok.today()).items()}
    reeksen = defaultdict(set)
    for k in kengetallen:
        reeksen[k.aanlevering.leverancier_id].add(k.aanlevering.reeks)
    per_veld: dict[str, list[Vulling]] = defaultdict(list)
    for k in kengetallen:
        code = k.aanlevering.leverancier_id
        naam = (
            namen[code]
            if len(reeksen[code]) == 1
            else f"{namen[code]}, {k.aanlevering.reeks.rpartition('.')[2]}"
        )
        per_veld[k.veld].append(
            Vulling(naam, k.rijen, k.gevuld, k.verschillend, _name_waarden(k), is_code=bool(k.waarden))
        )
    return per_veld


def _name_waarden(kengetal: Kengetal) -> Mapping[str, float]:
    """Give the commonest codes under the labels by which people know them, or the commonest shapes."""
    attribuut = read_model()[kengetal.gegevensset].get_attribuut(kengetal.veld)
    if not kengetal.waarden or attribuut is None or attribuut.soort not in ("code", "organisatie"):
        return kengetal.waarden or kengetal.vormen
    dag, namen = klok.today(), defaultdict[str, float](float)
    for code, deel in kengetal.waarden.items():
        naam = (
            find_naam(code, dag)
            if attribuut.soort == "organisatie"
            else find_label(attribuut.lijst, code, dag)
        )
        namen[naam] += deel
    return namen


def _order(vergelijkingen: list[Veldvergelijking], gegevensset: str) -> list[Veldvergelijking]:
    """Put the fields in the order of the model."""
    volgorde = {a.naam: n for n, a in enumerate(read_model()[gegevensset].attributen)}
    return sorted(vergelijkingen, key=lambda vg: volgorde.get(vg.veld, len(volgorde)))


def _list_afstanden(vergelijking: Veldvergelijking) -> tuple[str, ...]:
    """Say how far each two suppliers lie apart in a field, the furthest first."""
    paren = sorted(vergelijking.afstanden.items(), key=lambda paar: -paar[1])
    return tuple(f"{een} en {ander}: {format_procent(afstand)}" for (een, ander), afstand in paren)


def _make_uitleg(vermoeden: Vermoeden) -> Uitleg:
    """Explain one suspicion, with what each supplier writes."""
    gronden = [Grond(leverancier, gezien) for leverancier, gezien in vermoeden.gezien]
    return Uitleg(vermoeden.wat, f"{vermoeden.waarom} {vermoeden.doe}", gronden, "aandacht")


def _make_vulling(
    vergelijkingen: list[Veldvergelijking], namen: list[str], titels: dict[str, str]
) -> Grafiek:
    """Draw how far each supplier fills each field; hatched where it does not deliver the field."""
    waarden: dict[tuple[str, str], float | None] = {
        (titels[vg.veld], v.leverancier): round(v.aandeel * 100)
        for vg in vergelijkingen
        for v in vg.vullingen
    }
    rijen = [titels[vg.veld] for vg in vergelijkingen]
    return make_matrix(
        "Gevuld, in procenten van de rijen",
        rijen,
        namen,
        waarden,
        eenheid="%",
        decimalen=0,
        bron="laatste verwerkte aanlevering van elke leverancier",
        datum=klok.today(),
    )


def _make_afstand(
    vergelijkingen: list[Veldvergelijking], namen: list[str], titels: dict[str, str]
) -> Grafiek | None:
    """Draw how far each supplier lies from the others on average; only fields and suppliers that can be compared."""
    waarden: dict[tuple[str, str], float | None] = {}
    for vg in vergelijkingen:
        for naam in namen:
            eigen = [afstand for paar, afstand in vg.afstanden.items() if naam in paar]
            if eigen:
                waarden[titels[vg.veld], naam] = round(100 * sum(eigen) / len(eigen))
    if not waarden:
        return None
    return make_matrix(
        "Gemiddelde afstand tot de andere leveranciers, in procenten",
        [titels[vg.veld] for vg in vergelijkingen if vg.afstanden],
        namen,
        waarden,
        eenheid="%",
        decimalen=0,
        bron="laatste verwerkte aanlevering van elke leverancier",
        datum=klok.today(),
    )
