"""The writers of permits: a permit, a toestemming as a draft, what it does to voorschriften, and that it is established."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.models import Besluit
from vth.zaken.selectors import get_besluit

from .boeking import (
    SCHRIJVEN,
    VASTSTELLEN,
    as_werkingen,
    check_werkingen,
    derive_delen,
    lock_vergunning,
    read_werkingen,
    record_act,
    write_werkingen,
)
from .controle import (
    Mutatievoorstel,
    NieuweToestemming,
    NieuweVergunning,
    check_bereik,
    check_concept,
    check_dagen,
    check_toestemming,
    check_vergunning,
    check_voorstel,
)
from .gevolgen import follow_vergunning
from .inhoud import as_gegevens
from .kern import record_kern
from .models import (
    Mutatie,
    Ontwerpmutatie,
    Standaardversie,
    Toestemming,
    Toestemmingonderwerp,
    Vergunning,
    Voorschrift,
)
from .ontwerpcontrole import check_mutatiedagen, check_vervangen
from .rules import VERVALLEN, VergunningError, derive_stand
from .selectors import get_toestemming, get_vergunning
from .vastlegging import keep_mutaties
from .zoekregels import write_vergunningregels

GENOMEN = (Besluit.Staat.ONDERTEKEND, Besluit.Staat.BEKENDGEMAAKT)
Rol = Toestemmingonderwerp.Rol


@transaction.atomic
@claim_alles()
def record_vergunning(*, viewer: Viewer, nieuw: NieuweVergunning) -> Vergunning:
    """Record that a permit exists, for one place; what it says comes with its toestemmingen.

    Raises GeenToegangError, and VergunningError for a permit without a name or with a kenmerk that is known.
    """
    check_bevoegd(viewer, SCHRIJVEN, namens=nieuw.organisatie)
    check_vergunning(viewer, nieuw)
    vergunning = Vergunning(
        soort="vergunning",
        leverancier=nieuw.organisatie,
        gebied=nieuw.gebied,
        vertrouwelijkheid=nieuw.vertrouwelijkheid,
        kenmerk=nieuw.kenmerk.strip()[:100],
        titel=nieuw.titel.strip()[:300],
        bevoegd_gezag=nieuw.bevoegd_gezag or nieuw.gebied or nieuw.organisatie,
        vthobject_id=nieuw.vthobject_id,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    try:
        with transaction.atomic():
            vergunning.save(force_insert=True)
    except IntegrityError as fout:
        raise VergunningError(
            f"Vergunning {vergunning.kenmerk!r} van {nieuw.organisatie} is al vastgelegd. Zoek haar op."
        ) from fout
    write_vergunningregels([vergunning.pk])
    record_act(viewer, vergunning, "opgenomen", kenmerk=vergunning.kenmerk)
    return vergunning


@transaction.atomic
@claim_alles()
def record_toestemming(
    *, viewer: Viewer, vergunning_id: uuid.UUID, nieuw: NieuweToestemming, gezien: int | None = None
) -> Toestemming:
    """Begin a toestemming as a draft in a permit: on a decision of `zaken`, on the law itself, or on neither yet.

    Raises GeenToegangError, BestaatNietError and VergunningError.
    """
    vergunning = get_vergunning(viewer, vergunning_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=vergunning.leverancier)
    check_toestemming(viewer, nieuw)
    besluit = get_besluit(viewer, nieuw.besluit_id) if nieuw.besluit_id else None
    vergunning = lock_vergunning(vergunning, gezien)
    toestemming = Toestemming.objects.create(
        vergunning=vergunning,
        besluit=besluit,
        grondslag=nieuw.grondslag.strip()[:300],
        toestemmingsoort=nieuw.toestemmingsoort,
        toestemmingtype=nieuw.toestemmingtype,
        kenmerk=nieuw.kenmerk.strip()[:100],
        onderwerp=nieuw.onderwerp.strip()[:300],
        dictum=nieuw.dictum.strip(),
    )
    for rol, ids in ((Rol.ACTIVITEIT, nieuw.activiteiten), (Rol.HOUDER, nieuw.houders)):
        for id_ in dict.fromkeys(ids):
            Toestemmingonderwerp.objects.create(toestemming=toestemming, bronobject_id=id_, rol=rol)
    record_act(viewer, vergunning, "toestemming", toestemming=toestemming.pk, kenmerk=toestemming.kenmerk)
    return toestemming


def record_ontwerp(*, viewer: Viewer, toestemming_id: uuid.UUID, voorstel: Mutatievoorstel) -> Ontwerpmutatie:
    """Write what a draft will do to one voorschrift; see `record_ontwerpen`."""
    toestemming = get_toestemming(viewer, toestemming_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=toestemming.vergunning.leverancier)
    return record_ontwerpen(viewer=viewer, toestemming_id=toestemming_id, voorstellen=[voorstel])[0]


@transaction.atomic
@claim_alles()
def record_ontwerpen(
    *,
    viewer: Viewer,
    toestemming_id: uuid.UUID,
    voorstellen: Sequence[Mutatievoorstel],
    gezien: int | None = None,
) -> list[Ontwerpmutatie]:
    """Write what a draft will do to voorschriften, in the order given; of one that it names already this comes instead.

    Whether it can be is decided when the draft is established (`list_bezwaren` tells beforehand). Raises GeenToegangError,
    BestaatNietError, VergunningError, and VoorschriftError for contents that are none.
    """
    toestemming = get_toestemming(viewer, toestemming_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=toestemming.vergunning.leverancier)
    check_concept(toestemming)
    for voorstel in voorstellen:
        check_voorstel(voorstel)
    check_bereik(viewer, toestemming, voorstellen)
    vergunning = lock_vergunning(toestemming.vergunning, gezien)
    bekend = _make_voorschriften(vergunning, voorstellen)
    volgnummer = max(toestemming.ontwerp.values_list("volgnummer", flat=True), default=0)
    rijen = []
    for voorstel, voorschrift_id in zip(voorstellen, bekend, strict=True):
        volgnummer += 1
        rijen.append(make_ontwerp(toestemming, voorstel, voorschrift_id, volgnummer))
    eerder = dict(
        toestemming.ontwerp.filter(voorschrift_id__in=bekend).values_list("voorschrift_id", "volgnummer")
    )
    toestemming.ontwerp.filter(voorschrift_id__in=bekend).delete()
    for rij in rijen:
        rij.volgnummer = eerder.get(rij.voorschrift_id, rij.volgnummer)
    Ontwerpmutatie.objects.bulk_create(rijen)
    record_act(viewer, vergunning, "ontwerp", toestemming=toestemming.pk, mutaties=len(rijen))
    return rijen


def _make_voorschriften(vergunning: Vergunning, voorstellen: Sequence[Mutatievoorstel]) -> list[uuid.UUID]:
    """Give the voorschrift of each mutation, and make those that are new. Raises VergunningError for one of another permit."""
    gevraagd = {id_ for v in voorstellen for id_ in (v.voorschrift_id, v.ouder_id, v.vervangt_id) if id_}
    waar = dict(Voorschrift.objects.filter(pk__in=gevraagd).values_list("pk", "vergunning_id"))
    ids = [v.voorschrift_id or klok.make_uuid7() for v in voorstellen]
    if len(set(ids)) < len(ids):
        raise VergunningError(
            "Een voorschrift staat twee keer in dit ontwerp. Een besluit doet met elk voorschrift één ding."
        )
    nieuw = {
        id_: v.vervangt_id
        for id_, v in zip(ids, voorstellen, strict=True)
        if v.soort == "van_kracht" and id_ not in waar
    }
    hier = {id_ for id_, van in waar.items() if van == vergunning.pk} | set(nieuw)
    if vreemd := sorted(str(id_) for id_ in gevraagd - hier):
        raise VergunningError(
            f"Voorschrift {', '.join(vreemd[:3])} hoort niet bij vergunning {vergunning.kenmerk}. Kies een voorschrift van deze vergunning."
        )
    Voorschrift.objects.bulk_create(
        Voorschrift(id=id_, vergunning=vergunning, vervangt_id=vervangt) for id_, vervangt in nieuw.items()
    )
    return ids


def make_ontwerp(
    toestemming: Toestemming, voorstel: Mutatievoorstel, voorschrift_id: uuid.UUID, volgnummer: int
) -> Ontwerpmutatie:
    """Make the row of one mutation in a draft."""
    rij = Ontwerpmutatie(
        toestemming=toestemming,
        voorschrift_id=voorschrift_id,
        volgnummer=volgnummer,
        soort=voorstel.soort,
        ouder_id=voorstel.ouder_id,
        plaats=voorstel.plaats,
        vanaf=voorstel.vanaf,
        tot=voorstel.tot,
        voorwaarde=voorstel.voorwaarde.strip()[:1000],
        bereik=[str(b) for b in dict.fromkeys(voorstel.bereik)],
        standaard_id=voorstel.standaard_id,
    )
    if (inhoud := voorstel.inhoud) is not None:
        rij.nummer, rij.titel, rij.tekst = (
            inhoud.nummer.strip()[:40],
            inhoud.titel.strip()[:300],
            inhoud.tekst.strip(),
        )
        rij.voorschrifttype, rij.openbaar = inhoud.voorschrifttype.value, inhoud.openbaar
        rij.gegevens = as_gegevens(inhoud)
    if voorstel.standaard_id and not Standaardversie.objects.filter(pk=voorstel.standaard_id).exists():
        raise VergunningError(
            f"De standaardtekst {voorstel.standaard_id} bestaat niet. Kies een standaardtekst uit de lijst."
        )
    return rij


@transaction.atomic
@claim_alles()
def remove_ontwerp(
    *, viewer: Viewer, toestemming_id: uuid.UUID, voorschrift_id: uuid.UUID
) -> uuid.UUID | None:
    """Take out of a draft what it would do to one voorschrift; a new one that never was replaces nothing any more.

    Gives the voorschrift that it would have replaced, where the draft still ends that: whether it stays is for who takes the
    other out. Raises GeenToegangError, BestaatNietError, VergunningError.
    """
    toestemming = get_toestemming(viewer, toestemming_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=toestemming.vergunning.leverancier)
    check_concept(toestemming)
    vergunning = lock_vergunning(toestemming.vergunning, None)
    weg = toestemming.ontwerp.select_related("voorschrift").filter(voorschrift_id=voorschrift_id).first()
    toestemming.ontwerp.filter(voorschrift_id=voorschrift_id).delete()
    _close_vervangen([voorschrift_id])
    record_act(viewer, vergunning, "ontwerp", toestemming=toestemming.pk, eruit=voorschrift_id)
    oud = weg.voorschrift.vervangt_id if weg else None
    return oud if toestemming.ontwerp.filter(voorschrift_id=oud or voorschrift_id).exists() else None


def _close_vervangen(voorschrift_ids: Sequence[uuid.UUID]) -> None:
    """Let voorschriften that no decision made and that no draft makes any more replace nothing."""
    blijft = {
        v
        for tabel in (Mutatie, Ontwerpmutatie)
        for v in tabel.objects.filter(voorschrift__in=voorschrift_ids).values_list(
            "voorschrift_id", flat=True
        )
    }
    Voorschrift.objects.filter(pk__in=set(voorschrift_ids) - blijft).update(vervangt=None)


@transaction.atomic
@claim_alles()
def record_alles_vervallen(*, viewer: Viewer, toestemming_id: uuid.UUID, op: date) -> int:
    """Let a draft end everything that stands on a day and that it does not name yet: for a revision or a withdrawal as a whole.

    Gives how many voorschriften. Raises GeenToegangError, BestaatNietError and VergunningError.
    """
    toestemming = get_toestemming(viewer, toestemming_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=toestemming.vergunning.leverancier)
    stand = derive_stand(read_werkingen(toestemming.vergunning), op)
    genoemd = set(toestemming.ontwerp.values_list("voorschrift_id", flat=True))
    voorstellen = [Mutatievoorstel(VERVALLEN, voorschrift_id=v) for v in stand if v not in genoemd]
    if not voorstellen:
        return 0
    return len(record_ontwerpen(viewer=viewer, toestemming_id=toestemming_id, voorstellen=voorstellen))


@transaction.atomic
@claim_alles()
def record_vaststelling(
    *,
    viewer: Viewer,
    toestemming_id: uuid.UUID,
    ingangsdatum: date | None = None,
    vervaldatum: date | None = None,
    volgorde: int | None = None,
    gezien: int | None = None,
) -> Toestemming:
    """Establish a draft: its decision was taken, and from its day on its mutations make the permit.

    Without days those of the decision hold. `volgorde` orders decisions that were taken on one day. Raises GeenToegangError,
    BestaatNietError, and VergunningError for a decision that was not taken, days that contradict each other, and for
    mutations that cannot be, on the first or any later day.
    """
    toestemming = get_toestemming(viewer, toestemming_id)
    check_bevoegd(viewer, VASTSTELLEN, namens=toestemming.vergunning.leverancier)
    check_concept(toestemming)
    vergunning = lock_vergunning(toestemming.vergunning, gezien)
    _put_dagen(toestemming, ingangsdatum, vervaldatum, volgorde)
    rijen = list(toestemming.ontwerp.select_related("voorschrift").order_by("volgnummer"))
    dag = check_dagen(toestemming.besluitdatum, toestemming.ingangsdatum, toestemming.vervaldatum)
    check_mutatiedagen(toestemming, rijen, dag)
    voor = read_werkingen(vergunning)
    na = [*voor, *as_werkingen(derive_delen(toestemming, rijen, [], dag))]
    check_werkingen(vergunning, voor, na)
    check_vervangen(rijen, voor, na)
    mutaties = keep_mutaties(rijen)
    write_werkingen(vergunning, derive_delen(toestemming, mutaties, [], dag))
    toestemming.ontwerp.all().delete()
    toestemming.staat = Toestemming.Staat.VASTGESTELD
    toestemming.vastgesteld_op, toestemming.vastgesteld_door = klok.now(), viewer.actor
    toestemming.bronobject = record_kern(viewer, toestemming)
    toestemming.save()
    record_act(
        viewer, vergunning, "vastgesteld", toestemming=toestemming.pk, vanaf=dag, mutaties=len(mutaties)
    )
    follow_vergunning(vergunning)
    return toestemming


def _put_dagen(
    toestemming: Toestemming, ingangsdatum: date | None, vervaldatum: date | None, volgorde: int | None
) -> None:
    """Put the days on a draft that is established. Raises VergunningError when it rests on nothing that was taken."""
    besluit = toestemming.besluit
    if besluit is None and not toestemming.grondslag:
        raise VergunningError(
            f"Toestemming {toestemming.kenmerk} rust op geen besluit. Koppel het besluit, of noem de wet waardoor zij van rechtswege geldt."
        )
    if besluit is not None and (besluit.staat not in GENOMEN or besluit.besluitdatum is None):
        raise VergunningError(
            f"Besluit {besluit.identificatie} is {besluit.get_staat_display()}. Een toestemming geldt pas als het besluit is ondertekend."
        )
    toestemming.besluitdatum = besluit.besluitdatum if besluit else None
    toestemming.ingangsdatum = ingangsdatum or (besluit.ingangsdatum if besluit else None)
    toestemming.vervaldatum = vervaldatum or (besluit.vervaldatum if besluit else None)
    if volgorde is None:
        zelfde = Toestemming.objects.filter(
            vergunning=toestemming.vergunning, besluitdatum=toestemming.besluitdatum, staat="vastgesteld"
        )
        volgorde = max(zelfde.values_list("volgorde", flat=True), default=-1) + 1
    toestemming.volgorde = volgorde


@transaction.atomic
@claim_alles()
def close_toestemming(*, viewer: Viewer, toestemming_id: uuid.UUID) -> Toestemming:
    """Say that a draft will not be taken; its mutations go. Raises GeenToegangError, BestaatNietError, VergunningError."""
    toestemming = get_toestemming(viewer, toestemming_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=toestemming.vergunning.leverancier)
    check_concept(toestemming)
    vergunning = lock_vergunning(toestemming.vergunning, None)
    genoemd = list(toestemming.ontwerp.values_list("voorschrift_id", flat=True))
    toestemming.ontwerp.all().delete()
    _close_vervangen(genoemd)
    toestemming.staat = Toestemming.Staat.VERVALLEN
    toestemming.save(update_fields=["staat"])
    record_act(viewer, vergunning, "niet_doorgegaan", toestemming=toestemming.pk)
    return toestemming
