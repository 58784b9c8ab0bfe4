"""What the page of a score shows: the mark, the four parts it is made of, their weights, and the trend."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import find_naam
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.grafieken import Reeks, make_kleine_lijnen, make_lijngrafiek
from vth.vormgeving.onderdelen import Grafiek, Grond, Kolom, Uitleg
from vth.vormgeving.opmaak import format_getal

from . import selectors
from .models import Score
from .profiel import ProfielError
from .rules import SCOREDELEN
from .selectors import BestaatNietError

# What each part measures, for the reader (`rules.derive_score`).
DELEN = {
    "juistheid": "rijen die zijn aanvaard",
    "volledigheid": "belangrijke velden die zijn gevuld",
    "plausibiliteit": "aanvaarde rijen zonder waarschuwing",
    "samenhang": "rijen waarvan nummers en verwijzingen kloppen",
}
KOLOMMEN = (
    Kolom("aanlevering", "Aanlevering"),
    Kolom("peildatum", "Stand van", "datum"),
    *(Kolom(deel, deel.capitalize(), "getal", decimalen=1) for deel in SCOREDELEN),
    Kolom("totaal", "Score", "getal", decimalen=1),
)
DEELKOLOMMEN = (
    Kolom("deel", "Onderdeel"),
    Kolom("meet", "Aandeel van"),
    Kolom("gewicht", "Gewicht in %", "getal"),
    Kolom("waarde", "Punten", "getal", decimalen=1),
)


@dataclass(frozen=True)
class Scorepagina:
    """Everything that the page of a score shows."""

    leverancier: str
    reeks: str
    laatste: Score
    delen: tuple[dict[str, Any], ...]
    uitleg: Uitleg
    trend: Grafiek | None
    per_deel: Grafiek | None
    rijen: tuple[dict[str, Any], ...]
    kolommen: tuple[Kolom, ...] = KOLOMMEN
    deelkolommen: tuple[Kolom, ...] = DEELKOLOMMEN


def make_scorepagina(viewer: Viewer, leverancier: str, reeks: str) -> Scorepagina:
    """Put the page of the scores of one series together; raises BestaatNietError when there is none for this viewer."""
    ziet = selectors.list_aanleveringen(viewer, leverancier=leverancier, reeks=reeks).exists()
    scores = selectors.list_scores(leverancier, reeks) if ziet else []
    if not scores:
        raise BestaatNietError("Van deze reeks is geen score, of u mag haar niet zien.")
    laatste, naam = scores[-1], find_naam(leverancier, klok.today())
    gewichten: Mapping[str, float] = laatste.grond.get("waarde", {})
    punten = {s.aanlevering.peildatum: s for s in scores}
    return Scorepagina(
        leverancier=naam,
        reeks=_name_reeks(laatste, reeks),
        laatste=laatste,
        delen=tuple(_make_deel(deel, laatste, gewichten) for deel in SCOREDELEN),
        uitleg=_make_uitleg(laatste, gewichten),
        trend=_make_trend(punten, naam) if len(punten) > 1 else None,
        per_deel=_make_per_deel(punten, naam) if len(punten) > 1 else None,
        rijen=tuple(_make_rij(s) for s in reversed(scores)),
    )


def _name_reeks(score: Score, reeks: str) -> str:
    """Name a series after the profile of its last delivery; its own id when the profile is gone."""
    try:
        return selectors.read_profiel(score.aanlevering.profiel).titel
    except ProfielError:
        return reeks


def _make_deel(deel: str, score: Score, gewichten: Mapping[str, float]) -> dict[str, Any]:
    """Make the row of one part."""
    return {
        "deel": deel.capitalize(),
        "meet": DELEN[deel],
        "waarde": getattr(score, deel),
        "gewicht": None if deel not in gewichten else round(gewichten[deel] * 100, 1),
    }


def _make_uitleg(score: Score, gewichten: Mapping[str, float]) -> Uitleg:
    """Explain the mark with the weights that were used, marked where nobody settled them yet."""
    bronnen = "; ".join(f"{b['regeling']}, {b['plaats']}" for b in score.grond.get("bronnen", ()))
    vanaf = score.grond.get("vanaf")
    return Uitleg(
        uitkomst=f"{format_getal(score.totaal, 1)} van de 100 punten",
        waarom="Het gewogen gemiddelde van vier aandelen: juistheid, volledigheid, plausibiliteit en samenhang.",
        gronden=[
            Grond(
                naam=f"Gewicht van {deel}",
                waarde=_percent(gewichten.get(deel)),
                bron=bronnen,
                vanaf=date.fromisoformat(vanaf) if vanaf else None,
                zekerheid=score.grond.get("zekerheid", "aanname"),
            )
            for deel in SCOREDELEN
        ],
    )


def _make_trend(punten: Mapping[date, Score], naam: str) -> Grafiek:
    """Draw the mark through the deliveries."""
    reeks = Reeks("Score", [(dag, s.totaal) for dag, s in sorted(punten.items())])
    return make_lijngrafiek(
        f"Score van {naam}", [reeks], eenheid="punten", bron="toetsverslagen in Open VTH", datum=klok.today()
    )


def _make_per_deel(punten: Mapping[date, Score], naam: str) -> Grafiek:
    """Draw the four parts beside each other."""
    reeksen = [
        Reeks(deel.capitalize(), [(dag, getattr(s, deel)) for dag, s in sorted(punten.items())])
        for deel in SCOREDELEN
    ]
    return make_kleine_lijnen(
        f"Onderdelen van de score van {naam}", reeksen, bron="toetsverslagen in Open VTH", datum=klok.today()
    )


def _make_rij(score: Score) -> dict[str, Any]:
    """Make the row of one delivery."""
    a = score.aanlevering
    return {
        "url": reverse("aanleveringen:aanlevering", args=[a.pk]),
        "aanlevering": a.bestandsnaam,
        "peildatum": a.peildatum,
        **{deel: getattr(score, deel) for deel in (*SCOREDELEN, "totaal")},
    }


def _percent(deel: float | None) -> str:
    """Write a weight."""
    return "" if deel is None else f"{format_getal(deel * 100)}%"
