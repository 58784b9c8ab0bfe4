"""The violations and measures of the demo, one after the other as they were done, by the same services that everybody uses."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from vth.handhaving import horen, maatregelen, services
from vth.handhaving.betalen import NieuweBetaling, record_betaling
from vth.handhaving.dagloop import update_verjaring
from vth.handhaving.invoer import (
    Adressaatkeuze,
    Lastinhoud,
    NieuweMaatregel,
    NieuweOvertreding,
    Overtrederkeuze,
    list_mogelijke_overtreders,
)
from vth.handhaving.invorderen import NieuweHandeling, Waarneming, record_handeling, record_overtreden
from vth.handhaving.models import Lastadressaat, Maatregel, Overtreding, Verbeurte
from vth.handhaving.strategie.rules import NieuweAfweging, Overleg
from vth.handhaving.strategie.services import record_afweging
from vth.handhaving.verzoeken import NieuwHandhavingsverzoek, record_handhavingsverzoek
from vth.organisaties.selectors import make_viewer
from vth.register.models import Bronobject
from vth.tijd import klok
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer
from vth.toezicht.models import Bevinding, Controle
from vth.zaken.besluiten import record_bestaand_besluit
from vth.zaken.controle import BestaandBesluit
from vth.zaken.rules import Datums

from . import lastloop
from .wereld import read_gegevens

Verhaal = Mapping[str, Any]


def make_handhaving(controles: Mapping[str, Controle]) -> int:
    """Record the violations of the story with all that was done about them, and the requests to enforce; gives how many violations."""
    if Overtreding.objects.exists():
        return 0
    gegevens = read_gegevens("handhaving")
    for stuk in gegevens["overtredingen"]:
        _make_overtreding(stuk, controles)
    for stuk in gegevens["verzoeken"]:
        _make_verzoek(stuk)
    with transaction.atomic():
        update_verjaring(None, klok.today())
    return len(gegevens["overtredingen"])


def _dag(geleden: int) -> date:
    """Give a day of so many days ago."""
    return klok.today() - timedelta(days=geleden)


def _find_bevinding(naam: str, controles: Mapping[str, Controle]) -> Bevinding:
    """Find a finding by its visit and number."""
    sleutel, _, nummer = naam.partition(" ")
    return Bevinding.objects.get(controle=controles[sleutel], volgnummer=int(nummer))


def _find_overtreder(viewer: Viewer, bevinding: Bevinding, stuk: Verhaal) -> Bronobject:
    """Find who did it: the vestiging with that key, or else who is there now."""
    if "wie" in stuk:
        return Bronobject.objects.get(
            leverancier=bevinding.controle.leverancier, soort="vestiging", sleutel=stuk["wie"]
        )
    return list_mogelijke_overtreders(viewer, bevinding.controle)[0][0]


@transaction.atomic
def _make_overtreding(stuk: Verhaal, controles: Mapping[str, Controle]) -> None:
    """Record one violation with its weighing and measures, or nothing of it."""
    viewer = make_viewer(Gebruiker.objects.get(username=stuk["door"]), klok.today())
    bevindingen = [_find_bevinding(naam, controles) for naam in stuk["bevindingen"]]
    overtreders = stuk.get("overtreders") or [stuk["overtreder"]]
    wie = [_find_overtreder(viewer, bevindingen[0], o) for o in overtreders]
    nieuw = NieuweOvertreding(
        aard=stuk["aard"],
        bevindingen=[b.pk for b in bevindingen],
        overtreders=[Overtrederkeuze(w.pk, o["grond"]) for w, o in zip(wie, overtreders, strict=True)],
        jurist=viewer.actor,
    )
    id_ = services.record_overtreding(viewer=viewer, nieuw=nieuw).pk
    if legalisatie := stuk.get("legalisatie"):
        services.record_legalisatie(viewer=viewer, overtreding_id=id_, **legalisatie)
    if afweging := stuk.get("afweging"):
        record_afweging(viewer=viewer, overtreding_id=id_, nieuw=_make_afweging(afweging))
    for maatregel in stuk.get("maatregelen", ()):
        _make_maatregel(viewer, id_, wie, maatregel)
    if reden := stuk.get("niet_handhaven"):
        services.decide_handhaving(viewer=viewer, overtreding_id=id_, handhaven=False, reden=reden)
    if hersteld := stuk.get("hersteld"):
        bevinding = _find_bevinding(hersteld["bevinding"], controles).pk if "bevinding" in hersteld else None
        services.end_overtreding(
            viewer=viewer,
            overtreding_id=id_,
            hersteldatum=_dag(hersteld["dag"]),
            hoe=hersteld["hoe"],
            bevinding_id=bevinding,
            toelichting=hersteld.get("toelichting", ""),
        )


def _make_afweging(stuk: Verhaal) -> NieuweAfweging:
    """Make a weighing of the story, with the consultation it tells of."""
    vast = dict(stuk)
    if overleg := vast.pop("overleg", None):
        vast["overleg"] = Overleg(gehouden=True, **overleg | {"op": _dag(overleg["op"])})
    return NieuweAfweging(**vast)


def _make_maatregel(
    viewer: Viewer, overtreding_id: uuid.UUID, wie: Sequence[Bronobject], stuk: Verhaal
) -> None:
    """Record one measure up to where the story has it."""
    nieuw = NieuweMaatregel(stuk["instrument"], [overtreding_id], stuk["omschrijving"], stuk["motivering"])
    maatregel = maatregelen.record_maatregel(viewer=viewer, nieuw=nieuw)
    wat: dict[str, Any] = {"viewer": viewer, "maatregel_id": maatregel.pk}
    if last := stuk.get("last"):
        maatregelen.record_last(inhoud=_make_last(last, wie), **wat)
    if waarom := stuk.get("niet_gehoord"):
        horen.record_niet_gehoord(**waarom, **wat)
    if "voornemen" in stuk:
        horen.record_voornemen(op=_dag(stuk["voornemen"]), **wat)
    if gedaan := stuk.get("bestuursdwang"):
        lastloop.apply_bestuursdwang(viewer, maatregel, gedaan)
    if besluit := stuk.get("besluit"):
        _impose(viewer, maatregel, besluit)
    elif "opgelegd" in stuk:
        maatregelen.impose_maatregel(op=_dag(stuk["opgelegd"]), **wat)
    if verbeurd := stuk.get("verbeurd"):
        _forfeit(viewer, maatregel, verbeurd, stuk)
    for schorsing in stuk.get("schorsingen", ()):
        lastloop.suspend(viewer, maatregel, schorsing)
    for verzoek in stuk.get("lastverzoeken", ()):
        lastloop.ask_and_decide(viewer, maatregel, verzoek)
    for kosten in stuk.get("kostenbeschikkingen", ()):
        lastloop.claim_kosten(viewer, maatregel, kosten)
    if einde := stuk.get("einde"):
        maatregelen.end_maatregel(hoe=einde["hoe"], op=_dag(einde["dag"]), reden=einde["reden"], **wat)


def _make_last(stuk: Verhaal, wie: Sequence[Bronobject]) -> Lastinhoud:
    """Make what a last orders; one under bestuursdwang has no amounts, one in an emergency no time."""
    vast = dict(stuk)
    bedrag, maximum = (Decimal(vast.pop(n)) if n in vast else None for n in ("bedrag", "maximum"))
    tot = (
        -vast.pop("begunstiging_over") if "begunstiging_over" in vast else vast.pop("begunstiging_tot", None)
    )
    return Lastinhoud(
        adressaten=[Adressaatkeuze(w.pk, bedrag, maximum) for w in wie],
        begunstiging_tot=None if tot is None else _dag(tot),
        **vast,
    )


def _impose(viewer: Viewer, maatregel: Maatregel, stuk: Verhaal) -> None:
    """Take in the decision as it was sent, and impose the measure."""
    assert maatregel.zaak is not None
    verzonden = _dag(stuk["verzonden"])
    bekend = BestaandBesluit(
        organisatie=maatregel.leverancier,
        gebied=maatregel.gebied,
        identificatie=stuk["nummer"],
        besluitsoort=maatregel.instrument,
        omschrijving=f"{maatregel.kenmerk} {maatregel.omschrijving}",
        datums=Datums(besluitdatum=verzonden, verzenddatum=verzonden),
        bevoegd_gezag=maatregel.bevoegd_gezag,
        vertrouwelijkheid=maatregel.vertrouwelijkheid,
    )
    besluit = record_bestaand_besluit(viewer=viewer, bekend=bekend, zaak_id=maatregel.zaak.pk)
    maatregelen.assign_besluit(viewer=viewer, maatregel_id=maatregel.pk, besluit_id=besluit.pk)
    maatregelen.impose_maatregel(viewer=viewer, maatregel_id=maatregel.pk, op=verzonden)


def _forfeit(viewer: Viewer, maatregel: Maatregel, stuk: Verhaal, verhaal: Verhaal) -> None:
    """Write what was forfeited, what was done to claim it, and what was paid."""
    wie = Lastadressaat.objects.get(last__maatregel=maatregel)
    gezien_is = Waarneming(wie.pk, _dag(stuk["van"]), _dag(stuk["tot"]), grond=stuk["grond"])
    record_overtreden(viewer=viewer, maatregel_id=maatregel.pk, gezien_is=gezien_is)
    ids = list(Verbeurte.objects.filter(adressaat=wie).order_by("dag").values_list("pk", flat=True))
    for h in verhaal.get("invordering", ()):
        nieuw = NieuweHandeling(h["soort"], _dag(h["dag"]))
        record_handeling(viewer=viewer, verbeurten=ids[: h.get("eerste")], nieuw=nieuw)
    for b in verhaal.get("betalingen", ()):
        boeking = NieuweBetaling(
            b["kenmerk"], b["soort"], Decimal(b["bedrag"]), _dag(b["dag"]), reden=b.get("reden", "")
        )
        record_betaling(viewer=viewer, verbeurte_id=ids[b["op"]], nieuw=boeking)


def _make_verzoek(stuk: Verhaal) -> None:
    """Take in one request to enforce."""
    viewer = make_viewer(Gebruiker.objects.get(username=stuk["door"]), klok.today())
    dienst, soort, sleutel = stuk["bij"]
    plek = Bronobject.objects.get(leverancier=dienst, soort=soort, sleutel=sleutel)
    nieuw = NieuwHandhavingsverzoek(
        dienst, plek.gebied, plek.pk, stuk["omschrijving"], ontvangen_op=_dag(stuk["dag"])
    )
    record_handhavingsverzoek(viewer=viewer, nieuw=nieuw)
