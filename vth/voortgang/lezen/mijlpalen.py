"""Milestones that a sentence tells of: when something is due, when it was due before, how it stands, and who gets it.

A sentence is judged by its clauses. A time is an old one by the words beside it ("was voorzien in", "in plaats van", "van … naar"); without such words it is the one that holds now.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..wanneer import Wanneer, read_wanneer
from .forum import find_forum
from .jaarloos import find_tijden, is_jaarloos, say_jaar, say_seizoen

Tijd = tuple[int, int, Wanneer]


@dataclass(frozen=True, slots=True)
class Mijlpaal:
    """One milestone as one sentence tells it."""

    wanneer: Wanneer | None
    was: Wanneer | None
    stand: str
    forum: str = ""
    twijfel: str = ""


def _words(woorden: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?<!\bte )(?:{woorden})(?!\w)", re.IGNORECASE)


_WAS = _words(
    r"(?:stond|stonden|was|waren)(?: \w+){0,3}? (?:gepland|voorzien|beoogd|geraamd|geagendeerd|verwacht|toegezegd)|(?:stond|stonden) (?:op|voor|in)|zou(?:den)?|oorspronkelijke?"
    r"|aanvankelijke?|eerder(?:e)? (?:gepland|voorzien|planning)|eerst gepland|(?:eerder|eerst) (?:werd|is|ging)|uitgegaan van|had(?:den)?(?: \w+){0,7} (?:moeten|zullen)|in plaats van|i\.p\.v\.|voorheen|was(?: \w+){0,3} (?:in|eind|begin)"
)
_WAS_DIRECT = re.compile(
    r"(?:\bwas|in plaats van|i\.p\.v\.|\bvan(?= \S+ (?:\S+ ){0,4}?naar\b)|vorige planning)[:\s]*(?:in |op |eind )?\Z|\beerder:?\s\Z|\b(?:eerder was|voorheen was|eerst was)(?: dat| dit)?\s(?:in |op )?\Z|\ben niet(?:,[^,]{0,40},)?\s(?:op|in|per)\s\Z",
    re.IGNORECASE,
)
_NAAR = re.compile(r"\b(?:naar|tot)\s(?:(?:na|het|de|in|op|begin|uiterlijk)\s){0,2}\Z", re.IGNORECASE)
# "… wordt niet gehaald" gives up a time that was; "… wordt opgeleverd" holds one that is.
_WORDT_NIET = re.compile(
    r"\b(?:wordt|worden|zal|zullen|kan|kunnen)(?: \w+){0,4} niet(?: \w+){0,2} (?:gehaald|gerealiseerd|haalbaar)|niet gehaald worden",
    re.IGNORECASE,
)
_DAG_ZONDER_JAAR = re.compile(
    r"\b\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
)
_GELD = re.compile(r"€|\b(?:euro|miljoen|budget|begroot|begroting|kosten|subsidie)\b", re.IGNORECASE)
_VAN_NAAR = re.compile(r"\bvan\s(?:het\s|de\s)?\Z", re.IGNORECASE)
_NIET = _words(
    r"niet(?! later)(?: \w+){0,3} (?:gehaald|gerealiseerd|geleverd|opgeleverd|afgerond|gereed|klaar|gelukt|voltooid|gestart|verleend)|(?:planning|datum|termijn)(?: \w+){0,4} niet gehaald"
    r"|nog niet gerealiseerd|niet haalbaar|niet op tijd(?: \w+)?|niet(?: \w+){0,3} doorgaan|(?:is|zijn) er(?: nog)? niet(?=[.,;]|\Z)|niet doorgegaan|blijven liggen|niet van gekomen"
)
NIET_GELUKT = re.compile(
    r"\bniet gelukt\b.{0,160}\b(?:te starten|te beginnen|af te ronden|op te leveren|te halen|te realiseren)\b|\bniet (?:op tijd|op het voorziene moment|volgens planning) (?:gestart|begonnen|afgerond|opgeleverd)\b",
    re.IGNORECASE,
)
_HERPLAN = _words(
    r"opnieuw (?:gemaakt|opgesteld|gepland|bepaald|bekeken|bezien)|wordt(?: \w+){0,4} (?:herzien|aangepast|herijkt)|geen (?:nieuwe )?planning|geen (?:nieuwe )?datum|(?:nieuwe )?(?:datum|planning) (?:volgt|wordt nog bepaald|is er nog niet)|planning volgt|volgt(?: \w+){0,2} planning|wordt er een planning gemaakt"
    r"|nader te bepalen|n\.t\.b\.|nog te bepalen|n\.n\.b\.|planning(?: \w+){0,4} nog (?:niet bekend|onbekend)|(?:wanneer|\w*datum|termijn|start)\b[^.]{0,60} (?:nog )?(?:niet bekend|onbekend)|herijking|planning (?:wordt|worden) (?:herzien|aangepast|bijgesteld)"
)
_HERPLAN_ONDERWERP = _words(
    r"planning\w*|deze|dit|die|wanneer|start|\w*datum|termijn|tijdsplan|tijdlijn|tijdpad|herijking|n\.t\.b\.|n\.n\.b\.|nader te bepalen|nog te bepalen"
)
_SCHUIF = _words(
    r"(?:bij|door|ver|uit)(?:gesteld|geschoven|schoven|geplaatst)|schuift(?: \w+)?|schuiven(?: \w+)?|opgeschoven|vertraagd(?= tot| naar)|uitgesteld|uitgelopen|loopt uit|verlengd|naar achteren|later|bijgesteld|verplaatst"
)
_LATER = re.compile(
    r"(?<!niet )(?<!\w)later (?:\w+ ){0,2}dan (?:gepland|voorzien|verwacht|beoogd)(?!\w)", re.IGNORECASE
)
_UITLOOP = _words(r"loo?p(?:t|en)(?: \w+){0,3} uit|vertraagd|vertraging|later dan (?:gepland|voorzien)")
_VERTRAAGD = _words(r"vertraagd|vertraging|vertraging opgelopen|loopt achter")
_DUUR = _words(
    r"met (?:(?:een|één|twee|drie|enkele) )?(?:half ?jaar|halfjaar|jaar|kwartaal|kwartalen|maanden|maand|weken)(?: \w+)? (?:vertraagd|uitgesteld|verschoven|opgeschoven)|(?:half ?jaar|jaar|kwartaal|kwartalen|maanden|maand|weken) (?:achter|vertraging|uitloop|later dan)(?: \w+){0,3}"
)
_TOEKOMST = _words(
    r"wordt|worden|zal|zullen|volgt|volgen|moet|moeten|gepland|voorzien|verwacht|starten?|gaat|gaan|vindt|vinden|beoogde?|eindigt|loopt|lopen|geldt|komt|komen|verschijnt|levert|leveren|uiterlijk"
)
_HULP = _words(r"is|zijn|heeft|hebben|werd|werden|was|waren")
_KLAAR = _words(
    r"afgerond\w*|opgeleverd|gerealiseerd|gereed(?:gekomen)?|ingediend|plaatsgevonden|ingevoerd|opgesteld|gehaald|gepubliceerd|gestart|begonnen|van start(?: gegaan)?|hersteld"
    r"|opengesteld|geopend|ging(?:en)?(?: [\w.]+){1,6} (?:open|in|live)|in gebruik(?: genomen)?|voltooid|klaar|geplaatst|ingericht|uitgevoerd|aangelegd|aangesloten|verzonden|gestuurd|toegezonden|aangeboden|getekend|ondertekend|geleverd|ingesteld|verleend|beëindigd|gesloten|gehouden|vastgesteld|gegaan|gelanceerd|verschenen|beschikbaar|operationeel|van kracht|aangevraagd|gegund|uitgebracht|toegekend|opgericht|overgedragen|uitgerold|vrijgegeven|opgezet|gebouwd|genomen|bereikt|behaald|gepresenteerd"
)
# Any other participle at the end of a clause with "is" or "heeft": "is in oktober getest met veertig leraren".
_VOLTOOID = re.compile(
    r"\b(?:\w{0,6}ge\w{2,}(?:d|t|en)|be\w{3,}(?:d|t|en))(?: (?:met|door|aan|voor|in|bij|op|van) [^,;.]{1,40})?\W*\Z",
    re.IGNORECASE,
)
_AFGEROND = _words(
    r"(?<=\bis )af(?=[.,;]|\Z)|(?<=zijn )af(?=[.,;]|\Z)|afgerond|afgesloten|opgeleverd|gerealiseerd|voltooid|gereed(?:gekomen)?|klaar|ingevoerd|gehaald|op schema opgeleverd"
)
_BIJGESTELD = _words(
    r"(?:planning|oplevering|datum)\b[^.;]{0,120} (?:is|zijn) (?:bijgesteld|aangepast|verschoven|uitgesteld|doorgeschoven)"
)
_IS_AF = _words(
    r"(?:is|zijn|werd|werden)(?: \w+){0,3} (?:afgerond|opgeleverd|gerealiseerd|voltooid|gereed|klaar|ingevoerd)"
)
_PLANNING = _words(
    r"planning|oplevering|afronding|vaststelling|ingebruikname|start|uitvoering|mijlpaal|deadline|publicatie"
)
_AL = _words(
    r"niet|nog|pas|wordt|worden|zal|zullen|zodra|als|wanneer|nadat|moet|moeten|bijna|deels|concept|\w+ van de (?:\d+|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)|nagenoeg|volgt|kan|kunnen"
)
# "Voorzien Q2 2027, schuift door naar Q4 2027": without a verb that says that it was.
_VOORZIEN = re.compile(r"\b(?:voorzien|gepland|planning):?\s(?:in |voor |op )?\Z", re.IGNORECASE)
_DOOR_NAAR = re.compile(
    r",?\s(?:maar |nu |en )?(?:\w+ ){0,2}(?:schuift|schuiven|verschoven|doorgeschoven|uitgesteld|verplaatst|loopt uit|wordt)\b",
    re.IGNORECASE,
)
# "Nieuwe opleverdatum: 1 oktober": that it is new says that there was another.
_NIEUW = re.compile(
    r"\b(?:nieuwe|herziene|bijgestelde|aangepaste) (?:\w*datum|\w*planning|termijn|deadline)(?: is| wordt)?:?\s(?:in |op |per )?(?:het )?\Z",
    re.IGNORECASE,
)
_GRENS = re.compile(
    r";\s|, (?=(?:dit|deze|nieuwe planning|nu|thans|inmiddels)\b)|,? maar |,? echter |,? waarna |,? zodat | – | en (?=(?:is|zijn|wordt|worden|loopt|volgt|start|eindigt|zal|zullen|gaat|oplevering|de oplevering|afronding|het (?:\de|\w+de) |uitvoering)\b)"
)
# Times that say something about somebody or something beside the plan.
_GEEN_BIJZIN = re.compile(
    r"geldt|is|zijn|wordt|worden|werd|blijkt|verwacht\w*|betekent|afgesproken|zodat|zegt|was|doel|planning",
    re.IGNORECASE,
)
_BIJZIN = re.compile(
    r"\b(?:die|dat)\b(?=[^,.;]{0,80}$)|\bmet (?:tot|als) doel\b|\bsinds\b|\bmotie\b|\bwet van\b|\baantal\b[^,;.]*$|\bgewerkt aan\b|\bpeildatum\b|\bstand per\b",
    re.IGNORECASE,
)


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
    if _GELD.search(zin):
        # The year of an amount plans nothing.
        tijden = [tijd for tijd in tijden if tijd[2].soort != "jaar"]
    oud = [tijd for tijd in tijden if _is_was(zin, tijd)]
    nieuw = [tijd for tijd in tijden if tijd not in oud]
    if oud:
        return _read_verschoven(zin, oud, nieuw, rol, peil)
    if nieuw:
        herplan = (
            [Mijlpaal(None, None, "opnieuw te plannen")]
            if _is_herplan(zin) and _HERPLAN.search(_clause(zin, nieuw[0])[0])
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
    bijzin = _BIJZIN.search(zinsdeel)
    if bijzin and bijzin.group().casefold() in ("die", "dat"):
        # "… die in november is gestart": only when the verb of the clause stands after the time.
        ervoor = re.sub(
            r"(?:\s(?:nu|nog|wel|inmiddels|thans|momenteel))+\s*\Z", "", zinsdeel[: bijzin.start()]
        ).split()
        if re.match(r"\s(?:\w+\s){0,2}(?:wordt|worden|zal|zullen)\b", na):
            return False
        return (
            bool(ervoor)
            and not _GEEN_BIJZIN.fullmatch(ervoor[-1])
            and not _HULP.search(zinsdeel, bijzin.end())
            and "wordt" not in zinsdeel[bijzin.end() :]
        )
    return bijzin is not None


def _refine_jaar(zin: str, tijd: Tijd) -> Tijd:
    """The day that a sentence gives without its year, when the only year it names stands before it: "van 2023 (beoogde datum 20 december)"."""
    dagen = _DAG_ZONDER_JAAR.findall(zin, tijd[1])
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
    grenzen = [0, *(g.end() for g in _GRENS.finditer(zin) if g.end() <= tijd[0])]
    einde = next((g.start() for g in _GRENS.finditer(zin) if g.start() >= tijd[1]), len(zin))
    return zin[grenzen[-1] : einde], grenzen[-1]


def _is_was(zin: str, tijd: Tijd) -> bool:
    zinsdeel, begin = _clause(zin, tijd)
    voor = zin[begin : tijd[0]]
    if _VAN_NAAR.search(voor) and re.match(r"\s?(?:naar|tot)\b", zin[tijd[1] :]):
        return True
    if _WAS_DIRECT.search(voor) or re.search(r"\bniet\s(?:in |op )?\Z", voor) or _WORDT_NIET.search(zinsdeel):
        return True
    if _NAAR.search(voor) or re.search(r"in plaats van|i\.p\.v\.", zin[tijd[1] :]):
        return False
    if _VOORZIEN.search(voor) and _DOOR_NAAR.match(zin[tijd[1] :]):
        return True
    cue = _WAS.search(zinsdeel)
    if cue and (cue.start() < tijd[0] - begin or cue.group().casefold().startswith("oorspronkelijk")):
        return not _is_na_schuif(voor)
    return bool(_NIET.search(zinsdeel)) and not _SCHUIF.search(voor) and not _TOEKOMST.search(zinsdeel)


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
    if _WORDT_NIET.search(zin):
        return [Mijlpaal(None, was, "niet gehaald", "", _doubt(was, None))]
    if _IS_AF.search(zin) and not _NIET.search(zin):
        return [Mijlpaal(None, was, "gehaald", "", "Wanneer het klaar was, staat er niet bij.")]
    if _NIET.search(zin) or _VERTRAAGD.search(zin):
        return [Mijlpaal(None, was, "niet gehaald", "", _doubt(was, None))]
    if _SCHUIF.search(zin):
        return [Mijlpaal(None, was, "bijgesteld", "", "De nieuwe planning staat er niet bij.")]
    return [
        Mijlpaal(None, was, "niet in bron", "", "Wat er van deze planning geworden is, staat er niet bij.")
    ]


def _read_gepland(zin: str, tijd: Tijd, rol: str, peil: date | None) -> Mijlpaal | None:
    """What is due at a time that holds now, or was done then; None when the time dates something else."""
    wanneer = tijd[2]
    zinsdeel, _begin = _clause(zin, tijd)
    if _NAAR.search(zin[: tijd[0]]) and _SCHUIF.search(zin):
        return Mijlpaal(wanneer, None, "bijgesteld", find_forum(zin, tijd), _doubt(wanneer, None))
    if _NIEUW.search(zin[: tijd[0]]) and _is_na(wanneer, peil):
        return Mijlpaal(wanneer, None, "bijgesteld", find_forum(zin, tijd), _doubt(wanneer, None))
    if re.search(r"\b(?:later|eerder) dan (?:gepland|voorzien|verwacht|beoogd)\b", zin) and _is_na(
        wanneer, peil
    ):
        return Mijlpaal(wanneer, None, "bijgesteld", find_forum(zin, tijd), _doubt(wanneer, None))
    if _UITLOOP.search(zin) and re.search(r"\b(?:nu|thans)\b", zin[: tijd[0]]) and _is_na(wanneer, peil):
        return Mijlpaal(wanneer, None, "bijgesteld", find_forum(zin, tijd), _doubt(wanneer, None))
    if _TOEKOMST.search(zinsdeel) and not re.match(r"\W*(?:gestart|afgerond)", zinsdeel, re.IGNORECASE):
        if rol != "planning" and not _is_na(wanneer, peil):
            return None
        return Mijlpaal(wanneer, None, "gepland", find_forum(zin, tijd), _doubt(wanneer, peil))
    hulp = _HULP.search(zinsdeel)
    klaar = _KLAAR.search(zinsdeel) or (
        _VOLTOOID.search(zinsdeel[-60:])
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
    if rol == "planning" or (_is_na(wanneer, peil) and (not hulp or _PLANNING.search(zinsdeel))):
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
    if _DUUR.search(zin):
        return [Mijlpaal(None, None, "bijgesteld", "", "Hoeveel later staat er, van en naar wanneer niet.")]
    if _is_herplan(zin):
        return [Mijlpaal(None, None, "opnieuw te plannen")]
    if _LATER.search(zin):
        return [Mijlpaal(None, None, "bijgesteld", "", "Hoeveel later, staat er niet bij.")]
    if _BIJGESTELD.search(zin):
        return [Mijlpaal(None, None, "bijgesteld", "", "Van en naar wanneer, staat er niet bij.")]
    if _NIET.search(zin) and not re.search(
        r"\bnog niet\b|\A(?:niet gestart|niet begonnen)\W*\Z", zin, re.IGNORECASE
    ):
        return [Mijlpaal(None, None, "niet gehaald")]
    if (
        _VERTRAAGD.search(zin)
        and re.search(r"oplevering|planning|afronding|evaluatie|start\b", zin)
        and re.search(r"\b(?:is|zijn|heeft)\b", zin)
    ):
        return [Mijlpaal(None, None, "niet gehaald", "", "Er staat vertraging bij, geen planning.")]
    klaar = _AFGEROND.search(zin)
    if klaar and not _AL.search(zin) and (re.search(r"\b(?:is|zijn)\b", zin) or len(zin.split()) <= 3):
        return [Mijlpaal(None, None, "gehaald")]
    return []


def _is_herplan(zin: str) -> bool:
    return bool(_HERPLAN.search(zin) and _HERPLAN_ONDERWERP.search(zin))


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
