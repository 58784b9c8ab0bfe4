"""Whatever one asks and however: no answer tells of a record that the list of that viewer does not hold."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from vth.aanleveringen.models import Aanlevering, Aanvaarding
from vth.aanleveringen.selectors import list_verslag
from vth.aanleveringen.services import accept_aanlevering, accept_waarschuwing, decide_aanlevering
from vth.interface.aanmelding import Tempo
from vth.interface.tests.builders import log_in
from vth.ontdubbeling.models import Gelijkstelling, Koppeloordeel, Snede
from vth.ontdubbeling.services import record_oordeel, record_ronde
from vth.register.bijstelling import close_object, record_zicht
from vth.register.models import VOORKOMENS, Bronobject, Toewijzing
from vth.register.selectors import BestaatNietError, list_zichtbaar
from vth.register.services import record_object
from vth.toegang.rules import (
    ALLE_ORGANISATIES,
    ALLE_SOORTEN,
    VERTROUWELIJKHEDEN,
    Viewer,
    Zicht,
    check_ziet,
    derive_niveaus,
)
from vth.zaken.advies.services import close_adviesverzoek
from vth.zaken.besluiten import record_besluittekst
from vth.zaken.documenten.services import Gegevens, record_documentgegevens
from vth.zaken.models import Adviesgebeurtenis, Besluitversie, Documentversie, Zaakgebeurtenis
from vth.zaken.services import record_stap

from .wereld import ALZIEND, GEBIEDEN, INSPECTEUR, JAN, Wereld, find_merken, let_everybody_come_back

pytestmark = [pytest.mark.usefixtures("verse_moduledatabase", "terug"), pytest.mark.traag]
CODES = ("OD-NOORD", "OD-ZUID", "OD-PROEF")
HANDELINGEN = (
    "register.read",
    "register.record",
    "aanlevering.accept",
    "aanlevering.decide",
    "aanlevering.waarschuwing.accept",
    "terugmelding.record",
    "terugmelding.answer",
    "inzage.read",
    "inzage.decide",
    "ontdubbeling.decide",
    "zaak.record",
    "besluit.record",
)
# What is said about a site names it in its own words: who may see none would be told by what he may see.
SOORTEN = st.frozensets(st.sampled_from((*VOORKOMENS, "zaak", "besluit"))).map(
    lambda soorten: frozenset({"vthobject", *soorten})
)


def make_viewers(soorten: st.SearchStrategy[frozenset[str]]) -> st.SearchStrategy[Viewer]:
    """Draw who looks or acts, with sight of these kinds."""
    return st.builds(
        Viewer,
        actor=st.just("kijker"),
        zicht=st.builds(
            Zicht,
            leveranciers=st.frozensets(st.sampled_from(CODES), max_size=2),
            gebieden=st.frozensets(st.sampled_from((*GEBIEDEN, "GM9902")), max_size=2),
            niveaus=st.sampled_from(VERTROUWELIJKHEDEN).map(derive_niveaus),
            landelijk=st.booleans(),
            soorten=soorten,
        ),
        handelingen=st.frozensets(st.sampled_from(HANDELINGEN)),
        organisaties=st.frozensets(st.sampled_from((*CODES, ALLE_ORGANISATIES)), max_size=2),
    )


KIJKERS = make_viewers(st.one_of(st.just(ALLE_SOORTEN), SOORTEN))
# Which kinds are asked for an act is told by each room; here it is whose, and which.
DOENERS = make_viewers(st.just(ALLE_SOORTEN))
# The one filter is the same on both databases; what PostgreSQL adds, the second lock, is walked in test_slot.
PROEVEN = 40 if connection.vendor == "sqlite" else 15
IEDER = settings(
    max_examples=PROEVEN, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NOORD = Viewer(
    "noord",
    Zicht(soorten=ALLE_SOORTEN, leveranciers=frozenset({"OD-NOORD"}), niveaus=derive_niveaus("intern")),
    handelingen=frozenset({"vergunning.record", "vergunning.decide"}),
    organisaties=frozenset({"OD-NOORD"}),
)
BUUR = Viewer(
    "buur",
    Zicht(soorten=ALLE_SOORTEN, gebieden=frozenset({"GM9901"}), niveaus=derive_niveaus("vertrouwelijk")),
)
# As BUUR, with so many areas beside it that every question goes the way of who has much.
BREED = Viewer(
    "breed",
    Zicht(
        soorten=ALLE_SOORTEN,
        gebieden=frozenset(f"GM{n:04}" for n in (9901, *range(1, 400))),
        niveaus=derive_niveaus("vertrouwelijk"),
    ),
)
LEVERT = Viewer(
    "levert",
    Zicht(soorten=ALLE_SOORTEN, leveranciers=frozenset({"OD-PROEF"}), niveaus=derive_niveaus("openbaar")),
)
LIJSTEN = [
    "/handhaving/",
    "/handhaving/?tab=maatregelen",
    "/handhaving/?tab=dwangsommen",
    "/handhaving/?tab=handhavingsverzoeken",
    "/handhaving/?sorteer=-laatste_dag",
    "/handhaving/download.csv",
    "/handhaving/download.xlsx?tab=maatregelen&sorteer=-laatste_dag",
    "/handhaving/download.csv?tab=dwangsommen",
    "/handhaving/download.parquet?tab=handhavingsverzoeken",
    "/api/v1/controles?aantal=200",
    "/api/v1/overtredingen?aantal=200",
    "/api/v1/maatregelen?aantal=200",
    "/api/v1/verbeurten?aantal=200",
    "/handhaving/strategie",
    "/handhaving/leidraad",
    "/toezicht/termijnen",
    "/toezicht/dagplan",
    "/laboratorium/",
    "/signalen/?wie=alles",
    "/signalen/?wie=niemand",
    "/signalen/?wie=alles&sorteer=-ontvangen_op",
    "/signalen/download.csv?wie=alles",
    "/signalen/download.xlsx?wie=alles&sorteer=ontvangen_op",
    "/incidenten/",
    "/api/v1/incidentsignalen?aantal=200",
    "/vergunningen/",
    "/vergunningen/?q=merk",
    "/vergunningen/?sorteer=vastgelegd",
    "/vergunningen/download.csv?q=merk",
    "/toezicht/?wie=alles",
    "/toezicht/?wie=alles&sorteer=-laatste_dag",
    "/toezicht/download.csv?wie=alles",
    "/toezicht/download.parquet?wie=alles&sorteer=-laatste_dag",
    "/handhaving/uitvoer/overtreding.csv?organisatie=OD-NOORD&van=2023-01-01&tot=2026-11-01",
    "/handhaving/uitvoer/handhavingsmaatregel.csv?organisatie=OD-NOORD&van=2023-01-01&tot=2026-11-01",
    "/toezicht/uitvoer/controle.csv?organisatie=OD-NOORD&van=2023-01-01&tot=2026-11-01",
    "/toezicht/uitvoer/bevinding.csv?organisatie=OD-ZUID&van=2023-01-01&tot=2026-11-01",
    "/toezicht/uitvoer/locaties.json?organisatie=OD-NOORD&van=2023-01-01&tot=2026-11-01",
    "/vergunningen/zoeken?woorden=over",
    "/vergunningen/verouderd",
    "/vergunningen/informatie",
    "/vergunningen/meldingen",
    "/standaardvoorschriften/",
    "/api/v1/vergunningen?aantal=200",
    "/zgw/zaken/v1/zaken",
    "/zgw/besluiten/v1/besluiten",
    "/zgw/documenten/v1/enkelvoudiginformatieobjecten",
    "/",
    "/register/",
    "/register/?q=merk",
    "/kaart",
    "/kaart?q=merk",
    "/register/?sorteer=-naam",
    "/register/?sorteer=gemeente&soort=vthobject",
    "/register/?sorteer=-gewijzigd&q=merk",
    "/register/direct?q=merk",
    "/register/download.csv?sorteer=naam",
    "/register/download.xlsx?q=merk",
    "/register/download.parquet?sorteer=-gewijzigd&soort=vthobject",
    "/register/download.csv?soort=natuurlijkpersoon",
    "/terugmeldingen/",
    "/ontdubbeling/",
    "/ontdubbeling/?uitkomst=gekoppeld",
    "/ontdubbeling/?uitkomst=gesneden",
    "/ontdubbeling/oordelen",
    "/ontdubbeling/kwaliteit",
    "/zaken/",
    "/zaken/?wie=alles",
    "/zaken/?wie=alles&gebied=GM9901",
    "/zaken/?wie=team",
    "/zaken/?wie=dicht",
    "/zaken/download.csv?wie=alles",
    "/zaken/download.parquet?wie=alles&sorteer=-laatste_dag",
    "/documenten/",
    "/documenten/?wie=alles",
    "/documenten/?wie=alles&sorteer=vastgelegd&gebied=GM9901",
    "/documenten/?q=stuk",
    "/documenten/download.csv?wie=alles",
    "/documenten/download.parquet?q=stuk",
    "/bewaring/",
    "/bewaring/?wat=onbekend",
    "/bewaring/?wat=lijsten",
    "/adviezen/",
    "/adviezen/?stand=loopt&gebied=GM9901",
    "/adviezen/download.csv",
    "/agenda",
    "/agenda?wie=alles",
    "/inzagen",
    "/inzagen/download.csv",
    "/api/v1/gebeurtenissen",
    "/aanleveringen/aanvaardingen",
    "/register/punten.geojson",
    "/register/punten.geojson?q=merk&soort=vthobject",
    *(f"/kaart/tegels/{tegel}" for tegel in ("0/0/0", "9/265/166", "14/8487/5321", "9/265/166?q=merk")),
    "/api/v1/objecten?aantal=200",
    "/api/v1/objecten?aantal=200&q=merk",
    "/api/v1/objecten?aantal=200&q=lindeveen",
    "/aanleveringen/",
    "/aanleveringen/download.csv",
    "/aanleveringen/vergelijking?gegevensset=vthobject",
    "/aanleveringen/vergelijking?gegevensset=vestiging",
    "/aanleveringen/score/OD-PROEF/proef.einde",
    "/api/v1/aanleveringen",
    "/api/v1/paren?aantal=200",
    "/api/v1/paren?uitkomst=gekoppeld",
    "/api/v1/paren?uitkomst=gesneden",
    "/api/v1/objecten?aantal=200&velden=id,naam&geldigOp=2024-06-01",
    "/ogc/v1/collections/vthobjecten/items?limit=1000",
    "/ogc/v1/collections/vthobjecten/items?bbox=6,53,7,54",
    "/ogc/v1/collections/vthobjecten/items?f=html",
    "/ogc/v1/collections/activiteituitvoeringen/items?bbox=3,50,8,54&datetime=2024-01-01/..",
]
# Where who looks for words finds natural persons as well: there, and nowhere else than on their own page.
NOEMT_PERSONEN = ("/register/?q=merk", "/register/?sorteer=-gewijzigd&q=merk")
# Shown with what they belong to, in no list of their own.
NERGENS = ("geoobject", "bevinding")
PER_SOORT = ["/register/?soort={}", "/kaart?soort={}", "/api/v1/objecten?aantal=200&soort={}"]
PER_OBJECT = [
    "/objecten/{}",
    "/objecten/{}?geldigOp=2024-01-01",
    "/objecten/{}?geldigOp=2000-01-01",
    "/api/v1/objecten/{}",
    "/api/v1/objecten/{}/geschiedenis",
]
# Of VTH-objecten only: what asks for another kind is not there, however well one may see it.
PER_SITE = [
    "/ogc/v1/collections/vthobjecten/items/{}",
    "/ogc/v1/collections/vthobjecten/items/{}?f=html",
    "/terugmeldingen/nieuw/{}/naam",
    "/ontdubbeling/entiteit/{}",
    "/vergunningen/regels/{}",
    "/toezicht/termijnen/{}",
    "/bodemenergie/{}",
]
# Of VTH-objecten only, and one that went into another leads on: then who sees the other is answered.
PER_ENTITEIT = ["/api/v1/entiteiten/{}"]
# What answers the same to everybody, or by a right instead of by sight.
PER_NUMMER = ["/id/vthobject/{}", "/id/entiteit/{}", "/inzagen/betrokkene/{}"]
PER_PAAR = ["/ontdubbeling/paar/{}/{}", "/api/v1/paren/{}/{}"]
PER_VRAAG = ["/terugmeldingen/{}"]
ZGW = "/zgw/zaken/v1"
PER_ZAAK = [
    f"{ZGW}/zaken/{{}}",
    f"{ZGW}/zaken/{{}}/besluiten?",
    f"{ZGW}/zaken/{{}}/audittrail",
    f"{ZGW}/zaken/{{}}/zaakeigenschappen",
    f"{ZGW}/resultaten/{{}}",
    f"{ZGW}/rollen/{{}}",
    *(
        f"{ZGW}/{deel}?zaak=http://testserver{ZGW}/zaken/{{}}"
        for deel in ("statussen", "resultaten", "rollen", "zaakobjecten", "zaakinformatieobjecten")
    ),
    "/zaken/{}",
    "/zaken/{}/verzoek",
    "/zaken/{}/opstellen",
    "/zaken/{}/advies",
    "/zaken/{}/onderwerpen",
    "/zaken/{}/onderwerpen?q=merk",
    "/zaken/{}/relaties?q=merk",
    "/vergunningen/kennisgeving/{}?soort=aanvraag",
    "/zaken/{}/documenten/nieuw",
    "/zaken/{}/brief",
    "/zaken/{}/brief?sjabloon=ontvangstbevestiging&verzending=2025-04-01",
    "/zaken/{}/startdatum",
    "/zaken/{}/termijn/beslistermijn/verlenging",
]
PER_BESLUIT = [
    "/zgw/besluiten/v1/besluiten/{}",
    "/zgw/besluiten/v1/besluiten/{}/audittrail",
    "/zgw/besluiten/v1/besluitinformatieobjecten?besluit=http://testserver/zgw/besluiten/v1/besluiten/{}",
    "/besluiten/{}",
    "/besluiten/{}/brief?sjabloon=besluit&verzending=2025-04-01",
]
PER_DOCUMENT = [
    "/zgw/documenten/v1/enkelvoudiginformatieobjecten/{}",
    "/zgw/documenten/v1/enkelvoudiginformatieobjecten/{}/download",
    "/zgw/documenten/v1/enkelvoudiginformatieobjecten/{}/audittrail",
    f"{ZGW}/zaakinformatieobjecten/{{}}",
    "/documenten/{}",
    "/documenten/{}/gegevens",
    "/documenten/{}/versies/1/download",
    "/documenten/{}/versies/1/blad/1",
]
PER_ADVIES = ["/adviezen/{}"]
PER_INFORMATIE = ["/vergunningen/informatie/{}"]
PER_MELDING = ["/vergunningen/meldingen/{}"]
PER_VERGUNNING = [
    "/vergunningen/{}",
    "/vergunningen/{}/verschil?van=2019-01-01&tot=2026-01-01",
    "/vergunningen/{}/verplichtingen",
    "/vergunningen/{}/verplichtingen.ics",
    "/vergunningen/{}/overgang",
    "/vergunningen/{}/veroudering",
    "/vergunningen/{}/toestemming",
    "/vergunningen/{}/download.json",
    "/vergunningen/{}/openbaar",
    "/vergunningen/{}/openbaar.json",
    "/api/v1/vergunningen/{}",
    "/api/v1/vergunningen/{}/verschil?van=2019-01-01&tot=2026-01-01",
]
PER_TOESTEMMING = ["/toestemmingen/{}", "/toestemmingen/{}/mutatie"]
PER_VOORSCHRIFT = ["/voorschriften/{}"]
PER_CONCEPT = ["/toestemmingen/{}", "/toestemmingen/{}/voorstellen/nieuw"]
PER_VOORSTEL = ["/voorstellen/{}", "/voorstellen/{}/regels/1"]
PER_MUTATIE = ["/mutaties/{}/correctie"]
PER_STANDAARD = ["/standaardvoorschriften/{}"]
PER_MONSTER = ["/monsters/{}"]
PER_CONTROLE = [
    "/monsters/nieuw/{}",
    "/toezicht/{}",
    "/voorbereiding/{}",
    "/toezicht/{}/bevinding",
    "/toezicht/{}/checklist",
    "/toezicht/veld/bezoeken/{}/stand",
    "/api/v1/controles/{}",
]
PER_BEVINDING = ["/bevindingen/{}", "/bevindingen/{}/wijzig"]
PER_OVERTREDING = [
    "/handhaving/overtredingen/{}",
    "/handhaving/overtredingen/{}/afweging",
    "/handhaving/overtredingen/{}/maatregel",
    "/api/v1/overtredingen/{}",
]
PER_MAATREGEL = ["/handhaving/maatregelen/{}", "/handhaving/maatregelen/{}/brief", "/api/v1/maatregelen/{}"]
PER_VERBEURTE = ["/handhaving/dwangsommen/{}", "/handhaving/dwangsommen/{}/brief", "/api/v1/verbeurten/{}"]
PER_SIGNAAL = ["/signalen/{}", "/api/v1/incidentsignalen/{}"]
PER_INCIDENT = ["/incidenten/{}"]
PER_LEVERING = [
    "/aanleveringen/{}",
    "/aanleveringen/{}/voortgang",
    "/aanleveringen/{}/toetsverslag",
    "/aanleveringen/{}/toetsverslag/1",
    "/aanleveringen/{}/download/toetsverslag.csv",
    "/aanleveringen/{}/download/toetsverslag.xlsx",
    "/aanleveringen/{}/download/geweigerd.json",
    "/api/v1/aanleveringen/{}",
    "/api/v1/aanleveringen/{}/toetsverslag",
    "/api/v1/aanleveringen/{}/toetsverslag/download",
]
# Addresses that tell of no record by name: figures over many records, and lists and histories of natural persons.
MAG_ZWIJGEN = (
    # The kernel of a complaint holds no words.
    "soort=incidentsignaal",
    # Of the APIs for case systems only the zaak and the decision themselves hold words.
    "/zgw/zaken/v1/statussen",
    "/zgw/zaken/v1/resultaten",
    "/zgw/zaken/v1/rollen",
    "/zgw/zaken/v1/zaakobjecten",
    "/zgw/besluiten/v1/besluit",
    "/besluiten?",
    "/audittrail",
    "/zaakeigenschappen",
    # A notice that lacks something tells only what.
    "/kennisgeving/",
    "tegels/0/",
    "natuurlijkpersoon",
    "vergelijking",
    "score",
    "geschiedenis",
    "voortgang",
    "/aanleveringen",
    "/inzagen",
    "/id/",
    "gebeurtenissen",
    "kwaliteit",
    "/agenda",
    "wie=team",
    "wie=dicht",
    "/verzoek",
    "/opstellen",
    "/startdatum",
    "/termijn/",
    "/documenten/nieuw",
    "/brief",
    "/blad/",
    "/advies",
    "/bewaring",
    # Figures about violations, of which there are none here, and lists of amounts.
    "/handhaving/strategie",
    "/handhaving/leidraad",
    # Nobody here has a planned controle, and no laboratory sent a file.
    "/toezicht/dagplan",
    "/laboratorium/",
    "/monsters/nieuw/",
    # Without a sign no permit is out of date.
    "/verouderd",
    # Texts are those of one's own organisations, and who acts for all has none.
    "/standaardvoorschriften",
    # Says only how far it is, in the field.
    "/stand",
    # Written by one's own organisation only.
    "/voorstellen/nieuw",
    "/regels/1",
)
ALLEEN_VORM = "zegt hoe iets heet of in elkaar zit, niet wat erin staat"
SCHRIJFT = "neemt alleen aan wat verstuurd wordt"
MANDATEN = (
    "toont mandaten en geen records; wie er welke ziet staat in vth/organisaties/tests/test_mandaatweb.py"
)
SJABLONEN = "toont sjablonen en geen records; wie welke ziet staat in vth/zaken/brieven/tests/test_web.py"
# Addresses that are not walked, each with the reason: a new address stands in neither list, and fails the build.
NORMEN = "toont artikelen van regelingen, die voor iedereen openbaar zijn, en geen records"
LABORATORIUM = "toont een bestand, dat hier niet is (vth/toezicht/tests/test_monsterweb.py)"
CHECKLISTS = "toont vragen en geen records; wie welke ziet staat in vth/toezicht/tests"
OPSPORING = "bestaat alleen voor boa's en wie hen leidt (ketens/test_opsporing.py, vth/opsporing/tests/test_verbergen.py)"
CATALOGUS = "toont soorten van zaken en besluiten, geen records"
DEEL_VAN_ZAAK = "één regel uit de lijst van een zaak, die hierboven staat (vth/zaken/tests/test_zgw.py)"
GELEZEN = "noemt alleen adressen, of één regel van een lijst die wel is afgelopen (vth/zaken/tests/test_zgwlezen.py)"
MET_SPOOR = ("zaken/v1/zaken", "besluiten/v1/besluiten", "documenten/v1/enkelvoudiginformatieobjecten")
ZONDER = {
    "zgw/": ALLEEN_VORM,
    "zgw/documenten/v1/objectinformatieobjecten": "noemt alleen adressen van documenten (vth/zaken/tests/test_zgw.py)",
    "zgw/zaken/v1/zaken/<uuidstr:id_>/besluiten/<uuidstr:besluit_id>": GELEZEN,
    "zgw/besluiten/v1/besluitinformatieobjecten/<uuidstr:id_>": GELEZEN,
    "zgw/documenten/v1/gebruiksrechten": GELEZEN,
    **{f"zgw/{wat}/<uuidstr:id_>/audittrail/<uuidstr:regel>": GELEZEN for wat in MET_SPOOR},
    "zgw/catalogi/v1/<str:bron>": CATALOGUS,
    "zgw/catalogi/v1/<str:bron>/<uuidstr:id_>": CATALOGUS,
    **{f"zgw/zaken/v1/{d}/<uuidstr:id_>": DEEL_VAN_ZAAK for d in ("statussen", "zaakobjecten")},
    "id/verwerkingsactiviteit": ALLEEN_VORM,
    "toegankelijkheid": ALLEEN_VORM,
    "register/gemeentegrenzen.geojson": ALLEEN_VORM,
    "ogc/v1": ALLEEN_VORM,
    "ogc/v1/": ALLEEN_VORM,
    "ogc/v1/conformance": ALLEEN_VORM,
    "ogc/v1/api": ALLEEN_VORM,
    "ogc/v1/collections": ALLEEN_VORM,
    "ogc/v1/collections/<str:collectie_id>": ALLEEN_VORM,
    "^ogc/": "zegt dat er niets is",
    "api/v1/": ALLEEN_VORM,
    "api/v1/openapi.json": ALLEEN_VORM,
    "api/v1/docs": ALLEEN_VORM,
    "stijlgids": ALLEEN_VORM,
    "ontdubbeling/voorop": "toont een regel, die voor iedereen dezelfde is",
    "aanleveringen/nieuw": SCHRIJFT,
    "aanleveringen/aanvaardingen/<int:aanvaarding_id>/intrekken": SCHRIJFT,
    "aanleveringen/<uuid:aanlevering_id>/besluit": SCHRIJFT,
    "vergunningen/meldingen/nieuw": SCHRIJFT,
    "vergunningen/informatie/nieuw": SCHRIJFT,
    "vergunningen/normen": NORMEN,
    "vergunningen/normen/<uuid:norm_id>": NORMEN,
    "emissie/": "rekent met wat wordt ingevuld en met de wet; toont geen records",
    "laboratorium/<uuid:levering_id>": LABORATORIUM,
    "laboratorium/<uuid:levering_id>/bestand": LABORATORIUM,
    "signalen/nieuw": SCHRIJFT,
    "signalen/<uuid:signaal_id>/<str:wat>": SCHRIJFT,
    "signalen/triage": SCHRIJFT,
    "signalen/cijfers": "telt alleen; wat er voor wie meetelt staat in vth/toezicht/tests/test_signaalweb.py",
    "incidenten/<uuid:incident_id>/sluiten": SCHRIJFT,
    **{f"toezicht/checklists/{d}": CHECKLISTS for d in ("", "<slug:code>", "<slug:code>/proef")},
    **{f"toezicht/checklists/versies/<uuid:versie_id>{d}": CHECKLISTS for d in ("", "/proef")},
    "toezicht/checklists/nieuw": SCHRIJFT,
    **{f"toezicht/veld/{d}": ALLEEN_VORM for d in ("", "dienst.js", "manifest.json", "tijd")},
    "toezicht/veld/bezoeken": "toont alleen wat op de eigen naam staat (vth/toezicht/tests/test_veld.py)",
    "toezicht/veld/bezoeken/<uuid:controle_id>/meenemen": "geeft zijn pakket op een POST, die hieronder wordt gedaan",
    **{f"toezicht/veld/stukken/<uuid:stuk_id>{d}": SCHRIJFT for d in ("", "/foto")},
    "toezicht/nieuw/<uuid:bronobject_id>": SCHRIJFT,
    "toezicht/waarschuwing/<uuid:bronobject_id>": SCHRIJFT,
    "toezicht/waarschuwingen/<uuid:waarschuwing_id>/intrekken": SCHRIJFT,
    "toezicht/<uuid:controle_id>/<str:wat>": SCHRIJFT,
    "toezicht/<uuid:controle_id>/rapport.<str:vorm>": "geeft alleen een afgeronde controle (vth/toezicht/tests/test_web.py)",
    "bevindingen/<uuid:bevinding_id>/<str:wat>": SCHRIJFT,
    "handhaving/verzoek/<uuid:bronobject_id>": SCHRIJFT,
    "handhaving/verzoeken/<uuid:verzoek_id>": "toont één verzoek; wie het ziet staat in vth/handhaving/tests/test_verzoeken.py",
    "handhaving/overtredingen/nieuw/<uuid:bevinding_id>": SCHRIJFT,
    **{
        f"handhaving/{d}/<str:wat>": SCHRIJFT
        for d in (
            "overtredingen/<uuid:overtreding_id>",
            "maatregelen/<uuid:maatregel_id>",
            "dwangsommen/<uuid:verbeurte_id>",
            "verzoeken/<uuid:verzoek_id>",
        )
    },
    **{
        f"monitoring/{d}": "wie wat ziet staat in Lezer; getoetst in vth/monitoring/tests/test_zicht.py"
        for d in (
            "",
            "rondes/<uuid:ronde_id>",
            "rondes/<uuid:ronde_id>/fusies",
            "verkenningen/<uuid:verkenning_id>",
            "zelfbeoordelingen/<uuid:id_>",
            "rondes/<uuid:ronde_id>/financiering",
            "rondes/<uuid:ronde_id>/kwaliteitscriteria",
            "lijsten/<uuid:id_>",
            "oordelen/<uuid:id_>.<slug:vorm>",
            "bewijs",
            "bewijsstukken/<uuid:id_>/<int:versie>",
            "rondes/<uuid:ronde_id>/rapport",
            "rondes/<uuid:ronde_id>/rapport.<slug:vorm>",
        )
    },
    "monitoring/fusies/geschiedenis": "alleen openbare feiten over fusies die er kwamen, uit bestanden",
    **{
        f"monitoring/{d}": "per organisatie wie haar mag zien; getoetst in vth/monitoring/tests/test_indicatoren.py"
        for d in (
            "indicatoren",
            "indicatoren/<slug:code>",
            "cijfers/<uuid:stand_id>",
            "cijfers/<uuid:stand_id>/<str:organisatie>",
            "vastleggingen/<uuid:vastlegging_id>",
        )
    },
    **{
        f"monitoring/{d}": SCHRIJFT
        for d in (
            "rondes/nieuw",
            "rondes/<uuid:ronde_id>/publiceer",
            "openstellen",
            "afstanden",
            "bewijs/<str:wat>",
            "lijsten/<uuid:id_>/<str:wat>",
            "indicatoren/alle/vastleggen",
            "indicatoren/<slug:code>/vastleggen",
            "zelfbeoordelingen/<uuid:id_>/<str:wat>",
        )
    },
    **{
        f"voortgang/{d}": "wie een programma ziet staat in Deelname; getoetst in vth/voortgang/tests/test_zicht.py"
        for d in (
            "",
            "programmas/<uuid:programma_id>",
            "programmas/<uuid:programma_id>/bijdragen",
            "programmas/<uuid:programma_id>/rondes",
            "programmas/<uuid:programma_id>/beeld/<slug:naam>",
            "programmas/<uuid:programma_id>/beheer",
            "onderdelen/<uuid:onderdeel_id>",
            "rondes/<uuid:ronde_id>",
            "rondes/<uuid:ronde_id>/rapport",
            "rondes/<uuid:ronde_id>/rapport.<str:vorm>",
            "rondes/<uuid:ronde_id>/samenvatting",
            "rondes/<uuid:ronde_id>/samenvatting.<str:vorm>",
            "rondes/<uuid:ronde_id>/gegevens.<str:vorm>",
            "bijdragen/<uuid:bijdrage_id>",
            "inlezingen/<uuid:inlezing_id>",
        )
    },
    **{
        f"voortgang/{d}": SCHRIJFT
        for d in (
            "nieuw",
            "programmas/<uuid:programma_id>/beheer/<str:wat>",
            "programmas/<uuid:programma_id>/rondes/nieuw",
            "programmas/<uuid:programma_id>/inlezen",
            "programmas/<uuid:programma_id>/nieuw/<slug:soort>",
            "onderdelen/<uuid:onderdeel_id>/<str:wat>",
            "rondes/<uuid:ronde_id>/<str:wat>",
            "bijdragen/<uuid:bijdrage_id>/<str:wat>",
            "inlezingen/<uuid:inlezing_id>/<str:wat>",
            "tegenspraken/<uuid:tegenspraak_id>",
        )
    },
    **{
        f"api/v1/voortgang/{d}": "wie een programma ziet staat in Deelname; getoetst in vth/voortgang/tests/test_api.py"
        for d in (
            "programmas",
            "programmas/<id>",
            *(
                f"programmas/<id>/{d}"
                for d in ("onderdelen", "middelen", "agenda", "inlezingen", "tegenspraken")
            ),
            "onderdelen/<id>",
            "onderdelen/<id>/oordelen",
            "rondes/<id>",
            *(f"rondes/<id>/{d}" for d in ("rapport", "rapport/download", "gegevens")),
            "bijdragen/<id>",
            "inlezingen/<id>/voorstellen",
        )
    },
    **{
        f"api/v1/voortgang/{d}": SCHRIJFT
        for d in (
            *(f"programmas/<id>/{d}" for d in ("versies", "deelnemers", "einde", "rondes")),
            *(f"onderdelen/<id>/{d}" for d in ("versies", "planningen", "pijlerplannen")),
            "onderdelen/<id>/middelen",
            "rondes/<id>/stappen",
            *(f"bijdragen/<id>/{d}" for d in ("stappen", "oordelen")),
            "inlezingen/<id>/voorstellen/<nummer>",
            "inlezingen/<id>/overname",
            "tegenspraken/<id>/besluit",
        )
    },
    **{
        f"api/v1/monitoring/{d}": "wie wat ziet staat in Lezer en Indicatorwaarde; getoetst in vth/monitoring/tests/test_api.py"
        for d in (
            "indicatoren",
            "cijfers",
            "cijfers/<id>",
            "rondes",
            "rondes/<id>/oordelen",
            "rondes/<id>/plannen",
            "rondes/<id>/financiering",
        )
    },
    **{f"api/v1/voortgang/{d}": SCHRIJFT for d in ("bijdragen/<id>", "onderdelen/<id>/planningen")},
    "api/v1/verbeurten/<id>/betalingen": SCHRIJFT,
    "handhaving/geld": "telt alleen; wat er voor wie meetelt staat in vth/handhaving/tests/test_geldoverzicht.py",
    **{
        f"{kamer}/uitvoer": "vraagt wat er uitgaat; toont geen records"
        for kamer in ("toezicht", "handhaving")
    },
    "zaken/nieuw": SCHRIJFT,
    "zaken/overdracht": SCHRIJFT,
    "zaken/<uuid:zaak_id>/stap": SCHRIJFT,
    "besluiten/<uuid:besluit_id>/<str:wat>": SCHRIJFT,
    "documenten/<uuid:document_id>/versies": SCHRIJFT,
    "sjablonen/": SJABLONEN,
    "sjablonen/<uuid:sjabloon_id>": SJABLONEN,
    "sjablonen/<uuid:sjabloon_id>/versies/<int:volgnummer>/download": SJABLONEN,
    "sjablonen/<uuid:sjabloon_id>/intrekken": SCHRIJFT,
    "api/v1/documentontvangsten": SCHRIJFT,
    "api/v1/documentontvangsten/<id>": "alleen voor wie het versturen begon (vth/zaken/documenten/tests/test_api.py)",
    "api/v1/documentontvangsten/<id>/deel": SCHRIJFT,
    "api/v1/documentontvangsten/<id>/klaar": SCHRIJFT,
    "adviezen/nieuw": SCHRIJFT,
    "bewaring/<uuid:vernietiging_id>": "toont zaken die weg mogen, die er hier niet zijn (vth/zaken/tests/test_bewaringweb.py)",
    "bewaring/<uuid:vernietiging_id>/<str:wat>": SCHRIJFT,
    "zaken/<uuid:zaak_id>/pakket": "geeft alleen een gesloten zaak (vth/zaken/tests/test_bewaringweb.py)",
    "zaken/<uuid:zaak_id>/bewaring/<str:wat>": SCHRIJFT,
    "besluiten/nieuw": SCHRIJFT,
    "zaken/teams": "toont teams en collega's van de eigen organisatie, geen records (vth/zaken/tests/test_verband.py)",
    "zaken/teams/<str:wat>": SCHRIJFT,
    "adviezen/<uuid:advies_id>/<str:wat>": SCHRIJFT,
    "vergunningen/nieuw": SCHRIJFT,
    "voorstellen/<uuid:voorstel_id>/regels/<int:volgnummer>/<str:wat>": SCHRIJFT,
    "toestemmingen/<uuid:toestemming_id>/<str:wat>": SCHRIJFT,
    "voorschriften/<uuid:voorschrift_id>/versies/<int:mutatie_id>": "leidt naar de pagina van het voorschrift, die hierboven staat",
    "agenda/sleutel": SCHRIJFT,
    "agenda/<str:geheim>.ics": "opent voor wie het geheim heeft, met wat dat account mag zien (portaal/tests/test_agenda.py)",
    "mandaten/": MANDATEN,
    "mandaten/mandaat/<uuid:mandaat_id>": MANDATEN,
    "mandaten/download/<str:vorm>": MANDATEN,
    "mandaten/ondertekening": MANDATEN,
    "mandaten/verschillen": MANDATEN,
    "mandaten/functies": MANDATEN,
    "mandaten/taakscheiding": "toont nummers, geen records; wiens werk wie ziet staat in vth/organisaties/tests/test_taakscheiding.py",
    "mandaten/modelmandaat": ALLEEN_VORM,
    "mandaten/invoer": SCHRIJFT,
    "mandaten/nieuw": SCHRIJFT,
    "mandaten/functies/vervalt": SCHRIJFT,
    "mandaten/mandaat/<uuid:mandaat_id>/intrekken": SCHRIJFT,
    "mandaten/mandaat/<uuid:mandaat_id>/mandaatingreep": SCHRIJFT,
    "oauth/token": SCHRIJFT,
    **{
        f"opsporing{deel}": OPSPORING
        for deel in (
            "",
            "/nieuw",
            "/<uuid:dossier_id>",
            "/<uuid:dossier_id>/openen",
            "/<uuid:dossier_id>/<slug:wat>",
            "/<uuid:dossier_id>/strafbeschikking/<uuid:strafbeschikking_id>.<slug:vorm>",
            "/<uuid:dossier_id>/procesverbaal/<uuid:procesverbaal_id>",
            "/<uuid:dossier_id>/procesverbaal/<uuid:procesverbaal_id>.<slug:vorm>",
            "/<uuid:dossier_id>/procesverbaal/<uuid:procesverbaal_id>/<slug:wat>",
        )
    },
    "api/v1/paren/<links>/<rechts>/oordelen": SCHRIJFT,
    "oauth/intrekken": SCHRIJFT,
}
# What is about the own account; the test below looks at these pages too.
EIGEN_ACCOUNT = ("aanmelden", "afmelden", "account")


@pytest.fixture(autouse=True)
def ongeremd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one account ask as often as the walk needs: how often one may is tested elsewhere."""
    monkeypatch.setattr(Tempo, "allow_request", lambda *_: True)


