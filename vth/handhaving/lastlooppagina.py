"""What the page of a measure shows of a last after it was imposed: when it did not hold, what was asked about it, and what it costs since."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.vormgeving.onderdelen import Kenmerk, Kolom

from .lasttekst import as_euro
from .models import Last, Lastbedrag, Lasttermijn, Lastverzoek, Lastverzoekbesluit
from .selectors import Schorsbeeld
from .termijnlezen import derive_beslistermijn

TERMIJNKOLOMMEN = (
    Kolom("was", "Was tot en met", "datum"),
    Kolom("tot", "Werd tot en met", "datum"),
    Kolom("besloten", "Besloten op", "datum"),
    Kolom("kenmerk", "Besluit"),
    Kolom("waarom", "Waarom"),
)
SCHORSKOLOMMEN = (
    Kolom("van", "Geschorst vanaf", "datum"),
    Kolom("tot", "Tot en met", "datum"),
    Kolom("wie", "Voor wie"),
    Kolom("instantie", "Door wie"),
    Kolom("kenmerk", "Nummer"),
    Kolom("reden", "Waarom"),
)
VERZOEKKOLOMMEN = (
    Kolom("ontvangen", "Gevraagd op", "datum"),
    Kolom("wie", "Door wie"),
    Kolom("vraag", "Wat"),
    Kolom("waarom", "Waarom"),
    Kolom("termijn", "Beslissen"),
    Kolom("uitkomst", "Beslissing"),
)
BEDRAGKOLOMMEN = (
    Kolom("wie", "Wie"),
    Kolom("vanaf", "Vanaf", "datum"),
    Kolom("bedrag", "Dwangsom"),
    Kolom("maximum", "Maximum"),
    Kolom("bekend", "Vastgelegd op", "datum"),
)


def list_termijnrijen(last: Last | None) -> list[dict[str, Any]]:
    """List each time that a last got a later last day, with what it was."""
    return [
        {
            "was": t.was,
            "tot": t.tot,
            "besloten": t.besloten_op,
            "kenmerk": t.kenmerk,
            "waarom": t.motivering,
        }
        for t in Lasttermijn.objects.filter(last=last).order_by("volgnummer")
    ]


def list_lastkenmerken(last: Last) -> list[Kenmerk]:
    """List what the last orders and what happens otherwise."""
    per = f"per {last.get_per_display()}" if last.per else str(last.get_modaliteit_display() or "")
    rijen: list[tuple[str, object]] = [
        ("Opdracht", last.opdracht),
        ("Doel", last.get_soort_display()),
        ("Begunstigingstermijn tot en met", last.begunstiging_tot),
        ("Waarom die termijn", last.begunstiging_motivering),
        ("Spoed", last.spoed_motivering if last.spoed else ""),
        ("Verbeurt", per),
        ("Waarom dit bedrag", last.bedrag_motivering),
    ]
    return [Kenmerk(label, waarde) for label, waarde in rijen if waarde not in ("", None)]


def list_verzoekrijen(last: Last | None, adressaten: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """List what was asked about a last and what was decided, the newest first."""
    if last is None:
        return []
    namen = {a["id"]: a["naam"] for a in adressaten}
    return [
        {
            "id": v.pk,
            "ontvangen": v.stand.ontvangen_op,
            "wie": namen.get(v.adressaat_id, ""),
            "vraag": v.get_vraag_display(),
            "waarom": f"{v.get_grond_display()}: {v.toelichting}{_say_dagen(v)}",
            "termijn": _say_termijn(v),
            "uitkomst": _say_besluit(getattr(v, "besluit", None)),
            "open": getattr(v, "besluit", None) is None,
        }
        for v in Lastverzoek.objects.filter(last=last)
        .select_related("besluit")
        .prefetch_related("dagen")
        .order_by("-volgnummer")
    ]


def _say_termijn(v: Lastverzoek) -> str:
    """Say by when is decided, with the holidays as they are known now; a term that they moved says what it was."""
    if getattr(v, "besluit", None) is not None:
        return str(v.stand.termijn["samenvatting"])
    nu = derive_beslistermijn(v.stand.ontvangen_op)
    was = "" if nu.laatste_dag == v.beslissen_voor else f"; was {v.termijn['samenvatting']}"
    return f"{nu.samenvatting}{was}"


def _say_dagen(v: Lastverzoek) -> str:
    """Say which days of receipt stood there before, and why each was put right."""
    gezegd, dag = "", v.ontvangen_op
    for rij in sorted(v.dagen.all(), key=lambda d: d.volgnummer):
        gezegd += (
            f" (ontvangen op {as_dagtekst(rij.ontvangen_op)}, eerst stond er {as_dagtekst(dag)}: {rij.reden})"
        )
        dag = rij.ontvangen_op
    return gezegd


def _say_besluit(besluit: Lastverzoekbesluit | None) -> str:
    """Say what was decided on a request."""
    if besluit is None:
        return "nog niet beslist"
    vanaf = f" vanaf {as_dagtekst(besluit.vanaf)}" if besluit.vanaf else ""
    nummer = f" ({besluit.kenmerk})" if besluit.kenmerk else ""
    return f"{besluit.get_uitkomst_display()}{vanaf}, besloten op {as_dagtekst(besluit.besloten_op)}{nummer}. {besluit.motivering}"


def list_bedragrijen(last: Last | None, adressaten: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """List the amounts that came instead of the first ones: from when they hold, and when that was told."""
    if last is None:
        return []
    namen = {a["id"]: a["naam"] for a in adressaten}
    return [
        {
            "wie": namen.get(b.adressaat_id, ""),
            "vanaf": b.vanaf,
            "bedrag": as_euro(b.bedrag),
            "maximum": as_euro(b.maximum),
            "bekend": derive_legal_day(b.op),
        }
        for b in Lastbedrag.objects.filter(adressaat__last=last).order_by("adressaat_id", "volgnummer")
    ]


def list_schorsrijen(
    schorsingen: Sequence[Schorsbeeld], adressaten: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
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
        for s in schorsingen
    ]


def say_geschorst(schorsingen: Sequence[Schorsbeeld], op: date) -> str:
    """Say since when and until when a last is suspended on a day; empty when it is not."""
    loopt = [s for s in schorsingen if s.loopt_op(op)]
    if not loopt:
        return ""
    eerste = next((s for s in loopt if s.adressaat_id is None), loopt[0])
    wie = "" if eerste.adressaat_id is None else " voor een van de overtreders"
    tot = f"tot en met {as_dagtekst(eerste.tot)}" if eerste.tot else "tot het tegendeel is besloten"
    return f"Geschorst{wie} sinds {as_dagtekst(eerste.van)}, {tot}: in die tijd verbeurt niets."
