"""Actions of the gateway review and decisions on I-governance have an owner and what follows from them, in the site as by program."""

import pytest
from django.urls import reverse

from vth.voortgang.models import Onderdeel, Programma
from vth.voortgang.selectors import read_beeld

from .builders import BUREAU, NOORD, ZUID, add_onderwerp
from .test_web import get, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("soort", "velden"),
    [
        ("reviewactie", {"stand": "loopt", "vervolg": "Plan maken"}),
        ("igovernance", {"datum": "2023-11-21", "vervolg": "Model uitwerken", "stand": "loopt"}),
    ],
)
def test_it_has_an_owner_of_its_own_and_what_follows(
    programma: Programma, soort: str, velden: dict[str, str]
):
    onderwerp = add_onderwerp(partij=NOORD)
    bureau = sign_in(BUREAU, "programmabureau")
    adres = reverse("voortgang:onderdeel", args=[onderwerp.pk])
    assert f"{soort}_partij" in get(bureau, "onderdeel", onderwerp.pk, voegtoe=soort)
    fout = bureau.post(f"{adres}/{soort}", velden | {"titel": "Samen sturen", "partij": "BESTAAT-NIET"})
    assert fout.status_code == 422 and "geen organisatie" in fout.content.decode()
    gedaan = bureau.post(f"{adres}/{soort}", velden | {"titel": "Samen sturen", "partij": ZUID})
    assert gedaan.status_code == 302
    nieuw = Onderdeel.objects.get(soort=soort)
    deel = read_beeld(Programma.objects.get()).delen[nieuw.pk]
    assert deel.partij == ZUID and deel.inhoud["vervolg"] == velden["vervolg"]
    pagina = get(sign_in(NOORD, "lezer"), "onderdeel", nieuw.pk)
    assert velden["vervolg"] in pagina and "Eigenaar:" in pagina
