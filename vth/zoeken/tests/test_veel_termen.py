"""Who may see many municipalities finds just what the filter allows, as who may see few."""

from itertools import product

import pytest

from vth.register.tests.builders import make_object
from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus
from vth.zoeken.selectors import MEESTE_TERMEN, find_treffers

from .builders import make_regel

pytestmark = pytest.mark.django_db
NIVEAUS = derive_niveaus("intern")


def find(*gebieden: str, gebied: str = "") -> set[str]:
    zicht = Zicht(gebieden=frozenset(gebieden), niveaus=NIVEAUS, soorten=ALLE_SOORTEN)
    return {t.titel for t in find_treffers(Viewer("proef", zicht), "loods", gebied=gebied)}


def test_many_municipalities_find_what_few_find_and_no_more() -> None:
    for gebied, plaats in product(("GM0001", "GM0002", "GM9999"), ("west", "oost")):
        inhoud = {"naam": f"Loods {gebied} {plaats}", "hoofdtype": "inrichting"}
        make_object(f"{gebied}{plaats}", inhoud=inhoud, gebied=gebied)
    veel = [f"GM{n:04}" for n in range(1, MEESTE_TERMEN + 1)]
    assert (
        find(*veel)
        == find("GM0001", "GM0002")
        == {f"Loods GM000{n} {k}" for n in (1, 2) for k in ("west", "oost")}
    )
    assert find(*veel, gebied="GM0002") == find("GM0002")
    assert find(*veel, gebied="GM9999") == set()


@pytest.mark.parametrize("hoogstens", [1, 3, 50])
def test_who_sees_the_country_finds_his_kinds_in_the_first_pages_or_by_the_index(
    hoogstens: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vth.zoeken.selectors.WEEG", 1)
    for n, soort in enumerate(("vthobject", "geoobject", "vthobject", "geoobject", "vthobject")):
        make_regel(f"loods {n}", titel=f"{soort} {n}", soort=soort)
    zicht = Zicht(landelijk=True, niveaus=NIVEAUS, soorten=frozenset({"vthobject"}))
    for gewogen in (True, False):
        treffers = find_treffers(Viewer("proef", zicht), "loods", hoogstens=hoogstens, gewogen=gewogen)
        titels = [t.titel for t in treffers]
        assert len(set(titels)) == len(titels) == min(hoogstens, 3)
        assert all(titel.startswith("vthobject") for titel in titels)
    assert not find_treffers(Viewer("proef", zicht), "!!!")
    assert not find_treffers(Viewer("proef", Zicht(landelijk=True, niveaus=frozenset())), "loods")
