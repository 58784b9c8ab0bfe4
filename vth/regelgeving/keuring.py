"""What is wrong with the content of a rule file, in sentences for the person who maintains it."""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from vth.tijd.rules import OPEN_DAG

TIJDSEENHEDEN = ("uren", "dagen", "weken", "maanden", "jaren")

_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_REGEL = ("id", "titel", "eenheid", "perioden"), ("toelichting",)
_PERIODE = ("vanaf", "waarde", "bron", "zekerheid"), ("tot", "toelichting")
_BRON = ("regeling", "plaats"), ("url",)
_VOORBEELD = {
    "id": "kamer.naam_van_de_regel",
    "titel": "Termijn voor bezwaar",
    "eenheid": "weken (of: geen)",
    "perioden": "[{vanaf: …, waarde: …, bron: …, zekerheid: …}]",
    "vanaf": "2024-01-01",
    "waarde": "6",
    "bron": "[{regeling: Awb, plaats: artikel 6:7}]",
    "zekerheid": "aanname",
    "regeling": "Awb",
    "plaats": "artikel 6:7",
}


def check_regel(inhoud: object, plaats: str, *, kamer: str, zekerheden: Collection[str]) -> list[str]:
    """List every fault in one rule; each sentence begins with the file and says what to do."""
    if not isinstance(inhoud, Mapping):
        return [
            f"{plaats}: hier staat {inhoud!r}, geen regel. Een regel is een blok met id, titel, eenheid en "
            "perioden. Schrijf het zo, of verwijder het bestand."
        ]
    plek = f"{plaats} ({inhoud.get('id', 'zonder id')})"
    fouten = _check_sleutels(inhoud, plek, *_REGEL) + _check_teksten(
        inhoud, plek, ("titel", "eenheid", "toelichting")
    )
    fouten += _check_id(inhoud.get("id"), plek, kamer)
    perioden = inhoud.get("perioden")
    if perioden is None:
        return fouten
    if not isinstance(perioden, list) or not perioden:
        return [
            *fouten,
            f"{plek}: 'perioden' is geen lijst of is leeg. Geef ten minste één periode, elk met een -.",
        ]
    for nummer, periode in enumerate(perioden, 1):
        fouten += _check_periode(periode, f"{plek}, periode {nummer}", inhoud.get("eenheid"), zekerheden)
    return fouten or _check_overlap(perioden, plek)


def _check_sleutels(
    inhoud: Mapping[Any, Any], plek: str, verplicht: Collection[str], mogelijk: Collection[str]
) -> list[str]:
    """Find keys that miss or are not known; a misspelt key would otherwise silently do nothing."""
    fouten = [
        f"{plek}: '{s}' ontbreekt. Zonder dat is de regel niet te gebruiken. Voeg toe: {s}: {_VOORBEELD[s]}"
        for s in verplicht
        if inhoud.get(s) is None
    ]
    bekend = [*verplicht, *mogelijk]
    return fouten + [
        f"{plek}: '{s}' is geen bekende sleutel. Bekend zijn: {', '.join(bekend)}. Verbeter of verwijder '{s}'."
        for s in inhoud
        if s not in bekend
    ]


def _check_teksten(inhoud: Mapping[Any, Any], plek: str, sleutels: Collection[str]) -> list[str]:
    """Find values that must be text and are not: YAML reads 7:10 as a number and ja as true."""
    return [
        f"{plek}: '{s}' is {inhoud[s]!r}, dat is geen tekst. YAML leest sommige tekst als getal of ja/nee. "
        "Schrijf tekst, zo nodig tussen aanhalingstekens."
        for s in sleutels
        if inhoud.get(s) is not None and not (isinstance(inhoud[s], str) and inhoud[s].strip())
    ]


def _check_id(id_: object, plek: str, kamer: str) -> list[str]:
    """Find an id that is no id, or that belongs to another room."""
    if id_ is None:
        return []
    if not isinstance(id_, str) or not _ID.fullmatch(id_):
        return [
            f"{plek}: de id {id_!r} is geen geldige id. Een id heeft kleine letters, cijfers en _, met een punt "
            f"na de kamer. Schrijf bijvoorbeeld {kamer or 'kamer'}.bezwaartermijn."
        ]
    if kamer and not id_.startswith(f"{kamer}."):
        return [
            f"{plek}: de id begint niet met '{kamer}.', de kamer waarin het bestand staat. Hernoem de id, of "
            f"verplaats het bestand naar vth/{id_.partition('.')[0]}/regels/."
        ]
    return []


