"""A person's data go when the term has passed since the last day of being there or having a role, and not a day before."""

import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vth.logboek.models import Gebeurtenis
from vth.regelgeving.selectors import clear_regels
from vth.register.models import Bronobject, Leverstatus, Persoonsgegeven
from vth.register.selectors import BestaatNietError, get_bronobject, read_object
from vth.register.services import RegisterError, erase_persoonsgegevens
from vth.register.vernietiging import is_te_vernietigen, list_te_vernietigen
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.rules import ALLE_SOORTEN, NIEMAND, GeenToegangError, Viewer, Zicht, derive_niveaus

from .builders import LANDELIJK, make_object

pytestmark = pytest.mark.django_db
BEGIN, EIND = date(2015, 1, 1), date(2020, 3, 1)
DAARNA = date(2025, 3, 1)  # five years later: the term is an assumption that the rule file holds
PERSOON = {"voorletters": "J.", "geslachtsnaam": "Veenstra", "burgerservicenummer": "123456782"}


def make_persoon(sleutel: str = "P1", **anders: Any) -> Bronobject:
    standaard = {"soort": "natuurlijkpersoon", "inhoud": PERSOON, "begin": BEGIN, "eind": EIND}
    return make_object(sleutel, **standaard | anders)


def list_ids(op: date = DAARNA, viewer: Viewer = LANDELIJK) -> set[uuid.UUID]:
    return {uuid.UUID(r.sleutel) for r in list_te_vernietigen(viewer, op=op, hoogstens=100)}


def stop_levering(object_: Bronobject, sinds: date) -> None:
    """Say that a supplier does not deliver a record any more."""
    Leverstatus.objects.create(
        bronobject=object_,
        status=Leverstatus.Status.NIET_MEER_AANGELEVERD,
        begin_geldigheid=sinds,
        tijdstip_registratie=klok.now(),
        herkomst=object_.herkomst,
    )


def test_term_ends_on_its_day_and_not_the_day_before() -> None:
    persoon = make_persoon()
    assert (list_ids(DAARNA - timedelta(1)), list_ids(DAARNA)) == (set(), {persoon.pk})
    (regel,) = list_te_vernietigen(LANDELIJK, op=DAARNA, hoogstens=10)
    assert (regel.laatste_dag, regel.termijn, regel.organisatie) == (EIND, "5 jaren", "OD-NOORD")


def test_person_who_is_still_delivered_stays() -> None:
    make_persoon(eind=OPEN_DAG)
    assert list_ids(date(2090, 1, 1)) == set()


def test_person_who_is_not_delivered_any_more_goes_a_term_after_that() -> None:
    persoon = make_persoon(eind=OPEN_DAG)
    stop_levering(persoon, EIND)
    assert (list_ids(DAARNA - timedelta(1)), list_ids(DAARNA)) == (set(), {persoon.pk})


def test_role_in_something_that_is_still_there_keeps_a_person() -> None:
    persoon = make_persoon()
    make_object(begin=BEGIN, relaties={"eigenaar": [persoon]})
    assert list_ids(date(2090, 1, 1)) == set()
    assert not is_te_vernietigen(persoon, op=date(2090, 1, 1))


def test_role_that_ended_later_counts_from_its_own_end() -> None:
    persoon = make_persoon()
    make_object(begin=BEGIN, eind=date(2022, 6, 1), relaties={"eigenaar": [persoon]})
    make_object(begin=date(2022, 6, 1))
    assert (list_ids(date(2027, 5, 31)), list_ids(date(2027, 6, 1))) == (set(), {persoon.pk})


def test_role_in_what_has_ended_or_is_not_delivered_any_more_does_not_keep_a_person() -> None:
    persoon, ander = make_persoon("P1"), make_persoon("P2")
    site = make_object("T1", begin=BEGIN, relaties={"eigenaar": [persoon]})
    make_object("T1", begin=date(2021, 1, 1), eind=date(2021, 1, 2))
    stop_levering(make_object("T2", begin=BEGIN, relaties={"drijver": [ander]}), EIND)
    assert site.pk != persoon.pk
    assert (list_ids(DAARNA), list_ids(date(2026, 1, 2))) == ({ander.pk}, {persoon.pk, ander.pk})


@pytest.mark.parametrize(("hersteldatum", "gaat"), [(EIND, True), (None, False)])
def test_violation_that_was_put_right_keeps_nobody_though_it_stays_itself(
    hersteldatum: date | None, gaat: bool
) -> None:
    persoon = make_persoon()
    inhoud = {"aard": "Olie in de sloot", "overtredingsdatum": BEGIN, "hersteldatum": hersteldatum}
    make_object("O1", soort="overtreding", inhoud=inhoud, begin=BEGIN, relaties={"begaan_door": [persoon]})
    assert (list_ids(DAARNA - timedelta(1)), list_ids(DAARNA)) == (set(), {persoon.pk} if gaat else set())


def test_person_that_one_may_not_see_is_on_no_list() -> None:
    make_persoon()
    elders = Viewer(
        "x",
        Zicht(
            soorten=ALLE_SOORTEN, leveranciers=frozenset({"OD-ZUID"}), niveaus=derive_niveaus("vertrouwelijk")
        ),
    )
    assert list_ids(viewer=elders) == list_ids(viewer=NIEMAND) == set()


