"""What needs this person today; every question it asks costs the same at any size of the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.aanleveringen.lijstpagina import KOLOMMEN as LIJSTKOLOMMEN
from vth.aanleveringen.lijstpagina import make_rij
from vth.aanleveringen.models import Aanlevering, Terugmelding
from vth.aanleveringen.selectors import list_aanleveringen
from vth.aanleveringen.terugmeldingen import list_te_beantwoorden
from vth.aanleveringen.terugmeldpagina import make_termijn
from vth.aanleveringen.weergave import get_toestand
from vth.ontdubbeling.selectors import count_te_beoordelen
from vth.ontdubbeling.services import BEOORDELEN
from vth.organisaties.selectors import list_namen
from vth.register.overzicht import Wijziging, list_recent
from vth.register.weergave import shorten_organisatie
from vth.tijd import klok
from vth.toegang.rules import Viewer, decide_handeling
from vth.vormgeving.onderdelen import Kolom, Taak
from vth.vormgeving.opmaak import format_datum, format_getal, shorten

from .handhavingblokken import list_handhavingtaken
from .nieuws import Nieuws, make_nieuws
from .toezichtblokken import list_toezichttaken
from .wachtblokken import list_agendataken, list_archieftaken, list_tekentaken
from .zaakblokken import list_zaaktaken

HOOGSTENS, MEESTE_VRAGEN, MEESTE_PAREN = 100, 20, 100
Staat = Aanlevering.Staat
# As in the list of deliveries, without the counts.
KOLOMMEN = tuple(k for k in LIJSTKOLOMMEN if k.naam not in ("rijen", "geweigerd"))
RECENTKOLOMMEN = (
    Kolom("naam", "Naam"),
    Kolom("leverancier", "Leverancier"),
    Kolom("vanaf", "Geldt vanaf", "datum"),
    Kolom("binnen", "Binnengekomen", "tijdstip"),
)


@dataclass(frozen=True)
class Startpagina:
    """What the start page shows to one viewer."""

    taken: tuple[Taak, ...]
    levert: bool
    aanleveringen: tuple[dict[str, Any], ...]
    recent: tuple[dict[str, Any], ...]
    wijzigingen: tuple[Wijziging, ...]
    nieuws: Nieuws
    kolommen: tuple[Kolom, ...] = KOLOMMEN
    recentkolommen: tuple[Kolom, ...] = RECENTKOLOMMEN


def make_startpagina(viewer: Viewer) -> Startpagina:
    """Put together what needs the viewer, what came in lately, and what changed in the register."""
    laatste = list(list_aanleveringen(viewer)[:HOOGSTENS])
    codes = {a.leverancier_id for a in laatste}
    namen = {code: shorten_organisatie(naam) for code, naam in list_namen(codes, klok.today()).items()}
    nieuws = make_nieuws(viewer)
    # Who was here before reads what changed since; who was not reads what came last.
    wijzigingen = () if nieuws.sinds else tuple(list_recent(viewer))
    return Startpagina(
        # What may be lost comes first; a term of the law runs on, whatever else waits.
        taken=(
            *list_handhavingtaken(viewer),
            *list_tekentaken(viewer),
            *list_zaaktaken(viewer),
            *list_toezichttaken(viewer),
            *list_agendataken(viewer),
            *list_archieftaken(viewer),
            *list_taken(viewer, laatste, namen),
        ),
        levert=bool({"aanlevering.accept", "aanlevering.decide"} & viewer.handelingen),
        aanleveringen=tuple(make_rij(a, namen) for a in laatste[:8]),
        recent=tuple(make_recentrij(w) for w in wijzigingen),
        wijzigingen=wijzigingen,
        nieuws=nieuws,
    )


def list_taken(viewer: Viewer, laatste: Iterable[Aanlevering], namen: dict[str, str]) -> list[Taak]:
    """List what waits for this viewer, most urgent first: a decision, a failure, refused rows, warnings.

    Of each series only the newest delivery counts, and every one that waits for a decision.
    """
    gezien: set[tuple[str, str]] = set()
    taken: list[tuple[int, Taak]] = []
    for aanlevering in laatste:
        reeks = (aanlevering.leverancier_id, aanlevering.reeks)
        nieuwste = reeks not in gezien
        gezien.add(reeks)
        if not decide_handeling(viewer, "aanlevering.accept", namens=aanlevering.leverancier_id).mag:
            continue
        rang, waarom = _derive_waarom(aanlevering, nieuwste=nieuwste)
        if waarom:
            naam = namen.get(aanlevering.leverancier_id, aanlevering.leverancier_id)
            taken.append((rang, _make_taak(aanlevering, naam, waarom)))
    taken += [
        (0, _make_terugmeldtaak(t)) for t in list_te_beantwoorden(viewer).order_by("termijn")[:MEESTE_VRAGEN]
    ]
    if BEOORDELEN in viewer.handelingen and (aantal := count_te_beoordelen(viewer, grens=MEESTE_PAREN)):
        taken.append((3, _make_beoordeeltaak(aantal)))
    return [taak for _, taak in sorted(taken, key=lambda t: t[0])]


def _make_beoordeeltaak(aantal: int) -> Taak:
    """Make the line of the pairs of records that wait for somebody to say whether they are one."""
    hoeveel = (
        f"{format_getal(MEESTE_PAREN)} of meer paren"
        if aantal >= MEESTE_PAREN
        else f"{aantal} {'paar' if aantal == 1 else 'paren'}"
    )
    return Taak(
        titel=f"Dubbele gegevens: {hoeveel} te beoordelen",
        url=reverse("ontdubbeling:lijst"),
        waarom="Van gegevens die op elkaar lijken moet iemand zeggen of zij over hetzelfde gaan.",
        toestand="wacht",
        woord="te beoordelen",
    )


def _make_terugmeldtaak(terugmelding: Terugmelding) -> Taak:
    """Make the line of a question that waits for an answer."""
    te_laat = terugmelding.termijn < klok.today()
    return Taak(
        titel=f"Terugmelding over {terugmelding.veld.replace('_', ' ')}",
        url=reverse("terugmeldingen:terugmelding", args=[terugmelding.pk]),
        waarom=f"Gemeld op {format_datum(terugmelding.gemeld_op)}: {shorten(terugmelding.toelichting, 160)}",
        toestand="fout" if te_laat else "wacht",
        woord="te laat" if te_laat else "wacht op antwoord",
        termijn=make_termijn(terugmelding),
    )


def _derive_waarom(aanlevering: Aanlevering, *, nieuwste: bool) -> tuple[int, str]:
    """Say why a delivery needs somebody, with its rank; an empty text when it does not."""
    geweigerd = int(aanlevering.tellingen.get("geweigerd") or 0)
    waarschuwingen = int(aanlevering.tellingen.get("met_waarschuwing") or 0)
    if aanlevering.staat == Staat.WACHT:
        return 0, aanlevering.uitleg
    if not nieuwste:
        return 9, ""
    if aanlevering.staat == Staat.MISLUKT:
        return 1, "Niet verwerkt door een fout in Open VTH. Lever opnieuw aan."
    if aanlevering.staat == Staat.GEWEIGERD:
        return 2, aanlevering.uitleg
    if aanlevering.staat == Staat.VERWERKT and geweigerd:
        rijen = "rij is" if geweigerd == 1 else "rijen zijn"
        return 3, f"{format_getal(geweigerd)} {rijen} geweigerd. Verbeter die bij de bron."
    if aanlevering.staat == Staat.VERWERKT and waarschuwingen:
        rijen = "rij heeft" if waarschuwingen == 1 else "rijen hebben"
        return 4, f"{format_getal(waarschuwingen)} {rijen} een waarschuwing. Verbeter of aanvaard."
    return 9, ""


def _make_taak(aanlevering: Aanlevering, naam: str, waarom: str) -> Taak:
    """Make one line of the work list; what was registered still has rows to look at."""
    code, woord = get_toestand(aanlevering)
    if aanlevering.staat == Staat.VERWERKT:
        geweigerd = aanlevering.tellingen.get("geweigerd")
        code, woord = ("aandacht", "rijen geweigerd") if geweigerd else ("neutraal", "waarschuwingen")
    return Taak(
        titel=f"{shorten(aanlevering.bestandsnaam, 60)}, stand van {format_datum(aanlevering.peildatum)}",
        url=reverse("aanleveringen:aanlevering", args=[aanlevering.pk]),
        waarom=f"{naam}. {shorten(waarom, 240)}",
        toestand=code,
        woord=woord,
    )


def make_recentrij(wijziging: Wijziging) -> dict[str, Any]:
    """Make the row of a table out of what was written about a record."""
    return {
        "url": reverse("portaal:object", args=[wijziging.id]),
        "naam": wijziging.naam,
        "leverancier": shorten_organisatie(wijziging.leverancier_naam),
        "vanaf": wijziging.vanaf,
        "binnen": wijziging.tijdstip,
    }
