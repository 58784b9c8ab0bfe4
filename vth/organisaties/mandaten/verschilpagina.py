"""The differences between participants as a page: a matrix, and a table that says what differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vth.interface.invoer import InvoerError, Veldfout, read_peilmoment
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.grafieken import make_matrix, make_staafgrafiek
from vth.vormgeving.onderdelen import Filterveld, Grafiek, Kolom

from ..selectors import list_namen
from .selectors import list_zichtbare_mandaten
from .verschillen import Vergelijking, Verschilrij, compare_mandaten
from .weergave import say_bevoegdheid

# More columns than this are too narrow to read, on a phone at all.
MEESTE_KOLOMMEN = 8
KOLOMMEN = (
    Kolom("bevoegdheid", "Bevoegdheid"),
    Kolom("toestand", "Gelijk?", "toestand"),
    Kolom("gangbaar", "Wat de meesten gaven"),
    Kolom("anders", "Wie wijkt af, en waarin"),
    Kolom("ontbreekt", "Geen mandaat van"),
)


@dataclass(frozen=True)
class Verschilpagina:
    """What the page of differences shows."""

    peilmoment: Peilmoment
    velden: tuple[Filterveld, ...]
    nemer: str
    rijen: tuple[dict[str, Any], ...]
    matrix: Grafiek | None
    telling: Grafiek | None
    gelijk: int
    blind: bool
    kolommen: tuple[Kolom, ...] = KOLOMMEN


def read_verschilpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Verschilpagina:
    """Read the page that an address asks for. Raises InvoerError for one that cannot be read."""
    peil = read_peilmoment(vraag)
    wortels = list_zichtbare_mandaten(viewer).filter(ondermandaat_van=None)
    codes = sorted(set(wortels.values_list("mandaatnemer_id", flat=True)))
    nemer = vraag.get("nemer") or (
        viewer.organisatie if viewer.organisatie in codes else next(iter(codes), "")
    )
    if nemer and nemer not in codes:
        raise InvoerError(
            [Veldfout("nemer", f"‘{nemer[:40]}’ heeft geen mandaat dat u mag zien.", "onbekend")]
        )
    vergelijking = compare_mandaten(viewer, nemer, peil) if nemer else Vergelijking("", (), (), 0)
    namen = list_namen({*codes, *vergelijking.deelnemers}, peil.geldig_op)
    return Verschilpagina(
        peilmoment=peil,
        velden=(Filterveld("nemer", "Mandaatnemer", [(c, namen[c]) for c in codes]),)
        if len(codes) > 1
        else (),
        nemer=namen.get(nemer, ""),
        rijen=tuple(_make_rij(r, namen) for r in _order(vergelijking.rijen)),
        matrix=_make_matrix(vergelijking, namen, peil),
        telling=_make_telling(vergelijking, namen, peil),
        gelijk=sum(r.is_gelijk for r in vergelijking.rijen),
        blind=viewer.zicht.is_leeg,
    )


def _order(rijen: tuple[Verschilrij, ...]) -> list[Verschilrij]:
    """Put what differs most first."""
    return sorted(rijen, key=lambda r: (-len(r.afwijkend) - len(r.ontbreekt), str(r.bevoegdheid)))


def _say(rij: Verschilrij) -> str:
    """Write the power of a row."""
    return say_bevoegdheid(rij.bevoegdheid.regeling, rij.bevoegdheid.artikel, rij.bevoegdheid.lid)


def _make_rij(rij: Verschilrij, namen: Mapping[str, str]) -> dict[str, Any]:
    """Make the row of the table: what most gave, who differs in what, and who gave nothing."""
    return {
        "bevoegdheid": _say(rij),
        "toestand": ("goed", "gelijk") if rij.is_gelijk else ("aandacht", "verschilt"),
        "gangbaar": rij.gangbaar,
        "anders": "; ".join(f"{namen[g]}: {', '.join(v)}" for g, v in rij.afwijkend.items()),
        "ontbreekt": ", ".join(namen[g] for g in rij.ontbreekt),
    }


def _make_matrix(vergelijking: Vergelijking, namen: Mapping[str, str], peil: Peilmoment) -> Grafiek | None:
    """Draw how many steps of the process each participant gave, per power; nothing for so many that nobody could read it."""
    if not 0 < len(vergelijking.deelnemers) <= MEESTE_KOLOMMEN or not vergelijking.rijen:
        return None
    kolommen = {c: shorten_naam(namen[c]) for c in vergelijking.deelnemers}
    rijen = sorted(vergelijking.rijen, key=lambda r: str(r.bevoegdheid))
    return make_matrix(
        f"Hoeveel van de {vergelijking.stappen} processtappen elk gaf",
        [str(r.bevoegdheid) for r in rijen],
        list(kolommen.values()),
        {(str(r.bevoegdheid), kolommen[c]): float(n) for r in rijen for c, n in r.stappen.items()},
        eenheid="stappen",
        decimalen=0,
        bron="mandaatregister",
        datum=peil.geldig_op,
    )


def shorten_naam(naam: str) -> str:
    """Leave out what every name begins with, for a heading."""
    for begin in ("gemeente ", "Gemeente ", "Provincie ", "provincie "):
        naam = naam.removeprefix(begin)
    return naam


def _make_telling(vergelijking: Vergelijking, namen: Mapping[str, str], peil: Peilmoment) -> Grafiek | None:
    """Draw in how many powers each participant differs."""
    telling = vergelijking.count_verschillen()
    if not telling or not vergelijking.rijen:
        return None
    staven = sorted(((namen[c], float(n)) for c, n in telling.items()), key=lambda s: (-s[1], s[0]))
    return make_staafgrafiek(
        f"Bij hoeveel van de {len(vergelijking.rijen)} bevoegdheden elk afwijkt",
        staven[:30],
        eenheid="bevoegdheden",
        bron="mandaatregister",
        datum=peil.geldig_op,
    )
