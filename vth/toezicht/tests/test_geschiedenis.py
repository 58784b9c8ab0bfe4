"""The inspection history of one thing: own work and deliveries alike, what may be seen only, and as many questions for many visits as for one."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vth.register.models import Bronobject
from vth.register.services import record_object, record_toewijzing
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.tijd.services import record_herkomst
from vth.toegang.rules import Viewer
from vth.toezicht.geschiedenis import Toezichtgeschiedenis, read_geschiedenis
from vth.zaken.tests.builders import make_viewer

from .builders import BUITEN, RECHTEN, TINE, begin, make_controle, make_locatie, rond_af, vind

pytestmark = pytest.mark.django_db
ANDER = make_viewer("gebruiker 931", *RECHTEN, organisatie="OD-ANDER")


def make_bezoek(
    locatie: Bronobject, sleutel: str, dag: date, *resultaten: str, viewer: Viewer = ANDER, **anders: Any
) -> Bronobject:
    """A delivered visit, with a finding on the same norm for each result."""
    vast: dict[str, Any] = {
        "viewer": viewer,
        "leverancier": locatie.leverancier,
        "begin_geldigheid": dag,
        "gebied": "GM9901",
    }
    controle = record_object(
        soort="controle",
        sleutel=sleutel,
        inhoud={"controledatum": dag, "controletype": "regulier", "uitkomst": "uitgevoerd"},
        relaties={"controle_van": [locatie], **anders},
        **vast,
    )
    for n, resultaat in enumerate(resultaten, 1):
        inhoud = {"volgnummer": n, "onderwerp": "bodem", "resultaat": resultaat, "norm": "Bal 4.1141"}
        record_object(
            soort="bevinding",
            sleutel=f"{sleutel}/{n}",
            inhoud=inhoud,
            relaties={"uitkomst_van": [controle]},
            **vast,
        )
    return controle


def read(locatie: Bronobject, viewer: Viewer = TINE, **anders: Any) -> Toezichtgeschiedenis:
    """The history as it is known now."""
    return read_geschiedenis(viewer, [locatie], Peilmoment(klok.today(), klok.now()), **anders)


def make_ander(sleutel: str = "X-1") -> Bronobject:
    """A site as another supplier records it."""
    return record_object(
        viewer=ANDER,
        leverancier="OD-ANDER",
        soort="vthobject",
        sleutel=sleutel,
        inhoud={"naam": "De Kwast", "hoofdtype": "inrichting"},
        begin_geldigheid=date(2015, 1, 1),
        gebied="GM9901",
    )


def test_own_and_delivered_visits_to_one_real_thing_stand_in_one_history_with_how_violations_ended() -> None:
    hier, daar = make_locatie(), make_ander()
    herkomst = record_herkomst(leverancier=hier.leverancier, soort="handeling")
    koppelaar = make_viewer("gebruiker 932", "ontdubbeling.decide")
    record_toewijzing(viewer=koppelaar, bronobject_id=daar.pk, identiteit=hier.pk, herkomst=herkomst)
    make_bezoek(daar, "C-1", date(2023, 3, 1), "overtreden")
    controle = begin(make_controle(hier), date(2024, 3, 1))
    vind(controle, "nageleefd")
    rond_af(controle)
    beeld = read(hier)
    assert [(r.dag, r.leverancier) for r in beeld.bezoeken] == [
        (date(2024, 3, 1), "OD-NOORD"),
        (date(2023, 3, 1), "OD-ANDER"),
    ]
    [fout] = beeld.bezoeken[1].overtredingen
    assert fout.afloop_tekst == "Bij een latere controle op 1 maart 2024 werd de norm nageleefd."
    assert (beeld.overtredingen, beeld.niet_afgelopen, beeld.herhalingen) == (1, 0, 0)


def test_pages_go_on_after_a_visit_and_the_figures_stay_those_of_the_whole() -> None:
    locatie = make_ander()
    for jaar in (2021, 2022, 2023):
        make_bezoek(locatie, f"C-{jaar}", date(jaar, 3, 1), "overtreden", "nageleefd")
    eerste = read(locatie, ANDER, hoogstens=2)
    rest = read(locatie, ANDER, hoogstens=2, na=eerste.volgende)
    assert [r.dag.year for r in (*eerste.bezoeken, *rest.bezoeken)] == [2023, 2022, 2021]
    assert rest.volgende is None and rest.herhalingen == eerste.herhalingen == 2
    assert [(j.jaar, j.procent) for j in rest.naleving] == [(2021, 50.0), (2022, 50.0), (2023, 50.0)]
    assert rest.bezoeken[0].overtredingen[0].afloop_tekst == "Op 1 maart 2022 opnieuw overtreden."


def test_visit_that_the_viewer_may_not_see_is_in_no_row_and_no_figure() -> None:
    locatie = make_ander()
    make_bezoek(locatie, "C-1", date(2023, 3, 1), "overtreden")
    leeg = read(locatie, BUITEN)
    assert (leeg.bezoeken, leeg.aantal, leeg.overtredingen, leeg.naleving) == ((), 0, 0, ())
    assert read(locatie, ANDER).aantal == 1


def test_many_visits_cost_as_many_questions_as_one() -> None:
    locatie = make_ander()
    make_bezoek(locatie, "C-0", date(2019, 3, 1), "overtreden")
    read(locatie, ANDER)

    def count() -> int:
        with CaptureQueriesContext(connection) as vragen:
            read(locatie, ANDER)
        return len(vragen)

    een = count()
    for n in range(1, 5):
        make_bezoek(locatie, f"C-{n}", date(2019 + n, 3, 1), "nageleefd", "overtreden")
    assert count() == een <= 12
