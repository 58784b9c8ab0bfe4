"""The permits of the demo, decision by decision as they were taken, by the same services that everybody uses.

The files in `gegevens/vergunningen` are written by hand; what is there already is left alone.
"""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from vth.organisaties.selectors import make_viewer
from vth.register.models import Bronobject
from vth.tijd import klok
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer
from vth.vergunningen.controle import Mutatievoorstel, NieuweToestemming, NieuweVergunning
from vth.vergunningen.informatie import Plicht, accept_informatie, record_informatieoordeel
from vth.vergunningen.ingrepen import record_ingreep
from vth.vergunningen.inhoud import Voorschriftinhoud, make_inhoud
from vth.vergunningen.melding import accept_melding, record_meldingoordeel
from vth.vergunningen.models import Norm, Toestemming, Vergunning
from vth.vergunningen.normen import NieuweNorm, record_norm
from vth.vergunningen.services import (
    record_alles_vervallen,
    record_ontwerpen,
    record_toestemming,
    record_vaststelling,
    record_vergunning,
)
from vth.zaken.besluiten import record_bestaand_besluit
from vth.zaken.controle import BestaandBesluit, NieuwVerzoek, Over
from vth.zaken.models import Verzoek
from vth.zaken.rules import Datums

from .wereld import read_gegevens

MAP = Path(__file__).parent / "gegevens" / "vergunningen"
GEGEVENS = ("grenswaarden", "verplichtingen", "verwijzingen")
DIENST = "OD-VEENRAND"
TER_INZAGE = timedelta(days=7)
BESLUITSOORTEN = {
    "verlening": "omgevingsvergunning_uitgebreid",
    "wijziging": "wijziging_voorschriften_uitgebreid",
    "revisie": "revisievergunning_uitgebreid",
    "intrekking": "intrekking_vergunning_uitgebreid",
}
# Decisions that are sent to who asked, without a draft for everybody to look at.
VERZONDEN = {
    "toestemming_maatwerkvoorschrift": "maatwerkvoorschrift",
    "toestemming_gelijkwaardige_maatregel": "gelijkwaardige_maatregel",
}
Verhaal = Mapping[str, Any]