def test_erased_person_is_not_listed_again_until_something_is_said_anew() -> None:
    persoon = make_persoon()
    erase_persoonsgegevens(viewer=LANDELIJK, bronobject_id=persoon.pk, grond="proef")
    assert list_ids() == set()
    make_persoon(inhoud=PERSOON | {"voorletters": "K."})
    assert list_ids() == {persoon.pk}


def test_own_rule_file_of_an_omgevingsdienst_comes_first(tmp_path: Path, settings: Any) -> None:
    noord, zuid = make_persoon(), make_persoon(leverancier="OD-ZUID")
    map_ = tmp_path / "od" / "OD-ZUID"
    map_.mkdir(parents=True)
    (map_ / "termijn.yaml").write_text(
        "id: register.bewaartermijn_persoonsgegevens\ntitel: Bewaren\neenheid: jaren\nperioden:\n"
        "  - {vanaf: 2000-01-01, waarde: 1, zekerheid: vastgesteld, bron: [{regeling: Selectielijst, plaats: rij 1}]}\n",
        encoding="utf-8",
    )
    settings.REGELS_DIR = str(tmp_path)
    clear_regels()
    try:
        op = DAARNA
        assert (list_ids(op - timedelta(400)), list_ids(op)) == ({zuid.pk}, {noord.pk, zuid.pk})
    finally:
        settings.REGELS_DIR = ""
        clear_regels()


DAGEN = st.dates(date(2010, 1, 1), date(2024, 12, 31))
PERIODEN = st.tuples(DAGEN, DAGEN | st.just(OPEN_DAG)).filter(lambda p: p[0] < p[1])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    eigen=PERIODEN,
    rollen=st.lists(PERIODEN, max_size=3),
    stil=st.none() | DAGEN,
    op=st.dates(date(2025, 1, 1), date(2031, 1, 1)),
)
def test_a_person_goes_exactly_when_nothing_of_the_last_five_years_speaks_of_it(
    eigen: tuple[date, date], rollen: list[tuple[date, date]], stil: date | None, op: date
) -> None:
    merk = uuid.uuid4().hex
    persoon = make_persoon(merk, begin=eigen[0], eind=eigen[1])
    for n, (begin, eind) in enumerate(rollen):
        make_object(f"{merk}-{n}", begin=begin, eind=eind, relaties={"eigenaar": [persoon]})
    if stil:
        stop_levering(persoon, stil)
    laatste = max([min(eigen[1], stil or OPEN_DAG), *(eind for _, eind in rollen)])
    grens = op.replace(year=op.year - 5) if (op.month, op.day) != (2, 29) else date(op.year - 5, 2, 28)
    assert (persoon.pk in list_ids(op)) is (laatste <= grens)


def test_erasing_twice_changes_and_logs_nothing_more() -> None:
    persoon = make_persoon()
    make_persoon(inhoud=PERSOON | {"voorletters": "K."}, begin=date(2016, 1, 1))
    assert erase_persoonsgegevens(viewer=LANDELIJK, bronobject_id=persoon.pk, grond="proef") == 2
    toen = set(Persoonsgegeven.objects.values_list("vernietigd_op", flat=True))
    assert erase_persoonsgegevens(viewer=LANDELIJK, bronobject_id=persoon.pk, grond="proef") == 0
    assert set(Persoonsgegeven.objects.values_list("vernietigd_op", flat=True)) == toen
    (regel,) = Gebeurtenis.objects.filter(handeling="register.erase")
    assert (regel.onderwerp_id, regel.inhoud) == (str(persoon.pk), {"aantal": 2, "grond": "proef"})


def test_page_of_an_erased_person_stands_without_a_name() -> None:
    persoon = make_persoon(eind=OPEN_DAG)
    site = make_object(relaties={"eigenaar": [persoon]})
    erase_persoonsgegevens(viewer=LANDELIJK, bronobject_id=persoon.pk, grond="proef")
    nu = Peilmoment(klok.today(), klok.now())
    assert read_object(LANDELIJK, persoon.pk, nu).waarden == ()
    assert [r.ander for r in read_object(LANDELIJK, site.pk, nu).relaties] == [persoon]
    vroeger = Peilmoment(date(2016, 1, 1), nu.beschikbaar_op)
    assert read_object(LANDELIJK, persoon.pk, vroeger).waarden == ()


def test_only_who_may_destroy_and_may_see_destroys_and_only_persons() -> None:
    persoon, site = make_persoon(), make_object()
    zonder = Viewer("x", LANDELIJK.zicht, frozenset({"register.record"}), LANDELIJK.organisaties)
    blind = Viewer("x", Zicht(), LANDELIJK.handelingen, LANDELIJK.organisaties)
    for viewer, fout in ((zonder, GeenToegangError), (NIEMAND, GeenToegangError), (blind, BestaatNietError)):
        with pytest.raises(fout):
            erase_persoonsgegevens(viewer=viewer, bronobject_id=persoon.pk, grond="proef")
    with pytest.raises(RegisterError, match="geen natuurlijk persoon"):
        erase_persoonsgegevens(viewer=LANDELIJK, bronobject_id=site.pk, grond="proef")
    assert Persoonsgegeven.objects.get().geslachtsnaam == "Veenstra"
    assert get_bronobject(LANDELIJK, site.pk)
