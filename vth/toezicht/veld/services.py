"""The writer of what comes from the field: each piece once, under its own id, or refused with the reason.

The rule when two devices answer one question: the answer that was given last counts, by the time of the device put right for
its clock. Both stay, and whoever sends is told of the other.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.toegang.selectors import list_actornamen
from vth.toezicht.beeindiging import NOTEER, find_einden, list_onderwerprecords, say_einden
from vth.toezicht.boeking import SCHRIJVEN, lock_controle
from vth.toezicht.invoer import Bezoek
from vth.toezicht.models import VERNIETIGD, Antwoord, Controle, Controlelijst, Veldstuk
from vth.toezicht.monster.bemonstering import Monsterwijze
from vth.toezicht.monster.boeking import NieuwMonster, record_monster
from vth.toezicht.selectors import OPEN, get_controle
from vth.toezicht.services import begin_controle, record_bezoek

from .rules import (
    ANTWOORD,
    BEZOEK,
    FOTO,
    MONSTER,
    Moment,
    VeldError,
    Veldinvoer,
    check_invoer,
    decide_geldend,
    derive_moment,
)


@dataclass(frozen=True)
class Ontvangen:
    """What is told back to the device: whether all of it is here, and how it stands."""

    klaar: bool
    stand: dict[str, Any]


@transaction.atomic
@claim_alles()
def accept_stuk(*, viewer: Viewer, invoer: Veldinvoer) -> Ontvangen:
    """Take in one piece from a device; the same piece again changes nothing and gets the same answer.

    Raises GeenToegangError, BestaatNietError, ToezichtError for a visit that cannot have gone like that, and VeldError: the controle
    was concluded or dropped meanwhile, the list is not one of it, the id was used for something else.
    """
    controle = get_controle(viewer, invoer.controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=controle.leverancier)
    check_invoer(invoer)
    controle = lock_controle(controle, None)
    moment = derive_moment(
        _as_moment(invoer.toesteltijd), timedelta(milliseconds=invoer.klokverschil), klok.now()
    )
    if (eerder := _find_eerder(invoer, controle)) is not None:
        weer = Moment(eerder.geldt_op)
        return _tell(eerder, _tell_einden(viewer, controle, weer) if invoer.soort == BEZOEK else weer)
    if controle.staat not in OPEN:
        raise VeldError(
            f"Controle {controle.kenmerk} is intussen {controle.get_staat_display()}. Dit stuk staat nog op uw toestel. Laat de controle "
            "heropenen en bied het opnieuw aan, of leg vast wat u zag bij een nieuwe controle."
        )
    stuk = _write(viewer, controle, invoer, moment)
    if invoer.soort == BEZOEK:
        _follow_bezoek(viewer, controle, invoer, stuk)
        moment = _tell_einden(viewer, controle, moment)
    if invoer.soort == MONSTER:
        moment = _follow_monster(viewer, controle, invoer, moment)
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=controle.leverancier,
        handeling=f"veld.{invoer.soort}",
        onderwerp=("controle", str(controle.pk)),
        inhoud={"id": str(invoer.id), "vraag": invoer.vraag, "toestel": invoer.toestel[:40]},
    )
    return _tell(stuk, moment)


def _as_moment(milliseconden: int) -> datetime:
    """Read the clock of a device. Raises VeldError for a moment that no calendar has."""
    try:
        return datetime.fromtimestamp(milliseconden / 1000, UTC)
    except (OverflowError, ValueError, OSError) as fout:
        raise VeldError(
            f"De tijd {milliseconden} van het toestel bestaat niet. Zet de klok goed en bied dit opnieuw aan."
        ) from fout


def _find_eerder(invoer: Veldinvoer, controle: Controle) -> Antwoord | Veldstuk | None:
    """Find a piece that came in before under the same id; refuse another piece under that id."""
    eerder: Antwoord | Veldstuk | None = (
        Antwoord.objects.select_related("controlelijst").filter(pk=invoer.id).first()
    )
    eerder = eerder or Veldstuk.objects.filter(pk=invoer.id).first()
    if eerder is None:
        return None
    van = eerder.controlelijst.controle_id if isinstance(eerder, Antwoord) else eerder.controle_id
    soort = ANTWOORD if isinstance(eerder, Antwoord) else eerder.soort
    if (van, soort, eerder.vraag, eerder.inhoud) != (
        controle.pk,
        invoer.soort,
        invoer.vraag,
        dict(invoer.inhoud),
    ):
        raise VeldError(
            f"Onder het nummer {invoer.id} is al iets anders ontvangen. Wat hier staat is niet vastgelegd; vul het opnieuw in."
        )
    return eerder


def _write(viewer: Viewer, controle: Controle, invoer: Veldinvoer, moment: Moment) -> Antwoord | Veldstuk:
    """Write the row of a piece."""
    vast: dict[str, Any] = {
        "id": invoer.id,
        "vraag": invoer.vraag,
        "inhoud": dict(invoer.inhoud),
        "toestel": invoer.toestel[:40],
        "toesteltijd": _as_moment(invoer.toesteltijd),
        "klokverschil_ms": invoer.klokverschil,
        "geldt_op": moment.geldt_op,
        "ontvangen_op": klok.now(),
        "door": viewer.actor,
    }
    if invoer.soort != ANTWOORD:
        return Veldstuk.objects.create(controle=controle, soort=invoer.soort, **vast)
    lijst = (
        Controlelijst.objects.filter(controle=controle, pk=invoer.lijst_id or controle.pk)
        .select_related("checklistversie")
        .first()
    )
    if lijst is None:
        raise VeldError(
            "De checklist van dit antwoord hoort niet bij deze controle. Werk het bezoek bij op uw toestel."
        )
    vragen = {v["id"] for h in lijst.checklistversie.inhoud["hoofdstukken"] for v in h["vragen"]}
    if invoer.vraag not in vragen:
        raise VeldError(
            f"De vraag {invoer.vraag!r} staat niet in {lijst.checklistversie}. Werk het bezoek bij op uw toestel."
        )
    return Antwoord.objects.create(controlelijst=lijst, **vast)


def _follow_bezoek(viewer: Viewer, controle: Controle, invoer: Veldinvoer, stuk: Antwoord | Veldstuk) -> None:
    """Let the controle follow what was said of its course, unless something later was said."""
    later = Veldstuk.objects.filter(controle=controle, soort=BEZOEK, geldt_op__gt=stuk.geldt_op)
    if later.exists():
        return
    verschil = timedelta(milliseconds=invoer.klokverschil)
    begin, eind = (
        _as_moment(ms) + verschil if (ms := invoer.inhoud.get(naam)) else None
        for naam in ("begonnen_op", "geeindigd_op")
    )
    bezoek = Bezoek(
        begonnen_op=begin,
        geeindigd_op=eind,
        gesproken_met=(invoer.inhoud.get("gesproken_met") or "")[:300] or None,
        legitimatie_getoond=invoer.inhoud.get("legitimatie_getoond"),
    )
    if controle.staat == Controle.Staat.GEPLAND:
        if begin is None:
            return
        controle = begin_controle(viewer=viewer, controle_id=controle.pk, bezoek=bezoek)
    if eind or controle.staat != Controle.Staat.GEPLAND:
        record_bezoek(viewer=viewer, controle_id=controle.pk, bezoek=bezoek, eindig=eind is not None)


def _tell_einden(viewer: Viewer, controle: Controle, moment: Moment) -> Moment:
    """Say to the device that a place had ended by then: the visit was made in good faith and is taken in as it is."""
    einden = find_einden(viewer, list_onderwerprecords(controle.pk), derive_legal_day(moment.geldt_op))
    if not einden:
        return moment
    zin = f"{say_einden(einden)} Uw bezoek is vastgelegd. {NOTEER}"
    return Moment(moment.geldt_op, f"{moment.let_op} {zin}".strip())


def _follow_monster(viewer: Viewer, controle: Controle, invoer: Veldinvoer, moment: Moment) -> Moment:
    """Record a grab sample with its package at once, so that the laboratory's results find it; of another say what still lacks."""
    inhoud = invoer.inhoud
    if inhoud.get("wijze") != Monsterwijze.STEEK or not inhoud.get("pakket"):
        zin = "Leg dit monster in het dossier vast met zijn begin, eind en analysepakket; zonder is een uitslag niet te plaatsen."
        return Moment(moment.geldt_op, f"{moment.let_op} {zin}".strip())
    opmerking = inhoud.get("overgedragen_aan", "")
    record_monster(
        viewer=viewer,
        controle_id=controle.pk,
        nieuw=NieuwMonster(
            nummer=inhoud.get("fles", "")[:60],
            punt=inhoud.get("punt", "")[:200],
            wijze=Monsterwijze.STEEK,
            begin=moment.geldt_op,
            eind=moment.geldt_op,
            pakket=inhoud["pakket"],
            opmerking=f"Overgedragen aan {opmerking}"[:500] if opmerking else "",
        ),
    )
    return moment


