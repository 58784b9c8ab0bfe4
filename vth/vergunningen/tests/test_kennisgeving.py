"""A notice says who, where, what and until when, names nobody, and is refused with everything that lacks."""

import re
from datetime import date

import pytest

from vth.regelgeving.selectors import find_grond
from vth.register.services import record_object
from vth.toegang.selectors import make_systeemviewer
from vth.vergunningen.kennisgeving import VELD, Gegeven, KennisgevingError, make_kennisgeving
from vth.vergunningen.kennisgevinglezen import PERSOONLIJK, REGEL, read_kennisgeving
from vth.zaken.controle import NieuwVerzoek, Over
from vth.zaken.selectors import BestaatNietError
from vth.zaken.services import record_verzoek
from vth.zaken.tests.builders import ANNA, BUITEN, OD, make_zaak

SJABLOON = {"titel": "Over {plaats}", "alineas": ["In {plaats} gebeurt {wat}."]}


def test_everything_that_lacks_is_named_at_once():
    gegevens = {"plaats": Gegeven("Plaats", reden="Zeg waar."), "wat": Gegeven("Wat")}
    with pytest.raises(KennisgevingError, match="plaats, wat ontbreken") as fout:
        make_kennisgeving(SJABLOON, gegevens)
    assert [g.reden for g in fout.value.gemis] == ["Zeg waar.", ""]


def test_a_value_is_never_read_as_a_field_itself():
    gegevens = {"plaats": Gegeven("Plaats", "{wat}"), "wat": Gegeven("Wat", "iets")}
    assert make_kennisgeving(SJABLOON, gegevens).titel == "Over {wat}"


def test_no_template_asks_for_the_name_of_a_person():
    for sjabloon in find_grond(REGEL, geldig_op=date(2026, 1, 1)).waarde.values():
        velden = {v for t in (sjabloon["titel"], *sjabloon["alineas"]) for v in VELD.findall(t)}
        assert not velden & PERSOONLIJK


@pytest.mark.django_db
def test_the_notice_of_a_request_tells_what_where_and_until_when():
    site = record_object(
        viewer=make_systeemviewer("proef", op=date(2025, 1, 1)),
        leverancier=OD,
        soort="vthobject",
        sleutel="V1",
        inhoud={"naam": "Verffabriek Bremlaar", "hoofdtype": "inrichting"},
        begin_geldigheid=date(2020, 1, 1),
        gebied="GM9901",
    )
    zaak = make_zaak(onderwerpen=[Over(site.pk, "vthobject")])
    kaal = read_kennisgeving(ANNA, zaak.pk, "aanvraag")
    assert [g.naam for g in kaal.gemis] == ["Dag waarop het verzoek binnenkwam"]
    dag = date(2025, 3, 3)
    verzoek = NieuwVerzoek(OD, "GM9901", "A-1", "aanvraag_vergunning", dag, dag)
    record_verzoek(viewer=ANNA, nieuw=verzoek, zaak_id=zaak.pk)
    tekst = read_kennisgeving(ANNA, zaak.pk, "aanvraag").kennisgeving.tekst
    assert tekst.startswith("Aanvraag: Uitbreiding van een tankstation, Verffabriek Bremlaar")
    assert "uiterlijk op 28 april 2025" in tekst
    assert not re.search(r"[{}]", tekst)
    assert next(g.naam for g in read_kennisgeving(ANNA, zaak.pk, "besluit").gemis) == "Soort besluit"
    with pytest.raises(BestaatNietError):
        read_kennisgeving(BUITEN, zaak.pk, "aanvraag")
