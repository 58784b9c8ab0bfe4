"""What the page of a self-assessment shows of the plan van aanpak: its measures, how they moved, and how the plan scored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vth.tijd import klok
from vth.vormgeving.grafieken import make_staafgrafiek
from vth.vormgeving.onderdelen import Grafiek, Kolom, Uitleg
from vth.vormgeving.wettelijk import make_grond

from .kader import Kader
from .models import Plan, Zelfbeoordeling
from .planlezen import Maatregelbeeld, derive_scores, list_maatregelen, list_niet_gehaald, read_checklist

MAATREGELKOLOMMEN = (
    Kolom("naam", "Maatregel"),
    Kolom("criterium", "Voor"),
    Kolom("eigenaar", "Wie"),
    Kolom("stand", "Stand", "toestand"),
    Kolom("gereed", "Klaar vóór", "datum"),
    Kolom("schoof", "Verschoven"),
    Kolom("bedrag", "Kosten (euro)", "getal", decimalen=2),
    Kolom("besluit", "Besluit door"),
    Kolom("risico", "Risico"),
)
SCOREKOLOMMEN = (
    Kolom("naam", "Criterium"),
    Kolom("score", "Punten in het plan"),
    Kolom("mist", "Wat nog mist"),
)


@dataclass(frozen=True)
class Planblok:
    """Everything of the plan on the page."""

    plan: Plan | None
    toestand: tuple[str, str]
    termijn: date | None
    robuust_voor: date | None
    rijen: tuple[dict[str, Any], ...]
    scores: tuple[dict[str, Any], ...]
    mijlpalen: Grafiek | None
    niet_gehaald: tuple[tuple[str, str], ...]
    open_maatregelen: tuple[tuple[str, str], ...]
    punten: Mapping[str, str]
    checklist: Uitleg
    kolommen: tuple[Kolom, ...] = MAATREGELKOLOMMEN
    scorekolommen: tuple[Kolom, ...] = SCOREKOLOMMEN


def make_planblok(z: Zelfbeoordeling, kader: Kader) -> Planblok | None:
    """Put the plan together; None for who is robust or was not judged."""
    if z.robuust is not False:
        return None
    titels = {c.code: c.titel for c in kader.criteria}
    plan = Plan.objects.filter(zelfbeoordeling=z).first()
    beelden = list_maatregelen(plan, klok.today())
    niet = list_niet_gehaald(z)
    checklist = read_checklist(klok.today())
    punten = checklist.waarde["punten"]
    toets = plan.toetsen.order_by("-volgnummer").first() if plan else None
    return Planblok(
        plan=plan,
        toestand=_get_toestand(plan),
        termijn=z.ronde.plan_voor,
        robuust_voor=z.ronde.robuust_voor,
        rijen=tuple(_make_rij(b, titels) for b in beelden),
        scores=tuple(
            {
                "naam": titels.get(code, code),
                "score": f"{gehaald} van {van}",
                "mist": "; ".join(punten.get(p, p) for p, ja in toets.antwoorden[code].items() if not ja),
            }
            for code, (gehaald, van) in derive_scores(toets).items()
            if toets
        ),
        mijlpalen=_make_mijlpalen(beelden),
        niet_gehaald=tuple((c.code, c.titel) for c in kader.criteria if c.code in niet),
        open_maatregelen=tuple(
            (str(b.maatregel.pk), b.maatregel.omschrijving) for b in beelden if not b.maatregel.afgerond_op
        ),
        punten=punten,
        checklist=Uitleg(
            uitkomst="Waarop de checklist rust", gronden=[make_grond(checklist, checklist.toelichting)]
        ),
    )


def _get_toestand(plan: Plan | None) -> tuple[str, str]:
    if plan is None or plan.stand == Plan.Stand.CONCEPT:
        return "bezig", "plan wordt gemaakt"
    return (
        ("goed", "plan is getoetst") if plan.stand == Plan.Stand.GETOETST else ("wacht", "plan is ingediend")
    )


def _make_rij(b: Maatregelbeeld, titels: Mapping[str, str]) -> dict[str, Any]:
    m = b.maatregel
    stand = ("goed", "klaar") if m.afgerond_op else ("fout", "te laat") if b.laat else ("bezig", "loopt")
    keer = "1 keer" if b.keren == 1 else f"{b.keren} keer"
    return {
        "naam": m.omschrijving,
        "criterium": titels.get(m.criterium, m.criterium),
        "eigenaar": m.eigenaar,
        "stand": stand,
        "gereed": b.laatste,
        "schoof": f"{b.schoof_dagen} dagen, {keer}: {'; '.join(b.redenen)}" if b.keren else "",
        "bedrag": m.bedrag,
        "besluit": m.besluit_door,
        "risico": m.risico,
    }


def _make_mijlpalen(beelden: list[Maatregelbeeld]) -> Grafiek | None:
    """Draw how far each measure slipped since it was first planned; nothing where none did."""
    if not any(b.keren for b in beelden):
        return None
    waarden = [(b.maatregel.omschrijving, float(b.schoof_dagen)) for b in beelden]
    return make_staafgrafiek(
        "Hoeveel later dan eerst gepland",
        waarden,
        eenheid="dagen",
        bron="Open VTH: planning van het plan van aanpak",
        datum=klok.today(),
    )
