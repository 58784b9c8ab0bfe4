"""Separation of duties as a page: how often it was broken, with what reason, and where nobody said why."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vth.interface.plaats import make_plaats, read_plaats
from vth.tijd import klok
from vth.tijd.dagtekst import MAANDEN
from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.grafieken import make_staafgrafiek
from vth.vormgeving.onderdelen import Grafiek, Kolom

from .models import Scheidingsafwijking
from .taakscheiding import Doorbreking, list_afwijkingen, list_doorbrekingen, list_taaknamen

LIJST, PER_BLADZIJ, TELGRENS, MEESTE_MAANDEN = "afwijkingen", 50, 1000, 12
KOLOMMEN = (
    Kolom("op", "Op", "tijdstip"),
    Kolom("regel", "Regel"),
    Kolom("wie", "Wie"),
    Kolom("taak", "Taak"),
    Kolom("onderwerp", "Waar"),
    Kolom("reden", "Reden"),
    Kolom("door", "Vastgelegd door"),
)
ZONDERKOLOMMEN = (
    Kolom("laatste", "Laatste keer", "tijdstip"),
    Kolom("wie", "Wie"),
    Kolom("taken", "Deed"),
    Kolom("onderwerp", "Waar"),
)


@dataclass(frozen=True)
class Taakpagina:
    """What the page of the separation of duties shows."""

    rijen: tuple[dict[str, Any], ...]
    aantal: int
    volgende: str
    zonder: tuple[dict[str, Any], ...]
    grafiek: Grafiek | None
    blind: bool
    kolommen: tuple[Kolom, ...] = KOLOMMEN
    zonderkolommen: tuple[Kolom, ...] = ZONDERKOLOMMEN


def read_taakpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Taakpagina:
    """Read the page that an address asks for. Raises PlaatsError for a place that was not given out."""
    rijen = list_afwijkingen(viewer)
    plaats = read_plaats(LIJST, vraag.get("vanaf", ""))
    # Identifiers run with time, so that the newest come first and a place is one of them.
    vanaf = rijen.filter(pk__lt=plaats.sleutel) if plaats else rijen
    gevonden = list(vanaf.order_by("-pk")[: PER_BLADZIJ + 1])
    bladzij = gevonden[:PER_BLADZIJ]
    zonder = list_doorbrekingen(viewer, klok.today())
    namen = list_actornamen(
        [*(a.betrokkene for a in bladzij), *(d.betrokkene for d in zonder), *(a.door for a in bladzij)]
    )
    taken = list_taaknamen(klok.today())
    return Taakpagina(
        rijen=tuple(_make_rij(a, namen, taken) for a in bladzij),
        aantal=rijen.values("pk")[:TELGRENS].count(),
        volgende=make_plaats(LIJST, "na", bladzij[-1].pk) if len(gevonden) > PER_BLADZIJ else "",
        zonder=tuple(_make_zonder(d, namen, taken) for d in zonder),
        grafiek=_make_grafiek(viewer),
        blind=viewer.zicht.is_leeg,
    )


def _make_rij(rij: Scheidingsafwijking, namen: Mapping[str, str], taken: Mapping[str, str]) -> dict[str, Any]:
    """Make the row of one breaking."""
    return {
        "op": rij.moment,
        "regel": rij.get_regel_display(),
        "wie": namen[rij.betrokkene],
        "taak": taken.get(rij.taak, rij.taak),
        "onderwerp": f"{rij.onderwerp_soort} {rij.onderwerp_id}",
        "reden": rij.reden,
        "door": namen[rij.door],
    }


def _make_zonder(rij: Doorbreking, namen: Mapping[str, str], taken: Mapping[str, str]) -> dict[str, Any]:
    """Make the row of a breaking that nobody gave a reason for."""
    return {
        "laatste": rij.laatste,
        "wie": namen[rij.betrokkene],
        "taken": " en ".join(taken[t].lower() for t in rij.taken),
        "onderwerp": " ".join(rij.onderwerp),
    }


def _make_grafiek(viewer: Viewer) -> Grafiek | None:
    """Draw how often it was broken in each of the last months."""
    momenten = list_afwijkingen(viewer).values_list("moment", flat=True)[:TELGRENS]
    telling = Counter((dag.year, dag.month) for dag in map(derive_legal_day, momenten))
    if not telling:
        return None
    maanden = sorted(telling)[-MEESTE_MAANDEN:]
    return make_staafgrafiek(
        "Afwijkingen per maand",
        [(f"{MAANDEN[m - 1]} {j}", float(telling[j, m])) for j, m in maanden],
        eenheid="keer",
        bron="mandaatregister",
        datum=klok.today(),
    )
