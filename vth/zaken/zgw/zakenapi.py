"""The Zaken API of VNG as far as it reads: zaken, their steps, outcome, roles and what they are about."""

import uuid

from django.http import HttpResponse
from ninja import Query, Router

from vth.interface.invoer import collect_fouten
from vth.interface.inzage import note_rijen
from vth.interface.vraag import Vraag
from vth.register.models import Bronobject
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen

from ..models import Zaak, Zaakgebeurtenis, Zaakonderwerp
from ..selectors import BestaatNietError, get_zaak, list_zichtbare_besluiten
from . import lezen
from .adressen import Adressen, read_rijid
from .antwoord import (
    Bladvraag,
    Rij,
    answer,
    answer_lijst,
    find_een,
    keep_adres,
    make_adressen,
    read_adres,
    read_dagen,
    read_ja,
    read_na,
    write_na,
)
from .audittrail import get_regel, list_regels
from .lezen import DINGEN
from .typen import find_versie
from .vormen import Vormen

LIJST = "zgw.zaken"
router = Router(tags=["Zaken"])


class Zaakvraag(Bladvraag):
    """What the list of zaken can be narrowed to, by the names of the standard."""

    identificatie: str = ""
    bronorganisatie: str = ""
    zaaktype: str = ""
    startdatum: str = ""
    startdatum__gt: str = ""
    startdatum__gte: str = ""
    startdatum__lt: str = ""
    startdatum__lte: str = ""
    registratiedatum: str = ""
    registratiedatum__gt: str = ""
    registratiedatum__lt: str = ""
    einddatum: str = ""
    einddatum__gt: str = ""
    einddatum__lt: str = ""
    einddatum__isnull: str = ""


class Deelvraag(Bladvraag):
    """Of which zaak parts are asked; the standard lets one leave it out, this site does not: it would be all of the country."""

    zaak: str


class Statusvraag(Deelvraag):
    """Steps of one zaak, also of one kind."""

    statustype: str = ""


class Resultaatvraag(Deelvraag):
    """The outcome of one zaak, also of one kind."""

    resultaattype: str = ""


class Stukvraag(Deelvraag):
    """The documents of one zaak, also one of them."""

    informatieobject: str = ""


@router.get("/zaken", url_name="zaken-lijst", operation_id="zaak_list")
def list_zaken(request: Vraag, vraag: Query[Zaakvraag]) -> HttpResponse:
    """Geef de zaken die u mag zien, in volgorde van registratie."""
    adressen = make_adressen(request)
    velden: dict[str, object] = {}
    with collect_fouten() as read:
        na = read(read_na, LIJST, vraag)
        for kolom in ("startdatum", "registratiedatum", "einddatum"):
            velden |= read(read_dagen, vraag, kolom) or {}
        if vraag.einddatum__isnull:
            velden["einddatum__isnull"] = read(read_ja, "einddatum__isnull", vraag.einddatum__isnull)
        if vraag.zaaktype:
            velden["zaaksoortversie_id"] = find_versie(
                read(read_adres, adressen, "zaaktype", vraag.zaaktype, "zaaktypen")
            )
    for naam, kolom in (("identificatie", "identificatie"), ("bronorganisatie", "leverancier")):
        if waarde := getattr(vraag, naam):
            velden[kolom] = waarde
    bladzij = lezen.list_zaken(request.viewer, velden, na=na)
    note_rijen(request, "zgw.zaken.list", bladzij.rijen)
    bij, vormen = lezen.read_bijlagen(request.viewer, bladzij.rijen), Vormen(adressen)
    return answer_lijst(
        request,
        [vormen.make_zaak(z, bij) for z in bladzij.rijen],
        telling=lezen.count_zaken(request.viewer, velden),
        volgende=write_na(LIJST, bladzij.rijen[-1].pk) if bladzij.meer else "",
    )