def _check_periode(periode: object, plek: str, eenheid: object, zekerheden: Collection[str]) -> list[str]:
    """List the faults in one period."""
    if not isinstance(periode, Mapping):
        return [f"{plek}: hier staat {periode!r}, geen periode. Schrijf {_VOORBEELD['perioden']}."]
    fouten = _check_sleutels(periode, plek, *_PERIODE) + _check_teksten(periode, plek, ("toelichting",))
    fouten += _check_dagen(periode, plek)
    zekerheid = periode.get("zekerheid")
    if zekerheid is not None and zekerheid not in zekerheden:
        fouten.append(
            f"{plek}: de zekerheid is {zekerheid!r}. Mogelijk zijn {', '.join(zekerheden)}. Kies 'aanname' "
            "zolang niemand de waarde met de tekst van de bron heeft vergeleken."
        )
    if eenheid in TIJDSEENHEDEN and not _is_aantal(periode.get("waarde")):
        fouten.append(
            f"{plek}: de waarde is {periode['waarde']!r}, terwijl de eenheid {eenheid} is. Geef een heel getal van "
            "0 of meer, zonder aanhalingstekens."
        )
    return fouten + _check_bronnen(periode.get("bron"), plek)


def _is_aantal(waarde: object) -> bool:
    """Tell whether a value can be a number of days; composed values are judged by whoever uses them."""
    if waarde is None or isinstance(waarde, Mapping | list):
        return True
    return isinstance(waarde, int) and not isinstance(waarde, bool) and waarde >= 0


def _check_dagen(periode: Mapping[Any, Any], plek: str) -> list[str]:
    """Find days that are no dates, and an end that does not lie after its begin."""
    fouten = [
        f"{plek}: '{s}' is {periode[s]!r}, dat is geen datum. Schrijf jaar-maand-dag zonder aanhalingstekens, "
        "bijvoorbeeld 2024-01-01."
        for s in ("vanaf", "tot")
        if periode.get(s) is not None and not is_dag(periode[s])
    ]
    vanaf, tot = periode.get("vanaf"), periode.get("tot")
    if not fouten and vanaf and tot and vanaf >= tot:
        fouten.append(
            f"{plek}: de periode loopt van {vanaf} tot {tot}. 'tot' is de eerste dag waarop de waarde niet meer "
            "geldt en moet na 'vanaf' liggen. Controleer beide datums."
        )
    return fouten


def _check_bronnen(bronnen: object, plek: str) -> list[str]:
    """List the faults in the sources; a value without a source is nobody's."""
    if bronnen is None:
        return []
    if not isinstance(bronnen, list) or not bronnen or not all(isinstance(b, Mapping) for b in bronnen):
        return [f"{plek}: 'bron' is {bronnen!r}, geen lijst met bronnen. Schrijf bron: {_VOORBEELD['bron']}"]
    fouten: list[str] = []
    for bron in bronnen:
        fouten += _check_sleutels(bron, f"{plek}, bron", *_BRON)
        fouten += _check_teksten(bron, f"{plek}, bron", ("regeling", "plaats", "url"))
        url = bron.get("url")
        if isinstance(url, str) and not url.startswith(("https://", "http://")):
            fouten.append(
                f"{plek}, bron: het adres {url!r} begint niet met https://. Geef het volledige adres."
            )
    return fouten


def _check_overlap(perioden: list[Mapping[Any, Any]], plek: str) -> list[str]:
    """Find two periods that share a day: on one day only one value can hold."""
    reeks = sorted(perioden, key=lambda p: p["vanaf"])
    return [
        f"{plek}: de periode vanaf {b['vanaf']} begint voordat de periode vanaf {a['vanaf']} eindigt "
        f"({a.get('tot') or 'geen einde'}). Op één dag geldt één waarde. Zet 'tot: {b['vanaf']}' bij de eerste."
        for a, b in pairwise(reeks)
        if (a.get("tot") or OPEN_DAG) > b["vanaf"]
    ]


def is_dag(waarde: object) -> bool:
    """Tell whether something is a day: a moment with a time of day is not."""
    return isinstance(waarde, date) and not isinstance(waarde, datetime)
