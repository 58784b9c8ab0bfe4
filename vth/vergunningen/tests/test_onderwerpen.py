"""For which activities and whom a draft is can change until it is established, and nothing that is not seen is lost by it."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.register.models import Bronobject
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.toegang.selectors import make_systeemviewer
from vth.vergunningen.models import Toestemming
from vth.vergunningen.onderwerpen import record_onderwerpen
from vth.vergunningen.onderwerpkeuzes import read_onderwerpkeuzes
from vth.vergunningen.rules import VergunningError
from vth.zaken.selectors import BestaatNietError

from .builders import BUITEN, VERA, make_toestemming, make_vergunning, stel
from .test_omgeving import make_activiteit, make_plaats
from .test_overdracht import make_firma

pytestmark = pytest.mark.django_db
J20 = date(2020, 1, 1)


@pytest.fixture
def vera(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in somebody who writes permits."""
    return log_in(client, monkeypatch, VERA)


def lees(t: Toestemming) -> set[uuid.UUID]:
    """Give what a toestemming names."""
    return set(t.onderwerpen.values_list("bronobject_id", flat=True))


def test_a_draft_gets_other_activities_and_holders_by_the_form(vera: Client) -> None:
    """The form shows what was chosen; after it is established there is no such form any more."""
    v, opslag, verf = make_plaats()
    t = make_toestemming(v, None, stel("1"), activiteiten=[opslag.pk])
    firma = Bronobject.objects.get(soort="vestiging")
    pagina = vera.get(f"/toestemmingen/{t.pk}").content.decode()
    assert "Wijzig voor wie en waarvoor" in pagina and "Opslag van harsen</a>" in pagina
    anders = {"activiteiten": [str(verf.pk)], "houders": [str(firma.pk)]}
    assert vera.post(f"/toestemmingen/{t.pk}/onderwerpen", anders).status_code == 302
    assert lees(t) == {verf.pk, firma.pk}
    fout = vera.post(f"/toestemmingen/{t.pk}/onderwerpen", {"houders": [str(uuid.uuid4())]})
    assert fout.status_code == 422 and lees(t) == {verf.pk, firma.pk}
    assert vera.post(f"/toestemmingen/{t.pk}/vaststellen", {"ingangsdatum": "2020-01-01"}).status_code == 302
    assert vera.post(f"/toestemmingen/{t.pk}/onderwerpen", anders).status_code == 404
    with pytest.raises(VergunningError, match="verandert alleen nog door"):
        record_onderwerpen(viewer=VERA, toestemming_id=t.pk, houders=[])


def test_what_the_viewer_may_not_see_stays_and_what_is_not_asked_too() -> None:
    v, geheim = make_vergunning(), make_activiteit("Geheim", leverancier="OD-ZUID", gebied="GM9903")
    a, b = make_firma("A BV"), make_firma("B BV")
    alziend = make_systeemviewer("proef", op=klok.today())
    t = make_toestemming(v, None, viewer=alziend, activiteiten=[geheim.pk], houders=[a.pk])
    record_onderwerpen(viewer=VERA, toestemming_id=t.pk, houders=[b.pk])
    assert lees(t) == {geheim.pk, b.pk}
    record_onderwerpen(viewer=VERA, toestemming_id=t.pk, activiteiten=[], houders=[b.pk, b.pk])
    assert lees(t) == {geheim.pk, b.pk}


def test_only_who_may_and_only_what_is_there() -> None:
    site, firma = make_object("S1", begin=J20), make_firma("A BV")
    geheim = make_firma("Geheim", leverancier="OD-ZUID", gebied="GM9903")
    t = make_toestemming(make_vergunning(), None, houders=[firma.pk])
    for houder, melding in ((site, "hier hoort"), (geheim, "bestaat niet")):
        with pytest.raises(VergunningError, match=melding):
            record_onderwerpen(viewer=VERA, toestemming_id=t.pk, houders=[houder.pk])
    with pytest.raises(VergunningError, match="hier hoort"):
        record_onderwerpen(viewer=VERA, toestemming_id=t.pk, activiteiten=[firma.pk])
    with pytest.raises(GeenToegangError):
        record_onderwerpen(
            viewer=replace(VERA, handelingen=frozenset()), toestemming_id=t.pk, houders=[firma.pk]
        )
    with pytest.raises(BestaatNietError):
        record_onderwerpen(viewer=BUITEN, toestemming_id=t.pk, houders=[])
    assert lees(t) == {firma.pk}


def test_two_natural_persons_are_told_apart_without_their_names() -> None:
    """By the activity they are with and the end of their address; who may not see them is offered neither."""
    personen = [
        make_object(f"P{n}", soort="natuurlijkpersoon", inhoud={"geslachtsnaam": f"Jansen{n}"}, begin=J20)
        for n in (1, 2)
    ]
    site = make_object("S1", begin=J20)
    inhoud = {
        "activiteit": "bal-3.2.9",
        "status": "uitvoering",
        "omschrijving": "Opslag",
        "bevoegd_gezag": "GM9901",
    }
    make_object(
        "A1",
        soort="activiteituitvoering",
        inhoud=inhoud,
        begin=J20,
        relaties={"vindt_plaats_binnen": [site], "uitvoerder": personen},
    )
    v = make_vergunning(vthobject_id=site.pk)
    keuzes = read_onderwerpkeuzes(VERA, v).houders
    assert sorted(code for code, _ in keuzes) == sorted(str(p.pk) for p in personen)
    namen = [naam for _, naam in keuzes]
    assert len(set(namen)) == 2 and all(
        ", bij Opslag" in n and n.startswith("natuurlijk persoon …") for n in namen
    )
    assert not any("Jansen" in n for n in namen)
    zonder = replace(VERA, zicht=replace(VERA.zicht, soorten=frozenset({"vergunning", "vthobject"})))
    assert read_onderwerpkeuzes(zonder, v).houders == []
