"""The writers of retention: keep a zaak longer with a reason, propose, judge and carry out destruction, and say what was transferred."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.opmaak import format_datum, format_telling

from ..advies.boeking import note_zaak_weg
from ..boeking import lock_zaak, make_kenmerk, record_act
from ..models import Zaak, Zaakbewaring, Zaakgebeurtenis, Zaakvernietiging, Zaakvernietigingsregel
from ..rules import AnderWasVoorError, ZaakError
from ..selectors import get_zaak
from .rules import BLIJVEND, check_tweede, check_uitzondering, derive_controlegetal, list_bezwaren
from .selectors import (
    get_vernietiging,
    list_aan_de_beurt,
    list_zichtbare_bewaring,
    list_zichtbare_regels,
    read_standen,
)
from .wissen import erase_inhoud

VOORSTELLEN, BEOORDELEN, BEWAREN = "vernietiging.record", "vernietiging.decide", "bewaring.record"
MEESTE = 500
Staat = Zaakvernietiging.Staat
Uitkomst = Zaakvernietigingsregel.Uitkomst


@transaction.atomic
@claim_alles()
def record_uitzondering(
    *, viewer: Viewer, zaak_id: uuid.UUID, soort: str, reden: str, gezien: int | None = None
) -> Zaakbewaring:
    """Keep a closed zaak whatever the rule says: a hotspot, a claim that runs or may come, or another reason.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ZaakError for a zaak that is open or without a reason.
    """
    zaak = get_zaak(viewer, zaak_id)
    check_bevoegd(viewer, BEWAREN, namens=zaak.leverancier)
    check_uitzondering(soort, reden, Zaakbewaring.Uitzondering.values)
    zaak = lock_zaak(zaak, gezien)
    bewaring = _get_bewaring(zaak)
    bewaring.uitzondering, bewaring.uitzondering_reden = soort, reden.strip()[:1000]
    bewaring.uitzondering_door, bewaring.uitzondering_op = viewer.actor, klok.now()
    bewaring.save()
    record_act(viewer, zaak, "uitgezonderd", naar=soort, reden=reden)
    return bewaring


@transaction.atomic
@claim_alles()
def close_uitzondering(
    *, viewer: Viewer, zaak_id: uuid.UUID, reden: str, gezien: int | None = None
) -> Zaakbewaring:
    """Let the rule decide again about a zaak that was kept longer, with the reason. Raises as `record_uitzondering` does."""
    zaak = get_zaak(viewer, zaak_id)
    check_bevoegd(viewer, BEWAREN, namens=zaak.leverancier)
    zaak = lock_zaak(zaak, gezien)
    bewaring = _get_bewaring(zaak)
    if not bewaring.uitzondering:
        raise ZaakError("Deze zaak is niet uitgezonderd. Er is niets op te heffen.")
    if not reden.strip():
        raise ZaakError("Schrijf op waarom deze zaak niet langer apart wordt bewaard.")
    bewaring.uitzondering = bewaring.uitzondering_reden = bewaring.uitzondering_door = ""
    bewaring.uitzondering_op = None
    bewaring.save()
    record_act(viewer, zaak, "uitzondering_opgeheven", reden=reden)
    return bewaring


def _get_bewaring(zaak: Zaak) -> Zaakbewaring:
    """Give what becomes of a zaak. Raises ZaakError for one that is open."""
    bewaring = Zaakbewaring.objects.filter(zaak=zaak).first()
    if bewaring is None:
        raise ZaakError(
            f"Zaak {zaak.identificatie} is niet gesloten. Hoe lang zij blijft, volgt bij het sluiten."
        )
    return bewaring


@transaction.atomic
@claim_alles()
def record_voorstel(
    *, viewer: Viewer, organisatie: str, zaak_ids: Collection[uuid.UUID] = ()
) -> Zaakvernietiging:
    """Propose to destroy zaken of an organisation whose term has passed: those that are named, or all that are due (500 at most).

    Raises GeenToegangError, and ZaakError when nothing is due, or when one that is named may not go: it says which and why.
    """
    check_bevoegd(viewer, VOORSTELLEN, namens=organisatie)
    op, gevraagd = klok.today(), set(zaak_ids)
    if len(gevraagd) > MEESTE:
        raise ZaakError(f"Een lijst heeft hoogstens {MEESTE} zaken. Gekozen zijn er {len(gevraagd)}.")
    beurt = list_aan_de_beurt(
        viewer, op=op, hoogstens=10 * MEESTE, organisatie=organisatie, zaak_ids=gevraagd
    )
    standen = read_standen([b.zaak_id for b in beurt])
    goed = [b for b in beurt if not list_bezwaren(standen[b.zaak_id], op)][:MEESTE]
    if weg := gevraagd - {b.zaak_id for b in goed}:
        _refuse_gekozen(viewer, weg, op)
    if not goed:
        raise ZaakError("Er is geen zaak die nu vernietigd mag worden.")
    vernietiging = Zaakvernietiging.objects.create(
        identificatie=make_kenmerk(organisatie, "V", op),
        organisatie=organisatie,
        controlegetal=derive_controlegetal(str(b.zaak_id) for b in goed),
        opgesteld_door=viewer.actor,
        opgesteld_op=klok.now(),
    )
    Zaakvernietigingsregel.objects.bulk_create([_make_regel(vernietiging, b) for b in goed])
    _log(viewer, vernietiging, "vernietiging.voorstel", aantal=len(goed))
    return vernietiging


def _refuse_gekozen(viewer: Viewer, ids: set[uuid.UUID], op: date) -> None:
    """Say of chosen zaken why they may not go; of one that the viewer may not see only that it is not there."""
    zien = {b.zaak_id for b in list_zichtbare_bewaring(viewer).filter(zaak_id__in=ids)}
    standen = read_standen(zien)
    zinnen = [
        f"{s.identificatie}: {' '.join(list_bezwaren(s, op)) or 'staat al op een lijst.'}"
        for s in standen.values()
    ]
    if ids - zien:
        zinnen.append(
            f"{format_telling(len(ids - zien), 'gekozen zaak is er niet, is', 'gekozen zaken zijn er niet, zijn')} open, of mag u niet zien."
        )
    raise ZaakError("Er is geen lijst gemaakt. " + " ".join(sorted(zinnen)[:20]))


def _make_regel(vernietiging: Zaakvernietiging, bewaring: Zaakbewaring) -> Zaakvernietigingsregel:
    """Make the line of one zaak as it is now."""
    zaak = bewaring.zaak
    assert zaak.einddatum is not None and bewaring.vernietigen_op is not None
    return Zaakvernietigingsregel(
        vernietiging=vernietiging,
        zaak=zaak,
        identificatie=zaak.identificatie,
        zaaksoort=zaak.zaaksoort,
        resultaat=zaak.resultaat,
        einddatum=zaak.einddatum,
        vernietigen_op=bewaring.vernietigen_op,
        waarom=bewaring.waarom,
    )


@transaction.atomic
@claim_alles()
def decide_voorstel(
    *, viewer: Viewer, vernietiging_id: uuid.UUID, akkoord: bool, reden: str = ""
) -> Zaakvernietiging:
    """Sign a list as the second person, or refuse it with a reason; never who made it, and only who sees all of it.

    Raises GeenToegangError, BestaatNietError, and ZaakError when it was judged already.
    """
    vernietiging = get_vernietiging(viewer, vernietiging_id)
    check_bevoegd(viewer, BEOORDELEN, namens=vernietiging.organisatie)
    vernietiging = _lock(vernietiging, Staat.VOORGELEGD)
    check_tweede(vernietiging.opgesteld_door, viewer.actor)
    if not akkoord and not reden.strip():
        raise ZaakError("Schrijf op waarom deze lijst niet wordt uitgevoerd.")
    over = vernietiging.regels.count() - list_zichtbare_regels(viewer, vernietiging).count()
    if over:
        raise ZaakError(
            f"Op deze lijst staan {over} zaken die u niet mag zien. Wie tekent, ziet alles. Vraag een collega met meer zicht."
        )
    vernietiging.staat = Staat.ONDERTEKEND if akkoord else Staat.GEWEIGERD
    vernietiging.beoordeeld_door, vernietiging.beoordeeld_op = viewer.actor, klok.now()
    vernietiging.reden = reden.strip()[:1000]
    vernietiging.save()
    _log(viewer, vernietiging, "vernietiging.decide", akkoord=akkoord)
    return vernietiging


def _lock(vernietiging: Zaakvernietiging, staat: str) -> Zaakvernietiging:
    """Lock a list that must stand in one state. Raises AnderWasVoorError that says who was first."""
    vast = Zaakvernietiging.objects.select_for_update().get(pk=vernietiging.pk)
    if vast.staat != staat:
        wie = vast.uitgevoerd_door or vast.beoordeeld_door or vast.opgesteld_door
        raise AnderWasVoorError(
            f"Lijst {vast.identificatie} is {vast.get_staat_display()}; het laatst deed {list_actornamen([wie])[wie]} er iets mee. Dit "
            "kan dan niet. Bekijk de lijst opnieuw."
        )
    return vast


@transaction.atomic
@claim_alles()
def carry_out_vernietiging(*, viewer: Viewer, vernietiging_id: uuid.UUID) -> Zaakvernietiging:
    """Destroy what stands on a signed list, in one act, and leave the protocol; broken off halfway nothing has gone.

    What may not go any more (an appeal was made, a zaak beside it opened) is left alone and named with the reason. Raises
    GeenToegangError, BestaatNietError, and ZaakError for a list that is not signed or was carried out already.
    """
    vernietiging = get_vernietiging(viewer, vernietiging_id)
    check_bevoegd(viewer, VOORSTELLEN, namens=vernietiging.organisatie)
    vernietiging = _lock(vernietiging, Staat.ONDERTEKEND)
    regels = list(vernietiging.regels.order_by("pk"))
    ids = [r.zaak_id for r in regels]
    zaken = {z.pk: z for z in Zaak.objects.select_for_update().filter(pk__een_van=ids).order_by("pk")}
    standen, op = read_standen(ids), klok.today()
    for regel in regels:
        bezwaren = list_bezwaren(standen[regel.zaak_id], op)
        regel.uitkomst = Uitkomst.OVERGESLAGEN if bezwaren else Uitkomst.VERNIETIGD
        regel.reden = " ".join(bezwaren)[:1000]
    weg = [zaken[r.zaak_id] for r in regels if r.uitkomst == Uitkomst.VERNIETIGD]
    _note_weg(viewer, vernietiging, weg)
    geteld = erase_inhoud([z.pk for z in weg]) if weg else {}
    Zaakvernietigingsregel.objects.bulk_update(regels, ["uitkomst", "reden"], batch_size=100)
    vernietiging.staat = Staat.UITGEVOERD
    vernietiging.uitgevoerd_door, vernietiging.uitgevoerd_op = viewer.actor, klok.now()
    vernietiging.verklaring = make_verklaring(vernietiging, regels, geteld, list_gronden(weg))
    vernietiging.save()
    _log(viewer, vernietiging, "vernietiging.verklaring", **vernietiging.verklaring)
    return vernietiging


def _note_weg(viewer: Viewer, vernietiging: Zaakvernietiging, zaken: Sequence[Zaak]) -> None:
    """Write on each zaak that it was destroyed, and by which list, also at who gave advice in it; each with its line in the log."""
    nu = klok.now()
    Zaakgebeurtenis.objects.bulk_create(
        Zaakgebeurtenis(
            zaak=zaak,
            volgnummer=zaak.versie + 1,
            handeling="vernietigd",
            naar=vernietiging.identificatie,
            dag=klok.today(),
            op=nu,
            door=viewer.actor,
            namens=vernietiging.organisatie,
        )
        for zaak in zaken
    )
    for zaak in zaken:
        record_gebeurtenis(
            actor=viewer.actor,
            organisatie=vernietiging.organisatie,
            handeling="zaak.erase",
            onderwerp=("zaak", str(zaak.pk)),
            inhoud={"lijst": vernietiging.controlegetal, "versie": zaak.versie + 1},
        )
    note_zaak_weg(viewer, [zaak.pk for zaak in zaken], lijst=vernietiging.controlegetal)


def list_gronden(zaken: Sequence[Zaak]) -> list[str]:
    """Name the selection lists that some zaken went by: which rule, of whom, since when, and how certain it is."""
    rijen = Zaakbewaring.objects.filter(zaak__in=[z.pk for z in zaken]).values_list("grond", flat=True)
    zinnen = {
        f"{g.get('regel_id', 'geen regel')} ({g.get('laag', '')}, vanaf {g.get('vanaf', '')}, {g.get('zekerheid', '')})"
        for g in rijen
    }
    return sorted(zinnen)


def make_verklaring(
    vernietiging: Zaakvernietiging,
    regels: Sequence[Zaakvernietigingsregel],
    geteld: dict[str, int],
    gronden: Sequence[str],
) -> dict[str, Any]:
    """Make the protocol: who proposed, signed and carried out, when, how much of what went, and how much did not.

    It names no person and no zaak but by the sum over the list; the lines of the list say which.
    """
    per_soort: dict[str, int] = {}
    for regel in regels:
        if regel.uitkomst == Uitkomst.VERNIETIGD:
            per_soort[regel.zaaksoort] = per_soort.get(regel.zaaksoort, 0) + 1
    return {
        "lijst": vernietiging.controlegetal,
        "nummer": vernietiging.identificatie,
        "voorgesteld": {"door": vernietiging.opgesteld_door, "op": vernietiging.opgesteld_op.isoformat()},
        "ondertekend": {
            "door": vernietiging.beoordeeld_door,
            "op": vernietiging.beoordeeld_op.isoformat() if vernietiging.beoordeeld_op else "",
        },
        "uitgevoerd": {
            "door": vernietiging.uitgevoerd_door,
            "op": vernietiging.uitgevoerd_op.isoformat() if vernietiging.uitgevoerd_op else "",
        },
        "zaken": dict(sorted(per_soort.items())),
        "daarin": dict(sorted(geteld.items())),
        "gronden": list(gronden),
        "overgeslagen": sum(r.uitkomst == Uitkomst.OVERGESLAGEN for r in regels),
    }


@transaction.atomic
@claim_alles()
def record_overbrenging(
    *, viewer: Viewer, zaak_id: uuid.UUID, naar: str, op: date, gezien: int | None = None
) -> Zaakbewaring:
    """Say that the archive took over a zaak that is kept for ever. Raises GeenToegangError, BestaatNietError, ZaakError."""
    zaak = get_zaak(viewer, zaak_id)
    check_bevoegd(viewer, BEWAREN, namens=zaak.leverancier)
    zaak = lock_zaak(zaak, gezien)
    bewaring = _get_bewaring(zaak)
    if bewaring.wijze != BLIJVEND:
        raise ZaakError("Alleen wat blijvend wordt bewaard, gaat naar een archief.")
    if bewaring.overgebracht_op is not None:
        raise ZaakError(f"Deze zaak is al overgebracht op {format_datum(bewaring.overgebracht_op)}.")
    if not naar.strip() or op > klok.today() or (zaak.einddatum and op < zaak.einddatum):
        raise ZaakError("Geef de naam van het archief, en een dag vanaf het sluiten tot en met vandaag.")
    bewaring.overgebracht_op, bewaring.overgebracht_naar = op, naar.strip()[:200]
    bewaring.save()
    record_act(viewer, zaak, "overgebracht", naar=naar.strip()[:200], dag=op)
    return bewaring


def _log(viewer: Viewer, vernietiging: Zaakvernietiging, handeling: str, **inhoud: object) -> None:
    """Write the line of an act on a list."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=vernietiging.organisatie,
        handeling=handeling,
        onderwerp=("zaakvernietiging", str(vernietiging.pk)),
        inhoud={"lijst": vernietiging.controlegetal, **inhoud},
    )
