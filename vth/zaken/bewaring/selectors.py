"""Reading what becomes of closed zaken: which may go, what stands in the way of each, and the lists of destruction."""

import uuid
from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, Q, QuerySet

from vth.toegang.rules import ALLE_ORGANISATIES, Viewer, derive_zicht_q

from ..models import (
    Adviesverzoek,
    Besluit,
    Rechtsmiddelprocedure,
    Zaak,
    Zaakbewaring,
    Zaakrelatie,
    Zaaktermijn,
    Zaakvernietiging,
    Zaakvernietigingsregel,
)
from ..models.termijn import LOOPT
from ..selectors import BestaatNietError
from .rules import BLIJVEND, VERNIETIGEN, Stand

OPEN = ("voorgelegd", "ondertekend")


def list_zichtbare_bewaring(viewer: Viewer) -> QuerySet[Zaakbewaring]:
    """Give what becomes of the closed zaken that the viewer may see, of his own organisations."""
    rijen = Zaakbewaring.objects.filter(derive_zicht_q(viewer.zicht, "zaak__"), zaak__vernietigd_op=None)
    if ALLE_ORGANISATIES not in viewer.organisaties:
        rijen = rijen.filter(zaak__leverancier__in=sorted(viewer.organisaties))
    return rijen.select_related("zaak")


def list_aan_de_beurt(
    viewer: Viewer,
    *,
    op: date,
    hoogstens: int,
    organisatie: str = "",
    zaak_ids: Collection[uuid.UUID] = (),
) -> list[Zaakbewaring]:
    """List the zaken whose term has passed and that are on no list yet, the longest waiting first; of one organisation, or some."""
    rijen = list_zichtbare_bewaring(viewer).filter(
        wijze=VERNIETIGEN, vernietigen_op__lte=op, uitzondering="", overgebracht_op=None
    )
    if organisatie:
        rijen = rijen.filter(zaak__leverancier=organisatie)
    if zaak_ids:
        rijen = rijen.filter(zaak_id__in=zaak_ids)
    bezet = Zaakvernietigingsregel.objects.filter(vernietiging__staat__in=OPEN).values("zaak_id")
    return list(rijen.exclude(zaak_id__in=bezet).order_by("vernietigen_op", "zaak_id")[:hoogstens])


def list_blijvend(viewer: Viewer, *, hoogstens: int) -> list[Zaakbewaring]:
    """List the zaken that are kept for ever and were not transferred yet."""
    rijen = list_zichtbare_bewaring(viewer).filter(wijze=BLIJVEND, overgebracht_op=None)
    return list(rijen.order_by("zaak__einddatum", "zaak_id")[:hoogstens])


def list_uitzonderingen(viewer: Viewer, *, hoogstens: int) -> list[Zaakbewaring]:
    """List the zaken that are kept whatever the rule says."""
    rijen = list_zichtbare_bewaring(viewer).exclude(uitzondering="")
    return list(rijen.order_by("uitzondering_op", "zaak_id")[:hoogstens])


def list_onbekend(viewer: Viewer, *, hoogstens: int) -> list[Zaakbewaring]:
    """List the zaken of which it is not known from when they may go."""
    rijen = list_zichtbare_bewaring(viewer).filter(wijze=VERNIETIGEN, vernietigen_op=None)
    return list(rijen.order_by("zaak__einddatum", "zaak_id")[:hoogstens])


def read_standen(zaak_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Stand]:
    """Read of some zaken all that may stand in the way of destroying them: a fixed number of questions, however many."""
    ids = list(zaak_ids)
    besluiten = Besluit.objects.filter(zaak_id__een_van=ids)
    zonder = besluiten.filter(
        rechtsmiddel_ingesteld_op__isnull=False, procedures=None, onherroepelijk_op=None
    )
    lopend = Rechtsmiddelprocedure.objects.filter(besluit__in=besluiten.values("pk"), uitkomst="")
    procedures = Counter(zonder.values_list("zaak_id", flat=True))
    procedures += Counter(lopend.values_list("besluit__zaak_id", flat=True))
    tot = besluiten.filter(onherroepelijk_op=None, rechtsmiddel_tot__isnull=False)
    laatste = dict(tot.values("zaak_id").annotate(tot=Max("rechtsmiddel_tot")).values_list("zaak_id", "tot"))
    termijnen = Counter(
        Zaaktermijn.objects.filter(LOOPT, zaak_id__een_van=ids).values_list("zaak_id", flat=True)
    )
    adviezen = Counter(
        Adviesverzoek.objects.filter(zaak_id__een_van=ids, staat="loopt").values_list("zaak_id", flat=True)
    )
    geheim = besluiten.filter(staat="ondertekend", onherroepelijk_op=None).exclude(rechtsmiddel="geen")
    stil = Counter(geheim.values_list("zaak_id", flat=True))
    open_ = _count_open(ids)
    rijen = Zaak.objects.filter(pk__een_van=ids).select_related("bewaring")
    return {z.pk: _make_stand(z, termijnen, procedures, laatste, adviezen, open_, stil) for z in rijen}


