"""Who did what to a zaak, a decision or a document, as the audit trail of the standard, without what an act held.

Of a zaak it is read from its own acts: the log has one line for many zaken that are handed over at once. Of the others from the log.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from vth.logboek.selectors import list_gebeurtenissen
from vth.toegang.selectors import list_actornamen

from ..models import Zaak
from ..selectors import BestaatNietError, read_soort
from ..zaakpagina import WOORDEN
from .antwoord import Rij

# So many of the latest acts; a zaak has some tens.
MEESTE = 1000
BRONNEN = {"zaak": "zrc", "besluit": "brc", "document": "drc"}
# What the standard calls an act; whatever is not here changes something.
ACTIES = {
    "open": "create",
    "vernietigd": "destroy",
    "besluit.record": "create",
    "besluit.import": "create",
    "document.record": "create",
    "document.erase": "destroy",
}
# The acts on a decision and a document by their names in the log, as people call them.
ZINNEN = {
    "besluit.record": "Besluit opgesteld",
    "besluit.import": "Bestaand besluit vastgelegd",
    "besluit.tekst": "Tekst van het besluit gewijzigd",
    "goedkeuring.request": "Goedkeuring gevraagd",
    "besluit.approve": "Over de goedkeuring beslist",
    "besluit.opmerking": "Opmerking geplaatst",
    "besluit.sign": "Besluit ondertekend",
    "besluit.bekendmaking": "Besluit bekendgemaakt",
    "besluit.rechtsmiddel": "Vastgelegd wat tegen het besluit is gedaan",
    "besluit.rechtsmiddeluitkomst": "Uitkomst vastgelegd van wat tegen het besluit is gedaan",
    "besluit.withdraw": "Concept ingetrokken",
    "document.record": "Document vastgelegd",
    "documentversie.record": "Nieuwe versie vastgelegd",
    "document.gegevens": "Gegevens van het document gewijzigd",
    "document.erase": "Document vernietigd",
}


@dataclass(frozen=True)
class _Daad:
    """One act: its key, its name in our own words and as people call it, by whom and when."""

    id: uuid.UUID
    handeling: str
    zin: str
    door: str
    op: datetime


def list_regels(soort: str, id_: uuid.UUID, url: str) -> list[Rij]:
    """List the acts on one thing that the viewer was found to see, the latest first; `url` is where that thing stands."""
    daden = list(_list_van_zaak(id_) if soort == "zaak" else _list_uit_logboek(soort, id_))
    namen = list_actornamen({d.door for d in daden})
    return [_make_regel(d, namen, url, soort) for d in daden]


def get_regel(soort: str, id_: uuid.UUID, url: str, regel: uuid.UUID) -> Rij:
    """Give one of the acts on a thing. Raises BestaatNietError."""
    gevonden = next((r for r in list_regels(soort, id_, url) if r["uuid"] == str(regel)), None)
    if gevonden is None:
        raise BestaatNietError("Deze regel bestaat niet.")
    return gevonden


def _list_van_zaak(id_: uuid.UUID) -> Iterable[_Daad]:
    """List the acts on a zaak; each has a key that follows from the zaak and its number there."""
    zaak = Zaak.objects.select_related("zaaksoortversie").get(pk=id_)
    titels = {o.handeling: o.titel for o in read_soort(zaak).overgangen}
    for g in zaak.gebeurtenissen.order_by("-volgnummer")[:MEESTE]:
        zin = WOORDEN.get(g.handeling) or titels.get(g.handeling) or _say_kaal(g.handeling)
        yield _Daad(uuid.uuid5(id_, str(g.volgnummer)), g.handeling, zin, g.door, g.op)


def _list_uit_logboek(soort: str, id_: uuid.UUID) -> Iterable[_Daad]:
    """List the acts on a decision or a document."""
    for g in list_gebeurtenissen(soort, str(id_), hoogstens=MEESTE):
        zin = ZINNEN.get(g.handeling) or _say_kaal(g.handeling)
        yield _Daad(g.pk, g.handeling, zin, g.actor, g.moment)


def _say_kaal(handeling: str) -> str:
    """Write the name of an act without its dots and strokes."""
    return handeling.replace(".", " ").replace("_", " ").capitalize()


def _make_regel(d: _Daad, namen: dict[str, str], url: str, soort: str) -> Rij:
    """Write one act."""
    return {
        "uuid": str(d.id),
        "bron": BRONNEN[soort],
        "applicatieId": "open-vth",
        "applicatieWeergave": "Open VTH",
        "gebruikersId": d.door,
        "gebruikersWeergave": namen[d.door],
        "actie": ACTIES.get(d.handeling, "update"),
        "actieWeergave": d.zin,
        "resultaat": 200,
        "hoofdObject": url,
        "resource": soort,
        "resourceUrl": url,
        "toelichting": "",
        "resourceWeergave": d.zin,
        "aanmaakdatum": d.op,
        # What is kept is what an act was about, not the whole record before and after it.
        "wijzigingen": {"oud": None, "nieuw": None},
    }
