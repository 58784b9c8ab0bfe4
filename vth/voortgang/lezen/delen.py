"""Parts of the report beside the pijlers: products, try-outs, thematic studies and the legends."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..wanneer import Wanneer, find_wanneers
from .boom import Boom, Deel
from .koppen import read_pijler
from .zinnen import Zin

_PROEF = r"(?:try-?outs?|proeftuin(?:en)?|pilots?)"
_NAAM = re.compile(
    r"\b(?i:try-?out|proeftuin|pilot)\s+[‘'“\"]?(?P<naam>[A-Z][\w-]*(?:\s(?:(?:op|en|van|de|in|voor|het|met)\s){0,2}[A-Z][\w-]*)*)"
)
_KOPNAAM = re.compile(r"(?i:try-?out|proeftuin|pilot)\s*:?\s+(?P<naam>\S.*)\Z")
_ALGEMEEN = re.compile(r"(?:inleiding|algemeen|samenvatting|tot slot|vooraf|overzicht)\b", re.IGNORECASE)
_EINDE = (
    re.compile(
        r"(?:loopt|verlengd|duurt) (?:nog |door )?(?:tot|t/m)|eindigt|wordt afgesloten|einddatum",
        re.IGNORECASE,
    ),
    re.compile(rf"{_PROEF}\b[^.;,]{{0,80}}\b(?:afgerond|gereed|klaar|beëindigd|afgesloten)\b", re.IGNORECASE),
)
_STATUS = re.compile(
    r"(?:volgens (?:de )?planning|op (?:schema|koers)|wijkt (?:sterk )?af|loopt (?:\w+ )?(?:achter|voor|uit)|deel (?:van de )?acties|vertraagd|afgerond|nieuw|risico|niet gestart|op tijd|bijgesteld|groen|oranje|rood|geel)\b",
    re.IGNORECASE,
)
_RANG = {
    "eerste": 1,
    "tweede": 2,
    "derde": 3,
    "vierde": 4,
    "vijfde": 5,
    "zesde": 6,
    "zevende": 7,
    "achtste": 8,
}
_AANTAL = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6}
_STUDIE = re.compile(
    r"\b(?P<rang>\d{1,2}(?:e|ste|de)|eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste)\s(?:\w+\s)?(?:thema-?)?onderzoek\b"
    r"(?:\s(?:gaat|gestart|loopt|wordt|is))?(?:\s(?:naar|over|met als thema|met als onderwerp|met betrekking tot|op het gebied van)\s"
    r"(?P<titel>.{2,120}?)(?=\s(?:is|wordt|en is|zijn|start|gestart|loopt|en het \d+e|en het \w+[dt]e (?:thema-?)?onderzoek)\b|[,.;(]|\s\(|\Z))?"
)
_AF = re.compile(
    r"\b(?:is|zijn)\b.{0,60}\b(?:afgerond|uitgevoerd|opgeleverd|gepubliceerd)\b|\bheeft\b.{0,40}\buitgevoerd\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Tryout:
    """A try-out with its sentences."""

    titel: str
    regel: int
    kop: str
    zinnen: list[Zin] = field(default_factory=list)


@dataclass(slots=True)
class Onderzoek:
    """A thematic study: its number when it has one, its subject, how it stands."""

    rang: int
    titel: str
    regel: int
    zin: str
    stand: str = "niet in bron"


def list_tryouts(delen: Iterable[Deel]) -> list[Tryout]:
    """Gather the try-outs: each begins where a heading or text names one, or else at each heading within their part."""
    sectie = _list_sectie(delen)
    benoemd = any(_find_naam(deel) for deel in sectie)
    uit: list[Tryout] = []
    for deel in sectie:
        naam = _find_naam(deel) or (
            "" if benoemd or deel.rol == "tryout" or _ALGEMEEN.match(deel.kop) else deel.kop
        )
        if not benoemd and deel.rol == "tryout":
            uit.extend(_list_punten(deel))
        if naam and not (uit and _same(uit[-1].titel, naam)):
            uit.append(Tryout(naam, deel.regel, deel.kop))
        if uit and not _ALGEMEEN.match(deel.kop):
            uit[-1].zinnen.extend(deel.zinnen)
    return uit


def _list_sectie(delen: Iterable[Deel]) -> list[Deel]:
    """The parts that are about try-outs: under their heading, or beside it and still naming them."""
    uit: list[Deel] = []
    niveau = 0
    for deel in delen:
        opent = deel.rol == "tryout"
        if opent and not niveau:
            niveau = deel.niveau
        elif niveau and not opent:
            blijft = deel.niveau > niveau or (
                deel.niveau == niveau and any(re.search(_PROEF, z.tekst, re.IGNORECASE) for z in deel.zinnen)
            )
            niveau = niveau if blijft and deel.rol in ("", "tryout") else 0
        if niveau:
            uit.append(deel)
    return uit


def _find_naam(deel: Deel) -> str:
    if treffer := _KOPNAAM.match(deel.kop):
        return treffer["naam"].strip(" .:")
    treffer = next((t for zin in deel.zinnen if (t := _NAAM.search(zin.tekst))), None)
    return treffer["naam"] if treffer and not _ALGEMEEN.match(deel.kop) else ""


def _list_punten(deel: Deel) -> Iterator[Tryout]:
    """Try-outs that are told of in a list: "Laadpaal: loopt tot en met december"."""
    for regel, tekst, punt in deel.alineas:
        naam, dubbel, na = tekst.partition(":")
        if punt and dubbel and len(naam) < 80:
            yield Tryout(
                re.sub(rf"^{_PROEF}\s", "", naam, flags=re.IGNORECASE),
                regel,
                deel.kop,
                [Zin(na.strip(), regel, deel.kop, deel.rol)],
            )


def _same(een: str, ander: str) -> bool:
    return een.casefold().split()[0] == ander.casefold().split()[0]


def find_tryout_einde(tryout: Tryout) -> tuple[Wanneer, Zin] | None:
    """When a try-out ends: by a sentence about its end, or one that says it is finished then. A report or evaluation at the end is a milestone and no end."""
    for cue in _EINDE:
        for zin in tryout.zinnen:
            if cue.search(zin.tekst) and (tijden := [w for _, _, w in find_wanneers(zin.tekst) if w.tot]):
                return tijden[-1], zin
    return None


def list_onderzoeken(boom: Boom) -> list[Onderzoek]:
    """Gather the thematic studies that the report counts ("het derde onderzoek"), and those that have a heading of their own."""
    per_rang: dict[int, Onderzoek] = {}
    zinnen = [z for deel in boom.delen for z in deel.zinnen] + [
        z for k in boom.knopen.values() for z in k.zinnen
    ]
    if not any(
        re.search(r"thema-?onderzoek|thematische? onderzoek", f"{z.tekst} {z.kolom}", re.IGNORECASE)
        for z in zinnen
    ):
        return []
    for zin in zinnen:
        for treffer in _STUDIE.finditer(zin.tekst):
            rang = _RANG.get(treffer["rang"]) or int(re.sub(r"\D", "", treffer["rang"]))
            onderzoek = per_rang.setdefault(rang, Onderzoek(rang, "", zin.regel, zin.tekst))
            if treffer["titel"] and not onderzoek.titel:
                onderzoek.titel = re.sub(r"^(?:de|het) ", "", treffer["titel"].strip())
                onderzoek.regel, onderzoek.zin = zin.regel, zin.tekst
            onderzoek.stand = _pick_stand(onderzoek.stand, zin.tekst)
        _finish(zin.tekst, per_rang)
    return [onderzoek for _, onderzoek in sorted(per_rang.items()) if onderzoek.titel]


def _pick_stand(stand: str, zin: str) -> str:
    if stand == "gehaald":
        return stand
    if find_wanneers(zin) or re.search(r"\b(?:loopt|gestart|start)\b", zin):
        return "gepland"
    return "gehaald" if _AF.search(zin) else stand


def _finish(zin: str, per_rang: dict[int, Onderzoek]) -> None:
    """A sentence that counts what is done ("twee onderzoeken zijn uitgevoerd", "beide zijn afgerond") is about the first so many."""
    aantal = re.search(
        r"\b(twee|drie|vier|vijf|zes|beide)\s(?:thematische\s)?(?:thema)?onderzoeken\b", zin, re.IGNORECASE
    )
    if aantal and (_AF.search(zin) or "uitgevoerd" in zin):
        for rang in range(1, (_AANTAL.get(aantal[1].casefold()) or 2) + 1):
            if rang in per_rang:
                per_rang[rang].stand = "gehaald"


def list_producten(boom: Boom) -> Iterator[tuple[str, str, int, str]]:
    """The products that were delivered: the key of their pijler, title, line and heading."""
    for deel in boom.delen:
        pijler = deel.pijler
        yield from _list_opgesomd(deel, boom)
        for regel, tekst, punt in deel.alineas if deel.rol == "product" else ():
            gelezen = read_pijler(tekst, boom.woord)
            naam, dubbel, na = tekst.partition(":")
            achter = _ACHTER.search(tekst)
            if achter and punt and (van := boom.find_pijler(achter["nummer"])):
                yield van, tekst[: achter.start()].strip(" .;,"), regel, deel.kop
                continue
            if gelezen:
                pijler, tekst = boom.find_pijler(gelezen[1].nummer), gelezen[1].titel
            elif dubbel and (bij := boom.find_pijlertitel(naam)):
                yield bij, na.strip(" .;"), regel, deel.kop
                continue
            if tekst and (punt or gelezen):
                yield pijler if pijler in boom.knopen else "r", tekst.strip(" .;"), regel, deel.kop


_OPGELEVERD = re.compile(
    r"[^.:]{0,60}\b(?:opgeleverd|afgerond|gereed|klaar|producten)\b[^.:]{0,60}:\s+(?=\S)", re.IGNORECASE
)


_ACHTER = re.compile(r"\s\((?:[a-zë]{4,24}\s)(?P<nummer>\d{1,2}|[A-Z]|[IVX]{1,4})\)\W*\Z", re.IGNORECASE)


def _list_opgesomd(deel: Deel, boom: Boom) -> Iterator[tuple[str, str, int, str]]:
    """The products of a sentence that counts them up, each with its pijler behind it: "opgeleverd zijn: de kaart (spoor 1) en het handboek (spoor 2)"."""
    vorm = re.compile(
        rf"(?P<titel>[^(),;.:]{{3,90}}?)\s\({re.escape(boom.woord or 'pijler')}\s(?P<nummer>\w{{1,4}})\)",
        re.IGNORECASE,
    )
    for regel, tekst, punt in deel.alineas:
        begin = _OPGELEVERD.match(tekst[:200])
        for treffer in vorm.finditer(tekst, begin.end()) if begin and not punt else ():
            titel = re.sub(r"\A(?:en|,|;|\s)+|\b(?:en|alsmede)\s(?=\Z)", "", treffer["titel"]).strip()
            yield (
                boom.find_pijler(treffer["nummer"]) or "r",
                re.sub(r"\A(?:de|het|een)\s", "", titel),
                regel,
                deel.kop,
            )


def list_legendas(boom: Boom) -> Iterator[tuple[str, str, int]]:
    """The lines of each legend: its heading, the text, the line."""
    for deel in boom.delen:
        for regel, tekst, _ in deel.alineas if is_legenda(deel) else ():
            if len(tekst) < 200:
                yield deel.kop.strip(" :"), tekst, regel


def is_legenda(deel: Deel) -> bool:
    """Whether a part is a legend: by its heading, or because most of its lines are words for how a plan stands."""
    statussen = sum(bool(len(tekst) < 200 and _STATUS.match(tekst)) for _, tekst, _ in deel.alineas)
    return deel.rol == "legenda" or (
        deel.rol == "" and len(deel.alineas) >= 3 and statussen >= 2 and statussen * 2 >= len(deel.alineas)
    )