def list_verhalen() -> list[Verhaal]:
    """Read the permits of the story, by the name of their file."""
    return [
        yaml.load(b.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for b in sorted(MAP.glob("*.yaml"))
    ]


def make_vergunningen() -> int:
    """Record the permits of the story that are not there yet, with all that was decided about them; gives how many."""
    gemaakt = 0
    for verhaal in list_verhalen():
        kop = verhaal["vergunning"]
        if Vergunning.objects.filter(leverancier=kop["dienst"], kenmerk=kop["kenmerk"]).exists():
            continue
        _make_vergunning(verhaal)
        gemaakt += 1
    return gemaakt


@transaction.atomic
def _make_vergunning(verhaal: Verhaal) -> None:
    """Record one permit with all that was decided about it, or nothing of it."""
    kop = verhaal["vergunning"]
    viewer = _get_viewer(kop["door"])
    vergunning = record_vergunning(viewer=viewer, nieuw=_make_kop(kop))
    sleutels: dict[str, uuid.UUID] = {}
    for stuk in verhaal["toestemmingen"]:
        _record(viewer, vergunning, kop, stuk, sleutels)


def make_normen() -> int:
    """Record the norms of the story that are not there yet; gives how many."""
    gemaakt = 0
    for norm in read_gegevens("normen")["normen"]:
        velden = {k: v for k, v in norm.items() if k != "door"}
        sleutel = {k: velden.get(k, "") for k in ("organisatie", "regeling", "artikel", "gebied")}
        if Norm.objects.filter(**sleutel).exists():
            continue
        record_norm(viewer=_get_viewer(norm["door"]), nieuw=NieuweNorm(**velden))
        gemaakt += 1
    return gemaakt


def make_meldingen() -> int:
    """Take in the meldingen of the story that are not there yet, each as far as it was judged; gives how many."""
    gemaakt = 0
    for stuk in read_gegevens("normen")["meldingen"]:
        if Verzoek.objects.filter(leverancier=DIENST, verzoeknummer=stuk["nummer"]).exists():
            continue
        viewer, dag = _get_viewer(stuk["door"]), _derive_dag(stuk["dag"])
        verzoek = _make_verzoek(stuk, Verzoek.Type.MELDING, dag)
        melding = accept_melding(viewer=viewer, nieuw=verzoek)
        for oordeel in stuk["oordelen"]:
            record_meldingoordeel(
                viewer=viewer,
                verzoek_id=melding.pk,
                dag=_derive_dag(oordeel["dag"]),
                ontbreekt=oordeel["ontbreekt"],
            )
        gemaakt += 1
    return gemaakt


def make_informatie() -> int:
    """Take in the information on activities of the story that is not there yet, as far as it was judged; gives how much."""
    gemaakt = 0
    for stuk in read_gegevens("normen")["informatie"]:
        if Verzoek.objects.filter(leverancier=DIENST, verzoeknummer=stuk["nummer"]).exists():
            continue
        viewer, dag = _get_viewer(stuk["door"]), _derive_dag(stuk["dag"])
        begin = _derive_dag(stuk["begin"])
        verzoek = _make_verzoek(stuk, Verzoek.Type.INFORMATIE, dag)
        plicht = Plicht(artikel=stuk["artikel"], voor=stuk["voor"], begin_op=begin)
        informatie = accept_informatie(viewer=viewer, nieuw=verzoek, plicht=plicht)
        for oordeel in stuk["oordelen"]:
            record_informatieoordeel(
                viewer=viewer,
                verzoek_id=informatie.pk,
                dag=_derive_dag(oordeel["dag"]),
                begin_op=begin,
                ontbreekt=oordeel["ontbreekt"],
            )
        gemaakt += 1
    return gemaakt


def _make_verzoek(stuk: Verhaal, type_: str, dag: date) -> NieuwVerzoek:
    """Make a verzoek of the story, about one place."""
    return NieuwVerzoek(
        organisatie=DIENST,
        gebied=stuk["gebied"],
        verzoeknummer=stuk["nummer"],
        type=type_,
        indiendatum=dag,
        ontvangen_op=dag,
        omschrijving=stuk["omschrijving"],
        onderwerpen=[Over(_find_record(DIENST, "vthobject", stuk["vthobject"]), "vthobject")],
    )


def _get_viewer(gebruikersnaam: str) -> Viewer:
    """Give the viewer of a demo account."""
    return make_viewer(Gebruiker.objects.get(username=gebruikersnaam), klok.today())


def _derive_dag(geleden: int) -> date:
    """Give the day so many days ago."""
    return klok.today() - timedelta(days=geleden)


def _make_kop(kop: Verhaal) -> NieuweVergunning:
    """Make a permit as it is to be recorded."""
    return NieuweVergunning(
        organisatie=kop["dienst"],
        gebied=kop["gebied"],
        kenmerk=kop["kenmerk"],
        titel=kop["titel"],
        bevoegd_gezag=kop["bevoegd_gezag"],
        vthobject_id=_find_record(kop["dienst"], "vthobject", kop["vthobject"]),
    )


def _find_record(dienst: str, soort: str, sleutel: str) -> uuid.UUID:
    """Find a record of a service by its own number."""
    return Bronobject.objects.get(leverancier=dienst, soort=soort, sleutel=sleutel).pk


def _record(
    viewer: Viewer, vergunning: Vergunning, kop: Verhaal, stuk: Verhaal, sleutels: dict[str, uuid.UUID]
) -> None:
    """Record one decision or passage by law: what it does, that it was taken, and what a court did to it."""
    van_rechtswege = "besluitdatum" not in stuk
    nieuw = NieuweToestemming(
        kenmerk=stuk["kenmerk"],
        onderwerp=stuk["onderwerp"],
        toestemmingsoort=stuk["toestemmingsoort"],
        toestemmingtype=stuk["toestemmingtype"],
        dictum=stuk["dictum"],
        besluit_id=None if van_rechtswege else _record_besluit(viewer, kop, stuk),
        grondslag=stuk["grondslag"] if van_rechtswege else "",
        activiteiten=_list_records(kop, stuk.get("activiteiten", ())),
        houders=_list_records(kop, stuk.get("houders", ()), "vestiging"),
    )
    toestemming = record_toestemming(viewer=viewer, vergunning_id=vergunning.pk, nieuw=nieuw)
    if stuk.get("vervallen") == "alles":
        record_alles_vervallen(viewer=viewer, toestemming_id=toestemming.pk, op=stuk["ingangsdatum"])
    voorstellen = _list_voorstellen(kop, stuk, sleutels)
    record_ontwerpen(viewer=viewer, toestemming_id=toestemming.pk, voorstellen=voorstellen)
    record_vaststelling(
        viewer=viewer,
        toestemming_id=toestemming.pk,
        ingangsdatum=stuk["ingangsdatum"],
        vervaldatum=stuk.get("vervaldatum"),
    )
    _record_ingrepen(viewer, toestemming, stuk, sleutels)


def _list_records(kop: Verhaal, nummers: Any, soort: str = "activiteituitvoering") -> list[uuid.UUID]:
    """Find the activities, or other records, that are named by their number."""
    return [_find_record(kop["dienst"], soort, n) for n in nummers]


def _record_besluit(viewer: Viewer, kop: Verhaal, stuk: Verhaal) -> uuid.UUID:
    """Take in the decision that a toestemming rests on, as it is known."""
    dag: date = stuk["besluitdatum"]
    verzonden = VERZONDEN.get(stuk["toestemmingsoort"])
    soort = verzonden or BESLUITSOORTEN[stuk["toestemmingtype"]]
    bekend = "verzenddatum" if verzonden else "ter_inzage_vanaf"
    datums = Datums(besluitdatum=dag, ingangsdatum=stuk["ingangsdatum"], **{bekend: dag + TER_INZAGE})
    bestaand = BestaandBesluit(
        organisatie=kop["dienst"],
        gebied=kop["gebied"],
        identificatie=stuk["kenmerk"],
        besluitsoort=soort,
        omschrijving=stuk["onderwerp"],
        datums=datums,
        bevoegd_gezag=kop["bevoegd_gezag"],
        vertrouwelijkheid="openbaar",
        tekst=f"{stuk['dictum']}\n\nGrondslag: {stuk['grondslag']}.",
    )
    return record_bestaand_besluit(viewer=viewer, bekend=bestaand).pk


def _list_voorstellen(kop: Verhaal, stuk: Verhaal, sleutels: dict[str, uuid.UUID]) -> list[Mutatievoorstel]:
    """Make what one decision does to voorschriften, in its own order; brothers stand in the order of the list."""
    voorstellen = []
    for mutatie in stuk["mutaties"]:
        soort, sleutel = mutatie.get("soort", "van_kracht"), mutatie["sleutel"]
        id_ = sleutels.setdefault(sleutel, klok.make_uuid7())
        voorstellen.append(
            Mutatievoorstel(
                soort,
                None if soort == "vervallen" else _make_inhoud(mutatie),
                voorschrift_id=id_,
                ouder_id=sleutels[mutatie["ouder"]] if "ouder" in mutatie else None,
                tot=mutatie.get("tot"),
                voorwaarde=mutatie.get("voorwaarde", ""),
                vervangt_id=sleutels[mutatie["vervangt"]] if "vervangt" in mutatie else None,
                bereik=_list_records(kop, mutatie.get("bereik", ())),
            )
        )
    return voorstellen


def _make_inhoud(mutatie: Verhaal) -> Voorschriftinhoud:
    """Make what a voorschrift says."""
    return make_inhoud(
        mutatie["nummer"],
        mutatie["titel"],
        mutatie["tekst"],
        {k: mutatie[k] for k in GEGEVENS if k in mutatie},
        voorschrifttype=mutatie.get("voorschrifttype", "standaard"),
    )


def _record_ingrepen(
    viewer: Viewer, toestemming: Toestemming, stuk: Verhaal, sleutels: Mapping[str, uuid.UUID]
) -> None:
    """Record what a court did to a decision, and which conditions were met."""
    nummers = dict(toestemming.mutaties.values_list("voorschrift_id", "volgnummer"))
    for ingreep in stuk.get("ingrepen", ()):
        record_ingreep(
            viewer=viewer,
            toestemming_id=toestemming.pk,
            soort=ingreep["soort"],
            begin=ingreep["begin"],
            eind=ingreep.get("eind"),
            grond=ingreep["grond"],
            mutaties=[nummers[sleutels[s]] for s in ingreep["mutaties"]],
        )
