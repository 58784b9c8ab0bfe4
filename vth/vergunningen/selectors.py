"""Reading permits and what they are made of: only what the viewer may see, by the one filter of `toegang`."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer, derive_zicht_q
from vth.zaken.selectors import get_zichtbaar

from .houderrules import Wissel
from .models import (
    Houderwissel,
    Ingreep,
    Mutatie,
    Mutatiesoort,
    Mutatiewerking,
    Ontwerpmutatie,
    Toestemming,
    Toestemmingonderwerp,
    Vergunning,
    Voorschrift,
)

# What takes a toestemming away as if it never was, what takes it out of force, and the kind of toestemming that takes back another.
WEG = (Ingreep.Soort.VERNIETIGING, Ingreep.Soort.HERROEPING)
BUITEN_WERKING = (Ingreep.Soort.SCHORSING, *WEG)
INTREKKING = "intrekking"


def list_zichtbaar(viewer: Viewer) -> QuerySet[Vergunning]:
    """Give the permits the viewer may see."""
    return Vergunning.objects.filter(derive_zicht_q(viewer.zicht))


def get_vergunning(viewer: Viewer, vergunning_id: uuid.UUID | str) -> Vergunning:
    """Give one permit; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbaar(viewer), vergunning_id, "Vergunning")


def get_toestemming(viewer: Viewer, toestemming_id: uuid.UUID | str) -> Toestemming:
    """Give one toestemming of a permit that the viewer may see. Raises BestaatNietError."""
    rijen = Toestemming.objects.filter(derive_zicht_q(viewer.zicht, "vergunning__"))
    return get_zichtbaar(rijen.select_related("vergunning", "besluit"), toestemming_id, "Toestemming")


def get_voorschrift(viewer: Viewer, voorschrift_id: uuid.UUID | str) -> Voorschrift:
    """Give one voorschrift of a permit that the viewer may see. Raises BestaatNietError."""
    rijen = Voorschrift.objects.filter(derive_zicht_q(viewer.zicht, "vergunning__"))
    return get_zichtbaar(rijen.select_related("vergunning"), voorschrift_id, "Voorschrift")


def get_mutatie(viewer: Viewer, mutatie_id: int) -> Mutatie:
    """Give one mutation of a permit that the viewer may see. Raises BestaatNietError."""
    rijen = Mutatie.objects.filter(derive_zicht_q(viewer.zicht, "toestemming__vergunning__"))
    return get_zichtbaar(
        rijen.select_related("toestemming__vergunning", "voorschrift"), mutatie_id, "Mutatie"
    )


