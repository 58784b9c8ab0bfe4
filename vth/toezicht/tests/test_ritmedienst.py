"""What is due, kept beside the register: worked out by an act, at night, and only for who may see the site."""

import uuid
from datetime import date, timedelta

import pytest

from vth.agenda.models import Agendapunt
from vth.tijd import klok
from vth.toezicht.models import Vervaldag
from vth.toezicht.ritme.boeking import (
    record_toezichtrisico,
    record_verslagopenbaar,
    refresh_vervaldagen,
    update_ritme,
)
from vth.toezicht.rules import ToezichtError

from .builders import TINE, begin, make_controle, make_locatie, rond_af, vind

pytestmark = pytest.mark.django_db


def read_dagen(id_: uuid.UUID) -> dict[str, date]:
    return {v.vervalsoort: v.uiterlijk for v in Vervaldag.objects.filter(bronobject_id=id_)}


def test_a_site_is_due_by_its_facts_and_a_visit_moves_the_days() -> None:
    locatie, gewoon = make_locatie(ippc=True, vanaf=date(2024, 1, 1)), make_locatie("L-2")
    assert update_ritme(None, klok.today()) == 1
    assert read_dagen(locatie.pk) == {"routine_ippc": date(2025, 1, 1)}
    assert not read_dagen(gewoon.pk)
    assert Agendapunt.objects.filter(onderwerp=locatie.pk, gedaan_op=None).count() == 1
    controle = begin(make_controle(locatie))
    vind(controle, "overtreden")
    rond_af(controle)
    refresh_vervaldagen([locatie.pk])
    dagen = read_dagen(locatie.pk)
    assert set(dagen) == {"routine_ippc", "na_overtreding", "verslag", "openbaar"}
    assert dagen["routine_ippc"] > klok.today() + timedelta(days=360)
    with pytest.raises(ToezichtError, match="toekomst"):
        record_verslagopenbaar(
            viewer=TINE, controle_id=controle.pk, openbaar_op=klok.today() + timedelta(days=1)
        )
    record_verslagopenbaar(viewer=TINE, controle_id=controle.pk, openbaar_op=klok.today())
    assert "openbaar" not in read_dagen(locatie.pk)


def test_an_assessed_risk_gives_three_years_and_what_did_not_change_is_not_written() -> None:
    locatie = make_locatie(ippc=True, vanaf=date(2024, 1, 1))
    with pytest.raises(ToezichtError, match="waarop dit rust"):
        record_toezichtrisico(viewer=TINE, bronobject_id=locatie.pk, risico="beperkt", motivering="")
    record_toezichtrisico(
        viewer=TINE, bronobject_id=locatie.pk, risico="beperkt", motivering="Goede naleving, gecertificeerd."
    )
    assert read_dagen(locatie.pk) == {"routine_ippc": date(2027, 1, 1)}
    pk = Vervaldag.objects.get().pk
    refresh_vervaldagen([locatie.pk])
    assert Vervaldag.objects.get().pk == pk
