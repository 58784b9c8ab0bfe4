"""Who sees which self-assessment, against the plain oracle: the rows of `Lezer` decide, whatever else one sees of the register."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vth.monitoring.indicatoren.selectors import list_waarden
from vth.monitoring.landelijk import read_stand
from vth.monitoring.lijsten.pagina import make_vergelijking
from vth.monitoring.models import (
    Indicatorstand,
    Indicatorwaarde,
    Lezer,
    Lijst,
    Ronde,
    Zelfbeoordeling,
)
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
ZICHT_INDICATOR = st.builds(
    Zicht,
    leveranciers=deel(CODES),
    gebieden=deel(CODES),
    niveaus=deel(NIVEAUS),
    landelijk=st.booleans(),
    soorten=deel(("indicator", "zelfbeoordeling")),
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
    check_rapport(viewer, ronde, mag)


def check_rapport(viewer: Viewer, ronde: Ronde, mag: set[str]) -> None:
    """Hold the report and the comparison of funding against what may be seen: before publication that, after it verdicts of all and figures by right."""
    alle = set(ronde.zelfbeoordelingen.values_list("dienst", flat=True))
    for z in ronde.zelfbeoordelingen.filter(lijsten=None):
        rij = {"deelnemer": "X", "taak": "t", "soort": "basis", "bijdrage": "1", "uren": "1", "aantal": "1"}
        Lijst.objects.create(
            zelfbeoordeling=z, soort="financiering", volgnummer=1, regels=[rij], op=klok.now(), door="x"
        )
    verkent = replace(viewer, handelingen=frozenset({"fusie.explore"}))
    for openbaar, wie, ziet, cijfers in (
        (None, viewer, mag, mag),
        (None, verkent, mag, mag),
        (klok.now(), viewer, alle, mag),
        (klok.now(), verkent, alle, alle),
    ):
        ronde.gepubliceerd_op = openbaar
        ronde.save()
        stand = read_stand(wie, ronde, klok.now())
        assert (set(stand.diensten), set(stand.cijfers), stand.eigen) == (ziet, cijfers, mag)
        assert len(make_vergelijking(wie, stand).rijen) == len(cijfers)
    ronde.gepubliceerd_op = None
    ronde.save()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(zicht=ZICHT_INDICATOR, lezers=LEZERS)
def test_a_figure_of_an_organisation_is_seen_by_who_may_see_one_of_its_rows(
    db: Any, zicht: Zicht, lezers: Any
):
    nul: dict[str, Any] = {"records": 1, "bruikbaar": 1, "teller": 1, "noemer": 1}
    stand = Indicatorstand.objects.create(
        indicator="hersteld",
        versie="1",
        van=date(2024, 1, 1),
        tot=date(2025, 1, 1),
        volgnummer=Indicatorstand.objects.count() + 1,
        reden="proef",
        dagstand=date(2025, 1, 2),
        controlesom="x",
        logboek_tot=1,
        sql="SELECT 1",
        op=klok.now(),
        door="x",
        **nul,
    )
    for dienst, wie, niveau in {(d, w): (d, w, n) for d, w, n in lezers}.values():
        rij = {"soort": "indicator", "leverancier": wie, "vertrouwelijkheid": niveau}
        Indicatorwaarde.objects.create(stand=stand, dienst=dienst, **rij, **nul)
    mag = {w.dienst for w in Indicatorwaarde.objects.filter(stand=stand) if _check_ziet(zicht, w)}
    gezien = [w.dienst for w in list_waarden(Viewer("x", zicht), [stand])]
    assert set(gezien) == mag and len(gezien) == len(mag)


def _check_ziet(zicht: Zicht, w: Indicatorwaarde) -> bool:
    niveau = w.vertrouwelijkheid
    return check_ziet(zicht, soort=w.soort, leverancier=w.leverancier, gebied="", vertrouwelijkheid=niveau)
