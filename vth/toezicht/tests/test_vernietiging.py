"""`vth vernietig`: the words of visits and signals go with their zaak, and nothing of what went is to be read in any table of this room."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.test import Client

from portaal.vernietiging import KAMERS
from vth.interface.tests.builders import log_in
from vth.logboek.models import Gebeurtenis
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError, Viewer
from vth.toegang.selectors import make_systeemviewer
from vth.toezicht.models import (
    VERNIETIGD,
    Antwoord,
    Bevinding,
    Controle,
    Controlegebeurtenis,
    Incident,
    Incidentsignaal,
    Labbestand,
    Lablevering,
    Meetresultaat,
    Signaalgebeurtenis,
    Veldstuk,
)
from vth.toezicht.veld.services import accept_stuk, list_geldend
from vth.toezicht.vernietiging import DOSSIERS
from vth.zaken.bewaring.meegaan import erase_dossiers, is_te_vernietigen, list_te_vernietigen
from vth.zaken.models import Zaak
from vth.zaken.selectors import BestaatNietError
from vth.zaken.tests.builders import make_zaak

from .builders import BUITEN, TINE, begin, make_controle, make_locatie, rond_af, vind
from .signaalbuilders import make_signaal, sluit
from .test_monsterdienst import lever, neem
from .veldbuilders import make_bezoek, make_invoer, stuur

pytestmark = pytest.mark.django_db
WOORD = "Zonderlingstra"


def get_archief() -> Viewer:
    return make_systeemviewer("archief", op=klok.today(), rol="archiefbeheerder")


def make_dossier(**staat: Any) -> Zaak:
    """A visit, a signal and an incident of a zaak that was destroyed, with a word in every text that somebody wrote."""
    controle, lijst = make_bezoek()
    stuur(lijst, "retour", "28")
    notitie = make_invoer(lijst, soort="notitie", inhoud={"tekst": WOORD})
    accept_stuk(viewer=TINE, invoer=notitie)
    weg = vind(controle, "overtreden", bijzonderheden=WOORD, motivering=WOORD, aandachtspunt=WOORD)
    rond_af(controle, gesproken_met=WOORD, bijzonderheden=WOORD)
    Bevinding.objects.filter(pk=weg.pk).update(ingetrokken_op=klok.now(), ingetrokken_reden=WOORD)
    zaak = controle.zaak or make_zaak()
    signaal = sluit(make_signaal(plek=WOORD, omschrijving=WOORD), "ongegrond", toelichting=WOORD)
    incident = Incident.objects.create(
        soort="incident",
        leverancier=signaal.leverancier,
        gebied="GM9901",
        vertrouwelijkheid=signaal.vertrouwelijkheid,
        kenmerk="I-1",
        omschrijving=WOORD,
        tijdstip=klok.now(),
        geregistreerd_op=klok.now(),
        geregistreerd_door="x",
    )
    for model, id_ in ((Controle, controle.pk), (Incidentsignaal, signaal.pk), (Incident, incident.pk)):
        model._default_manager.filter(pk=id_).update(zaak=zaak)
    Controle.objects.filter(pk=controle.pk).update(reactie=WOORD, grond=WOORD, omschrijving=WOORD, **staat)
    Zaak.objects.filter(pk=zaak.pk).update(vernietigd_op=klok.now(), omschrijving="", einddatum=klok.today())
    zaak.refresh_from_db()
    return zaak


def find_tabellen(woord: str) -> set[str]:
    """Give the tables of this room in which a word stands."""
    return {
        model._meta.db_table
        for model in apps.get_app_config("toezicht").get_models()
        for rij in model._default_manager.values()
        if woord in str(rij)
    }


def test_words_go_with_the_zaak_and_that_it_was_there_stays(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    zaak, archief = make_dossier(), get_archief()
    [regel] = list_te_vernietigen(DOSSIERS, archief, op=klok.today(), hoogstens=10)
    assert (regel.sleutel, regel.soort) == (str(zaak.pk), "toezichtdossier")
    assert len(find_tabellen(WOORD)) >= 5
    assert KAMERS["toezichtdossiers"].erase(archief, regel.sleutel, "lijst 1") == 3
    assert find_tabellen(WOORD) == set()
    controle, bevinding = Controle.objects.get(zaak=zaak), Bevinding.objects.get()
    assert controle.uitkomst == "uitgevoerd" and controle.controledatum == klok.today()
    assert (bevinding.resultaat, bevinding.ingetrokken_reden) == ("overtreden", "vernietigd")
    assert list_geldend([controle.lijsten.get().pk]) == {} and Antwoord.objects.get().inhoud == VERNIETIGD
    assert list_te_vernietigen(DOSSIERS, archief, op=klok.today(), hoogstens=10) == []
    assert erase_dossiers(wat=DOSSIERS, viewer=archief, zaak_id=regel.sleutel, grond="lijst 2") == 0
    assert Gebeurtenis.objects.filter(handeling="toezichtdossier.erase").count() == 1
    log_in(client, monkeypatch, TINE)
    for adres in (f"{controle.pk}", f"{controle.pk}/checklist"):
        antwoord = client.get(f"/toezicht/{adres}")
        assert antwoord.status_code == 200 and WOORD not in antwoord.content.decode(), adres


@pytest.mark.parametrize("staat", ["gepland", "bezig", "bezocht"])
def test_a_visit_that_goes_on_stays(staat: str) -> None:
    zaak, archief = make_dossier(staat=staat), get_archief()
    assert list_te_vernietigen(DOSSIERS, archief, op=klok.today(), hoogstens=10) == []
    assert not is_te_vernietigen(DOSSIERS, archief, zaak.pk, op=klok.today())


def test_a_signal_without_an_outcome_and_a_zaak_that_is_there_stay() -> None:
    zaak, archief = make_dossier(), get_archief()
    Incidentsignaal.objects.update(afloop="")
    assert not is_te_vernietigen(DOSSIERS, archief, zaak.pk, op=klok.today())
    Incidentsignaal.objects.update(afloop="bevestigd")
    assert is_te_vernietigen(DOSSIERS, archief, zaak.pk, op=klok.today())
    Zaak.objects.update(vernietigd_op=None)
    assert list_te_vernietigen(DOSSIERS, archief, op=klok.today(), hoogstens=10) == []
    assert not is_te_vernietigen(DOSSIERS, archief, zaak.pk, op=klok.today())


def test_others_erase_nothing_and_words_are_emptied_never_changed() -> None:
    zaak = make_dossier()
    with pytest.raises(GeenToegangError):
        erase_dossiers(wat=DOSSIERS, viewer=TINE, zaak_id=zaak.pk, grond="x")
    with pytest.raises(BestaatNietError):
        erase_dossiers(wat=DOSSIERS, viewer=get_archief(), zaak_id=make_locatie("L-9").pk, grond="x")
    with pytest.raises(BestaatNietError):
        is_te_vernietigen(DOSSIERS, BUITEN, zaak.pk, op=klok.today())
    for model in (Controlegebeurtenis, Signaalgebeurtenis):
        with pytest.raises(DatabaseError), transaction.atomic():
            model._default_manager.update(reden="anders")
    with pytest.raises(DatabaseError), transaction.atomic():
        Veldstuk.objects.update(inhoud={"tekst": "anders"})


def make_uitslag() -> tuple[Zaak, Zaak, Lablevering]:
    """Two visits with a sample each, in zaken of their own, and one file of the laboratory with results of both."""
    zaken = []
    for nummer in ("M-1", "M-2"):
        controle = begin(make_controle(make_locatie(f"L-{nummer}")))
        neem(controle, nummer=nummer)
        zaak = make_zaak()
        Controle.objects.filter(pk=controle.pk).update(
            zaak=zaak, staat="afgerond", controledatum=klok.today()
        )
        zaken.append(zaak)
    levering = lever(
        "M-1;koper;;0,30;mg/l", "M-2;zink;;0,10;mg/l", f"{WOORD};koper;;1;mg/l", bestandsnaam=f"{WOORD}.csv"
    )
    return zaken[0], zaken[1], levering


def destroy(zaak: Zaak) -> None:
    """Let a zaak go, and what it left here."""
    Zaak.objects.filter(pk=zaak.pk).update(vernietigd_op=klok.now(), omschrijving="", einddatum=klok.today())
    erase_dossiers(wat=DOSSIERS, viewer=get_archief(), zaak_id=zaak.pk, grond="lijst 1")


def test_a_file_of_a_laboratory_goes_with_the_last_visit_that_it_has_results_of(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    een, twee, levering = make_uitslag()
    assert WOORD.encode() in bytes(Labbestand.objects.get().inhoud)
    log_in(client, monkeypatch, TINE)
    adres = f"/laboratorium/{levering.pk}"
    bestand = client.get(f"{adres}/bestand")
    assert bestand.status_code == 200
    destroy(een)
    assert bytes(Labbestand.objects.get().inhoud) and find_tabellen(WOORD)
    destroy(twee)
    assert bytes(Labbestand.objects.get().inhoud) == b"" and find_tabellen(WOORD) == set()
    levering.refresh_from_db()
    assert (levering.bestandsnaam, levering.opmerkingen, levering.overgenomen) == ("", [], 2)
    assert Meetresultaat.objects.count() == 2
    assert client.get(f"{adres}/bestand").status_code == 404
    pagina = client.get(adres).content.decode()
    assert "vernietigd bestand" in pagina and WOORD not in pagina


def test_bytes_of_a_laboratory_are_emptied_and_never_changed() -> None:
    make_uitslag()
    for velden in ({"inhoud": b"anders"}, {"levering_id": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Labbestand.objects.update(**velden)
    with pytest.raises(DatabaseError), transaction.atomic():
        Lablevering.objects.update(overgenomen=9)
    Labbestand.objects.update(inhoud=b"")
    with pytest.raises(DatabaseError), transaction.atomic():
        Labbestand.objects.update(inhoud=b"terug")
