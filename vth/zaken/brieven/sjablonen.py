"""Templates: those that come with the program, those of an organisation, and which one a letter is made with."""

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.zaken.documenten.apart import ApartError, run_apart
from vth.zaken.documenten.bewaarplaats import copy_out
from vth.zaken.documenten.opslag import get_werkmap
from vth.zaken.documenten.rules import DocumentError
from vth.zaken.models import Briefsjabloon, Briefsjabloonversie
from vth.zaken.selectors import BestaatNietError

from .kamers import list_briefkamers
from .velden import BEKEND

SJABLONEN_DIR = Path(__file__).with_name("sjablonen")
MAKER = "vth.zaken.brieven.maker"
SECONDEN, GEHEUGEN = 10, 2 << 30
KADER = ("titel", "afzender", "ontvanger", "datum", "kenmerk")
BLOKSLEUTELS = {"kop", "tekst", "voor"}


@dataclass(frozen=True)
class Sjabloon:
    """A template as a letter is made with it: with the program, or of an organisation (`versie`)."""

    code: str
    naam: str
    documentsoort: str
    bij_besluit: bool
    vorm: str
    sha256: str
    organisatie: str = ""
    inhoud: Mapping[str, Any] | None = None
    versie: Briefsjabloonversie | None = None


def read_meegeleverd() -> Mapping[str, Sjabloon]:
    """Give the templates that come with the program, those of the rooms above too."""
    return _read_meegeleverd(tuple(kamer.naam for kamer in list_briefkamers()))


@lru_cache(maxsize=4)
def _read_meegeleverd(kamers: tuple[str, ...]) -> Mapping[str, Sjabloon]:
    """Read them once per set of rooms."""
    ruw = {pad.stem: pad.read_bytes() for pad in sorted(SJABLONEN_DIR.glob("*.yaml"))}
    for kamer in list_briefkamers():
        ruw |= kamer.sjablonen()
    return {code: read_tekstsjabloon(code, tekst) for code, tekst in ruw.items()}


def read_tekstsjabloon(code: str, ruw: bytes) -> Sjabloon:
    """Read a template of a tagged PDF: the texts of a letter. Raises DocumentError that names what is wrong with it."""
    try:
        inhoud: Any = yaml.safe_load(ruw.decode("utf-8")) if len(ruw) < 1 << 20 else None
    except (yaml.YAMLError, UnicodeDecodeError) as fout:
        raise DocumentError(f"Het sjabloon is geen YAML die te lezen is: {str(fout)[:200]}") from fout
    if fouten := list_vormfouten(inhoud):
        raise DocumentError("Het sjabloon klopt niet: " + " ".join(fouten))
    return Sjabloon(
        code=code,
        naam=str(inhoud["naam"])[:100],
        documentsoort=str(inhoud["documentsoort"])[:60],
        bij_besluit=bool(inhoud["bij_besluit"]),
        vorm="pdf",
        sha256=hashlib.sha256(ruw).hexdigest(),
        inhoud=inhoud,
    )


def list_vormfouten(inhoud: Any) -> list[str]:
    """List what is wrong with the form of the texts of a letter."""
    if not isinstance(inhoud, dict):
        return ["het is geen lijst van sleutels en waarden."]
    verplicht = {"naam", "documentsoort", "bij_besluit", "kader", "blokken"}
    if set(inhoud) != verplicht:
        return [f"de sleutels zijn precies: {', '.join(sorted(verplicht))}."]
    kader, blokken = inhoud["kader"], inhoud["blokken"]
    if not isinstance(kader, dict) or set(kader) != set(KADER):
        return [f"het kader heeft precies: {', '.join(KADER)}."]
    if not isinstance(blokken, list) or not all(
        isinstance(b, dict) and set(b) <= BLOKSLEUTELS for b in blokken
    ):
        return [f"een blok heeft alleen: {', '.join(sorted(BLOKSLEUTELS))}."]
    fouten = []
    for blok in blokken:
        if "voor" in blok and not BEKEND.get(str(blok["voor"])):
            lijsten = ", ".join(c for c, delen in BEKEND.items() if delen)
            fouten.append(
                f"voor gaat over een lijst van het dossier ({lijsten}), niet over {str(blok['voor'])[:60]!r}."
            )
    if not all(isinstance(t, str) for t in [*kader.values(), *(v for b in blokken for v in b.values())]):
        fouten.append("elke tekst is een tekst; zet haar tussen aanhalingstekens.")
    return fouten


def list_teksten(inhoud: Mapping[str, Any]) -> list[str]:
    """Give every text of a letter as the engine will read it; what repeats stands in its loop."""
    teksten = list(inhoud["kader"].values())
    for blok in inhoud["blokken"]:
        begin, eind = (f"{{% for o in {blok['voor']} %}}", "{% endfor %}") if "voor" in blok else ("", "")
        teksten += [f"{begin}{blok[deel]}{eind}" for deel in ("kop", "tekst") if deel in blok]
    return teksten