@pytest.fixture
def terug(wereld: Wereld) -> None:
    """Let whoever looks come back after all was written."""
    let_everybody_come_back("kijker", *(v.actor for v in (NOORD, BUUR, BREED, LEVERT, ALZIEND)))


def read_tekst(antwoord: Any) -> str:
    """Give all that an answer says: a page, data, or the sheets of a workbook."""
    inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
    if inhoud[:4] == b"PAR1":
        return str(pq.read_table(io.BytesIO(inhoud)).to_pylist())
    if inhoud[:2] != b"PK":
        return inhoud.decode("utf-8-sig", errors="replace")
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        return "".join(zip_.read(naam).decode() for naam in zip_.namelist())


def fetch(client: Client, pad: str) -> Any:
    """Ask an address, and go on to where it leads when that is another number of the same thing."""
    antwoord = client.get(pad)
    return client.get(antwoord["Location"]) if antwoord.status_code == 307 else antwoord


def list_paden(
    wereld: Wereld, gekozen: list[str], dossiers: list[int] | None = None
) -> Iterator[tuple[str, str]]:
    """Give every address to look at, and the mark of the record that it is about, if it is about one.

    Of the files those with these numbers, or all of them.
    """

    def deel(rijen: list[Any]) -> list[Any]:
        welke = range(len(rijen)) if dossiers is None else sorted({n % len(rijen) for n in dossiers})
        return [rijen[n] for n in welke]

    yield from ((pad, "") for pad in LIJSTEN)
    yield from ((pad.format(soort), "") for pad in PER_SOORT for soort in VOORKOMENS if soort not in NERGENS)
    for merk in gekozen:
        object_ = wereld.objecten[merk]
        eigen = PER_SITE if object_.soort == "vthobject" else []
        yield from ((pad.format(object_.pk), merk) for pad in (*PER_OBJECT, *eigen))
        yield from ((pad.format(object_.pk), "") for pad in (*PER_NUMMER, *(PER_ENTITEIT if eigen else ())))
    yield from ((pad.format(*(o.pk for o in paar)), "") for pad in PER_PAAR for paar in deel(wereld.paren))
    yield from ((pad.format(v.pk), "") for pad in PER_VRAAG for v in deel(wereld.vragen))
    yield from ((pad.format(z.pk), "") for pad in PER_ZAAK for z in deel(wereld.zaken))
    yield from ((pad.format(b.pk), "") for pad in PER_BESLUIT for b in deel(wereld.besluiten))
    yield from ((pad.format(d.pk), "") for pad in PER_DOCUMENT for d in deel(wereld.documenten))
    yield from ((pad.format(a.pk), "") for pad in PER_ADVIES for a in deel(wereld.adviezen))
    yield from ((pad.format(i.pk), "") for pad in PER_INFORMATIE for i in deel(wereld.informatie))
    yield from ((pad.format(m.pk), "") for pad in PER_MELDING for m in deel(wereld.meldingen))
    yield from ((pad.format(a.pk), "") for pad in PER_LEVERING for a in wereld.aanleveringen)
    yield from ((pad.format(v.pk), "") for pad in PER_VERGUNNING for v in deel(wereld.vergunningen))
    yield from ((pad.format(t.pk), "") for pad in PER_TOESTEMMING for t in deel(wereld.toestemmingen))
    yield from ((pad.format(v.pk), "") for pad in PER_VOORSCHRIFT for v in deel(wereld.voorschriften))
    yield from ((pad.format(c.pk), "") for pad in PER_CONCEPT for c in deel(wereld.concepten))
    yield from ((pad.format(v.pk), "") for pad in PER_VOORSTEL for v in deel(wereld.voorstellen))
    yield from ((pad.format(s.pk), "") for pad in PER_STANDAARD for s in deel(wereld.standaarden))
    yield from ((pad.format(m), "") for pad in PER_MUTATIE for m in deel(wereld.mutaties))
    yield from ((pad.format(s.pk), "") for pad in PER_SIGNAAL for s in deel(wereld.signalen))
    yield from ((pad.format(i.pk), "") for pad in PER_INCIDENT for i in deel(wereld.incidenten))
    yield from ((pad.format(c.pk), "") for pad in PER_CONTROLE for c in deel(wereld.controles))
    yield from ((pad.format(o.pk), "") for pad in PER_OVERTREDING for o in deel(wereld.overtredingen))
    yield from ((pad.format(m.pk), "") for pad in PER_MAATREGEL for m in deel(wereld.maatregelen))
    yield from ((pad.format(v.pk), "") for pad in PER_VERBEURTE for v in deel(wereld.verbeurten))
    yield from ((pad.format(b.pk), "") for pad in PER_BEVINDING for b in deel(wereld.bevindingen))
    yield from ((pad.format(m.pk), "") for pad in PER_MONSTER for m in deel(wereld.monsters))


