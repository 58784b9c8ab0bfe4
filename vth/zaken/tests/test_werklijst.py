"""The work list against plain Python: whatever the viewer, the filter and the page, it is exactly what may be seen, in order."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import ALLE_SOORTEN, VERTROUWELIJKHEDEN, Viewer, Zicht, check_ziet, derive_niveaus
from vth.zaken.models import Zaak
from vth.zaken.werklijst import Plek, Werkfilter, derive_werk_sql, list_werk

from .builders import make_zaak

pytestmark = pytest.mark.django_db
OP = date(2025, 4, 15)
CODES, GEBIEDEN = ("OD-NOORD", "OD-ZUID"), ("GM9901", "GM9902", "GM9903")
VIEWERS = st.builds(
    lambda zicht: Viewer("kijker", zicht),
    st.builds(
        Zicht,
        leveranciers=st.frozensets(st.sampled_from(CODES)),
        # With many areas the whole list is walked instead of each area.
        gebieden=st.frozensets(st.sampled_from((*GEBIEDEN, *(f"GM8{n:03}" for n in range(20))))),
        niveaus=st.sampled_from(VERTROUWELIJKHEDEN[:5]).map(derive_niveaus),
        landelijk=st.booleans(),
        soorten=st.sampled_from([ALLE_SOORTEN, frozenset({"zaak"}), frozenset({"vthobject"})]),
    ),
)
FILTERS = st.builds(
    Werkfilter,
    op=st.just(OP),
    behandelaar=st.sampled_from(["", "gebruiker 1", "gebruiker 2"]),
    teams=st.sampled_from([(), ("a",), ("a", "b")]),
    zaaksoort=st.sampled_from(["", "melding"]),
    gebied=st.sampled_from(["", "GM9902"]),
    termijn=st.sampled_from(["", "te_laat", "week", "loopt", "geen"]),
    af=st.booleans(),
)


@pytest.fixture
def zaken(db: None) -> list[Zaak]:
    proef = make_zaak("melding")
    rijen = []
    for n in range(60):
        rijen.append(
            Zaak(
                soort="zaak",
                leverancier=CODES[n % 2],
                gebied=GEBIEDEN[n % 3],
                vertrouwelijkheid=VERTROUWELIJKHEDEN[n % 5],
                identificatie=f"P{n}",
                zaaksoort="melding" if n % 4 else "controle",
                zaaksoortversie=proef.zaaksoortversie,
                recht_op=OP,
                bevoegd_gezag="GM9901",
                behandelaar=f"gebruiker {n % 3}",
                team=("a", "b", "")[n % 3],
                registratiedatum=OP,
                startdatum=OP,
                status="ontvangen",
                laatste_dag=OPEN_DAG if n % 7 == 0 else date(2025, 4, 1 + n % 28),
                einddatum=OP if n % 11 == 0 else None,
            )
        )
    Zaak.objects.bulk_create(rijen)
    return list(Zaak.objects.all())


def keep(zaak: Zaak, f: Werkfilter) -> bool:
    """What the filter means, in plain words."""
    dagen = (zaak.laatste_dag - f.op).days
    termijn = {"": True, "te_laat": dagen < 0, "week": 0 <= dagen <= 7, "loopt": zaak.laatste_dag < OPEN_DAG}
    return (
        zaak.einddatum is None
        and (not f.behandelaar or zaak.behandelaar == f.behandelaar)
        and (not f.teams or f.behandelaar != "" or zaak.team in f.teams)
        and (not f.zaaksoort or zaak.zaaksoort == f.zaaksoort)
        and (not f.gebied or bool(f.behandelaar) or bool(f.teams) or zaak.gebied == f.gebied)
        and termijn.get(f.termijn, zaak.laatste_dag == OPEN_DAG)
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(viewer=VIEWERS, filter_=FILTERS)
def test_page_by_page_the_list_is_what_may_be_seen(zaken: list[Zaak], viewer: Viewer, filter_: Werkfilter):
    zicht = viewer.zicht
    mag = [
        z
        for z in zaken
        if keep(z, filter_)
        and check_ziet(
            zicht,
            soort=z.soort,
            leverancier=z.leverancier,
            gebied=z.gebied,
            vertrouwelijkheid=z.vertrouwelijkheid,
        )
        and not zicht.is_leeg
    ]
    verwacht = [z.pk for z in sorted(mag, key=lambda z: (z.laatste_dag, z.pk.bytes), reverse=filter_.af)]
    gezien: list[Any] = []
    na: Plek | None = None
    while bladzij := list_werk(viewer, filter_, na=na, hoogstens=7)[:7]:
        gezien += [z.pk for z in bladzij]
        na = Plek(bladzij[-1].laatste_dag, bladzij[-1].pk)
    assert gezien == verwacht


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL kiest zelf, naar wat er in de tabel staat"
)
@pytest.mark.parametrize(
    ("filter_", "index"),
    [
        (Werkfilter(OP, "gebruiker 1"), "zaak_behandelaar"),
        (Werkfilter(OP, teams=("a",)), "zaak_team"),
        (Werkfilter(OP, gebied="GM9901"), "zaak_gebied"),
        (Werkfilter(OP), "zaak_open"),
        (Werkfilter(OP, gebied="GM9901", af=True), "zaak_gebied"),
        (Werkfilter(OP, af=True), "zaak_open"),
    ],
)
def test_each_question_walks_its_own_index_without_sorting(
    zaken: list[Zaak], filter_: Werkfilter, index: str
):
    gebieden = frozenset(f"GM{n:04}" for n in range(40))
    viewer = Viewer("k", Zicht(soorten=ALLE_SOORTEN, gebieden=gebieden, niveaus=derive_niveaus("intern")))
    sql, params = derive_werk_sql(viewer, filter_, None, 50)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = " ".join(str(rij) for rij in cursor.fetchall())
    assert index in plan and "TEMP B-TREE" not in plan
