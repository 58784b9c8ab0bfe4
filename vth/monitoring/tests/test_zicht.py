"""Who sees which self-assessment, against the plain oracle: the rows of `Lezer` decide, whatever else one sees of the register."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vth.monitoring.models import Lezer, Ronde, Zelfbeoordeling
from vth.monitoring.selectors import list_diensten, list_zichtbaar
from vth.tijd import klok
from vth.toegang.rules import Viewer, Zicht, check_ziet

pytestmark = pytest.mark.django_db
CODES = ("OD-A", "OD-B", "GM1", "MIN")
NIVEAUS = ("intern", "vertrouwelijk")
deel = lambda keuzes: st.frozensets(st.sampled_from(keuzes))  # noqa: E731
ZICHT = st.builds(
    Zicht,
    leveranciers=deel(CODES),
    gebieden=deel(CODES),
    niveaus=deel(NIVEAUS),
    landelijk=st.booleans(),
    soorten=deel(("zelfbeoordeling", "vthobject")),
)
LEZERS = st.frozensets(
    st.tuples(st.sampled_from(("OD-A", "OD-B")), st.sampled_from(CODES), st.sampled_from(NIVEAUS))
)


def share(lezers: Any) -> Ronde:
    """Make a round of two diensten that were handed in, shared as the rows say."""
    Lezer.objects.all().delete()
    ronde = Ronde.objects.first() or Ronde.objects.create(
        naam="R",
        organisatie="MIN",
        peildatum=date(2024, 1, 1),
        kader_op=date(2024, 6, 3),
        uitgenodigd_op=klok.now(),
        uitgenodigd_door="x",
        indienen_voor=date(2024, 10, 3),
    )
    for dienst, wie, niveau in {(d, w): (d, w, n) for d, w, n in lezers}.values():
        z, _ = Zelfbeoordeling.objects.get_or_create(ronde=ronde, dienst=dienst, stand="ingediend")
        rij = {"soort": "zelfbeoordeling", "leverancier": wie, "vertrouwelijkheid": niveau}
        Lezer.objects.create(zelfbeoordeling=z, vanaf=klok.now(), **rij)
    return ronde


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(zicht=ZICHT, lezers=LEZERS)
def test_one_sees_what_is_shared_with_ones_organisation_and_nothing_else(db: Any, zicht: Zicht, lezers: Any):
    ronde = share(lezers)
    mag = {
        rij.zelfbeoordeling.dienst
        for rij in Lezer.objects.select_related("zelfbeoordeling")
        if rij.leverancier in zicht.leveranciers
        and check_ziet(
            zicht,
            soort=rij.soort,
            leverancier=rij.leverancier,
            gebied="",
            vertrouwelijkheid=rij.vertrouwelijkheid,
        )
    }
    viewer = Viewer("x", zicht)
    assert set(list_zichtbaar(viewer).values_list("dienst", flat=True)) == mag
    assert {d.code for d in list_diensten(viewer, ronde)} == mag
