"""The bestuurlijke strafbeschikking: weighed, drafted at the tariff, heard, given out by who may, and verzet against it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vth.regelgeving.rules import Grond
from vth.regelgeving.selectors import find_termijn, read_termijnregels
from vth.regelgeving.termijnen import Termijnuitkomst, derive_einde
from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import check_tekst, get_verdachte, lock_dossier, write_act
from .eigen import in_eigen
from .models import Opsporingsdossier, Opsporingshandeling, Strafbeschikking, Strafweging
from .rules import (
    VERKLARING,
    OpsporingError,
    Strafbeeld,
    Weegbeeld,
    check_bedrag,
    check_ondertekenaar,
    decide_route,
    derive_gebreken,
    needs_horen,
)
from .selectors import OPSPOREN, UITGEVEN, BestaatNietError, find_weging, list_cauties, read_regels

VERZETTERMIJN = "zaken.verzettermijn_strafbeschikking"
TOEZENDING = "toezending"


@dataclass(frozen=True)
class NieuweWeging:
    """What is weighed for one suspect; `overleg` is the consultation after which the doubt was gone."""

    verdachte: uuid.UUID
    feitdatum: date
    feiten: Sequence[str]
    gering: bool
    eenvoudig: bool
    motivering: str
    contra_indicaties: Sequence[str] = ()
    twijfel: bool = False
    overleg: uuid.UUID | None = None


def record_weging(
    *, viewer: Viewer, dossier_id: uuid.UUID, nieuw: NieuweWeging, gezien: int | None = None
) -> Strafweging:
    """Weigh whether a strafbeschikking may be given, under the law of the day of the fact; the last weighing holds.

    Raises OpsporingError for a day to come or before the law, facts that are not on the list, no words, or a strafbeschikking that was given out already.
    """
    check_bevoegd(viewer, OPSPOREN)
    if nieuw.feitdatum > klok.today():
        raise OpsporingError(
            f"{nieuw.feitdatum:%d-%m-%Y} is nog niet geweest. Vul de dag in waarop het feit is gepleegd."
        )
    with in_eigen():
        dossier = lock_dossier(viewer, dossier_id, OPSPOREN, gezien=gezien)
        verdachte = get_verdachte(dossier, nieuw.verdachte)
        eerder = find_weging(verdachte)
        if eerder is not None and _find_strafbeschikking(eerder):
            raise OpsporingError(
                f"Voor {verdachte.naam} is al een strafbeschikking opgesteld. Die weging staat vast."
            )
        regels = read_regels(nieuw.feitdatum, dienst=dossier.organisatie)
        overleg = _find_overleg(dossier, nieuw.overleg)
        beeld = _make_weegbeeld(nieuw, verdachte.persoonsoort, overlegd=overleg is not None)
        weging = Strafweging.objects.create(
            dossier=dossier,
            verdachte=verdachte,
            volgnummer=dossier.wegingen.count() + 1,
            feitdatum=nieuw.feitdatum,
            feiten=list(nieuw.feiten),
            gering=nieuw.gering,
            eenvoudig=nieuw.eenvoudig,
            contra_indicaties=list(nieuw.contra_indicaties),
            twijfel=nieuw.twijfel,
            overleg=overleg,
            uitkomst=decide_route(beeld, regels),
            motivering=check_tekst(nieuw.motivering, "De motivering")[:4000],
            gronden=[_shorten(g, nieuw.feiten) for g in regels.gronden],
            op=klok.now(),
            door=viewer.actor,
        )
        write_act(viewer, dossier, "weging.record")
    return weging


def _make_weegbeeld(nieuw: NieuweWeging, persoonsoort: str, *, overlegd: bool) -> Weegbeeld:
    """Give what the rules look at."""
    return Weegbeeld(
        persoonsoort,
        tuple(nieuw.feiten),
        nieuw.gering,
        nieuw.eenvoudig,
        tuple(nieuw.contra_indicaties),
        nieuw.twijfel,
        overlegd=overlegd,
    )


def _shorten(grond: Grond, feiten: Sequence[str]) -> dict[str, object]:
    """Keep of the tariff only the facts that were chosen."""
    alles = grond.as_dict()
    if grond.regel_id == "opsporing.feiten":
        alles["waarde"] = {f: w for f, w in alles["waarde"].items() if f in feiten}
    return alles


def _find_overleg(dossier: Opsporingsdossier, id_: uuid.UUID | None) -> Opsporingshandeling | None:
    """Find the consultation in this file. Raises OpsporingError for something else."""
    if id_ is None:
        return None
    overleg = dossier.handelingen.filter(pk=id_, soort=Opsporingshandeling.Soort.OVERLEG).first()
    if overleg is None:
        raise OpsporingError(
            "Dit overleg staat niet in het dossier. Leg het overleg met de parketsecretaris eerst vast, en kies het dan hier."
        )
    return overleg


def _find_strafbeschikking(weging: Strafweging) -> Strafbeschikking | None:
    """Find what was drafted by a weighing."""
    return Strafbeschikking.objects.filter(weging=weging).first()


def record_strafbeschikking(
    *, viewer: Viewer, dossier_id: uuid.UUID, verdachte: uuid.UUID, bedrag: Decimal, gezien: int | None = None
) -> Strafbeschikking:
    """Draft a strafbeschikking by the weighing that holds, at the tariff.

    Raises OpsporingError when nothing was weighed, the weighing leads elsewhere, the amount is not the tariff, or there is one already.
    """
    check_bevoegd(viewer, OPSPOREN)
    with in_eigen():
        dossier = lock_dossier(viewer, dossier_id, OPSPOREN, gezien=gezien)
        wie = get_verdachte(dossier, verdachte)
        weging = find_weging(wie)
        if weging is None:
            raise OpsporingError(
                f"Voor {wie.naam} is nog niet gewogen of een strafbeschikking kan. Weeg dat eerst."
            )
        if weging.uitkomst != Strafweging.Uitkomst.STRAFBESCHIKKING:
            doe = {
                Strafweging.Uitkomst.OVERLEG: "Er is twijfel: leg eerst het overleg met de parketsecretaris van het Functioneel Parket vast, en weeg opnieuw.",
                Strafweging.Uitkomst.PROCESVERBAAL: "Er is een contra-indicatie: maak een proces-verbaal en draag het over aan het Functioneel Parket.",
            }[Strafweging.Uitkomst(weging.uitkomst)]
            raise OpsporingError(f"De weging leidt niet tot een strafbeschikking. {doe}")
        if _find_strafbeschikking(weging):
            raise OpsporingError(
                f"Voor {wie.naam} is al een strafbeschikking opgesteld. Bekijk die in het dossier."
            )
        check_bedrag(
            bedrag, weging.feiten, wie.persoonsoort, read_regels(weging.feitdatum, dienst=dossier.organisatie)
        )
        gemaakt = Strafbeschikking.objects.create(
            dossier=dossier,
            weging=weging,
            bedrag=bedrag,
            opgesteld_op=klok.now(),
            opgesteld_door=viewer.actor,
        )
        write_act(viewer, dossier, "strafbeschikking.record")
    return gemaakt


def record_gehoord(
    *,
    viewer: Viewer,
    dossier_id: uuid.UUID,
    strafbeschikking: uuid.UUID,
    op: date,
    verslag: str,
    gezien: int | None = None,
) -> Strafbeschikking:
    """Write that the suspect was heard about the strafbeschikking, and what was said.

    Raises OpsporingError after it went out, for a day to come or before it was drafted, or without words.
    """
    check_bevoegd(viewer, OPSPOREN)
    with in_eigen():
        dossier = lock_dossier(viewer, dossier_id, OPSPOREN, gezien=gezien)
        s = _get_strafbeschikking(dossier, strafbeschikking)
        _refuse_verzonden(s)
        if op > klok.today():
            raise OpsporingError(f"{op:%d-%m-%Y} is nog niet geweest. Leg het horen vast als het is geweest.")
        if op < s.weging.feitdatum:
            raise OpsporingError(
                f"Het feit is van {s.weging.feitdatum:%d-%m-%Y}; horen op {op:%d-%m-%Y} kan niet over dit feit gaan. Kijk beide dagen na."
            )
        s.gehoord_op, s.gehoord_verslag = op, check_tekst(verslag, "Het verslag van het horen")
        s.save()
        write_act(viewer, dossier, "strafbeschikking.gehoord")
    return s


def decide_strafbeschikking(
    *,
    viewer: Viewer,
    dossier_id: uuid.UUID,
    strafbeschikking: uuid.UUID,
    op: date,
    mandaat: str,
    gezien: int | None = None,
) -> Strafbeschikking:
    """Give a strafbeschikking out, on the day that it is sent; from then on the term for verzet runs.

    Raises GeenToegangError for who has no such power, and OpsporingError for a boa or who investigated here, without a mandate, for a day to come, or while
    something lacks: all that lacks is told at once.
    """
    check_bevoegd(viewer, UITGEVEN)
    with in_eigen():
        dossier = lock_dossier(viewer, dossier_id, UITGEVEN, gezien=gezien)
        s = _get_strafbeschikking(dossier, strafbeschikking)
        _refuse_verzonden(s)
        check_ondertekenaar(viewer.actor, viewer.rollen, list_opspoorders(dossier))
        mandaat = check_tekst(mandaat, "Het mandaat of de aanwijzing waarop u tekent")
        if op > klok.today() or op < derive_legal_day(s.opgesteld_op):
            raise OpsporingError(
                f"{op:%d-%m-%Y} ligt niet tussen het opstellen en vandaag. Vul de dag in waarop de strafbeschikking is verzonden."
            )
        if gebreken := list_gebreken(s):
            raise OpsporingError("De strafbeschikking kan nog niet uit. " + " ".join(gebreken))
        uitkomst = derive_verzet(op, dossier.organisatie)
        s.verzenddatum, s.ondertekend_door, s.mandaat = op, viewer.actor, mandaat[:300]
        s.verzettermijn, s.verzet_tot = uitkomst.as_dict(), uitkomst.laatste_dag
        s.save()
        write_act(viewer, dossier, "strafbeschikking.decide")
    return s


def derive_verzet(verzonden: date, dienst: str = "") -> Termijnuitkomst:
    """Work out until when verzet can be done, with every step."""
    termijn = find_termijn(VERZETTERMIJN, geldig_op=verzonden, omgevingsdienst=dienst)
    regels = read_termijnregels(geldig_op=verzonden, omgevingsdienst=dienst)
    return derive_einde(termijn, verzonden, regels=regels, gebeurtenis=TOEZENDING)


def record_verzet(
    *,
    viewer: Viewer,
    dossier_id: uuid.UUID,
    strafbeschikking: uuid.UUID,
    op: date,
    toelichting: str = "",
    gezien: int | None = None,
) -> Strafbeschikking:
    """Write that verzet was done, and when. Whether it is in time follows from the day; the officier van justitie decides.

    Raises OpsporingError before it was sent, for a day before sending or to come, or a second time.
    """
    check_bevoegd(viewer, OPSPOREN)
    with in_eigen():
        dossier = lock_dossier(viewer, dossier_id, OPSPOREN, gezien=gezien)
        s = _get_strafbeschikking(dossier, strafbeschikking)
        if s.verzenddatum is None:
            raise OpsporingError(
                "Deze strafbeschikking is nog niet verzonden. Tegen een concept is geen verzet."
            )
        if s.verzet_op is not None:
            raise OpsporingError(f"Het verzet van {s.verzet_op:%d-%m-%Y} staat al vast.")
        if not s.verzenddatum <= op <= klok.today():
            raise OpsporingError(
                f"Verzet op {op:%d-%m-%Y} kan niet: de strafbeschikking is verzonden op {s.verzenddatum:%d-%m-%Y} en vandaag is het {klok.today():%d-%m-%Y}. Kijk de dag na."
            )
        s.verzet_op, s.verzet_toelichting = op, toelichting.strip()[:1000]
        s.save()
        write_act(viewer, dossier, "strafbeschikking.verzet")
    return s


def is_op_tijd(s: Strafbeschikking) -> bool:
    """Tell whether verzet was done on or before the last day."""
    return s.verzet_op is not None and s.verzet_tot is not None and s.verzet_op <= s.verzet_tot


def list_opspoorders(dossier: Opsporingsdossier) -> set[str]:
    """List who investigated in a file: who wrote what was seen or said, weighed, or made a proces-verbaal."""
    return {
        *dossier.handelingen.values_list("geregistreerd_door", flat=True),
        *dossier.wegingen.values_list("door", flat=True),
        *dossier.processenverbaal.values_list("opgesteld_door", flat=True),
        *dossier.strafbeschikkingen.values_list("opgesteld_door", flat=True),
    }


def list_gebreken(s: Strafbeschikking) -> list[str]:
    """List all that the law still asks before this one goes out."""
    verdachte = s.weging.verdachte
    beeld = Strafbeeld(
        persoonsoort=verdachte.persoonsoort,
        feiten=tuple(s.weging.feiten),
        bedrag=s.bedrag,
        verdacht_gehoord=verdachte.handelingen.filter(soort=VERKLARING).exists() or s.gehoord_op is not None,
        cautie=bool(list_cauties(verdachte)),
        gehoord_op=s.gehoord_op,
    )
    return derive_gebreken(beeld, read_regels(s.weging.feitdatum, dienst=s.dossier.organisatie))


def needs_horen_voor(s: Strafbeschikking) -> bool:
    """Tell whether the suspect must be heard before this one goes out."""
    regels = read_regels(s.weging.feitdatum, dienst=s.dossier.organisatie)
    return needs_horen(s.bedrag, s.weging.verdachte.persoonsoort, regels)


def _get_strafbeschikking(dossier: Opsporingsdossier, id_: uuid.UUID) -> Strafbeschikking:
    """Give one of this file, locked. Raises BestaatNietError."""
    gevonden = dossier.strafbeschikkingen.select_for_update().filter(pk=id_).first()
    if gevonden is None:
        raise BestaatNietError("Deze strafbeschikking staat niet in dit dossier.")
    return gevonden


def _refuse_verzonden(s: Strafbeschikking) -> None:
    """Refuse to change what went out. Raises OpsporingError."""
    if s.verzenddatum is not None:
        raise OpsporingError(
            f"Deze strafbeschikking is verzonden op {s.verzenddatum:%d-%m-%Y}. Wat is verzonden, verandert niet."
        )