@router.get("/zaken/{uuid:id_}", url_name="zaken", operation_id="zaak_read")
def read_zaak(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef één zaak."""
    zaak = _get(request, id_)
    bij = lezen.read_bijlagen(request.viewer, [zaak])
    return answer(Vormen(make_adressen(request)).make_zaak(zaak, bij))


@router.get("/zaken/{uuid:id_}/besluiten", url_name="zaakbesluiten", operation_id="zaakbesluit_list")
def list_zaakbesluiten(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef waar de besluiten in een zaak staan."""
    zaak, adressen = _get(request, id_), make_adressen(request)
    ids = list_zichtbare_besluiten(request.viewer).filter(zaak=zaak).exclude(besluitdatum=None)
    return answer(
        [_make_zaakbesluit(adressen, zaak.pk, pk) for pk in ids.order_by("pk").values_list("pk", flat=True)]
    )


@router.get(
    "/zaken/{uuid:id_}/besluiten/{uuid:besluit_id}", url_name="zaakbesluit", operation_id="zaakbesluit_read"
)
def read_zaakbesluit(request: Vraag, id_: uuid.UUID, besluit_id: uuid.UUID) -> HttpResponse:
    """Geef waar één besluit in een zaak staat."""
    zaak = _get(request, id_)
    if not lezen.list_genomen(request.viewer).filter(zaak=zaak, pk=besluit_id).exists():
        raise BestaatNietError("Dit bestaat niet, of u mag het niet zien.")
    return answer(_make_zaakbesluit(make_adressen(request), zaak.pk, besluit_id))


def _make_zaakbesluit(adressen: Adressen, zaak: uuid.UUID, besluit: uuid.UUID) -> Rij:
    """Write that a decision was taken in a zaak."""
    return {
        "url": f"{adressen.write('zaken', 'zaken', zaak)}/besluiten/{besluit}",
        "uuid": str(besluit),
        "besluit": adressen.write("besluiten", "besluiten", besluit),
    }


@router.get(
    "/zaken/{uuid:id_}/zaakeigenschappen", url_name="zaakeigenschappen", operation_id="zaakeigenschap_list"
)
def list_zaakeigenschappen(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef de eigenschappen van een zaak: hier altijd geen, want wat een zaak heeft staat in de zaak zelf."""
    _get(request, id_)
    return answer([])


@router.get("/zaken/{uuid:id_}/audittrail", url_name="zaakaudittrail", operation_id="zaak_audittrail_list")
def list_zaakaudittrail(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef wie wat met een zaak deed, het laatste eerst."""
    zaak = _get(request, id_)
    return answer(list_regels("zaak", zaak.pk, make_adressen(request).write("zaken", "zaken", zaak.pk)))


@router.get(
    "/zaken/{uuid:id_}/audittrail/{uuid:regel}",
    url_name="zaakauditregel",
    operation_id="zaak_audittrail_read",
)
def read_zaakaudittrail(request: Vraag, id_: uuid.UUID, regel: uuid.UUID) -> HttpResponse:
    """Geef één ding dat met een zaak is gedaan."""
    zaak = _get(request, id_)
    return answer(get_regel("zaak", zaak.pk, make_adressen(request).write("zaken", "zaken", zaak.pk), regel))


@router.get("/statussen", url_name="statussen-lijst", operation_id="status_list")
def list_statussen(request: Vraag, vraag: Query[Statusvraag]) -> HttpResponse:
    """Geef de stappen die een zaak heeft gezet."""
    zaak = _read_zaak(request, vraag)
    rijen = keep_adres(_make_statussen(request, zaak), "statustype", vraag.statustype)
    return answer_lijst(request, rijen)


@router.get("/statussen/{uuid:id_}", url_name="statussen", operation_id="status_read")
def read_status(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef één stap die een zaak heeft gezet."""
    rij = Zaakgebeurtenis.objects.filter(pk=read_rijid("statussen", id_) or 0).first()
    if rij is None:
        raise BestaatNietError("Status bestaat niet, of u mag die niet zien.")
    return answer(_find(request, "statussen", id_, _make_statussen(request, _get(request, rij.zaak_id))))


@router.get("/resultaten", url_name="resultaten-lijst", operation_id="resultaat_list")
def list_resultaten(request: Vraag, vraag: Query[Resultaatvraag]) -> HttpResponse:
    """Geef het resultaat van een zaak, als zij dat heeft."""
    zaak = _read_zaak(request, vraag)
    vormen = Vormen(make_adressen(request))
    rijen = [vormen.make_resultaat(zaak)] if zaak.resultaat else []
    return answer_lijst(request, keep_adres(rijen, "resultaattype", vraag.resultaattype))


@router.get("/resultaten/{uuid:id_}", url_name="resultaten", operation_id="resultaat_read")
def read_resultaat(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef het resultaat van een zaak."""
    zaak = _get(request, id_)
    if not zaak.resultaat:
        raise BestaatNietError("Deze zaak heeft geen resultaat.")
    return answer(Vormen(make_adressen(request)).make_resultaat(zaak))


@router.get("/rollen", url_name="rollen-lijst", operation_id="rol_list")
def list_rollen(request: Vraag, vraag: Query[Deelvraag]) -> HttpResponse:
    """Geef wie er bij een zaak horen en als wat."""
    return answer_lijst(request, _make_rollen(request, _read_zaak(request, vraag)))


@router.get("/rollen/{uuid:id_}", url_name="rollen", operation_id="rol_read")
def read_rol(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef één rol bij een zaak."""
    zaak = _get_van(request, "rollen", id_)
    return answer(_find(request, "rollen", id_, _make_rollen(request, zaak)))


@router.get("/zaakobjecten", url_name="zaakobjecten-lijst", operation_id="zaakobject_list")
def list_zaakobjecten(request: Vraag, vraag: Query[Deelvraag]) -> HttpResponse:
    """Geef de locaties en activiteiten waar een zaak over gaat."""
    return answer_lijst(request, _make_zaakobjecten(request, _read_zaak(request, vraag)))


@router.get("/zaakobjecten/{uuid:id_}", url_name="zaakobjecten", operation_id="zaakobject_read")
def read_zaakobject(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef één locatie of activiteit waar een zaak over gaat."""
    zaak = _get_van(request, "zaakobjecten", id_)
    return answer(_find(request, "zaakobjecten", id_, _make_zaakobjecten(request, zaak)))


@router.get("/zaakinformatieobjecten", url_name="zio-lijst", operation_id="zaakinformatieobject_list")
def list_zaakinformatieobjecten(request: Vraag, vraag: Query[Stukvraag]) -> HttpResponse:
    """Geef de documenten bij een zaak."""
    zaak, vormen = _read_zaak(request, vraag), Vormen(make_adressen(request))
    documenten = list(lezen.list_bewaard(request.viewer).filter(zaak=zaak).order_by("pk"))
    rijen = [vormen.make_zaakinformatieobject(d) for d in documenten]
    getoond = keep_adres(rijen, "informatieobject", vraag.informatieobject)
    note_rijen(
        request, "zgw.documenten.list", [d for d, r in zip(documenten, rijen, strict=True) if r in getoond]
    )
    return answer(getoond)


@router.get(
    "/zaakinformatieobjecten/{uuid:id_}",
    url_name="zaakinformatieobjecten",
    operation_id="zaakinformatieobject_read",
)
def read_zaakinformatieobject(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef dat een document bij een zaak hoort."""
    document = lezen.list_bewaard(request.viewer).filter(pk=id_).exclude(zaak=None).first()
    if document is None or document.zaak_id is None:
        raise BestaatNietError("Dit bestaat niet, of u mag het niet zien.")
    _get(request, document.zaak_id)
    note_rijen(request, "zgw.documenten.list", [document])
    return answer(Vormen(make_adressen(request)).make_zaakinformatieobject(document))


def _get(request: Vraag, id_: uuid.UUID) -> Zaak:
    """Give a zaak that the viewer may see, and note the look at it."""
    zaak = get_zaak(request.viewer, id_)
    if zaak.vernietigd_op is not None:
        raise BestaatNietError(f"Zaak {zaak.identificatie} is vernietigd.")
    note_rijen(request, "zgw.zaak.read", [zaak])
    return zaak


def _read_zaak(request: Vraag, vraag: Deelvraag) -> Zaak:
    """Give the zaak that an address names."""
    return _get(request, read_adres(make_adressen(request), "zaak", vraag.zaak, "zaken"))


def _get_van(request: Vraag, bron: str, id_: uuid.UUID) -> Zaak:
    """Give the zaak to which a role or an object belongs; the handler's role has the UUID of the zaak itself."""
    nummer = read_rijid(bron, id_)
    if nummer is None:
        return _get(request, id_)
    rij = Zaakonderwerp.objects.filter(pk=nummer, vervallen_op=None).first()
    if rij is None:
        raise BestaatNietError("Dit bestaat niet, of u mag het niet zien.")
    return _get(request, rij.zaak_id)


def _find(request: Vraag, bron: str, id_: uuid.UUID, rijen: list[Rij]) -> Rij:
    """Give one of the parts of a zaak; what the viewer may not see is not among them."""
    url = make_adressen(request).write("zaken", bron, id_)
    return find_een(rijen, url, lambda: BestaatNietError("Dit bestaat niet, of u mag het niet zien."))


def _make_statussen(request: Vraag, zaak: Zaak) -> list[Rij]:
    """Write the steps that a zaak came to."""
    vormen, stappen = Vormen(make_adressen(request)), lezen.list_statussen(zaak)
    return [vormen.make_status(zaak, g, laatste=g is stappen[-1]) for g in stappen]


def _list_over(viewer: Viewer, zaak: Zaak) -> list[tuple[Zaakonderwerp, Bronobject]]:
    """List what a zaak is about, as far as the viewer may see it."""
    return lezen.list_onderwerpen(viewer, [zaak.pk]).get(zaak.pk, [])


def _make_rollen(request: Vraag, zaak: Zaak) -> list[Rij]:
    """Write who belong to a zaak: its handler, and whom it is about."""
    vormen = Vormen(make_adressen(request))
    over = [(o, b) for o, b in _list_over(request.viewer, zaak) if b.soort not in DINGEN]
    personen = [b.pk for _, b in over if b.soort == "natuurlijkpersoon"]
    note_rijen(request, "zgw.rollen.list", [b for _, b in over], personen=personen)
    eigen = []
    if zaak.behandelaar:
        naam = list_actornamen([zaak.behandelaar])[zaak.behandelaar]
        eigen = [vormen.make_behandelaar(zaak, naam)]
    return [*eigen, *(vormen.make_rol(zaak, o, b) for o, b in over)]


def _make_zaakobjecten(request: Vraag, zaak: Zaak) -> list[Rij]:
    """Write the sites and activities that a zaak is about."""
    vormen = Vormen(make_adressen(request))
    over = [(o, b) for o, b in _list_over(request.viewer, zaak) if b.soort in DINGEN]
    note_rijen(request, "zgw.zaakobjecten.list", [b for _, b in over])
    return [vormen.make_zaakobject(zaak, o, b) for o, b in over]