def list_dossiers(viewer: Viewer) -> list[int] | None:
    """Give which files to open as a viewer: all of them, or some for whom only lists go another way or who sees none."""
    return [0, 5, 10] if viewer in (BREED, LEVERT) else None


def list_toegestaan(wereld: Wereld, viewer: Viewer) -> set[str]:
    """Give the marks that this viewer may read, by the one list of the register; of rows, by the oracle."""
    zichtbaar = set(list_zichtbaar(viewer).values_list("pk", flat=True))
    merken = {merk for merk, object_ in wereld.objecten.items() if object_.pk in zichtbaar}
    ziet_rijen = check_ziet(
        viewer.zicht, soort="vthobject", leverancier="OD-PROEF", gebied="", vertrouwelijkheid="intern"
    )
    return merken | (wereld.rijen if ziet_rijen else set())


def check_paden(wereld: Wereld, client: Client, viewer: Viewer, paden: Iterable[tuple[str, str]]) -> None:
    """Ask addresses as one viewer: none tells more than the list, and what is about one record is there or is not there at all."""
    mag = list_toegestaan(wereld, viewer)
    personen = {m for m, o in wereld.objecten.items() if o.soort == "natuurlijkpersoon"}
    for pad, merk in paden:
        antwoord = fetch(client, pad)
        gezien = find_merken(read_tekst(antwoord))
        assert antwoord.status_code < 500, pad
        assert gezien <= mag, (pad, gezien - mag)
        assert pad in NOEMT_PERSONEN or not (gezien & personen) - {merk}, (
            f"{pad} noemt een natuurlijk persoon"
        )
        if merk:
            assert antwoord.status_code == (200 if merk in mag else 404), pad


