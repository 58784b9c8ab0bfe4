"""Two people at one zaak at the same moment, in two connections: one is heard, the other is told, nothing is half done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from vth.zaken.models import Zaak, Zaakgebeurtenis
from vth.zaken.rules import AnderWasVoorError, ZaakError
from vth.zaken.services import close_zaak

from .builders import ANNA, CHEF, make_zaak

pytestmark = pytest.mark.usefixtures("verse_database")


def do_together(*dingen: Callable[[], object]) -> list[str]:
    """Let each be done in a connection of its own, all at the same moment; give how it ended for each."""
    slag = Barrier(len(dingen))

    def doe(ding: Callable[[], object]) -> str:
        try:
            slag.wait(10)
            ding()
        except ZaakError as fout:
            return f"{type(fout).__name__}: {fout}"
        finally:
            connection.close()
        return "gedaan"

    with ThreadPoolExecutor(len(dingen)) as pool:
        return sorted(pool.map(doe, dingen))


def test_of_two_who_close_a_zaak_the_second_is_told_what_happened():
    zaak = make_zaak("melding")

    def close(viewer: object, resultaat: str) -> Callable[[], object]:
        return lambda: close_zaak(viewer=viewer, zaak_id=zaak.pk, resultaat=resultaat, gezien=zaak.versie)  # type: ignore[arg-type]

    fout, goed = do_together(close(ANNA, "in_orde"), close(CHEF, "niet_in_orde"))
    assert goed == "gedaan"
    assert fout.startswith(AnderWasVoorError.__name__) and "deed ‘sluit’" in fout
    assert Zaakgebeurtenis.objects.filter(zaak=zaak, handeling="sluit").count() == 1
    assert Zaak.objects.get(pk=zaak.pk).versie == 2


def test_numbers_given_out_at_once_are_never_the_same():
    assert do_together(*[lambda: make_zaak("melding")] * 4) == ["gedaan"] * 4
    assert len(set(Zaak.objects.values_list("identificatie", flat=True))) == 4
