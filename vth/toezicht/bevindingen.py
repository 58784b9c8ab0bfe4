"""The writers of findings: record, change, copy and withdraw one, and plan the re-inspection of those that must be put right."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max

from vth.regelgeving.dagen import as_dagtekst
from vth.register.services import record_object
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd, derive_kernniveau

from .agendapunten import write_agenda
from .bevindingboeking import find_normen, write_delen
from .boeking import SCHRIJVEN, lock_controle, record_act
from .invoer import NieuweBevinding, NieuweControle, Normkeuze, check_bevinding
from .kern import REGISTER
from .models import (
    Bevinding,
    Bevindingbewijs,
    Bevindingnorm,
    Bevindingonderwerp,
    Controle,
    Controleonderwerp,
)
from .rules import ToezichtError, check_bevindinginhoud
from .selectors import LOPEND, get_bevinding, get_controle
from .services import KORTSTE_REDEN, record_controle
from .seveso import check_sevesocategorie

VELDEN = (
    "onderwerp",
    "aandachtspunt",
    "resultaat",
    "bijzonderheden",
    "gevolg",
    "gedrag",
    "motivering",
    "sevesocategorie",
    "herstel_voor",
    "bron",
)


@transaction.atomic
@claim_alles()
def record_bevinding(
    *,
    viewer: Viewer,
    controle_id: uuid.UUID,
    nieuw: NieuweBevinding,
    id_: uuid.UUID | None = None,
    gezien: int | None = None,
) -> Bevinding:
    """Write what a controle that runs found on one point, against norms in their version of that day.

    With `id_` (made on a device without a network) the same finding sent twice is one. Raises GeenToegangError, BestaatNietError,
    AnderWasVoorError, and ToezichtError: the controle has not begun or is concluded, no norm, a norm that does not hold that day, half a
    judgement, a code that does not exist, or a source that gave a finding already.
    """
    controle = get_controle(viewer, controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=controle.leverancier)
    controle = lock_controle(controle, gezien)
    if id_ and (al := Bevinding.objects.filter(pk=id_).first()):
        return _check_zelfde(al, controle)
    dag = _check_open(controle, nieuw)
    normen = find_normen(viewer, nieuw.normen, dag)
    check_bevindinginhoud(nieuw.resultaat, nieuw.gevolg, nieuw.gedrag, len(normen))
    check_sevesocategorie(viewer, controle, nieuw.sevesocategorie, nieuw.resultaat, dag)
    laatste = Bevinding.objects.filter(controle=controle).aggregate(n=Max("volgnummer"))["n"]
    bevinding = Bevinding(
        **({"id": id_} if id_ else {}),
        controle=controle,
        volgnummer=(laatste or 0) + 1,
        norm_op=dag,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
        **{veld: _clean(getattr(nieuw, veld)) for veld in VELDEN},
    )
    try:
        with transaction.atomic():
            bevinding.save(force_insert=True)
    except IntegrityError as fout:
        raise ToezichtError(
            f"Van {nieuw.bron[:80]!r} staat al een bevinding bij deze controle. Wijzig die, of trek haar eerst in."
        ) from fout
    write_delen(viewer, bevinding, nieuw, normen)
    record_act(viewer, controle, "bevinding", volgnummer=bevinding.volgnummer, resultaat=bevinding.resultaat)
    return bevinding


def _check_zelfde(bevinding: Bevinding, controle: Controle) -> Bevinding:
    """Give the finding that came in before under the same id; refuse one of another controle."""
    if bevinding.controle_id != controle.pk:
        raise ToezichtError("Deze bevinding hoort al bij een andere controle. Maak haar opnieuw.")
    return bevinding


def _check_open(controle: Controle, nieuw: NieuweBevinding) -> date:
    """Refuse a finding where nobody is looking, and give the day whose norms it tests."""
    if controle.staat not in LOPEND:
        raise ToezichtError(
            f"Controle {controle.kenmerk} is {controle.get_staat_display()}. Een bevinding hoort bij een controle die bezig is; begin haar, "
            "of heropen haar met een reden."
        )
    dag = nieuw.norm_op or controle.controledatum or klok.today()
    if dag > klok.today():
        raise ToezichtError(
            f"De bevinding zou gaan over {as_dagtekst(dag)}, en dat is nog niet geweest. Controleer de datum."
        )
    check_bevinding(nieuw, dag)
    return dag


def _clean(waarde: object) -> object:
    """Take off the blanks around a text."""
    return waarde.strip() if isinstance(waarde, str) else waarde


@transaction.atomic
@claim_alles()
def change_bevinding(
    *, viewer: Viewer, bevinding_id: uuid.UUID, nieuw: NieuweBevinding, gezien: int | None = None
) -> Bevinding:
    """Change a finding of a controle that runs; of one that was concluded the register holds it, so that one is withdrawn instead.

    Raises as `record_bevinding`, and ToezichtError for one that was withdrawn or stands in the register.
    """
    bevinding = get_bevinding(viewer, bevinding_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=bevinding.controle.leverancier)
    controle = lock_controle(bevinding.controle, gezien)
    if bevinding.ingetrokken_op or bevinding.bronobject_id:
        raise ToezichtError(
            f"Bevinding {bevinding.volgnummer} ligt vast. Trek haar in met een reden en leg de betere vast; zo blijft te zien wat er stond."
        )
    dag = _check_open(controle, nieuw)
    normen = find_normen(viewer, nieuw.normen, dag)
    check_bevindinginhoud(nieuw.resultaat, nieuw.gevolg, nieuw.gedrag, len(normen))
    check_sevesocategorie(viewer, controle, nieuw.sevesocategorie, nieuw.resultaat, dag)
    for veld in VELDEN:
        if veld != "bron":
            setattr(bevinding, veld, _clean(getattr(nieuw, veld)))
    bevinding.norm_op = dag
    bevinding.save()
    for deel in (Bevindingnorm, Bevindingonderwerp, Bevindingbewijs):
        deel.objects.filter(bevinding=bevinding).delete()
    write_delen(viewer, bevinding, nieuw, normen)
    record_act(viewer, controle, "wijzig_bevinding", volgnummer=bevinding.volgnummer)
    return bevinding


def copy_bevinding(
    *, viewer: Viewer, bevinding_id: uuid.UUID, controle_id: uuid.UUID | None = None
) -> Bevinding:
    """Write the same finding once more, in its own controle or in another that runs: for who sees one thing in many places.

    Its evidence and its source are not copied. Raises as `record_bevinding`.
    """
    bevinding = get_bevinding(viewer, bevinding_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=bevinding.controle.leverancier)
    nieuw = make_nieuw(bevinding)
    return record_bevinding(
        viewer=viewer,
        controle_id=controle_id or bevinding.controle_id,
        nieuw=replace(nieuw, bron="", bewijzen=(), norm_op=None),
    )


def make_nieuw(bevinding: Bevinding) -> NieuweBevinding:
    """Give a finding as somebody would write it again."""
    return NieuweBevinding(
        **{veld: getattr(bevinding, veld) for veld in VELDEN},
        norm_op=bevinding.norm_op,
        normen=[
            Normkeuze(
                n.voorschrift_id,
                n.norm_id,
                "" if n.voorschrift_id or n.norm_id else n.citaat,
                n.tekst if n.soort == "artikel" else "",
            )
            for n in bevinding.normen.order_by("volgnummer")
        ],
        onderwerpen=tuple(bevinding.onderwerpen.values_list("bronobject_id", flat=True)),
        bewijzen=tuple(bevinding.bewijzen.values_list("document_id", flat=True)),
    )


@transaction.atomic
@claim_alles()
def withdraw_bevinding(
    *, viewer: Viewer, bevinding_id: uuid.UUID, reden: str, gezien: int | None = None
) -> Bevinding:
    """Say that a finding does not hold, and why; it stays to be read. In the register its result is taken back, and what was known stays.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ToezichtError without a reason or when it was withdrawn before.
    """
    bevinding = get_bevinding(viewer, bevinding_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=bevinding.controle.leverancier)
    controle = lock_controle(bevinding.controle, gezien)
    if bevinding.ingetrokken_op:
        raise ToezichtError(
            f"Bevinding {bevinding.volgnummer} is al ingetrokken: {bevinding.ingetrokken_reden}"
        )
    if len(reden.strip()) < KORTSTE_REDEN:
        raise ToezichtError("Schrijf op waarom de bevinding niet klopt, in een zin die een ander begrijpt.")
    bevinding.ingetrokken_op = klok.now()
    bevinding.ingetrokken_reden = reden.strip()[:500]
    bevinding.save(update_fields=["ingetrokken_op", "ingetrokken_reden"])
    if bevinding.bronobject_id:
        _end_kern(viewer, bevinding, controle)
    record_act(viewer, controle, "trek_bevinding_in", reden=reden, volgnummer=bevinding.volgnummer)
    return bevinding


def _end_kern(viewer: Viewer, bevinding: Bevinding, controle: Controle) -> None:
    """Correct the register: the finding turned out not to say what it said, and now says that it must be looked into again."""
    record_object(
        viewer=viewer.with_handeling(REGISTER),
        leverancier=controle.leverancier,
        soort="bevinding",
        sleutel=str(bevinding.pk),
        inhoud={
            "volgnummer": bevinding.volgnummer,
            "onderwerp": bevinding.onderwerp,
            "bijzonderheden": f"Ingetrokken: {bevinding.ingetrokken_reden}",
        },
        begin_geldigheid=controle.controledatum or bevinding.norm_op,
        gebied=controle.gebied,
        vertrouwelijkheid=derive_kernniveau(controle.vertrouwelijkheid),
    )


@transaction.atomic
@claim_alles()
def plan_hercontrole(
    *,
    viewer: Viewer,
    controle_id: uuid.UUID,
    uiterlijk_op: date | None = None,
    gepland_op: date | None = None,
    inspecteur: str | None = None,
    bevindingen: Sequence[int] = (),
) -> Controle:
    """Plan the re-inspection of what a concluded controle found wrong, at the same places, with the day of repair as its ground.

    `bevindingen` are volgnummers; without them it is for all violations. Raises GeenToegangError, BestaatNietError, and ToezichtError when
    there is nothing to look at again.
    """
    eerste = get_controle(viewer, controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=eerste.leverancier)
    eerste = lock_controle(eerste, None)
    rijen = Bevinding.objects.filter(
        controle=eerste, resultaat__in=("overtreden", "nader_onderzoek"), ingetrokken_op=None
    )
    gekozen = list(rijen.filter(volgnummer__in=bevindingen) if bevindingen else rijen)
    if eerste.staat != Controle.Staat.AFGEROND or not gekozen:
        raise ToezichtError(
            "Er is niets om opnieuw te controleren: een hercontrole hoort bij een afgeronde controle met een overtreding of met iets dat nader is te onderzoeken."
        )
    nieuw = _make_hercontrole(eerste, gekozen)
    if inspecteur is not None:
        nieuw = replace(nieuw, inspecteur=inspecteur)
    controle = record_controle(
        viewer=viewer, nieuw=replace(nieuw, gepland_op=gepland_op, uiterlijk_op=uiterlijk_op)
    )
    controle.hercontrole_van = eerste
    controle.save(update_fields=["hercontrole_van"])
    write_agenda(eerste)
    return controle


def _make_hercontrole(eerste: Controle, gekozen: Sequence[Bevinding]) -> NieuweControle:
    """Give the re-inspection of some findings: at the same places, by the same inspector, with why."""
    dagen = [b.herstel_voor for b in gekozen if b.herstel_voor]
    nummers = ", ".join(str(b.volgnummer) for b in gekozen)
    te_herstellen = f", te herstellen voor {as_dagtekst(min(dagen))}" if dagen else ""
    rijen = Controleonderwerp.objects.filter(controle=eerste)
    return NieuweControle(
        organisatie=eerste.leverancier,
        gebied=eerste.gebied,
        omschrijving=f"Hercontrole van {eerste.kenmerk}: {eerste.omschrijving}"[:300],
        controletype="hercontrole",
        aanleiding=Controle.Aanleiding.HERCONTROLE,
        onderwerpen=tuple(rijen.values_list("bronobject_id", flat=True)),
        bevoegd_gezag=eerste.bevoegd_gezag,
        grond=f"Bevinding {nummers} van {eerste.kenmerk}{te_herstellen}",
        inspecteur=eerste.inspecteur,
        team=eerste.team,
        vertrouwelijkheid=eerste.vertrouwelijkheid,
    )
