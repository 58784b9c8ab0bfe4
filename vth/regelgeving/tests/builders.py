"""Small objects with fixed defaults: name in a test only what the test is about."""

from datetime import date
from typing import Any

import yaml

from vth.regelgeving.atw import Termijnregels
from vth.regelgeving.feestdagen import Kalender
from vth.regelgeving.rules import Grond, Regel, make_regel
from vth.regelgeving.termijn import Termijn, Tijdseenheid
from vth.regelgeving.verjaring import Verjaringsregels

BEGIN = date(2000, 1, 1)


def make_inhoud(**anders: Any) -> dict[str, Any]:
    """The content of a rule file with one period; `anders` replaces keys of the rule or of the period."""
    periode = {
        "vanaf": BEGIN,
        "waarde": 6,
        "bron": [{"regeling": "Wet", "plaats": "artikel 1"}],
        "zekerheid": "aanname",
    }
    periode |= {s: anders.pop(s) for s in (*periode, "tot", "toelichting") if s in anders}
    return {"id": "proef.regel", "titel": "Proef", "eenheid": "weken", "perioden": [periode]} | anders


def make_yaml(**anders: Any) -> str:
    """The same as the text of a file."""
    return yaml.safe_dump(make_inhoud(**anders), allow_unicode=True)


def make_grond(waarde: Any, *, naam: str = "grond", eenheid: str = "geen") -> Grond:
    """A value in force since 2000, without assumption."""
    inhoud = make_inhoud(id=f"proef.{naam}", waarde=waarde, eenheid=eenheid, zekerheid="vastgesteld")
    return make_regel(inhoud, "proef.yaml").op(date(2025, 1, 1))


def make_stapel(waarde: Any, naam: str) -> tuple[Regel, ...]:
    """A stack of one national rule file with days."""
    return (make_regel(make_inhoud(id=f"proef.{naam}", eenheid="geen", waarde=waarde), f"{naam}.yaml"),)


def make_kalender(*extra: date) -> Kalender:
    """Easter Monday, Christmas, King's Day, and the days a test adds."""
    vast = [
        {"naam": "Tweede Paasdag", "na_pasen": 1},
        {"naam": "Eerste Kerstdag", "maand": 12, "dag": 25},
        {"naam": "Tweede Kerstdag", "maand": 12, "dag": 26},
    ]
    koningsdag = [{"naam": "Koningsdag", "maand": 4, "dag": 27, "bij_zondag": -1}]
    dagen = [{"naam": "extra dag", "op": dag} for dag in extra]
    return Kalender(
        vast=(make_stapel(vast, "feestdagen"), make_stapel(koningsdag, "koningsdag")),
        gelijkgesteld=make_stapel(dagen, "gelijkgesteld"),
    )


def make_termijnregels(*extra: date) -> Termijnregels:
    """The Algemene termijnenwet as it is, with the builder's calendar."""
    return Termijnregels(
        kalender=make_kalender(*extra),
        gewone_dag=make_grond(True, naam="gewone_dag"),
        gewone_dagen=make_grond({"vanaf_dagen": 3, "gewone_dagen": 2}, naam="gewone_dagen"),
        grens=make_grond({"dagen": 90, "weken": 12, "maanden": 3}, naam="grens"),
        bereik=make_grond(["wet", "amvb"], naam="bereik"),
        buiten_bereik=make_grond({"besluit": "Schrijf de einddatum op."}, naam="buiten_bereik"),
        terugrekening=make_grond(False, naam="terugrekening"),
        verlengde_termijn=make_grond("de oorspronkelijke termijn", naam="verlengde_termijn"),
    )


def make_termijn(aantal: int = 6, eenheid: str = "weken", **anders: Any) -> Termijn:
    """A lawful term."""
    return Termijn(aantal, Tijdseenheid(eenheid), **anders)


def make_verjaringsregels(jaren: int = 1) -> Verjaringsregels:
    """Limitation with one act that interrupts and one extension of each effect."""
    werkingen = ("duur", "tot_einde", "duur_als_lopend")
    return Verjaringsregels(
        termijn=make_termijn(jaren, "jaren"),
        stuiting=make_grond({"hoogstens_jaren": 5}, naam="stuiting"),
        handelingen=(make_grond({"aanmaning": "een aanmaning"}, naam="handelingen"),),
        verlengingen=(make_grond({w: {"naam": w, "werking": w} for w in werkingen}, naam="verlengingen"),),
        stuiting_verkort_niet=make_grond(True, naam="verkort_niet"),
        einde_verlenging=make_grond(False, naam="einde_verlenging"),
    )
