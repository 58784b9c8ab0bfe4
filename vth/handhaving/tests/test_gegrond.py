"""A bezwaar that is partly well-founded, and a last day on a day off: what the pages say of it, for nothing of it goes by itself."""

from datetime import date

import pytest
from django.test import Client

from vth.handhaving.models import Maatregel, Verbeurte
from vth.interface.tests.builders import log_in, strip_heel
from vth.tijd import klok
from vth.zaken.models import Besluit
from vth.zaken.rechtsmiddelen import record_rechtsmiddel, record_rechtsmiddeluitkomst

from .briefbuilders import make_invorderbesluit, send_besluit
from .builders import JURIST, make_opgelegd
from .test_invorderen import forfeit

pytestmark = pytest.mark.django_db


def object_to(besluit: Besluit, uitkomst: str) -> None:
    """Let a bezwaar against a decision end today."""
    record_rechtsmiddel(viewer=JURIST, besluit_id=besluit.pk, ingesteld_op=klok.today())
    procedure = besluit.procedures.get()
    record_rechtsmiddeluitkomst(
        viewer=JURIST, procedure_id=procedure.pk, uitkomst=uitkomst, afgedaan_op=klok.today()
    )


def read(client: Client, monkeypatch: pytest.MonkeyPatch, adres: str) -> str:
    """The text of a page."""
    return strip_heel(log_in(client, monkeypatch, JURIST).get(adres).content.decode())


@pytest.mark.parametrize(
    ("uitkomst", "gezegd"), [("deels", True), ("gegrond", True), ("ongegrond", False), ("ingetrokken", False)]
)
def test_a_last_that_was_partly_annulled_is_told_with_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch, uitkomst: str, gezegd: bool
) -> None:
    m, wie = make_opgelegd(onherroepelijk=False)
    v = forfeit(m, wie.pk, 1)[0]
    assert m.besluit is not None
    object_to(m.besluit, uitkomst)
    for adres in (f"/handhaving/maatregelen/{m.pk}", f"/handhaving/dwangsommen/{v.pk}"):
        html = read(client, monkeypatch, adres)
        assert ("scheld dan kwijt wat daarvoor is verbeurd" in html) is gezegd, adres
    v.refresh_from_db()
    assert v.staat == Verbeurte.Staat.OPEN
    Maatregel.objects.filter(pk=m.pk).update(staat="vernietigd")
    assert "scheld dan kwijt" not in read(client, monkeypatch, f"/handhaving/maatregelen/{m.pk}")


def test_a_claim_that_was_partly_annulled_asks_whether_it_still_interrupts(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    vervolg = make_invorderbesluit()
    send_besluit(vervolg.besluit)
    besluit = Besluit.objects.get(pk=vervolg.besluit_id)
    object_to(besluit, "deels")
    html = read(client, monkeypatch, f"/handhaving/maatregelen/{vervolg.maatregel_id}")
    assert f"tegen besluit {besluit.identificatie} is op" in html and "de verjaring nog heeft gestuit" in html


@pytest.mark.parametrize(
    ("dag", "gezegd"),
    [
        (date(2027, 3, 12), False),
        (date(2027, 3, 13), True),
        (date(2027, 3, 14), True),
        (date(2027, 3, 29), True),
    ],
)
def test_a_last_day_on_a_day_off_says_that_it_stays_there(
    client: Client, monkeypatch: pytest.MonkeyPatch, dag: date, gezegd: bool
) -> None:
    m, wie = make_opgelegd()
    v = forfeit(m, wie.pk, 1)[0]
    Verbeurte.objects.filter(pk=v.pk).update(laatste_dag=dag)
    html = read(client, monkeypatch, f"/handhaving/dwangsommen/{v.pk}")
    assert ("loopt daarvoor niet door" in html) is gezegd
