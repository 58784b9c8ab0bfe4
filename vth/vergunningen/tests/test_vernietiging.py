"""`vth vernietig`: what was said of a melding or of information goes with its zaak; that it was judged stays."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from portaal.vernietiging import KAMERS
from vth.interface.tests.builders import log_in
from vth.logboek.models import Gebeurtenis
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError, Viewer
from vth.toegang.selectors import make_systeemviewer
from vth.vergunningen.melding import accept_melding, record_meldingoordeel
from vth.vergunningen.models import Informatieoordeel, Meldingoordeel
from vth.zaken.models import Zaak
from vth.zaken.selectors import BestaatNietError

from .builders import BUITEN, VERA
from .test_informatie import accept, judge
from .test_melding import M9, make_melding

pytestmark = pytest.mark.django_db
WOORD = "Zonderlingstra"


def make_archief() -> Viewer:
    return make_systeemviewer("archief", op=klok.today(), rol="archiefbeheerder")


def make_oordelen(soort: str) -> tuple[str, Any]:
    """A melding or information that was judged twice with a name in the words, and whose zaak was destroyed."""
    if soort == "meldingen":
        verzoek = accept_melding(viewer=VERA, nieuw=make_melding())
        for ontbreekt in ({"begin": f"Vraag het {WOORD}."}, {}):
            record_meldingoordeel(
                viewer=VERA, verzoek_id=verzoek.pk, ontbreekt=ontbreekt, dag=M9, toelichting=WOORD
            )
    else:
        verzoek = accept()
        judge(verzoek, {"begrenzing": f"Vraag het {WOORD}."})
        judge(verzoek, {}, toelichting=WOORD)
    Zaak.objects.update(vernietigd_op=klok.now(), omschrijving="", einddatum=klok.today())
    return str(verzoek.verzoek.zaak_id), verzoek


@pytest.mark.parametrize(
    ("soort", "model"), [("meldingen", Meldingoordeel), ("informatie", Informatieoordeel)]
)
def test_words_go_with_the_zaak_and_the_page_does_not_call_it_complete(
    soort: str, model: Any, zet_klok: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    zet_klok(2026, 3, 20)
    zaak_id, verzoek = make_oordelen(soort)
    kamer, archief = KAMERS[soort], make_archief()
    [regel] = kamer.list_te_vernietigen(archief, op=klok.today(), hoogstens=10)
    assert regel.sleutel == zaak_id and kamer.mag_nog(archief, zaak_id, klok.today())
    assert kamer.erase(archief, zaak_id, "lijst 1") == 2
    assert not [rij for rij in model.objects.values() if WOORD in str(rij)]
    assert kamer.list_te_vernietigen(archief, op=klok.today(), hoogstens=10) == []
    assert kamer.erase(archief, zaak_id, "lijst 2") == 0
    assert Gebeurtenis.objects.filter(handeling=f"{regel.soort}.erase").count() == 1
    log_in(client, monkeypatch, VERA)
    bladzij = client.get(f"/vergunningen/{soort}/{verzoek.pk}").content.decode()
    assert bladzij.count("Wat hier stond, is ook weg.") == 2 and WOORD not in bladzij
    assert "Onvolledig op" not in bladzij and "Volledig op" not in bladzij


def test_a_zaak_that_is_there_keeps_them_and_others_erase_nothing(zet_klok: Any) -> None:
    zet_klok(2026, 3, 20)
    zaak_id, _ = make_oordelen("meldingen")
    kamer = KAMERS["meldingen"]
    with pytest.raises(GeenToegangError):
        kamer.erase(VERA, zaak_id, "x")
    with pytest.raises(BestaatNietError):
        kamer.mag_nog(BUITEN, zaak_id, klok.today())
    Zaak.objects.update(vernietigd_op=None)
    assert kamer.list_te_vernietigen(make_archief(), op=klok.today(), hoogstens=10) == []
    with pytest.raises(DatabaseError), transaction.atomic():
        Meldingoordeel.objects.update(toelichting="anders")