def _make_stand(
    zaak: Zaak,
    termijnen: Counter[uuid.UUID],
    procedures: Counter[Any],
    laatste: dict[uuid.UUID, date],
    adviezen: Counter[Any],
    open_: Counter[uuid.UUID],
    stil: Counter[Any],
) -> Stand:
    """Put together how one zaak stands."""
    bewaring = getattr(zaak, "bewaring", None)
    return Stand(
        identificatie=zaak.identificatie,
        gesloten=zaak.einddatum is not None,
        vernietigd=zaak.vernietigd_op is not None,
        wijze=bewaring.wijze if bewaring else VERNIETIGEN,
        vernietigen_op=bewaring.vernietigen_op if bewaring else None,
        uitzondering=str(bewaring.get_uitzondering_display()) if bewaring and bewaring.uitzondering else "",
        overgebracht=bool(bewaring and bewaring.overgebracht_op),
        termijnen=termijnen[zaak.pk],
        procedures=procedures[zaak.pk],
        rechtsmiddel_tot=laatste.get(zaak.pk),
        niet_bekendgemaakt=stil[zaak.pk],
        open_zaken=open_[zaak.pk],
        adviezen=adviezen[zaak.pk],
    )


def _count_open(ids: list[uuid.UUID]) -> Counter[uuid.UUID]:
    """Count per zaak the open zaken that it belongs to: main, parts, related both ways, and where a remedy is handled."""
    paren: set[tuple[uuid.UUID, uuid.UUID]] = set()
    zaken = Zaak.objects
    paren |= set(
        zaken.filter(pk__een_van=ids, hoofdzaak__einddatum=None)
        .exclude(hoofdzaak=None)
        .values_list("pk", "hoofdzaak_id")
    )
    paren |= set(zaken.filter(hoofdzaak_id__een_van=ids, einddatum=None).values_list("hoofdzaak_id", "pk"))
    relaties = Zaakrelatie.objects
    paren |= set(relaties.filter(van_id__een_van=ids, naar__einddatum=None).values_list("van_id", "naar_id"))
    paren |= set(relaties.filter(naar_id__een_van=ids, van__einddatum=None).values_list("naar_id", "van_id"))
    procedures = Rechtsmiddelprocedure.objects.filter(besluit__zaak_id__een_van=ids, zaak__einddatum=None)
    paren |= set(procedures.exclude(zaak=None).values_list("besluit__zaak_id", "zaak_id"))
    return Counter(van for van, _ in paren)


def list_vernietigingen(viewer: Viewer, *, hoogstens: int = 100) -> list[Zaakvernietiging]:
    """List the lists of destruction of the viewer's organisations, newest first."""
    return list(_list_eigen(viewer).order_by("-opgesteld_op")[:hoogstens])


def list_open_vernietigingen(viewer: Viewer, *, hoogstens: int) -> list[Zaakvernietiging]:
    """List the lists of destruction of the viewer's organisations that wait for a second person or to be carried out, oldest first."""
    return list(_list_eigen(viewer).filter(staat__in=OPEN).order_by("opgesteld_op")[:hoogstens])


def get_vernietiging(viewer: Viewer, vernietiging_id: uuid.UUID | str) -> Zaakvernietiging:
    """Give one list of destruction of an organisation of the viewer; raises BestaatNietError."""
    try:
        gevonden = _list_eigen(viewer).filter(pk=vernietiging_id).first()
    except ValidationError:
        gevonden = None
    if gevonden is None:
        raise BestaatNietError("Deze vernietigingslijst bestaat niet, of u mag haar niet zien.")
    return gevonden


def _list_eigen(viewer: Viewer) -> QuerySet[Zaakvernietiging]:
    """Give the lists of the viewer's organisations; nothing for who sees nothing."""
    if viewer.zicht.is_leeg:
        return Zaakvernietiging.objects.none()
    eigen = (
        Q() if ALLE_ORGANISATIES in viewer.organisaties else Q(organisatie__in=sorted(viewer.organisaties))
    )
    return Zaakvernietiging.objects.filter(eigen)


def list_zichtbare_regels(viewer: Viewer, vernietiging: Zaakvernietiging) -> QuerySet[Zaakvernietigingsregel]:
    """Give the lines of a list about zaken that the viewer may see."""
    rijen = vernietiging.regels.filter(derive_zicht_q(viewer.zicht, "zaak__"))
    return rijen.select_related("zaak").order_by("vernietigen_op", "pk")
