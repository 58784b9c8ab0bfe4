"""What is done with a complaint, a signal or what a company tells: taken in, weighed, handed over, closed; never who told it elsewhere."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from portaal.vernietiging import KAMERS
from vth.organisaties.tests.builders import load_map, make_gebruiker
from vth.register.models import IncidentsignaalVoorkomen, IncidentVoorkomen, Relatie
from vth.register.services import record_object
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.toegang.selectors import make_systeemviewer
from vth.toezicht.incidenten import close_incident, join_incident, record_incident
from vth.toezicht.invoer import NieuweControle
from vth.toezicht.models import Incidentsignaal, Signaalgebeurtenis, Signaalmelder
from vth.toezicht.rules import AnderWasVoorError, ToezichtError
from vth.toezicht.selectors import get_signaal
from vth.toezicht.signaalinvoer import NieuwIncident
from vth.toezicht.signaalrules import SignaalError
from vth.toezicht.signalen import (
    Bijlage,
    assign_signaal,
    plan_signaalcontrole,
    record_triage,
    reopen_signaal,
)
from vth.zaken.controle import NieuwVerzoek
from vth.zaken.documenten.rules import DocumentError
from vth.zaken.models import Document, Zaak
from vth.zaken.selectors import BestaatNietError
from vth.zaken.services import record_verzoek

from .builders import BUITEN, OD, TINE, make_locatie
from .signaalbuilders import BUURVROUW, make_signaal, sluit

pytestmark = pytest.mark.django_db
MORGEN = timedelta(days=1)
GIF = (
    b"GIF89a"
    + b"\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


def find_tabellen(woord: str) -> set[str]:
    """Search every value of every table of the database for a word."""
    gevonden = set()
    with connection.cursor() as cursor:
        for tabel in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{tabel}"')
            if any(woord.lower() in str(waarde).lower() for rij in cursor.fetchall() for waarde in rij):
                gevonden.add(tabel)
    return gevonden


def test_who_told_it_stands_in_one_row_only_and_goes_after_the_term() -> None:
    """Taken in with a photo that was named after her, weighed, made an incident, closed: her name is in one table, and later in none."""
    foto = Bijlage("Xandra Zwanenburg.gif", [GIF])
    s = make_signaal(melder=BUURVROUW, bijlagen=[foto], bij=make_locatie().pk)
    record_triage(viewer=TINE, signaal_id=s.pk, antwoorden={"nu": "ja", "gas": "ja"})
    record_incident(viewer=TINE, signaal_id=s.pk, nieuw=NieuwIncident("Een vat liep leeg."))
    sluit(s)
    for woord in ("Zwanenburg", "98765432", "xandra@", "Kwakelpad"):
        assert find_tabellen(woord) == {Signaalmelder._meta.db_table}, woord
    assert not find_tabellen("scherpe lucht") - {Incidentsignaal._meta.db_table}
    archief, kamer = make_systeemviewer("proef", op=klok.today(), rol="archiefbeheerder"), KAMERS["toezicht"]
    assert kamer.list_te_vernietigen(archief, op=klok.today(), hoogstens=9) == []
    over = klok.today() + timedelta(days=367)
    (regel,) = kamer.list_te_vernietigen(archief, op=over, hoogstens=9)
    assert kamer.mag_nog(archief, regel.sleutel, over) and not kamer.mag_nog(
        archief, regel.sleutel, klok.today()
    )
    with pytest.raises(GeenToegangError):
        kamer.erase(TINE, regel.sleutel, "proef")
    assert [kamer.erase(archief, regel.sleutel, "proef") for _ in "tw"] == [1, 0]
    assert find_tabellen("Zwanenburg") == set() == find_tabellen("Kwakelpad")
    assert kamer.list_te_vernietigen(archief, op=over, hoogstens=9) == []


def test_a_signal_has_its_zaak_and_its_photo_and_sent_twice_is_one() -> None:
    """The intake of another system that does not know whether its message came in sends it again."""
    id_ = uuid.uuid4()
    s = make_signaal(
        id_=id_, bijlagen=[Bijlage("rook.gif", [GIF])], antwoorden={"nu": "ja", "klachten": "ja"}
    )
    assert make_signaal(id_=id_) == s and Incidentsignaal.objects.count() == 1
    assert s.spoed and s.zaak and (s.zaak.zaaksoort, s.zaak.status) == ("klacht", "ontvangen")
    assert s.documenten.get().document.zaak == s.zaak
    with pytest.raises(SignaalError, match="ander bericht"):
        make_signaal(id_=id_, signaalcategorie="stof")


def test_each_ending_stands_in_the_register_without_words_and_can_be_taken_back() -> None:
    """An unfounded complaint is its own outcome; reopened, the register says that it is being looked into again."""
    s = sluit(make_signaal(melder=BUURVROUW), "ongegrond", toelichting="De fabriek lag stil.")
    kern = IncidentsignaalVoorkomen.objects.believed().get()
    assert (kern.kenmerk, kern.afloop, kern.signaalcategorie) == (s.kenmerk, "ongegrond", "geur")
    assert Zaak.objects.get().resultaat == "ongegrond"
    with pytest.raises(SignaalError, match="is afgehandeld: ongegrond"):
        sluit(s)
    reopen_signaal(viewer=TINE, signaal_id=s.pk, reden="Er kwam een tweede klacht.")
    weer_open = IncidentsignaalVoorkomen.objects.believed().latest("begin_geldigheid")
    assert (weer_open.afloop, Zaak.objects.get().einddatum) == (None, None)
    sluit(s, "niet_na_te_gaan", toelichting="Toen wij kwamen was er niets meer.")
    laatste = IncidentsignaalVoorkomen.objects.believed().latest("begin_geldigheid")
    assert laatste.afloop == "niet_na_te_gaan"


def test_who_wants_to_hear_what_came_of_it_keeps_the_zaak_open() -> None:
    """The letter to her belongs in the zaak, and a closed zaak takes none."""
    melder = type(BUURVROUW)(naam="X", terugkoppeling=True)
    sluit(make_signaal(melder=melder))
    assert Zaak.objects.get().einddatum is None


def test_several_messages_make_one_incident_that_leads_to_all_of_them() -> None:
    """The second joins the first; the incident closes after its messages."""
    locatie = make_locatie()
    eerste, tweede = make_signaal(bij=locatie.pk), make_signaal()
    incident = record_incident(
        viewer=TINE, signaal_id=eerste.pk, nieuw=NieuwIncident("Een vat liep leeg.", incidenteffect="hinder")
    )
    join_incident(viewer=TINE, signaal_id=tweede.pk, incident_id=incident.pk)
    assert IncidentVoorkomen.objects.believed().get().incidenteffect == "hinder"
    relaties = Relatie.objects.believed().filter(van=incident.bronobject)
    assert relaties.filter(soort="gemeld_met").count() == 2
    assert relaties.get(soort="incident_bij").naar == locatie
    with pytest.raises(SignaalError, match="hoort al bij incident"):
        join_incident(viewer=TINE, signaal_id=tweede.pk, incident_id=incident.pk)
    with pytest.raises(SignaalError, match="nog 2 berichten"):
        close_incident(viewer=TINE, incident_id=incident.pk)
    sluit(eerste)
    sluit(tweede, "dubbel", dubbel_van_id=eerste.pk)
    assert close_incident(viewer=TINE, incident_id=incident.pk).afgesloten_op


def test_a_visit_is_planned_because_of_a_signal() -> None:
    """It says so in its ground, and the signal leads to it; the zaak is being worked on."""
    locatie = make_locatie()
    s = make_signaal(bij=locatie.pk)
    nieuw = NieuweControle(
        "",
        "",
        "Klacht geur",
        controletype="incident",
        aanleiding="",
        onderwerpen=[locatie.pk],
        inspecteur=TINE.actor,
    )
    controle = plan_signaalcontrole(viewer=TINE, signaal_id=s.pk, nieuw=nieuw)
    assert (controle.aanleiding, controle.leverancier) == ("incident", OD) and s.kenmerk in controle.grond
    assert (
        Incidentsignaal.objects.get().controle == controle and Zaak.objects.get().status == "in_behandeling"
    )


def test_what_a_company_tells_of_itself_comes_from_its_verzoek_once() -> None:
    """Another type of verzoek is no ongewoon voorval."""
    vraag = {"organisatie": OD, "gebied": "GM9901", "indiendatum": klok.today(), "ontvangen_op": klok.today()}
    soorten = ("informatie_ongewoon_voorval", "melding")
    voorval, melding = (
        record_verzoek(viewer=TINE, nieuw=NieuwVerzoek(verzoeknummer=t, type=t, **vraag)) for t in soorten
    )
    s = make_signaal(signaalsoort="ongewoon_voorval", verzoek_id=voorval.pk)
    voorval.refresh_from_db()
    assert voorval.zaak == s.zaak
    with pytest.raises(SignaalError, match=f"al ingenomen als {s.kenmerk}"):
        make_signaal(signaalsoort="ongewoon_voorval", verzoek_id=voorval.pk)
    with pytest.raises(SignaalError, match="Alleen informatie over een ongewoon voorval"):
        make_signaal(signaalsoort="ongewoon_voorval", verzoek_id=melding.pk)


def test_a_signal_goes_only_to_who_may_see_and_handle_it(tmp_path: Any) -> None:
    """Handed over with its zaak, to a colleague and not to somebody of another service."""
    load_map(tmp_path / "stam")
    s = make_signaal()
    collega, vreemd = (make_gebruiker((o, "toezichthouder")) for o in ("OD-NOORD", "OD-ZUID"))
    doe = {"viewer": TINE, "signaal_id": s.pk, "reden": "Zij was er vorige week ook."}
    with pytest.raises(SignaalError, match="niet zien of behandelen"):
        assign_signaal(naar=f"gebruiker {vreemd.pk}", **doe)
    with pytest.raises(SignaalError, match="bestaat niet of is gesloten"):
        assign_signaal(naar="gebruiker 0x1", **doe)
    assign_signaal(naar=f"gebruiker {collega.pk}", **doe)
    assert (
        Zaak.objects.get().behandelaar
        == Incidentsignaal.objects.get().behandelaar
        == f"gebruiker {collega.pk}"
    )


INNAME: list[tuple[str, Callable[[], dict[str, Any]], str]] = [
    ("ontvangen in de toekomst", lambda: {"ontvangen_op": klok.now() + MORGEN}, "nog niet geweest"),
    ("te oud", lambda: {"ontvangen_op": klok.now().replace(year=2014)}, "te lang geleden"),
    ("gebeurd in het jaar 1", lambda: {"gebeurd_op": klok.now().replace(year=1)}, "te lang geleden"),
    ("gebeurd na het bericht", lambda: {"gebeurd_op": klok.now()}, "na het bericht erover"),
    ("onbekende categorie", lambda: {"signaalcategorie": "lawaai"}, "De categorie ‘lawaai’ bestaat niet"),
    ("onbekende soort", lambda: {"signaalsoort": "tip"}, "De soort ‘tip’ bestaat niet"),
    ("zonder woorden", lambda: {"omschrijving": " "}, "geen omschrijving"),
    ("nergens", lambda: {"plek": " "}, "niet waar het is"),
    ("halve plek", lambda: {"x": 150000.0}, "maar één coördinaat"),
    ("graden", lambda: {"x": 6.5, "y": 53.2}, "ligt niet in Nederland"),
    ("plek die er niet is", lambda: {"bij": uuid.uuid4()}, "bestaat niet, of u mag die niet zien"),
    ("plek van een ander", lambda: {"bij": make_vreemd()}, "bestaat niet, of u mag die niet zien"),
    ("vraag van een andere categorie", lambda: {"antwoorden": {"vissterfte": "ja"}}, "bestaat niet bij deze categorie"),
    ("antwoord dat er niet is", lambda: {"antwoorden": {"nu": "soms"}}, "past niet bij de vraag"),
    ("te geheim", lambda: {"vertrouwelijkheid": "geheim"}, "ziet u zelf niet"),
]  # fmt: skip


def make_vreemd() -> uuid.UUID:
    """Record a site that only another service may see."""
    kop = {"leverancier": "OD-ZUID", "soort": "vthobject", "sleutel": "Z-1", "begin_geldigheid": klok.today()}
    inhoud = {"naam": "Elders", "hoofdtype": "inrichting"}
    return record_object(viewer=BUITEN, inhoud=inhoud, gebied="GM9903", **kop).pk


@pytest.mark.parametrize(("wat", "velden", "melding"), INNAME, ids=[i[0] for i in INNAME])
def test_a_message_that_cannot_be_is_refused_whole(
    wat: str, velden: Callable[[], dict[str, Any]], melding: str
) -> None:
    """The message says what was seen and what to do; no half of it stays."""
    with pytest.raises(ToezichtError, match=melding):
        make_signaal(**velden())
    assert not Incidentsignaal.objects.exists() and not Zaak.objects.exists()


def test_a_photo_that_is_no_photo_leaves_no_half_message() -> None:
    """The bytes decide, whatever it is called."""
    with pytest.raises(DocumentError):
        make_signaal(bijlagen=[Bijlage("goed.gif", [GIF]), Bijlage("foto.jpg", [b"dit is tekst"])])
    assert not Incidentsignaal.objects.exists() and not Document.objects.exists()


HANDELEN: list[tuple[str, Callable[[Incidentsignaal], object], str]] = [
    ("doorverwezen zonder naar wie", lambda s: sluit(s, "doorverwezen", toelichting="Gaat over verkeer."), "naar welke organisatie"),
    ("doorverwezen zonder waarom", lambda s: sluit(s, "doorverwezen", doorverwezen_naar="politie"), "Schrijf op waarom"),
    ("naar wie bij een andere afloop", lambda s: sluit(s, doorverwezen_naar="politie"), "hoort alleen bij"),
    ("dubbel zonder eerste", lambda s: sluit(s, "dubbel"), "waarvan dit een herhaling is"),
    ("dubbel van zichzelf", lambda s: sluit(s, "dubbel", dubbel_van_id=s.pk), "van zichzelf"),
    ("ongegrond zonder waarom", lambda s: sluit(s, "ongegrond"), "Schrijf op waarom"),
    ("onbekende afloop", lambda s: sluit(s, "klaar"), "De afloop ‘klaar’ bestaat niet"),
    ("heropenen wat open is", lambda s: reopen_signaal(viewer=TINE, signaal_id=s.pk, reden="Toch nog iets."), "nog open"),
    ("incident zonder woorden", lambda s: record_incident(viewer=TINE, signaal_id=s.pk, nieuw=NieuwIncident(" ")), "geen omschrijving"),
    ("incident in de toekomst", lambda s: record_incident(viewer=TINE, signaal_id=s.pk, nieuw=NieuwIncident("x", klok.now() + MORGEN)), "nog niet geweest"),
    ("overdragen zonder account", lambda s: assign_signaal(viewer=TINE, signaal_id=s.pk, naar="", reden="Zomaar."), "al bij deze"),
    ("oude versie", lambda s: sluit(s, gezien=0), "intussen door iemand anders"),
]  # fmt: skip


@pytest.mark.parametrize(("wat", "doe", "melding"), HANDELEN, ids=[h[0] for h in HANDELEN])
def test_an_act_that_cannot_be_is_refused_and_changes_nothing(
    wat: str, doe: Callable[[Incidentsignaal], object], melding: str
) -> None:
    """Of two who act on one version the second is told; the signal stays open with one act."""
    s = make_signaal()
    with pytest.raises(ToezichtError, match=melding) as fout:
        doe(s)
    assert isinstance(fout.value, AnderWasVoorError) == (wat == "oude versie")
    s.refresh_from_db()
    assert s.afloop == "" and Signaalgebeurtenis.objects.count() == 1 and s.bronobject is None


def test_nobody_acts_on_a_signal_that_he_may_not_see_or_takes_one_in_for_another() -> None:
    """Another service does not even learn that somebody complained."""
    s = make_signaal()
    for doe in (lambda: get_signaal(BUITEN, s.pk), lambda: sluit(s, viewer=BUITEN)):
        with pytest.raises(BestaatNietError):
            doe()
    with pytest.raises(GeenToegangError):
        make_signaal(viewer=BUITEN)
