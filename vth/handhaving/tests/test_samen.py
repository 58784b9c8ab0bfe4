"""One decision against several violations of several offenders (Awb 5:8), by the pages: each keeps what he must pay."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from vth.handhaving.forms import LastForm
from vth.handhaving.invoer import Overtrederkeuze
from vth.handhaving.models import Lastadressaat, Maatregel
from vth.handhaving.selectors import list_samen
from vth.handhaving.services import end_overtreding, record_overtreder
from vth.interface.tests.builders import log_in
from vth.tijd import klok
from vth.toezicht.tests.builders import begin, make_controle, make_locatie, rond_af, vind

from .builders import BUITEN, JURIST, make_bedrijf, make_overtreding
from .test_web import post

pytestmark = pytest.mark.django_db
OPDRACHT = "Leeg de lekbak achter loods 2 geheel en laat de blussers keuren."


@pytest.fixture
def jurist(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    return log_in(client, monkeypatch, JURIST)


def test_one_decision_meets_the_violations_that_are_chosen(jurist: Client) -> None:
    bedrijf = make_bedrijf()
    eerste = make_overtreding(wie=bedrijf)
    tweede = make_overtreding(wie=bedrijf, aard="Blusser niet gekeurd")
    controle = begin(make_controle(make_locatie("L-7")))
    elders = vind(controle, "overtreden")
    rond_af(controle)
    ander = make_overtreding(elders, wie=make_bedrijf("B-9", "Elders BV"), aard="Iets elders")
    adres = f"/handhaving/overtredingen/{eerste.pk}/maatregel"
    pagina = jurist.get(adres).content.decode()
    assert "Blusser niet gekeurd" in pagina and "Iets elders" not in pagina
    velden = {"instrument": "last_onder_dwangsom", "motivering": "Omdat."}
    post(jurist, adres, 422, samen=[ander.pk], **velden)
    naar = post(jurist, adres, samen=[tweede.pk], **velden)
    m = Maatregel.objects.get()
    assert set(m.overtredingen.values_list("overtreding_id", flat=True)) == {eerste.pk, tweede.pk}
    pagina = jurist.get(naar).content.decode()
    assert eerste.kenmerk in pagina and tweede.kenmerk in pagina and "De Kwast" in pagina


def test_each_offender_keeps_his_own_amount_and_maximum(jurist: Client) -> None:
    een, twee = make_bedrijf(), make_bedrijf("B-2", "Pand BV")
    o = make_overtreding(wie=een)
    record_overtreder(
        viewer=JURIST, overtreding_id=o.pk, keuze=Overtrederkeuze(twee.pk, "eigenaar van het pand")
    )
    naar = post(
        jurist,
        f"/handhaving/overtredingen/{o.pk}/maatregel",
        instrument="last_onder_dwangsom",
        motivering="x.",
    )
    last: dict[str, Any] = {"soort": "ongedaan", "opdracht": OPDRACHT, "modaliteit": "ineens"}
    last |= {"adressaten": [een.pk, twee.pk], "bedrag": "1000", "maximum": "1000"}
    eigen = {f"eigen_bedrag_{twee.pk}": "250,50", f"eigen_maximum_{twee.pk}": "500"}
    fout = post(jurist, f"{naar}/last", 422, **(last | eigen | {f"eigen_maximum_{twee.pk}": "10"}))
    assert "lager dan het bedrag" in fout
    post(jurist, f"{naar}/last", **(last | eigen))
    bedragen = {a.bronobject_id: (a.bedrag, a.maximum) for a in Lastadressaat.objects.all()}
    assert bedragen == {een.pk: (1000, 1000), twee.pk: (Decimal("250.50"), 500)}
    pagina = jurist.get(naar).content.decode()
    assert "€ 250,50" in pagina and "€ 1.000,00" in pagina and 'value="250,50"' in pagina


def test_form_of_one_offender_asks_one_amount() -> None:
    assert not [v for v in LastForm(adressaten=[("a", "A")]).fields if v.startswith("eigen_")]
    assert len([v for v in LastForm(adressaten=[("a", "A"), ("b", "B")]).fields if "eigen_" in v]) == 4


def test_only_open_violations_of_the_same_authority_that_one_may_see_are_offered() -> None:
    bedrijf = make_bedrijf()
    o, twee = make_overtreding(wie=bedrijf), make_overtreding(wie=bedrijf)
    assert list_samen(JURIST, o) == [twee] and list_samen(BUITEN, o) == []
    type(o).objects.filter(pk=twee.pk).update(bevoegd_gezag="GM9902")
    assert list_samen(JURIST, o) == []
    type(o).objects.filter(pk=twee.pk).update(bevoegd_gezag=o.bevoegd_gezag)
    end_overtreding(
        viewer=JURIST,
        overtreding_id=twee.pk,
        hersteldatum=klok.today(),
        hoe="bewijs",
        toelichting="Foto gezien",
    )
    assert list_samen(JURIST, o) == []
