"""`vth vernietig`: the words of a file go with its zaak, and nothing of what went is to be read in any table of this room."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.test import Client

from portaal.vernietiging import KAMERS
from vth.handhaving.models import Afweging, Maatregel, Overtreder, Overtreding, Verbeurte
from vth.handhaving.vernietiging import DOSSIERS
from vth.interface.tests.builders import log_in
from vth.logboek.models import Gebeurtenis
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.toegang.selectors import make_systeemviewer
from vth.zaken.bewaring.meegaan import erase_dossiers, is_te_vernietigen, list_te_vernietigen
from vth.zaken.models import Zaak
from vth.zaken.selectors import BestaatNietError

from .builders import BUITEN, JURIST, make_bedrijf, make_opgelegd, make_overtreding
from .test_invorderen import do, forfeit
from .test_schorsen import suspend

pytestmark = pytest.mark.django_db
WOORD = "Zonderlingstra"


def make_dossier(**staat: Any) -> Maatregel:
    """A file whose zaak was destroyed, with a word in every text that somebody wrote."""
    o = make_overtreding(aard=f"bij {WOORD}", toelichting=WOORD)
    Afweging.objects.create(
        overtreding=o,
        volgnummer=2,
        aard="herzien",
        gevolg="3",
        gevolg_grond=WOORD,
        gedrag="B",
        gedrag_grond=WOORD,
        matrix={},
        bewijzen=[WOORD],
        overleg={"gehouden": False, "waarom_niet": WOORD},
        gekozen=["waarschuwing"],
        motivering=WOORD,
        op=klok.now(),
        door="x",
    )
    m, wie = make_opgelegd()
    v = forfeit(m, wie.pk, 1)[0]
    do(v, "voornemen", toelichting=WOORD)
    suspend(m, klok.today(), reden=f"door {WOORD}")
    Verbeurte.objects.update(staat="betaald", grond=WOORD)
    velden: dict[str, Any] = {"staat": "afgerond", "motivering": WOORD, "omschrijving": WOORD} | staat
    Maatregel.objects.filter(pk=m.pk).update(**velden)
    Overtreding.objects.update(zaak=m.zaak, reden_geen=WOORD)
    Zaak.objects.update(vernietigd_op=klok.now(), omschrijving="", einddatum=klok.today())
    m.refresh_from_db()
    return m


def find_tabellen(woord: str) -> set[str]:
    """Give the tables of this room in which a word stands."""
    return {
        model._meta.db_table
        for model in apps.get_app_config("handhaving").get_models()
        for rij in model._default_manager.values()
        if woord in str(rij)
    }


def test_words_of_a_file_go_with_its_zaak_and_its_frame_stays(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    m = make_dossier()
    archief = make_systeemviewer("archief", op=klok.today(), rol="archiefbeheerder")
    [regel] = list_te_vernietigen(DOSSIERS, archief, op=klok.today(), hoogstens=10)
    assert (regel.sleutel, regel.soort) == (str(m.zaak_id), "handhavingsdossier")
    assert len(find_tabellen(WOORD)) >= 5
    aantal = KAMERS["handhaving"].erase(archief, regel.sleutel, "lijst 1")
    assert aantal == 3 and find_tabellen(WOORD) == set() and not Overtreder.objects.exists()
    assert Verbeurte.objects.get().bedrag == 1000 and Maatregel.objects.get().kenmerk == m.kenmerk
    assert list_te_vernietigen(DOSSIERS, archief, op=klok.today(), hoogstens=10) == []
    assert erase_dossiers(wat=DOSSIERS, viewer=archief, zaak_id=regel.sleutel, grond="lijst 2") == 0
    assert Gebeurtenis.objects.filter(handeling="handhavingsdossier.erase").count() == 1
    log_in(client, monkeypatch, JURIST)
    o = Overtreding.objects.order_by("pk")[0]
    for adres in (f"maatregelen/{m.pk}", f"overtredingen/{o.pk}", f"overtredingen/{o.pk}/afweging"):
        antwoord = client.get(f"/handhaving/{adres}")
        assert antwoord.status_code == 200 and WOORD not in antwoord.content.decode()


@pytest.mark.parametrize("staat", ["lopend", "uitgewerkt"])
def test_what_still_runs_stays(staat: str) -> None:
    m = make_dossier(staat=staat)
    archief = make_systeemviewer("archief", op=klok.today(), rol="archiefbeheerder")
    assert list_te_vernietigen(DOSSIERS, archief, op=klok.today(), hoogstens=10) == []
    assert m.zaak_id is not None and not is_te_vernietigen(DOSSIERS, archief, m.zaak_id, op=klok.today())


def test_money_that_is_open_and_a_zaak_that_is_there_stay() -> None:
    m = make_dossier()
    archief = make_systeemviewer("archief", op=klok.today(), rol="archiefbeheerder")
    assert m.zaak_id is not None
    Verbeurte.objects.update(staat="open")
    assert not is_te_vernietigen(DOSSIERS, archief, m.zaak_id, op=klok.today())
    Verbeurte.objects.update(staat="verjaard")
    assert is_te_vernietigen(DOSSIERS, archief, m.zaak_id, op=klok.today())
    Zaak.objects.update(vernietigd_op=None)
    assert list_te_vernietigen(DOSSIERS, archief, op=klok.today(), hoogstens=10) == []


def test_others_erase_nothing_and_words_are_emptied_never_changed() -> None:
    m = make_dossier()
    assert m.zaak_id is not None
    with pytest.raises(GeenToegangError):
        erase_dossiers(wat=DOSSIERS, viewer=JURIST, zaak_id=m.zaak_id, grond="x")
    archief = make_systeemviewer("archief", op=klok.today(), rol="archiefbeheerder")
    with pytest.raises(BestaatNietError):
        erase_dossiers(wat=DOSSIERS, viewer=archief, zaak_id=make_bedrijf("B-7").pk, grond="x")
    with pytest.raises(BestaatNietError):
        is_te_vernietigen(DOSSIERS, BUITEN, m.zaak_id, op=klok.today())
    with pytest.raises(DatabaseError), transaction.atomic():
        Afweging.objects.update(motivering="anders")
