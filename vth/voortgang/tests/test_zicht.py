"""Who sees which programme, against the plain oracle: the rows of `Deelname` decide, and what hangs to a programme follows."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vth.tijd import klok
from vth.toegang.rules import Viewer, Zicht, check_ziet
from vth.voortgang.models import Deelname, Onderdeel, Programma, Rapportageronde
from vth.voortgang.selectors import get_onderdeel, get_ronde, list_programmas
from vth.zaken.selectors import BestaatNietError

pytestmark = pytest.mark.django_db
CODES, NIVEAUS = ("OD-A", "OD-B", "GM1", "MIN"), ("intern", "vertrouwelijk")


def deel(keuzes: Any) -> Any:
    return st.frozensets(st.sampled_from(keuzes))


ZICHT = st.builds(
    Zicht,
    leveranciers=deel(CODES),
    gebieden=deel(CODES),
    niveaus=deel(NIVEAUS),
    landelijk=st.booleans(),
    soorten=deel(("programma", "vthobject")),
)
DEELNAMES = st.frozensets(
    st.tuples(st.sampled_from(("een", "twee")), st.sampled_from(CODES), st.sampled_from(NIVEAUS))
)


def share(deelnames: Any) -> None:
    """Make two programmes, shared as the rows say."""
    Deelname.objects.all().delete()
    for code in ("een", "twee"):
        programma, nieuw = Programma.objects.get_or_create(
            code=code, naam=code, organisatie="MIN", einddatum=date(2024, 9, 30)
        )
        if nieuw:
            Onderdeel.objects.create(programma=programma, soort="pijler", sleutel="p1")
            Rapportageronde.objects.create(
                programma=programma,
                naam="R",
                peildatum=date(2023, 6, 30),
                indienen_voor=date(2023, 6, 1),
                geopend_op=klok.now(),
            )
    for code, wie, niveau in {(c, w): (c, w, n) for c, w, n in deelnames}.values():
        rij = {"soort": "programma", "leverancier": wie, "vertrouwelijkheid": niveau, "vanaf": klok.now()}
        Deelname.objects.create(programma=Programma.objects.get(code=code), **rij)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(zicht=ZICHT, deelnames=DEELNAMES)
def test_one_sees_the_programmes_one_takes_part_in_and_what_hangs_to_them(
    db: Any, zicht: Zicht, deelnames: Any
):
    share(deelnames)
    mag = {
        rij.programma.code
        for rij in Deelname.objects.select_related("programma")
        if check_ziet(
            zicht,
            soort=rij.soort,
            leverancier=rij.leverancier,
            gebied="",
            vertrouwelijkheid=rij.vertrouwelijkheid,
        )
    }
    viewer = Viewer("x", zicht)
    assert set(list_programmas(viewer).values_list("code", flat=True)) == mag
    for haal, rijen in ((get_onderdeel, Onderdeel.objects.all()), (get_ronde, Rapportageronde.objects.all())):
        for rij in rijen.select_related("programma"):
            if rij.programma.code in mag:
                assert haal(viewer, rij.pk) == rij
            else:
                with pytest.raises(BestaatNietError):
                    haal(viewer, rij.pk)
