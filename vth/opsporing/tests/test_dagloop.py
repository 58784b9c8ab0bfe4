"""At night: what was kept long enough goes and leaves a hash; the log is sealed; and the log of everybody gets the same line, whatever there is."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from vth.logboek.models import Gebeurtenis
from vth.opsporing import services
from vth.opsporing.dagloop import derive_anker, destroy_verlopen, do_nacht, list_logbreuken, seal_regels
from vth.opsporing.eigen import derive_sleutel
from vth.opsporing.models import Opsporingsanker, Opsporingsdossier, Opsporingslogregel
from vth.opsporing.models.slot import DELEN
from vth.tijd import klok

from .builders import BOA, DAG, geef_uit, make_dossier, make_procesverbaal, make_strafbeschikking
from .test_services import hand_over

pytestmark = pytest.mark.django_db
Klok = Callable[..., datetime]


def make_vol(zet_klok: Klok) -> Opsporingsdossier:
    """Make a file with all that can hang to one, and close it."""
    zet_klok(2025, 3, 3, 12)
    s = geef_uit(make_strafbeschikking())
    hand_over(s.dossier, make_procesverbaal(s.dossier))
    zet_klok(2025, 5, 1, 12)
    return services.close_dossier(viewer=BOA, dossier_id=s.dossier_id, reden="Betaald en afgedaan.")


def test_on_the_last_day_it_is_kept_and_the_day_after_it_goes(zet_klok: Klok) -> None:
    dossier = make_vol(zet_klok)
    sleutel, blijft = derive_sleutel(dossier.pk), make_dossier()
    assert dossier.bewaren_tot is not None
    assert destroy_verlopen(dossier.bewaren_tot) == 0
    assert destroy_verlopen(dossier.bewaren_tot + DAG) == 1
    assert list(Opsporingsdossier.objects.all()) == [blijft]
    assert [m.__name__ for m in DELEN if m._default_manager.filter(dossier=dossier.pk).exists()] == []
    laatste = Opsporingslogregel.objects.filter(sleutel=sleutel).order_by("-moment", "-pk")
    assert "dossier.erase" in {r.handeling for r in laatste}
    assert not any(str(dossier.pk) in str(r.__dict__) for r in laatste)


def test_an_open_file_never_goes(zet_klok: Klok) -> None:
    make_dossier()
    assert destroy_verlopen(klok.today() + 9999 * DAG) == 0


def test_every_night_is_the_same_for_others(zet_klok: Klok) -> None:
    zet_klok(2025, 3, 3, 2)
    assert do_nacht(None, klok.today()) == 1
    make_dossier()
    zet_klok(2025, 3, 4, 2)
    assert do_nacht(klok.today() - DAG, klok.today()) == 1
    assert do_nacht(klok.today() - DAG, klok.today()) == 1
    regels = [
        (r.actor, r.organisatie, r.handeling, r.onderwerp_soort, r.inhoud, len(r.onderwerp_id))
        for r in Gebeurtenis.objects.filter(actor="opsporing")
    ]
    assert regels == [("opsporing", "", "opsporing.anker", "anker", {}, 64)] * 2
    leeg, vol = Opsporingsanker.objects.order_by("dag")
    assert vol.anker == derive_anker(vol.zout, vol.volgnummer, vol.hash) and (
        leeg.volgnummer,
        vol.volgnummer,
    ) == (0, 1)


def test_a_sealed_line_that_changes_is_found() -> None:
    make_dossier()
    do_nacht(None, klok.today())
    assert list_logbreuken() == []
    with pytest.raises(DatabaseError), transaction.atomic():
        Opsporingslogregel.objects.update(actor="een ander")
    drop_guard("wijzig"), drop_guard("zegel")
    Opsporingslogregel.objects.update(actor="een ander")
    assert "past niet bij de hash" in list_logbreuken()[0].uitleg


def test_a_log_that_was_written_anew_does_not_fit_its_anchor() -> None:
    make_dossier()
    do_nacht(None, klok.today())
    drop_guard("wijzig"), drop_guard("zegel")
    Opsporingslogregel.objects.update(actor="een ander", volgnummer=None, hash="")
    seal_regels()
    assert any("anker" in b.uitleg for b in list_logbreuken())


def drop_guard(deel: str) -> None:
    """Take a guard off the table, as somebody who owns the database could."""
    naam = f"opsporing_opsporingslogregel_wacht_{deel}"
    op = "" if connection.vendor == "sqlite" else ' ON "opsporing_opsporingslogregel"'
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{naam}"{op}')
