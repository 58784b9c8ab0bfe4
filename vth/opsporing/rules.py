"""What the law asks of criminal investigation by a boa: phase, caution, tariff, hearing, mandate, and the way it may go. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from vth.tijd.rules import AMSTERDAM

from .regelset import Regels

CAUTIE, VERKLARING = "cautie", "verklaring_verdachte"
TOEZICHT, OPSPORING = "toezicht", "opsporing"
MET_VERDACHTE = (CAUTIE, VERKLARING)
STRAFBESCHIKKING, OVERLEG, PROCESVERBAAL = "strafbeschikking", "overleg", "procesverbaal"
SOORTEN = {"natuurlijk_persoon": "een natuurlijk persoon", "rechtspersoon": "een rechtspersoon"}
JA, NEE, NVT = "ja", "nee", "nvt"


class OpsporingError(Exception):
    """Something that cannot be recorded; the message says what was seen, why that is wrong and what to do."""


class AnderWasVoorError(OpsporingError):
    """Somebody else changed the file first."""


@dataclass(frozen=True)
class Handelingbeeld:
    """One act as it is about to be written: which kind, when, and to whom."""

    soort: str
    op: datetime
    verdachte: str = ""
    tekst: str = ""
    met: str = ""


@dataclass(frozen=True)
class Weegbeeld:
    """What is weighed for one suspect: the facts, how serious and simple they are, what stands in the way, and whether there is doubt."""

    persoonsoort: str
    feiten: Sequence[str]
    gering: bool = True
    eenvoudig: bool = True
    contra_indicaties: Sequence[str] = ()
    twijfel: bool = False
    overlegd: bool = False


@dataclass(frozen=True)
class Strafbeeld:
    """A strafbeschikking as it stands before it goes out."""

    persoonsoort: str
    feiten: Sequence[str]
    bedrag: Decimal
    verdacht_gehoord: bool = False
    cautie: bool = False
    gehoord_op: date | None = None


def derive_fase(op: datetime, verdenking_op: datetime) -> str:
    """Tell in which phase something was seen or done: before there was a suspicion it was supervision, from then on it is investigation."""
    return OPSPORING if op >= verdenking_op else TOEZICHT


def check_handeling(
    beeld: Handelingbeeld,
    *,
    verdenking_op: datetime,
    cauties: Iterable[datetime],
    nu: datetime,
    naam: str = "",
) -> None:
    """Refuse an act that cannot have been done so: in the future, without words, or questions to a suspect before the caution.

    `cauties` are when this suspect was cautioned. The Richtlijn asks the caution as soon as there is a suspicion. Raises OpsporingError.
    """
    if beeld.op > nu:
        raise OpsporingError(
            f"{_moment(beeld.op)} is nog niet geweest. Leg alleen vast wat is gebeurd; kijk de dag en de tijd na."
        )
    if beeld.soort in MET_VERDACHTE and not beeld.verdachte:
        raise OpsporingError(
            "Er is geen verdachte gekozen. Een cautie en een verklaring van een verdachte horen bij één persoon. Kies wie het is, of voeg "
            "de verdachte eerst toe."
        )
    if beeld.soort != CAUTIE and not beeld.tekst.strip():
        raise OpsporingError(
            "Er staat niet wat er is gezien of gezegd. Schrijf het op, in de woorden van die dag."
        )
    if beeld.soort == CAUTIE and beeld.op < verdenking_op:
        raise OpsporingError(
            f"De cautie is van {_moment(beeld.op)} en de verdenking in dit dossier begint pas om {_moment(verdenking_op)}. Wie de cautie krijgt, "
            "is op dat moment al verdachte. Kijk de tijd van de cautie na, of open een dossier met het juiste moment van de verdenking."
        )
    if beeld.soort == VERKLARING and not any(c <= beeld.op for c in cauties):
        raise OpsporingError(
            f"{naam or 'De verdachte'} legde om {_moment(beeld.op)} een verklaring af en kreeg daarvoor geen cautie. Zodra er een verdenking is, gaat de "
            "cautie aan de vragen vooraf. Leg eerst de cautie vast met het moment waarop zij is gegeven. Is zij niet gegeven, leg dan vast wat u zag "
            "als waarneming, en schrijf in het proces-verbaal dat de cautie ontbrak."
        )


def _moment(op: datetime) -> str:
    """Write a moment for a message, as the clock was here."""
    return op.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")


def derive_tarief(feiten: Sequence[str], persoonsoort: str, regels: Regels) -> Decimal:
    """Add the fixed amounts of some facts for a kind of person, as they are on the day of the fact.

    Raises OpsporingError for no fact, one that is not on the list, one twice, and a person that is neither.
    """
    lijst: Mapping[str, Any] = regels.feiten.waarde
    if persoonsoort not in SOORTEN:
        raise OpsporingError(f"‘{persoonsoort}’ is geen soort persoon. Kies uit: {', '.join(SOORTEN)}.")
    if not feiten:
        raise OpsporingError("Er is geen feit gekozen. Kies ten minste één feit van de lijst.")
    if vreemd := [f for f in feiten if f not in lijst]:
        raise OpsporingError(
            f"Feit {', '.join(vreemd)} staat niet op de lijst die geldt vanaf {regels.feiten.vanaf:%d-%m-%Y} ({regels.feiten.bestand}). Alleen voor feiten van de "
            "lijst kan een bestuurlijke strafbeschikking. Kies een feit van de lijst, of maak een proces-verbaal."
        )
    if dubbel := sorted({f for f in feiten if list(feiten).count(f) > 1}):
        raise OpsporingError(f"Feit {', '.join(dubbel)} is twee keer gekozen. Kies elk feit één keer.")
    return sum((Decimal(lijst[f][persoonsoort]) for f in feiten), start=Decimal(0))


def check_bedrag(bedrag: Decimal, feiten: Sequence[str], persoonsoort: str, regels: Regels) -> None:
    """Refuse an amount that is not the tariff: the amounts are fixed. Raises OpsporingError that says which it is, and whose tariff was taken."""
    tarief = derive_tarief(feiten, persoonsoort, regels)
    if bedrag == tarief:
        return
    anders = next((s for s in SOORTEN if s != persoonsoort), "")
    wiens = (
        f" € {bedrag} is het tarief van {SOORTEN[anders]}; de verdachte is {SOORTEN[persoonsoort]}."
        if bedrag == derive_tarief(feiten, anders, regels)
        else ""
    )
    raise OpsporingError(
        f"Het bedrag is € {bedrag}; voor {', '.join(feiten)} is het € {tarief} voor {SOORTEN[persoonsoort]}.{wiens} De bedragen staan vast "
        f"({regels.feiten.verwijzing}). Vul € {tarief} in. Past dat bedrag niet, dan past de strafbeschikking niet: maak een proces-verbaal."
    )


def needs_horen(bedrag: Decimal, persoonsoort: str, regels: Regels) -> bool:
    """Tell whether somebody is heard first: from the threshold on, the threshold itself included."""
    return bedrag >= Decimal(regels.hoordrempel.waarde[persoonsoort])


def decide_route(beeld: Weegbeeld, regels: Regels) -> str:
    """Decide where it leads: a contra-indication to a proces-verbaal, doubt to consultation first, and else a strafbeschikking.

    Not minor or not simple is a contra-indication. Raises OpsporingError for facts or contra-indications that are not known.
    """
    derive_tarief(beeld.feiten, beeld.persoonsoort, regels)
    if vreemd := [c for c in beeld.contra_indicaties if c not in regels.contra_indicaties.waarde]:
        raise OpsporingError(
            f"Contra-indicatie ‘{', '.join(vreemd)}’ is niet bekend. Kies uit: {', '.join(regels.contra_indicaties.waarde)}."
        )
    if beeld.contra_indicaties or not (beeld.gering and beeld.eenvoudig):
        return PROCESVERBAAL
    return OVERLEG if beeld.twijfel and not beeld.overlegd else STRAFBESCHIKKING


def derive_gebreken(beeld: Strafbeeld, regels: Regels) -> list[str]:
    """List all that the law still asks before a strafbeschikking goes out; each sentence says what to do."""
    gebreken = []
    if beeld.verdacht_gehoord and not beeld.cautie:
        gebreken.append("De verdachte verklaarde iets zonder cautie. Leg vast wanneer de cautie is gegeven.")
    if beeld.gehoord_op is None and needs_horen(beeld.bedrag, beeld.persoonsoort, regels):
        drempel = regels.hoordrempel.waarde[beeld.persoonsoort]
        gebreken.append(
            f"€ {beeld.bedrag} is ten minste € {drempel}: {SOORTEN[beeld.persoonsoort]} wordt dan eerst gehoord. Leg vast wanneer dat was en wat er is gezegd."
        )
    try:
        check_bedrag(beeld.bedrag, beeld.feiten, beeld.persoonsoort, regels)
    except OpsporingError as fout:
        gebreken.append(str(fout))
    return gebreken


def check_ondertekenaar(actor: str, rollen: Collection[str], opspoorders: Collection[str]) -> None:
    """Refuse who may not give out a strafbeschikking: a boa, or who investigated in this very file.

    The power is of the director, and its mandate goes to managers and coordinators only. Raises OpsporingError.
    """
    if "boa" in rollen:
        raise OpsporingError(
            "U hebt de rol boa. De bevoegdheid is van de directeur en gaat in mandaat alleen naar leidinggevenden en coördinatoren, nooit naar een boa. "
            "Leg de strafbeschikking voor aan uw leidinggevende."
        )
    if actor in opspoorders:
        raise OpsporingError(
            "U hebt in dit dossier zelf onderzoek gedaan. Wie onderzoekt, geeft de strafbeschikking niet uit. Vraag een andere leidinggevende met mandaat."
        )


def list_pv_gebreken(
    antwoorden: Mapping[str, Mapping[str, str]], punten: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """List the points on which a proces-verbaal is not ready to be closed: not answered, answered no, or set aside where that cannot or without a reason."""
    gebreken = []
    for code, punt in punten.items():
        antwoord = antwoorden.get(code, {})
        oordeel = antwoord.get("oordeel", "")
        if oordeel == JA:
            continue
        if oordeel == NVT and punt["mag_niet_van_toepassing"]:
            if not antwoord.get("toelichting", "").strip():
                gebreken.append(f"{punt['vraag']} Schrijf waarom dit hier niet speelt.")
            continue
        mis = {NEE: "U antwoordde nee.", NVT: "Dit speelt altijd."}.get(oordeel, "Nog niet beantwoord.")
        gebreken.append(f"{punt['vraag']} {mis} Vul het proces-verbaal aan.")
    return gebreken


def check_uitkomst(dag: date, overgedragen_op: date, bestaat: bool, *, vandaag: date) -> None:
    """Refuse what came of a hand-over before it was handed over, on a day to come, or a second time. Raises OpsporingError."""
    if bestaat:
        raise OpsporingError(
            "Van deze overdracht staat al vast wat ervan is gekomen. Wat vaststaat, verandert niet. Is de zaak opnieuw overgedragen, leg dan eerst die overdracht vast."
        )
    if dag < overgedragen_op:
        raise OpsporingError(
            f"De uitkomst is van {dag:%d-%m-%Y} en de overdracht van {overgedragen_op:%d-%m-%Y}. Een uitkomst volgt op de overdracht. Kijk beide dagen na."
        )
    if dag > vandaag:
        raise OpsporingError(f"{dag:%d-%m-%Y} is nog niet geweest. Leg de uitkomst vast als die er is.")
