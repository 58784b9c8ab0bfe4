"""With the second lock of PostgreSQL shut, this room says to each role just what it says without it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from vth.monitoring.afstanden import record_afstanden
from vth.monitoring.bewijzen import accept_stukbewijs
from vth.monitoring.fusie.model import Aannamen
from vth.monitoring.indicatoren.services import record_indicatorstand
from vth.monitoring.indicatoren.wachtrij import request_vastlegging, run_vastlegging
from vth.monitoring.lijsten.gebieden import record_gebiedoordeel
from vth.monitoring.lijsten.services import record_financiering
from vth.monitoring.models import (
    VOOR_IEDEREEN,
    Afstandenlijst,
    Bewijs,
    Bewijsstuk,
    Bewijsversie,
    Gebiedoordeel,
    Ronde,
    Vastlegging,
    Verkenning,
    Visitatie,
    Visitatiebewijs,
    Visitatiebezoeker,
    list_sloten,
)
from vth.monitoring.services import record_openstelling
from vth.monitoring.toetsen import publish_ronde
from vth.monitoring.verkennen import record_verkenning, run_verkenning
from vth.monitoring.visitaties import record_visitatie
from vth.organisaties.selectors import make_viewer
from vth.organisaties.tests.builders import BASIS, load_map, make_gebruiker
from vth.tijd import klok
from vth.tijd.slot import SITE
from vth.tijd.tests.rollen import work_as
from vth.toegang.claim import claim_zicht
from vth.toegang.rules import Viewer
from vth.zaken.documenten.tests.builders import make_pdf

from .builders import (
    BESTUUR,
    BUUR,
    MINISTER,
    NOORD,
    OPSTELLER,
    REDEN,
    TOETSER,
    ZUID,
    check,
    get_van,
    judge,
    make_ronde,
)
from .dagstanden import make_controles, write_dagstand
from .test_indicatoren import CONTROLES, STAND, TOT, VAN, VASTLEGGER
from .test_lijsten import GELDKOP
from .test_web import make_beelden, sign_in

ALLEEN_POSTGRES = (
    pytest.mark.usefixtures("verse_database"),
    pytest.mark.traag,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="Alleen PostgreSQL heeft een tweede slot"),
)


def postgres(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test on PostgreSQL only, in a database of its own."""
    for merk in ALLEEN_POSTGRES:
        test = merk(test)
    return test


