"""Milestones that a sentence tells of: when something is due, when it was due before, how it stands, and who gets it.

A sentence is judged by its clauses. A time is an old one by the words beside it ("was voorzien in", "in plaats van", "van … naar"); without such words it is the one that holds now.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..wanneer import Wanneer, find_wanneers, read_wanneer
from .forum import find_forum
from .jaarloos import find_tijden, is_jaarloos, say_jaar, say_seizoen
from .mijlpaalwoorden import (
    AFGEROND,
    AL,
    BIJGESTELD,
    BIJZIN,
    DAG_ZONDER_JAAR,
    DOOR_NAAR,
    DUUR,
    GEEN_BIJZIN,
    GELD,
    GRENS,
    HERPLAN,
    HERPLAN_ONDERWERP,
    HULP,
    IS_AF,
    KLAAR,
    LATER,
    NAAR,
    NIET,
    NIEUW,
    PER,
    PLANNING,
    SCHUIF,
    TOEKOMST,
    UITLOOP,
    VAN_NAAR,
    VERTRAAGD,
    VOLTOOID,
    VOORZIEN,
    WAS,
    WAS_DIRECT,
    WORDT_NIET,
)

Tijd = tuple[int, int, Wanneer]


@dataclass(frozen=True, slots=True)
class Mijlpaal:
    """One milestone as one sentence tells it."""

    wanneer: Wanneer | None
    was: Wanneer | None
    stand: str
    forum: str = ""
    twijfel: str = ""


def read_mijlpalen(
    zin: str, rol: str, peil: date | None, weg: Sequence[tuple[int, int]] = ()
) -> list[Mijlpaal]:
    """List the milestones of one sentence; `peil` is the last day the report tells of, `weg` are times that were read as something else."""
    return [_doubt_jaar(m) for m in _read_alle(zin, rol, peil, weg)]


def _doubt_jaar(m: Mijlpaal) -> Mijlpaal:
    """Say with a milestone that the year of its time was worked out."""
    jaren = [say_jaar(w) for w in (m.wanneer, m.was) if is_jaarloos(w)]
    jaren += [say_seizoen(w) for w in (m.wanneer, m.was) if w and say_seizoen(w)]
    return (
        replace(m, twijfel=" ".join(dict.fromkeys([*([m.twijfel] if m.twijfel else []), *jaren])))
        if jaren
        else m
    )


def _read_alle(zin: str, rol: str, peil: date | None, weg: Sequence[tuple[int, int]]) -> list[Mijlpaal]:
    # In running text beside the pijlers a day without a year is about anything.
    gevonden = find_tijden(zin, peil if rol not in ("", "onderzoek") else None, gepland=rol == "planning")
    tijden = [tijd for tijd in gevonden if tijd[:2] not in weg and not _is_naast(zin, tijd)]
    tijden = [_refine_jaar(zin, tijd) for tijd in _drop_jaren(zin, tijden)]
    if GELD.search(zin):
        # The year of an amount plans nothing.
        tijden = [tijd for tijd in tijden if tijd[2].soort != "jaar"]
    oud = [tijd for tijd in tijden if _is_was(zin, tijd)]
    nieuw = [tijd for tijd in tijden if tijd not in oud]
    if oud:
        return _read_verschoven(zin, oud, nieuw, rol, peil)
    if nieuw:
        herplan = (
            [Mijlpaal(None, None, "opnieuw te plannen")]
            if _is_herplan(zin) and HERPLAN.search(_clause(zin, nieuw[0])[0])
            else []
        )
        gelezen = [m for tijd in nieuw if (m := _read_gepland(zin, tijd, rol, peil))]
        return herplan + gelezen
    return _read_zonder_tijd(zin, rol)


def join_mijlpalen(eerste: Mijlpaal, tweede: Mijlpaal, zin: str) -> Mijlpaal | None:
    """Make one of two milestones of sentences in a row when the second only says more of the first; None when it tells of another."""
    if (
        eerste.was
        and not eerste.wanneer
        and eerste.stand in ("niet in bron", "niet gehaald")
        and tweede.wanneer
        and not tweede.was
        and re.search(r"\b(?:wordt|werd) (?:dat|dit|nu)\b", zin, re.IGNORECASE)
    ):
        return replace(tweede, was=eerste.was, stand="bijgesteld")
    verwijst = re.match(r"(?:dit|dat|deze|die|daarvoor|er is|hiervoor|daarmee)\b", zin, re.IGNORECASE)
    if not verwijst:
        return None
    if (
        tweede.wanneer is None
        and tweede.was is None
        and eerste.was
        and not eerste.wanneer
        and tweede.stand in ("opnieuw te plannen", "niet gehaald")
    ):
        return replace(eerste, stand=tweede.stand)
    if (
        eerste.was
        and not eerste.wanneer
        and tweede.was
        and not tweede.wanneer
        and tweede.stand == "niet in bron"
    ):
        return replace(eerste, was=tweede.was)
    if (
        eerste.wanneer is None
        and eerste.was is None
        and tweede.was
        and eerste.stand in ("niet gehaald", "bijgesteld")
    ):
        return replace(tweede, stand=eerste.stand if tweede.stand == "niet in bron" else tweede.stand)
    return None


def _is_naast(zin: str, tijd: Tijd) -> bool:
    """Whether a time says something beside the plan: in brackets with other words, or in a relative clause about somebody."""
    voor, na = zin[: tijd[0]], zin[tijd[1] :]
    if voor.count("(") > voor.count(")"):
        binnen = (
            voor[voor.rfind("(") + 1 :] + na[: na.find(")")] if ")" in na else voor[voor.rfind("(") + 1 :]
        )
        return len(binnen.split()) > 2 and not re.match(
            r"(?:was|eerder|voorheen|nu|oorspronkelijk|nieuw|uiterlijk|planning|gereed|start)\b",
            binnen,
            re.IGNORECASE,
        )
    zinsdeel = re.split(r"[,;:]\s|\bmaar\b", voor)[-1]
    bijzin = BIJZIN.search(zinsdeel)
    if bijzin and bijzin.group().casefold() in ("die", "dat"):
        # "… die in november is gestart": only when the verb of the clause stands after the time.
        ervoor = re.sub(
            r"(?:\s(?:nu|nog|wel|inmiddels|thans|momenteel))+\s*\Z", "", zinsdeel[: bijzin.start()]
        ).split()
        if re.match(r"\s(?:\w+\s){0,2}(?:wordt|worden|zal|zullen)\b", na):
            return False
        return (
            bool(ervoor)
            and not GEEN_BIJZIN.fullmatch(ervoor[-1])
            and not HULP.search(zinsdeel, bijzin.end())
            and "wordt" not in zinsdeel[bijzin.end() :]
        )
    return bijzin is not None


def _refine_jaar(zin: str, tijd: Tijd) -> Tijd:
    """The day that a sentence gives without its year, when the only year it names stands before it: "van 2023 (beoogde datum 20 december)"."""
    dagen = DAG_ZONDER_JAAR.findall(zin, tijd[1])
    if tijd[2].soort != "jaar" or len(dagen) != 1 or len(re.findall(r"\b20\d\d\b", zin)) != 1:
        return tijd
    dag = read_wanneer(f"{dagen[0]} {tijd[2].tekst[-4:]}")
    return (tijd[0], tijd[1], dag) if dag.van else tijd


def _drop_jaren(zin: str, tijden: list[Tijd]) -> list[Tijd]:
    """Leave out a span of years that is part of a name ("Agenda 2024-2028"), and a mere year beside a time that is finer."""
    uit = []
    for tijd in tijden:
        wanneer = tijd[2]
        if len(tijden) > 1 and wanneer.soort == "jaar" and re.search(r"\bna\s\Z", zin[: tijd[0]]):
            continue
        jaren = (
            wanneer.van
            and wanneer.tot
            and wanneer.tot.year - wanneer.van.year >= 1
            and wanneer.soort == "periode"
        )
        if (jaren and len(tijden) > 1) or (
            jaren
            and not wanneer.tekst.casefold().startswith(("in de loop van", "vanaf", "tot en met", "t/m"))
            and not re.search(r"(?:\b(?:in|periode|looptijd|van)\s|[,:]\s|^)\Z", zin[: tijd[0]])
        ):
            continue
        uit.append(tijd)
    return uit


def _clause(zin: str, tijd: Tijd) -> tuple[str, int]:
    """The clause that a time stands in, and where it begins."""
    grenzen = [0, *(g.end() for g in GRENS.finditer(zin) if g.end() <= tijd[0])]
    einde = next((g.start() for g in GRENS.finditer(zin) if g.start() >= tijd[1]), len(zin))
    return zin[grenzen[-1] : einde], grenzen[-1]


def _is_was(zin: str, tijd: Tijd) -> bool:
    zinsdeel, begin = _clause(zin, tijd)
    voor = zin[begin : tijd[0]]
    if VAN_NAAR.search(voor) and re.match(r"\s?(?:naar|tot)\b", zin[tijd[1] :]):
        return True
    if WAS_DIRECT.search(voor) or re.search(r"\bniet\s(?:in |op )?\Z", voor) or WORDT_NIET.search(zinsdeel):
        return True
    if NAAR.search(voor) or re.search(r"in plaats van|i\.p\.v\.", zin[tijd[1] :]):
        return False
    if VOORZIEN.search(voor) and DOOR_NAAR.match(zin[tijd[1] :]):
        return True
    cue = WAS.search(zinsdeel)
    haak = zinsdeel.rfind("(", 0, cue.start()) if cue else -1
    if cue and haak >= 0 and ")" not in zinsdeel[haak : cue.start()]:
        # "Q1 2027 (oorspronkelijk Q3 2026)": what stands in brackets was.
        return tijd[0] - begin > haak
    if (
        cue
        and cue.start() > tijd[1] - begin
        and any(w.tot for _, _, w in find_wanneers(zinsdeel[cue.end() :]))
    ):
        return False  # "in Q2 2027, oorspronkelijk was dat Q4 2026"
    if cue and (cue.start() < tijd[0] - begin or cue.group().casefold().startswith("oorspronkelijk")):
        return not _is_na_schuif(voor)
    return bool(NIET.search(zinsdeel)) and not SCHUIF.search(voor) and not TOEKOMST.search(zinsdeel)


def _is_na_schuif(voor: str) -> bool:
    """Whether the new plan was announced before the time: "was voorzien, verschoven naar"."""
    return bool(re.search(r"\b(?:naar|nu|wordt|zal)\b[^,;]{0,40}\Z", voor))


def _read_verschoven(
    zin: str, oud: list[Tijd], nieuw: list[Tijd], rol: str, peil: date | None
) -> list[Mijlpaal]:
    was = oud[0][2]
    if nieuw:
        uit = [Mijlpaal(nieuw[0][2], was, "bijgesteld", find_forum(zin), _doubt(nieuw[0][2], None))]
        return uit + [m for tijd in nieuw[1:] if (m := _read_gepland(zin, tijd, rol, peil))]
    if _is_herplan(zin):
        return [Mijlpaal(None, was, "opnieuw te plannen", "", _doubt(was, None))]
    if WORDT_NIET.search(zin):
        return [Mijlpaal(None, was, "niet gehaald", "", _doubt(was, None))]
    if IS_AF.search(zin) and not NIET.search(zin):
        return [Mijlpaal(None, was, "gehaald", "", "Wanneer het klaar was, staat er niet bij.")]
    if NIET.search(zin) or VERTRAAGD.search(zin):
        return [Mijlpaal(None, was, "niet gehaald", "", _doubt(was, None))]
    if SCHUIF.search(zin):
        return [Mijlpaal(None, was, "bijgesteld", "", "De nieuwe planning staat er niet bij.")]
    return [
        Mijlpaal(None, was, "niet in bron", "", "Wat er van deze planning geworden is, staat er niet bij.")
    ]


def _read_gepland(zin: str, tijd: Tijd, rol: str, peil: date | None) -> Mijlpaal | None:
    """What is due at a time that holds now, or was done then; None when the time dates something else."""
    wanneer = tijd[2]
    zinsdeel, _begin = _clause(zin, tijd)
    if NAAR.search(zin[: tijd[0]]) and SCHUIF.search(zin):
        return Mijlpaal(wanneer, None, "bijgesteld", find_forum(zin, tijd), _doubt(wanneer, None))
    if NIEUW.search(zin[: tijd[0]]) and _is_na(wanneer, peil):
        return Mijlpaal(wanneer, None, "bijgesteld", find_forum(zin, tijd), _doubt(wanneer, None))
    if re.search(r"\b(?:later|eerder) dan (?:gepland|voorzien|verwacht|beoogd)\b", zin) and _is_na(
        wanneer, peil
    ):
        return Mijlpaal(wanneer, None, "bijgesteld", find_forum(zin, tijd), _doubt(wanneer, None))
    if UITLOOP.search(zin) and re.search(r"\b(?:nu|thans)\b", zin[: tijd[0]]) and _is_na(wanneer, peil):
        return Mijlpaal(wanneer, None, "bijgesteld", find_forum(zin, tijd), _doubt(wanneer, None))
    if TOEKOMST.search(zinsdeel) and not re.match(r"\W*(?:gestart|afgerond)", zinsdeel, re.IGNORECASE):
        if rol != "planning" and not _is_na(wanneer, peil):
            return None
        return Mijlpaal(wanneer, None, "gepland", find_forum(zin, tijd), _doubt(wanneer, peil))
    return _read_gedaan(zin, zinsdeel, tijd, rol, peil)


def _read_gedaan(zin: str, zinsdeel: str, tijd: Tijd, rol: str, peil: date | None) -> Mijlpaal | None:
    """What was done at a time, or is planned then without a verb that says so."""
    wanneer = tijd[2]
    hulp = HULP.search(zinsdeel)
    if (
        PER.match(zin)
        and wanneer.soort == "dag"
        and not _is_na(wanneer, peil)
        and rol != "planning"
        and not hulp
    ):
        return Mijlpaal(wanneer, None, "gehaald")
    klaar = KLAAR.search(zinsdeel) or (
        VOLTOOID.search(zinsdeel[-60:])
        if hulp and wanneer.soort != "jaar" and not _is_na(wanneer, peil)
        else None
    )
    if klaar and peil and wanneer.tot and wanneer.tot <= peil:
        return Mijlpaal(
            wanneer,
            None,
            "gehaald",
            find_forum(zin, tijd) if re.search(r"gestuurd|toegezonden|aangeboden", zin) else "",
        )
    if klaar and _is_na(wanneer, peil):
        return Mijlpaal(wanneer, None, "gepland", find_forum(zin, tijd))
    if rol == "planning" and not (hulp and not klaar):
        return Mijlpaal(wanneer, None, "gepland", find_forum(zin, tijd), _doubt(wanneer, peil))
    if klaar:
        return Mijlpaal(
            wanneer,
            None,
            "gehaald",
            "",
            "" if peil else "Van welke datum de rapportage is, staat er niet bij.",
        )
    if rol == "planning" or (_is_na(wanneer, peil) and (not hulp or PLANNING.search(zinsdeel))):
        return Mijlpaal(wanneer, None, "gepland", find_forum(zin, tijd), _doubt(wanneer, peil))
    return None


def _read_zonder_tijd(zin: str, rol: str) -> list[Mijlpaal]:
    """Milestones of which the sentence tells how they stand and not when."""
    if read_wanneer(zin).soort == "doorlopend":
        return [Mijlpaal(read_wanneer(zin), None, "gepland")]
    if rol == "planning" and re.fullmatch(
        r"(?:nog )?(?:onbekend|niet bekend|te bepalen|niet te zeggen|niet gepland)\.?", zin, re.IGNORECASE
    ):
        return [Mijlpaal(None, None, "opnieuw te plannen")]
    if DUUR.search(zin):
        return [Mijlpaal(None, None, "bijgesteld", "", "Hoeveel later staat er, van en naar wanneer niet.")]
    if _is_herplan(zin):
        return [Mijlpaal(None, None, "opnieuw te plannen")]
    if LATER.search(zin):
        return [Mijlpaal(None, None, "bijgesteld", "", "Hoeveel later, staat er niet bij.")]
    if BIJGESTELD.search(zin):
        return [Mijlpaal(None, None, "bijgesteld", "", "Van en naar wanneer, staat er niet bij.")]
    if NIET.search(zin) and not re.search(
        r"\bnog niet\b|\A(?:niet gestart|niet begonnen)\W*\Z", zin, re.IGNORECASE
    ):
        return [Mijlpaal(None, None, "niet gehaald")]
    if (
        VERTRAAGD.search(zin)
        and re.search(r"oplevering|planning|afronding|evaluatie|start\b", zin)
        and re.search(r"\b(?:is|zijn|heeft)\b", zin)
    ):
        return [Mijlpaal(None, None, "niet gehaald", "", "Er staat vertraging bij, geen planning.")]
    klaar = AFGEROND.search(zin)
    kort = len(zin.split()) <= 3 or (klaar is not None and klaar.start() == 0)
    if klaar and not AL.search(zin) and (re.search(r"\b(?:is|zijn)\b", zin) or kort):
        return [Mijlpaal(None, None, "gehaald")]
    return []


def _is_herplan(zin: str) -> bool:
    return bool(HERPLAN.search(zin) and HERPLAN_ONDERWERP.search(zin))


def _is_na(wanneer: Wanneer, peil: date | None) -> bool:
    return (
        wanneer.soort in ("doorlopend", "onbekend")
        or peil is None
        or (wanneer.tot is not None and wanneer.tot > peil)
    )


def _doubt(wanneer: Wanneer, peil: date | None) -> str:
    if wanneer.soort == "onbekend":
        return f"‘{wanneer.tekst}’ is geen tijd die bestaat; wanneer het wel is, moet iemand zeggen."
    if peil and wanneer.tot and wanneer.tot < peil.replace(day=1):
        return f"‘{wanneer.tekst}’ ligt vóór de datum van de rapportage en staat er nog als planning."
    return ""
