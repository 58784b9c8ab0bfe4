"""The log of reads only grows: no line and no key in it goes or changes."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Model

from vth.logboek.models import Verwerking, Verwerkingbetrokkene
from vth.logboek.verwerkingen import Inzage, make_spoor, record_verwerking
from vth.tijd import klok

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Verwerking, Verwerkingbetrokkene])
def test_a_line_of_the_log_of_reads_neither_goes_nor_changes(model: type[Model]) -> None:
    nu = klok.now()
    record_verwerking(
        spoor=make_spoor(""), inzage=Inzage("object.read", 1, {"OD-NOORD"}, {"vthobject"}, {klok.make_uuid7()}),
        activiteit="toezicht", actor="gebruiker 1", organisatie="OD-ZUID", vraag="/", begin=nu, eind=nu,
    )  # fmt: skip
    wijziging = {"actor": "een ander"} if model is Verwerking else {"sleutel": klok.make_uuid7()}
    with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
        model._default_manager.update(**wijziging)
    with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
        model._default_manager.all()._raw_delete("default")
    assert model._default_manager.count() == 1


def test_the_number_of_who_sat_at_a_case_system_can_be_taken_out_and_not_changed() -> None:
    nu = klok.now()
    record_verwerking(
        spoor=make_spoor(""), inzage=Inzage("zaak.read", 1, {"OD-NOORD"}, {"zaak"}), activiteit="toezicht",
        actor="gebruiker 1", organisatie="OD-ZUID", vraag="/", begin=nu, eind=nu, client="zaaksysteem",
        eindgebruiker="j.devries@example.nl",
    )  # fmt: skip
    for wijziging in ({"eindgebruiker": "een ander"}, {"client": "een-ander"}, {"client": ""}):
        with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
            Verwerking.objects.update(**wijziging)
    Verwerking.objects.update(eindgebruiker="")
    assert Verwerking.objects.get().client == "zaaksysteem"