@pytest.mark.parametrize("viewer", [NOORD, BUUR, BREED, LEVERT], ids=lambda viewer: viewer.actor)
def test_no_path_tells_more_than_the_list(
    wereld: Wereld, client: Client, monkeypatch: pytest.MonkeyPatch, viewer: Viewer
) -> None:
    log_in(client, monkeypatch, viewer)
    paden = list_paden(wereld, sorted(wereld.objecten)[::9], list_dossiers(viewer))
    check_paden(wereld, client, viewer, paden)


@IEDER
@given(viewer=KIJKERS, data=st.data())
def test_no_path_tells_any_viewer_more_than_the_list(
    wereld: Wereld, client: Client, monkeypatch: pytest.MonkeyPatch, viewer: Viewer, data: Any
) -> None:
    """Who looks is drawn, and at which of all addresses: many viewers a little find more than a few who walk everywhere."""
    log_in(client, monkeypatch, viewer)
    paden = list(list_paden(wereld, sorted(wereld.objecten)))
    gekozen = data.draw(st.lists(st.sampled_from(paden), min_size=8, max_size=12, unique=True))
    check_paden(wereld, client, viewer, gekozen)


def test_what_one_may_see_is_indeed_told(
    wereld: Wereld, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without this the test above could hold because nothing is told at all; who sees all is not told who stands behind it."""
    log_in(client, monkeypatch, ALZIEND)
    gekozen = sorted(wereld.objecten)[:7]
    paden = list_paden(wereld, gekozen)
    per_pad = {pad: (merk, find_merken(read_tekst(fetch(client, pad)))) for pad, merk in paden}
    personen = {m for m, o in wereld.objecten.items() if o.soort == "natuurlijkpersoon"}
    noemt = {pad: (gezien & personen) - {merk} for pad, (merk, gezien) in per_pad.items()}
    assert {pad for pad, wie in noemt.items() if wie} <= set(NOEMT_PERSONEN)
    zwijgt = {pad for pad, (merk, gezien) in per_pad.items() if not (merk in gezien if merk else gezien)}
    assert {pad for pad in zwijgt if not any(stil in pad for stil in MAG_ZWIJGEN)} == set()
    in_lijsten = {m for m, o in wereld.objecten.items() if o.soort not in (*NERGENS, "natuurlijkpersoon")}
    assert in_lijsten | set(gekozen) | wereld.rijen <= set().union(
        *(gezien for _, gezien in per_pad.values())
    )


def iter_routes(patronen: list[URLPattern | URLResolver], begin: str = "") -> Iterator[str]:
    """Give every address of the site, as it is written in the rooms."""
    for patroon in patronen:
        adres = f"{begin}{patroon.pattern}"
        if isinstance(patroon, URLResolver):
            yield from iter_routes(patroon.url_patterns, adres)
        else:
            yield adres


def test_what_is_taken_along_tells_no_more_than_the_list(
    wereld: Wereld, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the inspector takes a visit along, so he looks with the sight of each."""
    staten = set()
    for viewer in (NOORD, BUUR, BREED, LEVERT, ALZIEND):
        mag = list_toegestaan(wereld, viewer)
        log_in(client, monkeypatch, replace(viewer, actor=INSPECTEUR.actor))
        for controle in wereld.controles:
            antwoord = client.post(f"/toezicht/veld/bezoeken/{controle.pk}/meenemen")
            staten.add(antwoord.status_code)
            assert find_merken(read_tekst(antwoord)) <= mag, (viewer.actor, controle.omschrijving)
    assert staten == {200, 422}


def test_every_address_of_the_site_is_walked_or_says_why_not() -> None:
    nummer = "01a20bc4-4925-7011-9917-878f2fe477e5"
    per_stuk = [*PER_OBJECT, *PER_SITE, *PER_ENTITEIT, *PER_NUMMER, *PER_VRAAG, *PER_LEVERING]
    per_stuk += [*PER_ZAAK, *PER_BESLUIT, *PER_DOCUMENT, *PER_ADVIES, *PER_INFORMATIE, *PER_MELDING]
    per_stuk += [*PER_VERGUNNING, *PER_TOESTEMMING, *PER_VOORSCHRIFT, *PER_CONCEPT]
    per_stuk += [
        *PER_VOORSTEL,
        *PER_STANDAARD,
        *PER_CONTROLE,
        *PER_BEVINDING,
        *PER_MONSTER,
        *PER_OVERTREDING,
        *PER_MAATREGEL,
        *PER_VERBEURTE,
    ]
    per_stuk += [*PER_VERGUNNING, *PER_TOESTEMMING, *PER_VOORSCHRIFT, *PER_SIGNAAL, *PER_INCIDENT]
    paden = [*LIJSTEN, *(p.format("vthobject") for p in PER_SOORT), *(p.format(nummer) for p in per_stuk)]
    paden += [*(p.format(nummer, nummer) for p in PER_PAAR), *(p.format(1) for p in PER_MUTATIE)]
    gelopen = {resolve(pad.partition("?")[0]).route for pad in paden}
    alle = {r for r in iter_routes(get_resolver().url_patterns) if r.split("/")[0] not in EIGEN_ACCOUNT}
    assert alle - gelopen - set(ZONDER) == set(), "nieuw adres: loop het hierboven af, of zeg waarom niet"
    assert set(ZONDER) - alle == set(), "dit adres is er niet meer"
    assert set(ZONDER) & gelopen == set()


def test_pages_of_the_own_account_tell_of_no_record(
    wereld: Wereld, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(client, monkeypatch, ALZIEND)
    for adres in sorted({r for r in iter_routes(get_resolver().url_patterns) if "<" not in r}):
        if adres.split("/")[0] in EIGEN_ACCOUNT or adres in ZONDER:
            assert find_merken(read_tekst(client.get(f"/{adres}".replace("/^", "/")))) == set(), adres


def attempt(dienst: Any, **wat: Any) -> bool:
    """Try an act and undo it; tells whether it was allowed."""
    try:
        with transaction.atomic():
            dienst(**wat)
            transaction.set_rollback(True)
    except Exception as fout:
        if type(fout).__name__ not in ("GeenToegangError", "BestaatNietError"):
            raise
        return False
    return True


def expose(viewer: Viewer, site: Bronobject) -> None:
    """Say that a record is otherwise confidential; raises when nothing came of that."""
    niveau = next(n for n in VERTROUWELIJKHEDEN if n != site.vertrouwelijkheid)
    wat = {
        "leverancier": site.leverancier,
        "soort": site.soort,
        "ids": [site.pk],
        "vertrouwelijkheid": niveau,
    }
    if not record_zicht(viewer=viewer, **wat):
        raise BestaatNietError


def may(viewer: Viewer, handeling: str, leverancier: str) -> bool:
    """Decide by hand what `toegang` should decide."""
    return handeling in viewer.handelingen and bool({leverancier, ALLE_ORGANISATIES} & viewer.organisaties)


def count_alles() -> tuple[int, ...]:
    tabellen = (
        Bronobject,
        Aanlevering,
        Aanvaarding,
        Gelijkstelling,
        Koppeloordeel,
        Snede,
        Toewijzing,
        Zaakgebeurtenis,
        Besluitversie,
        Documentversie,
        Adviesgebeurtenis,
        *VOORKOMENS.values(),
    )
    return tuple(m.objects.count() for m in tabellen)


@IEDER
@given(viewer=DOENERS, data=st.data())
@example(viewer=NOORD, data=None)
@example(viewer=ALZIEND, data=None)
def test_services_act_only_where_the_viewer_may_see_and_may_act(
    wereld: Wereld, viewer: Viewer, data: Any
) -> None:
    voor = count_alles()
    merken = sorted(m for m, o in wereld.objecten.items() if o.soort == "vthobject")
    zichtbaar = set(list_zichtbaar(viewer).values_list("pk", flat=True))
    for merk in data.draw(st.lists(st.sampled_from(merken), min_size=1, max_size=6)) if data else merken:
        site = wereld.objecten[merk]
        inhoud = {"hoofdtype": "inrichting", "naam": "overschreven"}
        gelukt = attempt(
            record_object, viewer=viewer, leverancier=site.leverancier, soort="vthobject", sleutel=merk,
            inhoud=inhoud, begin_geldigheid=JAN,
        )  # fmt: skip
        mag = may(viewer, "register.record", site.leverancier) and site.pk in zichtbaar
        assert gelukt is mag
        assert attempt(close_object, viewer=viewer, bronobject_id=site.pk, vanaf=JAN) is mag
        assert attempt(expose, viewer=viewer, site=site) is mag
    check_leveringen(wereld, viewer)
    check_oordelen(wereld, viewer, zichtbaar)
    check_zaken(wereld, viewer)
    assert count_alles() == voor


def check_oordelen(wereld: Wereld, viewer: Viewer, zichtbaar: set[Any]) -> None:
    """Try to judge pairs that nobody judged yet, and to have the register compared."""
    for a, b in wereld.paren[: len(wereld.paren) // 2]:
        gelukt = attempt(record_oordeel, viewer=viewer, links=a.pk, rechts=b.pk, keuze="gelijk")
        assert gelukt is ("ontdubbeling.decide" in viewer.handelingen and {a.pk, b.pk} <= zichtbaar)
    if "ontdubbeling.record" not in viewer.handelingen:
        assert not attempt(record_ronde, viewer=viewer)


def check_zaken(wereld: Wereld, viewer: Viewer) -> None:
    """Try to act on zaken and decisions: only what may be seen, and only for whose zaak it is."""
    per_merk = (wereld.zaken, wereld.besluiten, wereld.documenten, wereld.adviezen)
    for zaak, besluit, document, advies in zip(*per_merk, strict=True):
        zicht = {
            "leverancier": zaak.leverancier,
            "gebied": zaak.gebied,
            "vertrouwelijkheid": zaak.vertrouwelijkheid,
        }
        ziet = not viewer.zicht.is_leeg and check_ziet(viewer.zicht, soort="zaak", **zicht)
        stap = {"zaak_id": zaak.pk, "handeling": "neem_in_behandeling"}
        assert attempt(record_stap, viewer=viewer, **stap) is (
            ziet and may(viewer, "zaak.record", zaak.leverancier)
        )
        nieuw = {"document_id": document.pk, "gegevens": Gegevens(titel="Anders.")}
        assert attempt(record_documentgegevens, viewer=viewer, **nieuw) is (
            ziet and may(viewer, "zaak.record", zaak.leverancier)
        )
        weg = {"advies_id": advies.pk, "reden": "proef"}
        assert attempt(close_adviesverzoek, viewer=viewer, **weg) is (
            ziet and may(viewer, "zaak.record", zaak.leverancier)
        )
        tekst = {"besluit_id": besluit.pk, "tekst": "Anders.", "overwegingen": []}
        ziet_besluit = not viewer.zicht.is_leeg and check_ziet(viewer.zicht, soort="besluit", **zicht)
        assert attempt(record_besluittekst, viewer=viewer, **tekst) is (
            ziet_besluit and may(viewer, "besluit.record", zaak.leverancier)
        )


def check_leveringen(wereld: Wereld, viewer: Viewer) -> None:
    """Try every act on deliveries."""
    verwerkt, wacht = wereld.aanleveringen
    ziet = not viewer.zicht.is_leeg and (viewer.zicht.landelijk or "OD-PROEF" in viewer.zicht.leveranciers)
    leest = check_ziet(
        viewer.zicht, soort="vthobject", leverancier="OD-PROEF", gebied="", vertrouwelijkheid="intern"
    )
    besluit = {"aanlevering_id": wacht.pk, "akkoord": False, "reden": "proef"}
    assert attempt(decide_aanlevering, viewer=viewer, **besluit) is (
        ziet and may(viewer, "aanlevering.decide", "OD-PROEF")
    )
    regel = next(r for r in list_verslag(verwerkt) if r.ernst == "waarschuwing" and r.sleutel)
    aanvaarding = {"aanlevering_id": verwerkt.pk, "volgnummer": regel.volgnummer, "reden": "klopt"}
    mag = leest and may(viewer, "aanlevering.waarschuwing.accept", "OD-PROEF")
    if mag or not attempt(accept_waarschuwing, viewer=viewer, **aanvaarding):
        mag = mag and attempt(accept_waarschuwing, viewer=viewer, **aanvaarding)
    assert mag is (leest and may(viewer, "aanlevering.waarschuwing.accept", "OD-PROEF"))
    nieuw = {"profiel_id": "proef.einde", "brokken": [b"x"], "bestandsnaam": "x.csv"}
    assert attempt(accept_aanlevering, viewer=viewer, **nieuw) is may(
        viewer, "aanlevering.accept", "OD-PROEF"
    )
