"""Actions of the gateway review and decisions on I-governance have an owner and what follows from them, in the site as by program."""

from datetime import date

import pytest
from django.urls import reverse

from vth.voortgang.models import Onderdeel, Programma
from vth.voortgang.selectors import read_beeld

from .builders import BUREAU, NOORD, ZUID, add_onderwerp, make_ronde
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


def test_what_is_the_same_for_all_contributions_is_said_once(programma: Programma):
    add_onderwerp(partij=NOORD)
    een = make_ronde()
    bureau = sign_in(BUREAU, "programmabureau")
    bijdragen, ronde = get(bureau, "bijdragen", programma.pk), get(bureau, "ronde", een.pk)
    assert "voor Juni 2023. Indienen kan tot en met di 5 december 2023." in bijdragen
    for pagina in (bijdragen, ronde):
        assert 'data-label="Ronde"' not in pagina and 'data-label="Indienen tot en met"' not in pagina
    make_ronde("Tussen", date(2023, 7, 31))
    twee = get(bureau, "bijdragen", programma.pk)
    assert "in 2 open rondes." in twee and 'data-label="Ronde"' in twee
    assert 'data-label="Indienen tot en met" class="vth-nowrap">2023-12-05<' in twee
