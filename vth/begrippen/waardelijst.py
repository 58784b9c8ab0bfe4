"""Making code lists from their files: own lists of an installation worked in, lists built out of others, all checked.

A file is a header and rows; the header may stand alone (`samengesteld_uit`). Pure: `selectors` reads the files.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vth.tijd.rules import BEGIN_DAG, OPEN_DAG

from .rules import ZEKERHEDEN, BegripError, Waarde, Waardelijst

VERPLICHT = ("id", "titel", "definitie", "bron")
KOP = {
    *VERPLICHT,
    "zekerheid",
    "cim",
    "extra",
    "verwijzingen",
    "waarde_definitie",
    "omgekeerd",
    "samengesteld_uit",
    "vult_aan",
}
VORMEN: dict[str, type] = {"extra": dict, "verwijzingen": dict, "omgekeerd": dict, "samengesteld_uit": list}
VAST = ("code", "naam", "definitie", "begin", "eind", "vervangen_door", "bron", "zekerheid")
HERKOMST = {"lijst": "De lijst waar de waarde vandaan komt.", "broncode": "De code in die lijst."}
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.()-]{0,99}")

Rij = Mapping[str, Any]


@dataclass(frozen=True)
class Lijstbestand:
    """One file of a list: where it stands, its header and its rows."""

    plaats: str
    kop: Mapping[str, Any]
    rijen: Sequence[Rij]


def make_lijsten(
    project: Iterable[Lijstbestand], eigen: Iterable[Lijstbestand] = ()
) -> dict[str, Waardelijst]:
    """Make all lists by id, or refuse a file loudly with its place and the reason.

    Of the files in `eigen` (an installation's own) one with a known id takes the place of that list, one with
    `vult_aan` adds its values to that list, and any other is a new list.
    """
    bestanden = _by_id(project)
    eigen = list(eigen)
    bestanden |= _by_id(b for b in eigen if "vult_aan" not in b.kop)
    aanvullingen = [b for b in eigen if "vult_aan" in b.kop]
    for bestand in aanvullingen:
        if bestand.kop["vult_aan"] not in bestanden:
            raise BegripError(
                f"{bestand.plaats}: vult_aan noemt de lijst {bestand.kop['vult_aan']!r} en die bestaat niet. "
                f"Kies uit: {', '.join(sorted(bestanden))}."
            )
    lijsten: dict[str, Waardelijst] = {}
    for samengesteld in (False, True):
        fase = [b for b in bestanden.values() if ("samengesteld_uit" in b.kop) == samengesteld]
        for bestand in fase:
            erbij = [a for a in aanvullingen if a.kop["vult_aan"] == bestand.kop["id"]]
            lijsten[bestand.kop["id"]] = _make_lijst(bestand, erbij, lijsten)
        for bestand in fase:
            lijsten[bestand.kop["id"]] = _turn_around(bestand, lijsten)
    for bestand in bestanden.values():
        _check_verwijzingen(bestand, lijsten)
    return dict(sorted(lijsten.items()))


def _by_id(bestanden: Iterable[Lijstbestand]) -> dict[str, Lijstbestand]:
    """Check every header and put the files by the id of their list."""
    per_id: dict[str, Lijstbestand] = {}
    for bestand in bestanden:
        _check_kop(bestand, VERPLICHT)
        if ander := per_id.get(bestand.kop["id"]):
            raise BegripError(
                f"{bestand.plaats}: de lijst {bestand.kop['id']!r} staat ook in {ander.plaats}. "
                "Haal er een weg, of gebruik vult_aan om waarden toe te voegen."
            )
        per_id[bestand.kop["id"]] = bestand
    return per_id


def _check_kop(bestand: Lijstbestand, verplicht: Sequence[str]) -> None:
    """Refuse a header with an unknown or missing name."""
    if onbekend := sorted(set(bestand.kop) - KOP):
        raise BegripError(
            f"{bestand.plaats}: de kop kent {', '.join(onbekend)} niet. Kies uit: {', '.join(sorted(KOP))}."
        )
    if ontbreekt := [naam for naam in verplicht if not str(bestand.kop.get(naam) or "").strip()]:
        raise BegripError(f"{bestand.plaats}: in de kop ontbreekt {', '.join(ontbreekt)}. Vul het in.")
    for naam, inhoud in bestand.kop.items():
        if not isinstance(inhoud, VORMEN.get(naam, str)):
            raise BegripError(
                f"{bestand.plaats}: {naam!r} in de kop heeft niet de goede vorm. Vergelijk met een andere lijst."
            )
    zekerheid = bestand.kop.get("zekerheid", "vastgesteld")
    if zekerheid not in ZEKERHEDEN:
        raise BegripError(
            f"{bestand.plaats}: zekerheid {zekerheid!r} bestaat niet. Kies uit: {', '.join(ZEKERHEDEN)}."
        )


def _make_lijst(
    bestand: Lijstbestand, aanvullingen: Sequence[Lijstbestand], lijsten: Mapping[str, Waardelijst]
) -> Waardelijst:
    """Make one list with the values that an installation adds; a built list takes its values from `lijsten`."""
    kop = bestand.kop
    extra = (HERKOMST if "samengesteld_uit" in kop else {}) | kop.get("extra", {})
    waarden = [_make_waarde(rij, bestand, extra) for rij in bestand.rijen]
    for onderdeel in kop.get("samengesteld_uit", ()):
        waarden += _take_over(onderdeel, bestand, extra, lijsten)
    for aanvulling in aanvullingen:
        _check_kop(aanvulling, ("bron",))
        waarden += [_make_waarde(rij, aanvulling, extra) for rij in aanvulling.rijen]
    _check_waarden(waarden, bestand.plaats)
    return Waardelijst(
        id=kop["id"],
        titel=kop["titel"],
        definitie=kop["definitie"],
        bron=kop["bron"],
        waarden=tuple(waarden),
        zekerheid=kop.get("zekerheid", "vastgesteld"),
        cim=kop.get("cim", ""),
        extra=extra,
        samengesteld_uit=tuple(o["lijst"] for o in kop.get("samengesteld_uit", ())),
    )


def _make_waarde(rij: Rij, bestand: Lijstbestand, extra: Mapping[str, str]) -> Waarde:
    """Make one value; what a row leaves out comes from the header."""
    if not isinstance(rij, Mapping):
        raise BegripError(
            f"{bestand.plaats}: {rij!r} is geen waarde. Schrijf elke waarde met een code, naam en definitie."
        )
    tekst = {naam: str(inhoud).strip() for naam, inhoud in rij.items() if inhoud is not None and inhoud != ""}
    code = tekst.get("code", "")
    plaats = f"{bestand.plaats}, code {code!r}"
    if not CODE.fullmatch(code):
        raise BegripError(
            f"{plaats}: een code begint met een letter of cijfer en heeft geen spaties. Pas hem aan."
        )
    if onbekend := sorted(set(tekst) - {*VAST, *extra}):
        raise BegripError(
            f"{plaats}: de kolom {', '.join(onbekend)} is niet bekend. Leg hem uit onder `extra` in de kop, of haal hem weg."
        )
    kolommen = {naam: tekst.get(naam, "") for naam in (*VAST, *extra)}
    definitie = tekst.get("definitie") or _fill(bestand.kop.get("waarde_definitie", ""), kolommen, plaats)
    if not tekst.get("naam") or not definitie:
        raise BegripError(f"{plaats}: de naam of de definitie ontbreekt. Vul aan wat ontbreekt.")
    zekerheid = tekst.get("zekerheid") or bestand.kop.get("zekerheid", "vastgesteld")
    if zekerheid not in ZEKERHEDEN:
        raise BegripError(
            f"{plaats}: zekerheid {zekerheid!r} bestaat niet. Kies uit: {', '.join(ZEKERHEDEN)}."
        )
    return Waarde(
        code=code,
        naam=tekst["naam"],
        definitie=definitie,
        begin=_make_dag(tekst.get("begin", ""), BEGIN_DAG, plaats),
        eind=_make_dag(tekst.get("eind", ""), OPEN_DAG, plaats),
        vervangen_door=tuple(filter(None, tekst.get("vervangen_door", "").split(";"))),
        bron=tekst.get("bron") or bestand.kop["bron"],
        zekerheid=zekerheid,
        extra={naam: tekst.get(naam, "") for naam in extra},
    )


def _fill(vorm: str, velden: Mapping[str, str], plaats: str) -> str:
    """Fill in the names between braces; refuses a name that is not a column."""
    try:
        return vorm.format(**velden)
    except (KeyError, IndexError, ValueError) as fout:
        raise BegripError(
            f"{plaats}: {vorm!r} is niet in te vullen ({fout}). Zet tussen accolades alleen namen van kolommen."
        ) from fout


def _make_dag(tekst: str, anders: date, plaats: str) -> date:
    """Read a day written as 2024-01-31."""
    try:
        return date.fromisoformat(tekst) if tekst else anders
    except ValueError as fout:
        raise BegripError(f"{plaats}: {tekst!r} is geen datum. Schrijf een datum als 2024-01-31.") from fout


def _take_over(
    onderdeel: Mapping[str, Any],
    bestand: Lijstbestand,
    extra: Mapping[str, str],
    lijsten: Mapping[str, Waardelijst],
) -> list[Waarde]:
    """Take the values of another list into this one, under the code and name that the header asks for."""
    bron = lijsten.get(onderdeel.get("lijst", ""))
    if bron is None or bron.samengesteld_uit:
        raise BegripError(
            f"{bestand.plaats}: samengesteld_uit noemt {onderdeel.get('lijst')!r}. Dat is geen lijst met eigen waarden. "
            "Noem alleen lijsten die zelf waarden hebben."
        )
    vormen = {naam: f"{{{naam}}}" for naam in (*extra, "code", "naam")}
    vormen |= {naam: onderdeel[naam] for naam in ("code", "naam") if naam in onderdeel} | onderdeel.get(
        "extra", {}
    )
    waarden = []
    for waarde in bron.waarden:
        vast = {"code": waarde.code, "naam": waarde.naam, "lijst": bron.id, "broncode": waarde.code}
        velden = {**waarde.extra, **vast}
        nieuw = {naam: _fill(vorm, velden, bestand.plaats) for naam, vorm in vormen.items()}
        opvolgers = tuple(
            _fill(vormen["code"], velden | {"code": c}, bestand.plaats) for c in waarde.vervangen_door
        )
        kolommen = {naam: nieuw[naam] for naam in extra}
        waarden.append(
            replace(waarde, code=nieuw["code"], naam=nieuw["naam"], vervangen_door=opvolgers, extra=kolommen)
        )
    return waarden


def _turn_around(bestand: Lijstbestand, lijsten: Mapping[str, Waardelijst]) -> Waardelijst:
    """Fill the columns that another list holds the other way round, so that a coupling is written down once."""
    lijst = lijsten[bestand.kop["id"]]
    for veld, koppeling in bestand.kop.get("omgekeerd", {}).items():
        ander = lijsten.get(koppeling["lijst"])
        if ander is None or koppeling["veld"] not in ander.extra or veld not in lijst.extra:
            raise BegripError(
                f"{bestand.plaats}: omgekeerd leidt {veld!r} af uit {koppeling['lijst']}.{koppeling['veld']}; "
                "een van beide bestaat niet. Leg beide kolommen uit onder `extra`."
            )
        terug: dict[str, list[str]] = {}
        for waarde in ander.waarden:
            for code in filter(None, waarde.extra[koppeling["veld"]].split(";")):
                terug.setdefault(code, []).append(waarde.code)
        lijst = replace(
            lijst,
            waarden=tuple(
                replace(w, extra={**w.extra, veld: ";".join(terug.get(w.code, ()))}) for w in lijst.waarden
            ),
        )
    return lijst


def _check_waarden(waarden: Sequence[Waarde], plaats: str) -> None:
    """Refuse an empty list, an empty period, a code that means two things on one day, and a lost successor."""
    if not waarden:
        raise BegripError(f"{plaats}: de lijst heeft geen waarden. Voeg er een toe.")
    codes = {w.code for w in waarden}
    vorige: Waarde | None = None
    for waarde in sorted(waarden, key=lambda w: (w.code, w.begin)):
        hier = f"{plaats}, code {waarde.code!r}"
        if waarde.eind <= waarde.begin:
            raise BegripError(
                f"{hier}: het einde {waarde.eind} ligt niet na het begin {waarde.begin}. Pas een datum aan."
            )
        if vorige and vorige.code == waarde.code and waarde.begin < vorige.eind:
            raise BegripError(
                f"{hier}: op {waarde.begin} gelden twee waarden met deze code. Beëindig de eerste, of kies een andere code."
            )
        if onbekend := [code for code in waarde.vervangen_door if code not in codes]:
            raise BegripError(
                f"{hier}: vervangen_door noemt {', '.join(onbekend)} en die code bestaat niet. Voeg hem toe."
            )
        if waarde.vervangen_door and waarde.eind == OPEN_DAG:
            raise BegripError(f"{hier}: er is een vervanger, maar geen einddatum. Vul `eind` in.")
        vorige = waarde


def _check_verwijzingen(bestand: Lijstbestand, lijsten: Mapping[str, Waardelijst]) -> None:
    """Refuse an extra column that names codes which the list it refers to does not have."""
    lijst = lijsten[bestand.kop["id"]]
    for veld, naar in bestand.kop.get("verwijzingen", {}).items():
        if naar not in lijsten or veld not in lijst.extra:
            raise BegripError(
                f"{bestand.plaats}: verwijzingen koppelt {veld!r} aan {naar!r}; een van beide bestaat niet."
            )
        for waarde in lijst.waarden:
            lost = [c for c in waarde.extra[veld].split(";") if c and c not in lijsten[naar].codes]
            if lost:
                raise BegripError(
                    f"{bestand.plaats}, code {waarde.code!r}: {veld} noemt {', '.join(lost)} en die staat niet in de "
                    f"lijst {naar}. Pas de code aan, of voeg hem daar toe."
                )
