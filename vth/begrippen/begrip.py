"""Making the concepts of the glossary from their files, checked as a whole. Pure: `selectors` reads the files."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from vth.tijd.rules import OPEN_DAG

from .rules import ZEKERHEDEN, Begrip, BegripError, Bron, Objecttype

# The concepts of the standard have an address of their own, made of their name (`begrippenkader.ttl` of CIm VTH FLo).
CIM_BEGRIP = "http://definities.geostandaarden.nl/vth/id/begrip/"

_VELDEN = {veld.name for veld in fields(Begrip)} - {"kamer", "nauwer"} | {"model"}


def make_begrippen(
    bestanden: Iterable[tuple[str, Mapping[str, Any]]], model: Mapping[str, Objecttype]
) -> tuple[Begrip, ...]:
    """Make all concepts, in order of id, or refuse a file loudly with its place and the reason.

    A concept with `model` takes its name and definition from that object type; `nauwer` is the other side of
    every `breder`.
    """
    per_id: dict[str, Begrip] = {}
    for plaats, inhoud in bestanden:
        if set(inhoud) != {"kamer", "begrippen"}:
            raise BegripError(
                f"{plaats}: een bestand heeft een kamer en begrippen. Pas de namen bovenaan aan."
            )
        for rij in inhoud["begrippen"]:
            begrip = _make_begrip(rij, inhoud["kamer"], model, plaats)
            if begrip.id in per_id:
                raise BegripError(
                    f"{plaats}: het begrip {begrip.id!r} bestaat al in de kamer {per_id[begrip.id].kamer}. Haal er een weg."
                )
            per_id[begrip.id] = begrip
    _check_namen(per_id.values())
    for begrip in per_id.values():
        _check_verwijzingen(begrip, per_id)
    return tuple(
        replace(b, nauwer=tuple(sorted(n.id for n in per_id.values() if b.id in n.breder)))
        for _, b in sorted(per_id.items())
    )


def _make_begrip(rij: Mapping[str, Any], kamer: str, model: Mapping[str, Objecttype], plaats: str) -> Begrip:
    """Make one concept, or refuse it."""
    hier = f"{plaats}, begrip {rij.get('id')!r}"
    if onbekend := sorted(set(rij) - _VELDEN):
        raise BegripError(
            f"{hier}: {', '.join(onbekend)} is niet bekend. Kies uit: {', '.join(sorted(_VELDEN))}."
        )
    inhoud: dict[str, Any] = {
        naam: tuple(waarde) if isinstance(waarde, list) else waarde for naam, waarde in rij.items()
    }
    if naam := inhoud.pop("model", ""):
        if naam not in model:
            raise BegripError(f"{hier}: het objecttype {naam!r} bestaat niet. Kies uit: {', '.join(model)}.")
        ot = model[naam]
        eigen = {"naam": _lower_first(ot.titel), "meervoud": _lower_first(ot.meervoud)}
        inhoud = eigen | {"definitie": ot.definitie, "cim": ot.cim} | inhoud
    bron = inhoud.get("bron", ())
    bronnen = (bron,) if isinstance(bron, str) else tuple(bron)
    if cim := inhoud.get("cim", ""):
        bronnen = (derive_cim_adres(cim), *bronnen)
    begrip = Begrip(**{"id": "", "naam": "", "definitie": ""} | inhoud | {"kamer": kamer, "bron": bronnen})
    _check_begrip(begrip, hier)
    return begrip


def _lower_first(tekst: str) -> str:
    """Write a title as a word in a sentence; an abbreviation keeps its capitals."""
    return tekst if tekst[:2].isupper() else tekst[:1].lower() + tekst[1:]


def _check_begrip(begrip: Begrip, hier: str) -> None:
    """Refuse a concept that lacks what every concept must have."""
    if not re.fullmatch(r"[a-z][a-z0-9]*", begrip.id):
        raise BegripError(f"{hier}: een id heeft alleen kleine letters en cijfers, aan elkaar. Pas het aan.")
    if ontbreekt := [naam for naam in ("naam", "definitie", "bron") if not getattr(begrip, naam)]:
        raise BegripError(f"{hier}: {', '.join(ontbreekt)} ontbreekt. Vul het in.")
    if begrip.zekerheid not in ZEKERHEDEN:
        raise BegripError(
            f"{hier}: zekerheid {begrip.zekerheid!r} bestaat niet. Kies uit: {', '.join(ZEKERHEDEN)}."
        )
    if begrip.eind <= begrip.begin:
        raise BegripError(
            f"{hier}: het einde {begrip.eind} ligt niet na het begin {begrip.begin}. Pas een datum aan."
        )
    if begrip.vervangen_door and begrip.eind == OPEN_DAG:
        raise BegripError(f"{hier}: er is een vervanger, maar geen einddatum. Vul `eind` in.")


def _check_namen(begrippen: Iterable[Begrip]) -> None:
    """Refuse two concepts with one name at one time: nobody could say which is meant."""
    gezien: dict[str, list[Begrip]] = {}
    for begrip in begrippen:
        for ander in gezien.setdefault(begrip.naam.lower(), []):
            if begrip.begin < ander.eind and ander.begin < begrip.eind:
                raise BegripError(
                    f"De begrippen {ander.id} en {begrip.id} heten allebei {begrip.naam!r}. Geef er een een eigen naam."
                )
        gezien[begrip.naam.lower()].append(begrip)


def _check_verwijzingen(begrip: Begrip, per_id: Mapping[str, Begrip]) -> None:
    """Refuse a reference to a concept that does not exist, and a concept that is broader than itself."""
    for veld in ("breder", "gerelateerd", "vervangen_door"):
        if onbekend := [id_ for id_ in getattr(begrip, veld) if id_ not in per_id]:
            raise BegripError(
                f"Begrip {begrip.id}: {veld} noemt {', '.join(onbekend)} en dat begrip bestaat niet. Voeg het toe."
            )
    boven = list(begrip.breder)
    for id_ in boven:
        boven += [hoger for hoger in per_id[id_].breder if hoger not in boven]
    if begrip.id in boven:
        raise BegripError(
            f"Begrip {begrip.id} is breder dan zichzelf, via {', '.join(boven)}. Haal een `breder` weg."
        )
    if dubbel := sorted(set(boven) & set(begrip.gerelateerd)):
        raise BegripError(
            f"Begrip {begrip.id}: {', '.join(dubbel)} is breder én gerelateerd. Kies een van de twee."
        )


def derive_cim_adres(cim: str) -> str:
    """Give the address that a concept of CIm VTH FLo has in the standard's own glossary."""
    return CIM_BEGRIP + re.sub(r"[^a-z]", "", cim.lower())


def derive_bron(tekst: str, register: Mapping[str, Bron]) -> Bron:
    """Read a source: an address, the short name of a known source with or without a place in it, or free text."""
    if tekst.startswith(("http://", "https://")):
        return Bron(titel=tekst, url=tekst)
    naam, _, plaats = tekst.partition(" ")
    if bekend := register.get(naam):
        return Bron(titel=f"{bekend.titel}, {plaats}" if plaats else bekend.titel, url=bekend.url)
    return Bron(titel=tekst)


def make_bronnen(inhoud: Mapping[str, Mapping[str, str]], plaats: str) -> dict[str, Bron]:
    """Make the register of sources, or refuse one without a title."""
    for naam, bron in inhoud.items():
        if not bron.get("titel") or set(bron) - {"titel", "url"}:
            raise BegripError(f"{plaats}: bron {naam!r} heeft een titel en hoogstens een url. Pas hem aan.")
    return {naam: Bron(**bron) for naam, bron in inhoud.items()}
