"""A melding is made when it is complete; each judgement stays, and the kernel in the register follows."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from vth.agenda.models import Agendapunt
from vth.regelgeving.selectors import find_grond
from vth.register.models import ActiviteitmeldingVoorkomen, Bronobject
from vth.toegang.rules import GeenToegangError, derive_niveaus
from vth.vergunningen.melding import accept_melding, accept_verzoek, record_meldingoordeel
from vth.vergunningen.meldingagenda import update_wachttijden
from vth.vergunningen.meldinglezen import list_meldingen
from vth.vergunningen.meldingrules import MeldingError, check_gemis, derive_melding
from vth.zaken.controle import NieuwVerzoek
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError
from vth.zaken.tests.builders import OD

from .builders import BUITEN, VERA

GEVALLEN = yaml.safe_load((Path(__file__).parent / "gevallen/meldingen.yaml").read_text(encoding="utf-8"))
WACHTTIJD = find_grond("vergunningen.melding_wachttijd", geldig_op=date(2026, 3, 2))
M2, M9, M16 = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)


def make_melding(**velden: Any) -> NieuwVerzoek:
    """Make a melding that came in on Monday 2 March 2026."""
    vast: dict[str, Any] = {
        "organisatie": OD,
        "gebied": "GM9901",
        "verzoeknummer": "M-1",
        "type": "melding",
        "indiendatum": M2,
        "ontvangen_op": M2,
        "omschrijving": "Gesloten bodemenergiesysteem",
    }
    return NieuwVerzoek(**(vast | velden))


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda g: g["geval"])
def test_the_waiting_runs_from_the_day_on_which_a_melding_is_complete(geval):
    uitkomst = derive_melding(weken=WACHTTIJD.waarde, verwijzing=WACHTTIJD.verwijzing, **geval["gegeven"])
    assert {"volledig_op": uitkomst.volledig_op, "begin_vanaf": uitkomst.begin_vanaf} == geval["dan"]


def test_what_lacks_has_a_reason_and_is_something_that_is_asked():
    gegevens = {"adres": "Adres", "begin": "Begin"}
    assert [g.naam for g in check_gemis({"begin": "De datum ontbreekt."}, gegevens)] == ["Begin"]
    with pytest.raises(MeldingError, match="Schrijf op wat er ontbreekt aan: Adres"):
        check_gemis({"adres": " "}, gegevens)
    with pytest.raises(MeldingError, match="hoeft schoenmaat niet te bevatten"):
        check_gemis({"schoenmaat": "43"}, gegevens)


@pytest.mark.django_db
def test_a_melding_that_is_completed_later_counts_from_then(zet_klok):
    zet_klok(2026, 3, 20)
    melding = accept_melding(viewer=VERA, nieuw=make_melding())
    onvolledig = record_meldingoordeel(
        viewer=VERA, verzoek_id=melding.pk, ontbreekt={"begin": "Geen datum."}, dag=M9
    )
    assert (onvolledig.volledig_op, onvolledig.begin_vanaf) == (None, None)
    assert ActiviteitmeldingVoorkomen.objects.believed().get().geaccepteerd is False
    zaak = melding.verzoek.zaak
    zaak.refresh_from_db()
    assert zaak.status == "onvolledig"
    assert accept_verzoek(viewer=VERA, verzoek_id=melding.pk).versie == 1
    compleet = record_meldingoordeel(viewer=VERA, verzoek_id=melding.pk, ontbreekt={}, dag=M16)
    assert (compleet.volledig_op, compleet.begin_vanaf) == (M16, date(2026, 4, 13))
    assert ActiviteitmeldingVoorkomen.objects.believed().get().geaccepteerd is True
    zaak.refresh_from_db()
    assert zaak.status == "in_behandeling"
    assert [len(o.ontbreekt) for o in melding.oordelen.order_by("volgnummer")] == [1, 0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("niveau", "kern"), [("zaakvertrouwelijk", "intern"), ("confidentieel", "confidentieel")]
)
def test_the_register_hides_a_melding_as_much_as_who_took_it_in_did(zet_klok, niveau: str, kern: str):
    """Of ordinary work every party finds the kernel; what is more confidential is nobody else's."""
    zet_klok(2026, 3, 20)
    vera = replace(VERA, zicht=replace(VERA.zicht, niveaus=derive_niveaus(niveau)))
    melding = accept_melding(viewer=vera, nieuw=make_melding(vertrouwelijkheid=niveau))
    record_meldingoordeel(viewer=vera, verzoek_id=melding.pk, ontbreekt={}, dag=M16)
    assert Bronobject.objects.get(pk=melding.bronobject_id).vertrouwelijkheid == kern


@pytest.mark.django_db
def test_the_waiting_of_a_complete_melding_stands_in_the_agenda_until_it_is_over(zet_klok):
    zet_klok(2026, 3, 20)
    open_ = Agendapunt.objects.filter(soort="verzoek", gedaan_op=None)
    melding = accept_melding(viewer=VERA, nieuw=make_melding())
    record_meldingoordeel(viewer=VERA, verzoek_id=melding.pk, ontbreekt={}, dag=M16)
    (punt,) = open_.all()
    assert (punt.dag, punt.rol) == (date(2026, 4, 12), "toezichthouder") and "13 april 2026" in punt.titel
    record_meldingoordeel(viewer=VERA, verzoek_id=melding.pk, ontbreekt={"begin": "Toch niet."}, dag=M16)
    assert not open_.exists()
    record_meldingoordeel(viewer=VERA, verzoek_id=melding.pk, ontbreekt={}, dag=date(2026, 3, 20))
    assert update_wachttijden(None, date(2026, 4, 16)) == 0 and open_.get().dag == date(2026, 4, 16)
    assert update_wachttijden(None, date(2026, 4, 17)) == 1 and not open_.exists()


@pytest.mark.django_db
def test_who_looked_at_an_older_judgement_or_may_not_see_it_is_refused(zet_klok):
    zet_klok(2026, 3, 20)
    melding = accept_melding(viewer=VERA, nieuw=make_melding())
    record_meldingoordeel(viewer=VERA, verzoek_id=melding.pk, ontbreekt={}, dag=M2, gezien=0)
    with pytest.raises(MeldingError, match="Iemand anders"):
        record_meldingoordeel(viewer=VERA, verzoek_id=melding.pk, ontbreekt={}, dag=M9, gezien=0)
    with pytest.raises(MeldingError, match="valt daarbuiten"):
        record_meldingoordeel(viewer=VERA, verzoek_id=melding.pk, ontbreekt={}, dag=date(2026, 3, 1))
    with pytest.raises(BestaatNietError):
        record_meldingoordeel(viewer=BUITEN, verzoek_id=melding.pk, ontbreekt={}, dag=M2)
    assert list_meldingen(BUITEN) == []
    with pytest.raises(GeenToegangError):
        accept_melding(viewer=BUITEN, nieuw=make_melding(verzoeknummer="M-2"))
    with pytest.raises(MeldingError, match="geen melding"):
        accept_melding(viewer=VERA, nieuw=make_melding(verzoeknummer="M-2", type="bezwaarschrift"))
    with pytest.raises(ZaakError, match="al eerder geregistreerd"):
        accept_melding(viewer=VERA, nieuw=make_melding())