def _tell(stuk: Antwoord | Veldstuk, moment: Moment) -> Ontvangen:
    """Tell how a piece stands: whether it counts, and what another device said."""
    stand: dict[str, Any] = {"let_op": moment.let_op} if moment.let_op else {}
    if isinstance(stuk, Veldstuk):
        return Ontvangen(stuk.soort != FOTO or stuk.document_id is not None, stand)
    anderen = Antwoord.objects.filter(controlelijst=stuk.controlelijst_id, vraag=stuk.vraag).exclude(
        toestel=stuk.toestel
    )
    ander = decide_geldend(anderen)
    if ander is None or ander.inhoud == stuk.inhoud:
        return Ontvangen(True, {**stand, "geldt": True, "ander": None})
    geldt = decide_geldend([stuk, ander]) is stuk
    return Ontvangen(True, {**stand, "geldt": geldt, "ander": describe_antwoord(ander)})


def describe_antwoord(antwoord: Antwoord) -> dict[str, Any]:
    """Say an answer to a device: what, by whom and when."""
    return {
        "id": str(antwoord.pk),
        "lijst": str(antwoord.controlelijst_id),
        "vraag": antwoord.vraag,
        "inhoud": antwoord.inhoud,
        "door": list_actornamen([antwoord.door])[antwoord.door],
        "geldt_op": round(antwoord.geldt_op.timestamp() * 1000),
        "toestel": antwoord.toestel,
    }


def list_geldend(lijst_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[str, Antwoord]]:
    """Give the answers that count, by list and question; one query for all. What was destroyed is no answer."""
    gevonden: dict[uuid.UUID, dict[str, Antwoord]] = {}
    for antwoord in Antwoord.objects.filter(controlelijst__in=list(lijst_ids)).order_by("geldt_op", "id"):
        if antwoord.inhoud == VERNIETIGD:
            continue
        gevonden.setdefault(antwoord.controlelijst_id, {})[antwoord.vraag] = antwoord
    return gevonden