def list_nummers(voorschrift_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Give the last number that voorschriften had by an established decision; whoever asks has them from a permit that is seen."""
    rijen = Mutatie.objects.filter(voorschrift_id__in=list(voorschrift_ids)).exclude(nummer="").order_by("pk")
    return dict(rijen.values_list("voorschrift_id", "nummer"))


def list_toestemmingen(vergunning: Vergunning) -> list[Toestemming]:
    """List the toestemmingen of a permit that the viewer was given, in the order in which they were taken; drafts last."""
    rijen = Toestemming.objects.filter(vergunning=vergunning).select_related("besluit")
    laat = date.max
    return sorted(
        rijen,
        key=lambda t: (
            t.ingangsdatum or laat,
            t.besluitdatum or t.ingangsdatum or laat,
            t.volgorde,
            str(t.pk),
        ),
    )


def list_vergunningen_van(
    viewer: Viewer,
    bronobject_ids: Iterable[uuid.UUID],
    *,
    hoogstens: int = 100,
    peilmoment: Peilmoment | None = None,
) -> list[Vergunning]:
    """List the permits for the records of one real thing: for the place, or for an activity that they legitimate.

    Those for the place come first, so that none of them is pushed out by what is for an activity; each kind in the order of its kenmerk. At a `peilmoment` only those that were in force on that day, as far as was known then.
    """
    # Which there are is asked first, by the two ways at once: of most things there are none, and then nothing else is asked.
    ids = list(bronobject_ids)
    over = Toestemmingonderwerp.objects.filter(bronobject_id__in=ids, rol=Toestemmingonderwerp.Rol.ACTIVITEIT)
    eigen = Vergunning.objects.filter(vthobject_id__in=ids).values_list("pk")
    gevonden = {pk for (pk,) in eigen.union(over.values_list("toestemming__vergunning_id"))}
    if not gevonden:
        return []
    zichtbaar = list_zichtbaar(viewer).filter(pk__een_van=gevonden)
    if peilmoment is not None:
        zichtbaar = _filter_in_werking(zichtbaar, peilmoment)
    van_de_plek = Case(When(vthobject_id__in=ids, then=0), default=1)
    return list(zichtbaar.order_by(van_de_plek, "kenmerk")[:hoogstens])


def _filter_in_werking(vergunningen: QuerySet[Vergunning], peilmoment: Peilmoment) -> QuerySet[Vergunning]:
    """Keep the permits with a toestemming that worked at a moment; a withdrawal ends one as soon as no voorschrift is left.

    The days of a toestemming are those of now, also at an earlier moment: what was corrected since counts as corrected.
    """
    dag, bekend = peilmoment.geldig_op, peilmoment.beschikbaar_op
    weg = Ingreep.objects.filter(
        Q(eind=None) | Q(eind__gt=dag),
        Q(herroepen_op=None) | Q(herroepen_op__gt=bekend),
        toestemming=OuterRef("pk"),
        soort__in=BUITEN_WERKING,
        mutaties=[],
        begin__lte=dag,
        geregistreerd_op__lte=bekend,
    )
    genomen = _list_genomen(peilmoment).exclude(toestemmingtype=INTREKKING)
    werkt = genomen.filter(Q(vervaldatum=None) | Q(vervaldatum__gt=dag)).exclude(Exists(weg))
    return vergunningen.filter(Exists(werkt)).exclude(_is_ingetrokken(peilmoment))


def find_ingetrokken(vergunning_ids: Iterable[uuid.UUID], peilmoment: Peilmoment) -> set[uuid.UUID]:
    """Give which of these permits were withdrawn so that no voorschrift was left at a moment."""
    rijen = Vergunning.objects.filter(pk__in=set(vergunning_ids)).filter(_is_ingetrokken(peilmoment))
    return set(rijen.values_list("pk", flat=True))


def _is_ingetrokken(peilmoment: Peilmoment) -> Q:
    """Ask of a permit whether a withdrawal was in force and no voorschrift was left."""
    intrekking = _list_genomen(peilmoment).filter(toestemmingtype=INTREKKING)
    stand = Mutatiewerking.objects.get_queryset().seen_at(peilmoment)
    later = stand.filter(voorschrift=OuterRef("voorschrift"), rang__gt=OuterRef("rang"))
    rest = stand.filter(~Exists(later), vergunning=OuterRef("pk")).exclude(soort=Mutatiesoort.VERVALLEN)
    return Q(Exists(intrekking), ~Exists(rest))


def _list_genomen(peilmoment: Peilmoment) -> QuerySet[Toestemming]:
    """Give of a permit the toestemmingen that were established and had begun."""
    return Toestemming.objects.filter(
        vergunning=OuterRef("pk"),
        staat=Toestemming.Staat.VASTGESTELD,
        ingangsdatum__lte=peilmoment.geldig_op,
        vastgesteld_op__lte=peilmoment.beschikbaar_op,
    )


def list_onderwerpen(
    viewer: Viewer, toestemmingen: Iterable[Toestemming]
) -> list[tuple[Toestemmingonderwerp, Bronobject]]:
    """Give what toestemmingen legitimate and to whom they were given, as far as the viewer may see that record."""
    rijen = list(Toestemmingonderwerp.objects.filter(toestemming__in=[t.pk for t in toestemmingen]))
    zichtbaar = find_zichtbaar(viewer, [o.bronobject_id for o in rijen])
    return [(o, zichtbaar[o.bronobject_id]) for o in rijen if o.bronobject_id in zichtbaar]


def list_ontwerp(toestemming: Toestemming) -> list[Ontwerpmutatie]:
    """List what a draft will do, in its own order."""
    return list(toestemming.ontwerp.select_related("voorschrift").order_by("volgnummer", "pk"))


def list_ingrepen(toestemmingen: Iterable[Toestemming]) -> list[Ingreep]:
    """List what happened to toestemmingen otherwise than by later ones, what was taken back as well."""
    return list(Ingreep.objects.filter(toestemming__in=[t.pk for t in toestemmingen]).order_by("begin", "pk"))


def list_houderwissels(toestemmingen: Iterable[Toestemming]) -> list[Houderwissel]:
    """List the changes of holder of toestemmingen, what was taken back as well, in the order in which they work."""
    rijen = Houderwissel.objects.filter(toestemming__in=[t.pk for t in toestemmingen])
    return list(rijen.order_by("vanaf", "geregistreerd_op", "pk"))


def read_wissels(
    toestemmingen: Iterable[Toestemming], bekend: datetime | None = None
) -> dict[uuid.UUID, list[Wissel[uuid.UUID]]]:
    """Give the changes of holder of each toestemming that count, in the order in which they work; or that counted by what was known."""
    uit: dict[uuid.UUID, list[Wissel[uuid.UUID]]] = {}
    for w in list_houderwissels(toestemmingen):
        telt = w.herroepen_op is None
        if bekend is not None:
            telt = w.geregistreerd_op <= bekend and (w.herroepen_op is None or w.herroepen_op > bekend)
        if telt:
            uit.setdefault(w.toestemming_id, []).append(Wissel(w.vanaf, w.houder_id, w.vorige_id))
    return uit


def read_eerste_houders(toestemmingen: Iterable[Toestemming]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Give to whom each toestemming was given."""
    rijen = Toestemmingonderwerp.objects.filter(
        toestemming__in=[t.pk for t in toestemmingen], rol=Toestemmingonderwerp.Rol.HOUDER
    ).order_by("pk")
    uit: dict[uuid.UUID, list[uuid.UUID]] = {}
    for t, b in rijen.values_list("toestemming_id", "bronobject_id"):
        uit.setdefault(t, []).append(b)
    return uit


def find_eerste_werking(voorschrift: Voorschrift, mutatie_id: int) -> Mutatiewerking | None:
    """Find the first period in which a version of a voorschrift worked, what is believed now before what was believed once."""
    rijen = Mutatiewerking.objects.filter(voorschrift=voorschrift, mutatie_id=mutatie_id)
    return rijen.order_by("-eind_registratie", "begin_geldigheid").first()


def find_weg(toestemmingen: Iterable[Toestemming]) -> set[uuid.UUID]:
    """Give which toestemmingen a court or the authority took away as a whole."""
    rijen = Ingreep.objects.filter(toestemming__in=[t.pk for t in toestemmingen], soort__in=WEG)
    return set(rijen.filter(mutaties=[], herroepen_op=None).values_list("toestemming_id", flat=True))
