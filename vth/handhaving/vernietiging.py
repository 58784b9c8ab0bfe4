"""What a file of enforcement says goes when its zaak was destroyed: the words, and whom it was about. That it was there, its days and its money stay."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet

from vth.logboek.services import record_gebeurtenis
from vth.logboek.vernietiging import Vernietigbaar
from vth.regelgeving.rules import Grond
from vth.tijd.rules import derive_legal_day
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.models import Zaak
from vth.zaken.selectors import BestaatNietError

from .models import (
    Afweging,
    Bestuursdwang,
    Betaling,
    Handhavingsverzoek,
    Invorderingshandeling,
    Kostenregel,
    Last,
    Lastschorsing,
    Lastverzoek,
    Lastverzoekbesluit,
    Maatregel,
    Maatregelgebeurtenis,
    Overtreder,
    Overtreding,
    Overtredingsgebeurtenis,
    Overtredingsonderwerp,
    Verbeurte,
)
from .models.slot import WOORDEN
from .selectors import (
    find_regel,
    list_zichtbaar,
    list_zichtbare_maatregelen,
    list_zichtbare_verzoeken,
)
from .zoekregels import write_zoekregels

KAMER, SOORT = "handhaving", "handhavingsdossier"
TERMIJN, HANDELING, WEG = "handhaving.bewaartermijn", "register.erase", "vernietigd"
KLAAR = ("afgerond", "ingetrokken", "vernietigd", "vervallen")
# By which way each table hangs to the violations and the measures of a zaak.
VAN_OVERTREDING: Mapping[type[Model], str] = {Afweging: "overtreding", Overtredingsgebeurtenis: "overtreding"}
VAN_MAATREGEL: Mapping[type[Model], str] = {
    Maatregelgebeurtenis: "maatregel",
    Lastschorsing: "last__maatregel",
    Lastverzoek: "last__maatregel",
    Lastverzoekbesluit: "verzoek__last__maatregel",
    Bestuursdwang: "last__maatregel",
    Kostenregel: "bestuursdwang__last__maatregel",
    Invorderingshandeling: "verbeurte__adressaat__last__maatregel",
    Betaling: "verbeurte__adressaat__last__maatregel",
}


def find_termijn(leverancier: str, op: date) -> Grond:
    """Give how long words stay after the zaak was destroyed; an organisation's own rule file comes before that of the country."""
    return find_regel(TERMIJN, op, dienst=leverancier)


def list_te_vernietigen(viewer: Viewer, *, op: date, hoogstens: int) -> list[Vernietigbaar]:
    """List the files whose zaak was destroyed and that still say something, as far as the viewer may see them; never one with money open or a measure that runs."""
    gevonden: list[Vernietigbaar] = []
    # Some of those that were destroyed first may not go yet, for money that is open: they may not keep the others waiting.
    for zaak_id in _list_zaken(viewer):
        if len(gevonden) == hoogstens:
            break
        zaak = Zaak.objects.get(pk=zaak_id)
        if not _may_go(zaak, op):
            continue
        assert zaak.vernietigd_op is not None
        grond = find_termijn(zaak.leverancier, op)
        dag = derive_legal_day(zaak.vernietigd_op)
        termijn = f"{grond.waarde} {grond.eenheid}"
        gevonden.append(Vernietigbaar(KAMER, SOORT, str(zaak.pk), zaak.leverancier, dag, termijn))
    return gevonden


def _list_zaken(viewer: Viewer) -> list[uuid.UUID]:
    """List the destroyed zaken of which a violation, a measure or a request still says something."""
    weg = Q(zaak__vernietigd_op__isnull=False)
    ids: set[uuid.UUID] = set()
    for rijen, veld in (
        (list_zichtbaar(viewer), "aard"),
        (list_zichtbare_maatregelen(viewer), "omschrijving"),
        (list_zichtbare_verzoeken(viewer), "omschrijving"),
    ):
        over = rijen.filter(weg).exclude(**{veld: ""})
        ids |= set(over.order_by().values_list("zaak_id", flat=True).distinct())
    return sorted(ids)


def _may_go(zaak: Zaak, op: date) -> bool:
    """Tell whether the term passed and nothing runs."""
    if zaak.vernietigd_op is None:
        return False
    termijn = timedelta(days=int(find_termijn(zaak.leverancier, op).waarde))
    loopt = Maatregel.objects.filter(zaak=zaak).exclude(staat__in=KLAAR)
    open_ = Verbeurte.objects.filter(adressaat__last__maatregel__zaak=zaak, staat=Verbeurte.Staat.OPEN)
    return derive_legal_day(zaak.vernietigd_op) + termijn <= op and not loopt.exists() and not open_.exists()


