"""What the page of a measure shows of a last after it was imposed: when it did not hold, and by whose word."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.vormgeving.onderdelen import Kolom

from .models import Last
from .selectors import list_schorsingen

SCHORSKOLOMMEN = (
    Kolom("van", "Geschorst vanaf", "datum"),
    Kolom("tot", "Tot en met", "datum"),
    Kolom("wie", "Voor wie"),
    Kolom("instantie", "Door wie"),
    Kolom("kenmerk", "Nummer"),
    Kolom("reden", "Waarom"),
)


def list_schorsrijen(last: Last | None, adressaten: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """List the suspensions of a last; `adressaten` are the rows of the page, with who they are for this viewer."""
    namen = {a["id"]: a["naam"] for a in adressaten}
    return [
        {
            "id": s.id,
            "van": s.van,
            "tot": s.tot,
            "wie": "iedereen" if s.adressaat_id is None else namen.get(s.adressaat_id, ""),
            "instantie": s.instantie,
            "kenmerk": s.kenmerk,
            "reden": s.reden,
            "loopt": s.loopt_op(klok.today()),
            "open": s.tot is None or s.tot >= klok.today(),
        }
        for s in (list_schorsingen(last) if last else ())
    ]


def say_geschorst(last: Last | None, op: date) -> str:
    """Say that a last is suspended on a day, for whom it is not; empty when it is not."""
    loopt = [s for s in (list_schorsingen(last) if last else ()) if s.loopt_op(op)]
    if not loopt:
        return ""
    eerste = next((s for s in loopt if s.adressaat_id is None), loopt[0])
    wie = "" if eerste.adressaat_id is None else " voor een van de overtreders"
    tot = f"tot en met {as_dagtekst(eerste.tot)}" if eerste.tot else "tot het tegendeel is besloten"
    return f"Geschorst{wie} sinds {as_dagtekst(eerste.van)}, {tot}: in die tijd verbeurt niets."