def list_sjablonen(viewer: Viewer, organisatie: str) -> list[Sjabloon]:
    """List the templates with which letters of an organisation are made, its own before those of the program, by name."""
    rijen = Briefsjabloon.objects.filter(organisatie=organisatie, vervallen_op=None)
    if not {organisatie, ALLE_ORGANISATIES} & viewer.organisaties:
        rijen = rijen.none()
    eigen = {s.code: _as_sjabloon(s) for s in rijen}
    return sorted({**read_meegeleverd(), **eigen}.values(), key=lambda s: s.naam.lower())


def get_sjabloon(viewer: Viewer, organisatie: str, code: str) -> Sjabloon:
    """Give the template of a code for an organisation. Raises BestaatNietError."""
    gevonden = next((s for s in list_sjablonen(viewer, organisatie) if s.code == code), None)
    if gevonden is None:
        raise BestaatNietError(f"Het sjabloon {code[:60]!r} bestaat niet voor deze organisatie.")
    return gevonden


def get_eigen(viewer: Viewer, sjabloon_id: Any) -> Briefsjabloon:
    """Give a template of one of the viewer's organisations. Raises BestaatNietError."""
    rijen = Briefsjabloon.objects.filter(pk=sjabloon_id)
    if ALLE_ORGANISATIES not in viewer.organisaties:
        rijen = rijen.filter(organisatie__in=viewer.organisaties)
    gevonden = rijen.first()
    if gevonden is None:
        raise BestaatNietError("Dit sjabloon bestaat niet, of u mag het niet zien.")
    return gevonden


def _as_sjabloon(rij: Briefsjabloon) -> Sjabloon:
    """Give a template of an organisation in its last version."""
    versie = rij.versies.latest("volgnummer")
    return Sjabloon(
        rij.code,
        rij.naam,
        rij.documentsoort,
        rij.bij_besluit,
        rij.vorm,
        versie.sha256,
        rij.organisatie,
        None,
        versie,
    )


def inspect_sjabloon(*, docx: Path | None = None, teksten: Sequence[str] = ()) -> list[str]:
    """Say which fields a template asks for. Raises DocumentError that names everything in it that may not be."""
    opdracht: dict[str, Any] = {"wat": "bekijk", "bekend": {c: list(d) for c, d in BEKEND.items()}}
    opdracht |= {"bron": str(docx)} if docx else {"teksten": list(teksten)}
    try:
        antwoord = run_apart(MAKER, opdracht, seconden=SECONDEN, geheugen=GEHEUGEN)
    except ApartError as fout:
        raise DocumentError(f"Het sjabloon is niet te gebruiken: {fout}.") from fout
    if antwoord["fouten"]:
        raise DocumentError("Het sjabloon is niet te gebruiken. " + " ".join(antwoord["fouten"]))
    return list(antwoord["velden"])


def read_velden(sjabloon: Sjabloon) -> list[str]:
    """Give the fields that a template asks for, as they were found when it came in or came with the program."""
    if sjabloon.versie is not None:
        return list(sjabloon.versie.velden)
    return _read_meegeleverde_velden(sjabloon.code)


@lru_cache(maxsize=64)
def _read_meegeleverde_velden(code: str) -> list[str]:
    """Look once at a template that comes with the program."""
    inhoud = read_meegeleverd()[code].inhoud
    return inspect_sjabloon(teksten=list_teksten(inhoud or {}))


def make_bytes(sjabloon: Sjabloon, waarden: Mapping[str, Any], doel: Path) -> None:
    """Make a letter of a template and the values of its fields. Raises DocumentError; then there is no letter."""
    with tempfile.TemporaryDirectory(dir=get_werkmap()) as map_:
        bron = Path(map_) / "sjabloon"
        opdracht: dict[str, Any] = {"wat": sjabloon.vorm, "waarden": waarden, "doel": str(doel)}
        if sjabloon.versie is not None:
            copy_out(sjabloon.sha256, bron)
        if sjabloon.vorm == "docx":
            opdracht["bron"] = str(bron)
        else:
            inhoud = sjabloon.inhoud or read_tekstsjabloon(sjabloon.code, bron.read_bytes()).inhoud or {}
            opdracht |= {"blokken": inhoud["blokken"], "kader": inhoud["kader"]}
        try:
            run_apart(MAKER, opdracht, seconden=SECONDEN, geheugen=GEHEUGEN)
        except ApartError as fout:
            raise DocumentError(f"De brief is niet gemaakt: {fout}.") from fout