def is_te_vernietigen(viewer: Viewer, zaak_id: uuid.UUID | str, *, op: date) -> bool:
    """Tell whether what one file says may go on a day. Raises BestaatNietError."""
    return _may_go(_get_zaak(viewer, zaak_id), op)


def _get_zaak(viewer: Viewer, zaak_id: uuid.UUID | str) -> Zaak:
    """Give the zaak of a file that the viewer may see. Raises BestaatNietError."""
    id_ = str(zaak_id)
    ziet = any(
        rijen.filter(zaak_id=id_).exists()
        for rijen in (
            list_zichtbaar(viewer),
            list_zichtbare_maatregelen(viewer),
            list_zichtbare_verzoeken(viewer),
        )
    )
    if not ziet:
        raise BestaatNietError(f"Dossier {str(zaak_id)[:40]} bestaat niet, of u mag het niet zien.")
    return Zaak.objects.get(pk=zaak_id)


@transaction.atomic
@claim_alles()
def erase_dossiers(*, viewer: Viewer, zaak_id: uuid.UUID | str, grond: str) -> int:
    """Erase what the file of one destroyed zaak says and whom it was about; gives how many violations, measures and requests were emptied.

    Part of the controlled destruction (`vth vernietig`); `grond` is the ground that the log keeps. What was erased before writes no line.
    Raises GeenToegangError and BestaatNietError.
    """
    check_bevoegd(viewer, HANDELING)
    zaak = _get_zaak(viewer, zaak_id)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    overtredingen, maatregelen = Overtreding.objects.filter(zaak=zaak), Maatregel.objects.filter(zaak=zaak)
    verzoeken = Handhavingsverzoek.objects.filter(zaak=zaak)
    aantal = overtredingen.exclude(aard="").count() + verzoeken.exclude(omschrijving="").count()
    aantal += maatregelen.exclude(omschrijving="").count()
    _empty_overtredingen(overtredingen)
    _empty_maatregelen(maatregelen)
    verzoeken.update(omschrijving="", betrokkene=None)
    if aantal:
        record_gebeurtenis(
            actor=viewer.actor,
            organisatie=zaak.leverancier,
            handeling="handhavingsdossier.erase",
            onderwerp=(SOORT, str(zaak.pk)),
            inhoud={"aantal": aantal, "grond": grond},
        )
    return aantal


def _empty_overtredingen(overtredingen: QuerySet[Overtreding]) -> None:
    """Empty violations and what hangs to them."""
    ids = list(overtredingen.values_list("pk", flat=True))
    _empty(VAN_OVERTREDING, ids)
    Overtreder.objects.filter(overtreding__in=ids).delete()
    Overtredingsonderwerp.objects.filter(overtreding__in=ids).delete()
    overtredingen.update(aard="", toelichting="", legalisatie_toelichting="", waarom="")
    overtredingen.exclude(reden_geen="").update(reden_geen=WEG)
    write_zoekregels(ids)


def _empty_maatregelen(maatregelen: QuerySet[Maatregel]) -> None:
    """Empty measures, their lasts and the money under them."""
    ids = list(maatregelen.values_list("pk", flat=True))
    _empty(VAN_MAATREGEL, ids)
    Verbeurte.objects.filter(adressaat__last__maatregel__in=ids).update(grond="")
    motiveringen = ("begunstiging_motivering", "bedrag_motivering", "spoed_motivering")
    Last.objects.filter(maatregel__in=ids).update(opdracht="", **dict.fromkeys(motiveringen, ""))
    maatregelen.update(omschrijving="", motivering="", zienswijze_oordeel="", niet_gehoord="", waarom="")
    write_zoekregels(ids, model=Maatregel)


def _empty(tabellen: Mapping[type[Model], str], ids: list[uuid.UUID]) -> None:
    """Empty the words of what only grows; the guard allows that and nothing else."""
    for model, pad in tabellen.items():
        leeg = {
            veld: [] if model._meta.get_field(veld).get_internal_type() == "JSONField" else ""
            for veld in WOORDEN[model]
        }
        model._default_manager.filter(**{f"{pad}__in": ids}).update(**leeg)
