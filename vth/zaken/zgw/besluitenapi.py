"""The Besluiten API of VNG as far as it reads: the decisions that were taken."""

import uuid

from django.http import HttpResponse
from ninja import Query, Router

from vth.interface.invoer import collect_fouten
from vth.interface.inzage import note_rijen
from vth.interface.vraag import Vraag
from vth.tijd import klok

from ..models import Besluit
from ..selectors import BestaatNietError, list_zichtbaar
from . import lezen
from .antwoord import (
    Bladvraag,
    Rij,
    answer,
    answer_lijst,
    keep_adres,
    make_adressen,
    read_adres,
    read_na,
    write_na,
)
from .audittrail import get_regel, list_regels
from .typen import find_besluitsoort
from .vormen import Vormen

LIJST = "zgw.besluiten"
router = Router(tags=["Besluiten"])


class Besluitvraag(Bladvraag):
    """What the list of decisions can be narrowed to, by the names of the standard."""

    identificatie: str = ""
    verantwoordelijkeOrganisatie: str = ""
    besluittype: str = ""
    zaak: str = ""


class Stukvraag(Bladvraag):
    """Of which decision documents are asked, also one of them."""

    besluit: str
    informatieobject: str = ""


@router.get("/besluiten", url_name="besluiten-lijst", operation_id="besluit_list")
def list_besluiten(request: Vraag, vraag: Query[Besluitvraag]) -> HttpResponse:
    """Geef de genomen besluiten die u mag zien, in volgorde van registratie."""
    adressen = make_adressen(request)
    velden: dict[str, object] = {}
    with collect_fouten() as read:
        na = read(read_na, LIJST, vraag)
        if vraag.zaak:
            velden["zaak_id"] = read(read_adres, adressen, "zaak", vraag.zaak, "zaken")
        if vraag.besluittype:
            velden["besluitsoort"] = find_besluitsoort(
                read(read_adres, adressen, "besluittype", vraag.besluittype, "besluittypen"), klok.today()
            )
    if vraag.identificatie:
        velden["identificatie"] = vraag.identificatie
    if vraag.verantwoordelijkeOrganisatie:
        velden["bevoegd_gezag"] = vraag.verantwoordelijkeOrganisatie
    bladzij = lezen.list_besluiten(request.viewer, velden, na=na)
    return answer_lijst(
        request,
        _make(request, bladzij.rijen),
        telling=lezen.count_besluiten(request.viewer, velden),
        volgende=write_na(LIJST, bladzij.rijen[-1].pk) if bladzij.meer else "",
    )


@router.get("/besluiten/{uuid:id_}", url_name="besluiten", operation_id="besluit_read")
def read_besluit(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef één genomen besluit."""
    besluit = lezen.list_genomen(request.viewer).filter(pk=id_).first()
    if besluit is None:
        raise BestaatNietError("Besluit bestaat niet, of u mag dat niet zien.")
    return answer(_make(request, [besluit])[0])


@router.get(
    "/besluiten/{uuid:id_}/audittrail", url_name="besluitaudittrail", operation_id="besluit_audittrail_list"
)
def list_audittrail(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef wie wat met een besluit deed, het laatste eerst."""
    return answer(list_regels("besluit", id_, _get_url(request, id_)))


@router.get(
    "/besluiten/{uuid:id_}/audittrail/{uuid:regel}",
    url_name="besluitauditregel",
    operation_id="besluit_audittrail_read",
)
def read_audittrail(request: Vraag, id_: uuid.UUID, regel: uuid.UUID) -> HttpResponse:
    """Geef één ding dat met een besluit is gedaan."""
    return answer(get_regel("besluit", id_, _get_url(request, id_), regel))


@router.get("/besluitinformatieobjecten", url_name="bio-lijst", operation_id="besluitinformatieobject_list")
def list_besluitinformatieobjecten(request: Vraag, vraag: Query[Stukvraag]) -> HttpResponse:
    """Geef de documenten bij een besluit."""
    adressen = make_adressen(request)
    id_ = read_adres(adressen, "besluit", vraag.besluit, "besluiten")
    _get_url(request, id_)
    documenten = list(lezen.list_bewaard(request.viewer).filter(besluit_id=id_).order_by("pk"))
    rijen = [Vormen(adressen).make_besluitinformatieobject(d) for d in documenten]
    getoond = keep_adres(rijen, "informatieobject", vraag.informatieobject)
    note_rijen(
        request, "zgw.documenten.list", [d for d, r in zip(documenten, rijen, strict=True) if r in getoond]
    )
    return answer(getoond)


@router.get(
    "/besluitinformatieobjecten/{uuid:id_}",
    url_name="besluitinformatieobjecten",
    operation_id="besluitinformatieobject_read",
)
def read_besluitinformatieobject(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef dat een document bij een besluit hoort."""
    document = lezen.list_bewaard(request.viewer).filter(pk=id_).exclude(besluit=None).first()
    if document is None or document.besluit_id is None:
        raise BestaatNietError("Dit bestaat niet, of u mag het niet zien.")
    _get_url(request, document.besluit_id)
    note_rijen(request, "zgw.documenten.list", [document])
    return answer(Vormen(make_adressen(request)).make_besluitinformatieobject(document))


def _get_url(request: Vraag, id_: uuid.UUID) -> str:
    """Give where a decision stands that was taken and that the viewer may see, and note the look at it."""
    besluit = lezen.list_genomen(request.viewer).filter(pk=id_).first()
    if besluit is None:
        raise BestaatNietError("Besluit bestaat niet, of u mag dat niet zien.")
    note_rijen(request, "zgw.besluiten.list", [besluit])
    return make_adressen(request).write("besluiten", "besluiten", id_)


def _make(request: Vraag, besluiten: list[Besluit]) -> list[Rij]:
    """Write decisions, and note the look at them; the zaak is named to who may see it."""
    note_rijen(request, "zgw.besluiten.list", besluiten)
    zaken = {b.zaak_id for b in besluiten if b.zaak_id}
    zichtbaar = set(list_zichtbaar(request.viewer).filter(pk__in=zaken).values_list("pk", flat=True))
    vormen = Vormen(make_adressen(request))
    return [vormen.make_besluit(b, zaak_zichtbaar=b.zaak_id in zichtbaar) for b in besluiten]