@pytest.fixture(autouse=True)
def opslag(settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENTEN_DIR = tmp_path / "documenten"


def test_every_table_of_the_room_is_locked_or_open_on_purpose() -> None:
    alle = {model._meta.db_table for model in apps.get_app_config("monitoring").get_models()}
    dicht = {slot.tabel for slot in list_sloten()}
    open_ = {model._meta.db_table for model in VOOR_IEDEREEN}
    assert dicht & open_ == set() and alle == dicht | open_


def _make_land(tmp_path: Path, zet_klok: Callable[..., Any], *, openbaar: bool) -> Ronde:
    load_map(tmp_path / "land", BASIS)
    zet_klok(2024, 6, 3, 9)
    ronde = make_ronde()
    make_beelden()
    for viewer, dienst in ((OPSTELLER, NOORD), (BUUR, ZUID)):
        _play(ronde, viewer, dienst)
    if openbaar:
        publish_ronde(viewer=MINISTER, ronde_id=ronde.pk)
    zet_klok(2026, 2, 3, 9)
    write_dagstand(STAND, make_controles(*CONTROLES))
    _explore(ronde)
    record_indicatorstand(viewer=VASTLEGGER, code="uitgevoerde_controles", van=VAN, tot=TOT)
    return ronde


def _play(ronde: Ronde, viewer: Viewer, dienst: str) -> None:
    """Let one dienst hand in money, evidence and a visit, and be checked and judged."""
    geld = f"{GELDKOP}X1;taak;basis;100;2;1"
    record_financiering(viewer=viewer, zelfbeoordeling_id=get_van(ronde, dienst).pk, tekst=geld)
    stuk = accept_stukbewijs(
        viewer=viewer,
        zelfbeoordeling_id=get_van(ronde, dienst).pk,
        titel=f"Stuk van {dienst}",
        brokken=[make_pdf(f"Van {dienst}")],
        bestandsnaam="a.pdf",
        voor=["omzet"],
    ).versie.bewijsstuk
    record_visitatie(
        viewer=viewer,
        dienst=dienst,
        dag=date(2024, 5, 1),
        bezoekers=f"Bij {dienst}",
        uitkomst=REDEN,
        bezoekende=[ZUID] if dienst == NOORD else [],
        bewijsstukken=[stuk.pk],
    )
    z = check(ronde, viewer, dienst)
    oordeel: dict[str, Any] = {"gebied": "bodem", "uitkomst": "voldoet", "motivering": REDEN}
    record_gebiedoordeel(viewer=TOETSER, zelfbeoordeling_id=z.pk, **oordeel)
    judge(z, "omzet")


def _explore(ronde: Ronde) -> None:
    """Let the board of Noord open the search, bring a distance, and search."""
    record_openstelling(viewer=BESTUUR, dienst=NOORD, is_open=True, besluit=REDEN)
    weg = "van;naar;km\nOD-NOORD;OD-ZUID;44"
    record_afstanden(viewer=BESTUUR, organisatie=NOORD, tekst=weg, bron="planner")
    record_verkenning(viewer=BESTUUR, ronde=Ronde.objects.get(pk=ronde.pk), aannamen=Aannamen())


def _read(client: Client, ronde: Ronde) -> dict[str, tuple[int, bool, bool]]:
    """Give of each page its state, and whether it tells of each dienst."""
    pagina = f"/monitoring/rondes/{ronde.pk}"
    adressen = ["", "/rapport", "/rapport.md", "/financiering", "/kwaliteitscriteria", "/fusies"]
    paden = [f"{pagina}{a}" for a in adressen]
    paden += ["/monitoring/indicatoren/uitgevoerde_controles", "/monitoring/", "/monitoring/bewijs"]
    paden += [f"{pagina}/fusies?diensten={NOORD}&diensten={ZUID}"]
    for dienst in (NOORD, ZUID):
        z = get_van(ronde, dienst).pk
        paden += [f"/monitoring/zelfbeoordelingen/{z}", f"/monitoring/lijsten/{z}"]
        versie = Bewijsversie.objects.get(dienst=dienst)
        paden.append(reverse("monitoring:bewijsbestand", args=[versie.bewijsstuk_id, 1]))
    return {pad: _get(client, pad) for pad in paden}


def _get(client: Client, pad: str) -> tuple[int, bool, bool]:
    antwoord = client.get(pad)
    inhoud = b"".join(antwoord) if antwoord.streaming else antwoord.content
    tekst = inhoud.decode(errors="replace")
    noord, zuid = ("Omgevingsdienst Noord", "Bij OD-NOORD"), ("Omgevingsdienst Zuid", "Bij OD-ZUID")
    return antwoord.status_code, any(w in tekst for w in noord), any(w in tekst for w in zuid)


@postgres
@pytest.mark.parametrize("openbaar", [False, True])
@pytest.mark.parametrize(
    ("organisatie", "rol"),
    [(NOORD, "zelfbeoordelaar"), ("GM9901", "bestuurder"), ("LAB", "stelseloordelaar")],
)
def test_the_pages_say_the_same_with_the_second_lock_shut(
    tmp_path: Path, zet_klok: Callable[..., Any], openbaar: bool, organisatie: str, rol: str
) -> None:
    ronde = _make_land(tmp_path, zet_klok, openbaar=openbaar)
    client = sign_in(organisatie, rol)
    open_ = _read(client, ronde)
    paden = list(open_)
    with work_as(SITE):
        assert {pad: _get(client, pad) for pad in paden} == open_


@postgres
@pytest.mark.parametrize("openbaar", [False, True])
def test_behind_the_lock_evidence_visits_and_searches_show_their_own_rows_only(
    tmp_path: Path, zet_klok: Callable[..., Any], openbaar: bool
) -> None:
    _make_land(tmp_path, zet_klok, openbaar=openbaar)
    gemaakt = Verkenning.objects.get().grondslag["diensten"]
    for viewer, dienst in ((OPSTELLER, NOORD), (BUUR, ZUID)):
        with work_as(SITE), transaction.atomic(), claim_zicht(viewer.zicht):
            for model in (Bewijsversie, Bewijsstuk, Visitatie, Visitatiebewijs):
                # Zuid came on a visit to Noord, and reads that one too; the document that was seen there it does not.
                kwam = dienst == ZUID and model in (Visitatie, Visitatiebewijs)
                assert model.objects.count() == 1 + kwam, (model, dienst)
            assert Visitatiebezoeker.objects.count() == (dienst == ZUID)
            assert Bewijsversie.objects.get().dienst == dienst
            assert Afstandenlijst.objects.count() == (dienst == NOORD)
            ziet = openbaar or {d["code"] for d in gemaakt} <= {dienst}
            assert Verkenning.objects.count() == int(ziet)
    with work_as(SITE):
        for model in (
            Bewijsversie,
            Bewijsstuk,
            Visitatie,
            Visitatiebezoeker,
            Afstandenlijst,
            Gebiedoordeel,
            Bewijs,
        ):
            assert model.objects.count() == (2 if openbaar and model is Gebiedoordeel else 0), model


@postgres
def test_the_queue_does_its_work_behind_the_lock(tmp_path: Path, zet_klok: Callable[..., Any]) -> None:
    """The worker has no viewer and so no claim; a search and a freezing are done all the same."""
    _make_land(tmp_path, zet_klok, openbaar=False)
    gebruiker = make_gebruiker(("LAB", "toetser"))
    vraag = request_vastlegging(
        viewer=make_viewer(gebruiker, klok.today()), codes=["hersteld"], van=VAN, tot=TOT
    )
    zoekt = str(Verkenning.objects.get().pk)
    with work_as(SITE):
        run_vastlegging.func(str(vraag.pk))
        run_verkenning.func(zoekt)
    assert Vastlegging.objects.get().stand == "klaar"
    assert Verkenning.objects.get().stand != "wacht"
