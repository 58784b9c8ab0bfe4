"""What the page of a file shows of weighing and strafbeschikkingen: where it leads, what lacks, and until when verzet can be done."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from vth.vormgeving.onderdelen import Grond, Kenmerk, Termijn, Uitleg
from vth.vormgeving.opmaak import format_bedrag
from vth.vormgeving.wettelijk import make_bewaarde_grond

from .models import Strafbeschikking, Strafweging
from .strafbeschikkingen import is_op_tijd, list_gebreken


@dataclass(frozen=True)
class Strafblok:
    """One strafbeschikking on the page."""

    titel: str
    bestanden: tuple[tuple[str, str], ...]
    toestand: tuple[str, str]
    zin: str
    kenmerken: tuple[Kenmerk, ...]
    gebreken: tuple[str, ...]
    termijn: Termijn | None
    uitleg: Uitleg


def make_strafblok(s: Strafbeschikking, vandaag: date) -> Strafblok:
    """Show one strafbeschikking: what lacks before it goes out, or until when verzet can be done and why."""
    gebreken = () if s.verzenddatum else tuple(list_gebreken(s))
    rijen: list[tuple[str, object]] = [
        ("Bedrag", format_bedrag(s.bedrag)),
        ("Feiten", "; ".join(list_feiten(s.weging))),
        ("Gehoord op", s.gehoord_op),
        ("Wat is gezegd", s.gehoord_verslag),
        ("Verzonden op", s.verzenddatum),
        ("Mandaat", s.mandaat),
        ("Verzet gedaan op", s.verzet_op),
        ("Bij het verzet", s.verzet_toelichting),
    ]
    return Strafblok(
        titel=f"{s.weging.verdachte.naam}: {format_bedrag(s.bedrag)}",
        bestanden=tuple(
            (naam, reverse("opsporing:strafbestand", args=[s.dossier_id, s.pk, vorm]))
            for naam, vorm in (("PDF", "pdf"), ("Word", "docx"))
        ),
        toestand=derive_strafstand(s, vandaag),
        zin=_say_verzet(s),
        kenmerken=tuple(Kenmerk(label, waarde) for label, waarde in rijen if waarde not in ("", None)),
        gebreken=gebreken,
        termijn=_make_termijn(s),
        uitleg=make_uitleg(s.weging),
    )


def derive_strafstand(s: Strafbeschikking, vandaag: date) -> tuple[str, str]:
    """Give shape and word for how a strafbeschikking stands on a day."""
    if s.verzenddatum is None or s.verzet_tot is None:
        return "wacht", "nog niet uitgegeven"
    if s.verzet_op is not None:
        return ("aandacht", "verzet gedaan") if is_op_tijd(s) else ("aandacht", "te laat verzet")
    return ("bezig", "verzet kan nog") if vandaag <= s.verzet_tot else ("goed", "geen verzet gedaan")


def _say_verzet(s: Strafbeschikking) -> str:
    """Say what verzet means."""
    if s.verzet_op is None:
        return "Verzet gaat naar de officier van justitie, niet naar de dienst."
    op_tijd = "op tijd" if is_op_tijd(s) else f"na de laatste dag, {s.verzet_tot:%d-%m-%Y}"
    return (
        f"Verzet gedaan op {s.verzet_op:%d-%m-%Y}, {op_tijd}. De officier van justitie beslist of het telt."
    )


def _make_termijn(s: Strafbeschikking) -> Termijn | None:
    """Show the stored term with its reasoning."""
    if not s.verzettermijn:
        return None
    t = s.verzettermijn
    return Termijn(
        eind=s.verzet_tot,
        reden=t["samenvatting"].partition(" (")[2].removesuffix(")"),
        redenering=tuple(stap["tekst"] for stap in t["stappen"]),
        grondslag="; ".join(
            dict.fromkeys(f"{b['regeling']}, {b['plaats']}" for g in t["gronden"] for b in g["bronnen"])
        ),
        voldaan_op=s.verzet_op,
        zekerheid=t["zekerheid"],
    )


def list_feiten(w: Strafweging) -> list[str]:
    """List the facts of a weighing in the words of the rule that was used."""
    lijst: dict[str, Any] = next((g["waarde"] for g in w.gronden if g["regel_id"] == "opsporing.feiten"), {})
    woorden = {code: lijst.get(code, {}).get("omschrijving") for code in w.feiten}
    return [f"{code}, {tekst or 'tekst niet opgenomen, zie de richtlijn'}" for code, tekst in woorden.items()]


def make_uitleg(w: Strafweging) -> Uitleg:
    """Show what a weighing came to, with the rules that it used."""
    return Uitleg(
        f"{w.verdachte.naam}: {w.get_uitkomst_display()}",
        f"{'; '.join(list_feiten(w))}. Gepleegd op {w.feitdatum:%d-%m-%Y}. {w.motivering}",
        tuple(_make_grond(g) for g in w.gronden),
        "aandacht" if w.uitkomst != Strafweging.Uitkomst.STRAFBESCHIKKING else "neutraal",
    )


def _make_grond(g: dict[str, Any]) -> Grond:
    """Show a stored ground."""
    waarde = g["waarde"]
    tekst = (
        "; ".join(f"{k}: {_as_tekst(w)}" for k, w in waarde.items()) if isinstance(waarde, dict) else waarde
    )
    return make_bewaarde_grond(g, tekst)


def _as_tekst(waarde: Any) -> str:
    """Write a value of a rule in words."""
    if isinstance(waarde, dict):
        return (
            f"€ {waarde.get('natuurlijk_persoon')} of € {waarde.get('rechtspersoon')}"
            if "rechtspersoon" in waarde
            else str(waarde)
        )
    return str(waarde)
