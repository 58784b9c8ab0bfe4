"""The zaken of the demo, by the same services that everybody uses; those that are there already are left alone."""

from datetime import date, timedelta
from typing import Any

from vth.organisaties.selectors import make_viewer
from vth.register.models import Bronobject, VthObjectVoorkomen
from vth.tijd import klok
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer
from vth.zaken.besluitboeking import Overwegingstekst
from vth.zaken.besluiten import record_bekendmaking, record_besluit, sign_besluit
from vth.zaken.brieven.services import record_brief
from vth.zaken.controle import NieuweZaak, NieuwVerzoek, Over
from vth.zaken.documenten.lezing import read_versie
from vth.zaken.documenten.plek import NieuwDocument
from vth.zaken.documenten.services import accept_document
from vth.zaken.documenten.voorbeeld import make_voorbeeld
from vth.zaken.goedkeuringen import decide_goedkeuring, request_goedkeuring
from vth.zaken.models import Zaak
from vth.zaken.overdracht import record_team, record_teamlid
from vth.zaken.rules import Datums
from vth.zaken.services import open_zaak, record_stap, record_verzoek
from vth.zaken.termijnen import record_ingebrekestelling, record_verlenging

from .wereld import read_gegevens

DIENST, TEAM = "OD-VEENRAND", "veenrand-werk"
TEAMLEIDER, GOEDKEURDER, COLLEGE = "veenrand-teamleider", "veenrand-jurist", "lindeveen-college"


def make_zaken() -> int:
    """Open the zaken of the story that are not there yet, and bring each as far as the story says; gives how many."""
    team = record_team(
        viewer=_get_viewer(TEAMLEIDER), code=TEAM, naam="Vergunningen en toezicht", organisatie=DIENST
    )
    gemaakt = 0
    for verhaal in read_gegevens("zaken"):
        door = _get_viewer(verhaal["door"])
        record_teamlid(viewer=_get_viewer(TEAMLEIDER), team=team.code, lid=door.actor, begin=date(2024, 1, 1))
        if Zaak.objects.filter(leverancier=DIENST, omschrijving=verhaal["zaak"]).exists():
            continue
        zaak = _open(door, verhaal)
        for stap in verhaal.get("stappen", ()):
            _do_stap(door, zaak, stap)
        gemaakt += 1
    return gemaakt


def _get_viewer(gebruikersnaam: str) -> Viewer:
    """Give the viewer of a demo account."""
    return make_viewer(Gebruiker.objects.get(username=gebruikersnaam), klok.today())


def _derive_dag(geleden: int) -> date:
    """Give the day so many days ago."""
    return klok.today() - timedelta(days=geleden)


def _find_object(naam: str) -> Bronobject | None:
    """Find the record of the service about a site of the story."""
    rij = VthObjectVoorkomen.objects.believed().filter(naam=naam, bronobject__leverancier=DIENST).first()
    return rij.bronobject if rij else None


def _open(door: Viewer, verhaal: dict[str, Any]) -> Zaak:
    """Open one zaak, with what it is about and what was handed in."""
    site, dag = _find_object(verhaal["object"]), _derive_dag(verhaal["dag"])
    over = [Over(site.pk, "vthobject")] if site else []
    plek = {"organisatie": DIENST, "gebied": verhaal["gebied"]}
    nieuw = NieuweZaak(
        verhaal["soort"], omschrijving=verhaal["zaak"], startdatum=dag, onderwerpen=over, team=TEAM, **plek
    )
    zaak = open_zaak(viewer=door, nieuw=nieuw)
    if type_ := verhaal.get("verzoek"):
        nummer = f"{dag:%Y%m%d}-{zaak.identificatie[-4:]}"
        verzoek = NieuwVerzoek(
            verzoeknummer=nummer, type=type_, indiendatum=dag, ontvangen_op=dag, onderwerpen=over, **plek
        )
        record_verzoek(viewer=door, nieuw=verzoek, zaak_id=zaak.pk)
    return zaak


def _do_stap(door: Viewer, zaak: Zaak, stap: dict[str, Any]) -> None:
    """Do one thing of the story."""
    dag = _derive_dag(stap["dag"])
    if stap["doe"] == "stap":
        velden: dict[str, Any] = {v: stap[v] for v in ("handeling", "reden", "resultaat") if v in stap}
        record_stap(viewer=door, zaak_id=zaak.pk, dag=dag, **velden)
    elif stap["doe"] == "verlenging":
        langer = {veld: stap[veld] for veld in ("aantal", "eenheid", "reden")}
        record_verlenging(
            viewer=door, zaak_id=zaak.pk, termijn="beslistermijn", bekendgemaakt_op=dag, **langer
        )
    elif stap["doe"] == "ingebrekestelling":
        record_ingebrekestelling(viewer=door, zaak_id=zaak.pk, termijn="beslistermijn", ontvangen_op=dag)
    elif stap["doe"] == "document":
        _add_document(door, zaak, stap, dag)
    elif stap["doe"] == "brief":
        _make_brief(door, sjabloon=stap["sjabloon"], zaak_id=zaak.pk, verzending=dag)
    else:
        _decide(door, zaak, stap, dag)


def _add_document(door: Viewer, zaak: Zaak, stap: dict[str, Any], dag: date) -> None:
    """Take in a document of the story, and have its text read as the queue would."""
    nieuw = NieuwDocument(
        titel=stap["titel"],
        documentsoort=stap["soort"],
        zaak_id=zaak.pk,
        vertrouwelijkheid=stap.get("vertrouwelijkheid", ""),
        ontvangstdatum=dag,
    )
    brokken = [stap["tekst"].encode()]
    document = accept_document(viewer=door, nieuw=nieuw, brokken=brokken, bestandsnaam=stap["bestand"])
    read_versie(document.versies.get().pk)


def _make_brief(door: Viewer, **wat: Any) -> None:
    """Make a letter of the story, and have it read and drawn as the queue would."""
    versie = record_brief(viewer=door, **wat).documentversie
    read_versie(versie.pk)
    make_voorbeeld(versie)


def _decide(door: Viewer, zaak: Zaak, stap: dict[str, Any], dag: date) -> None:
    """Draft a decision, have a second person agree, let the college sign it, and send it."""
    besluit = record_besluit(
        viewer=door,
        zaak_id=zaak.pk,
        besluitsoort=stap["soort"],
        omschrijving=zaak.omschrijving,
        tekst=stap["tekst"],
        overwegingen=[Overwegingstekst("Milieu", "De gevolgen voor het milieu zijn aanvaardbaar.")],
    )
    keurder = _get_viewer(GOEDKEURDER)
    gevraagd = request_goedkeuring(viewer=door, besluit_id=besluit.pk, aan=keurder.actor)
    decide_goedkeuring(viewer=keurder, goedkeuring_id=gevraagd.pk, akkoord=True)
    sign_besluit(viewer=_get_viewer(COLLEGE), besluit_id=besluit.pk, besluitdatum=dag)
    record_stap(viewer=door, zaak_id=zaak.pk, handeling="besluit", dag=dag)
    record_bekendmaking(viewer=door, besluit_id=besluit.pk, datums=Datums(verzenddatum=dag))
    if "brief" in stap:
        _make_brief(door, sjabloon=stap["brief"], besluit_id=besluit.pk, verzending=dag)
