"""Finding and reading the files of leverprofielen: of the house, of the examples, and of the installation."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml
from django.conf import settings

from vth.begrippen.selectors import read_model

from .basisprofiel import Basisprofiel, is_basis, make_basisprofiel, refuse_basis, resolve_basis
from .profiel import ERNSTEN, Leverprofiel, ProfielError, Veld
from .profielmaken import make_leverprofiel
from .toetsing import find_bestand

PROFIELEN = Path(__file__).parent / "profielen"
# By one of these a file is known as a profile; other YAML in the folders is left alone.
HERKENBAAR = ("stromen", "basis", "kolommen", "leverancier")
# What cannot be agreed about a check that says in its header how fixed it is.
TE_LICHT = {"ja": ("waarschuwing", "uit"), "aan": ("uit",)}


class _TekstLoader(yaml.CSafeLoader):
    """Reads every plain value as text: a supplier's code 0101 is not the number 65, and NO is not a no."""


_TekstLoader.yaml_implicit_resolvers = {
    k: [(tag, r) for tag, r in v if tag == "tag:yaml.org,2002:null"]
    for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def list_profielmappen() -> tuple[Path, ...]:
    """List the folders with profiles; what stands in a later one comes before what an earlier one says."""
    mappen = [PROFIELEN, settings.BASE_DIR / "voorbeelden" / "profielen"]
    if settings.PROFIELEN_DIR:
        mappen.append(Path(settings.PROFIELEN_DIR))
    return tuple(mappen)


@cache
def read_inhoud(file: Path) -> Any:
    """Read what stands in a profile file, all as text. Raises ProfielError for what is no YAML."""
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_TekstLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as fout:
        plek = getattr(fout, "problem_mark", None)
        waar = f" op regel {plek.line + 1}" if plek else ""
        raise ProfielError(
            f"{file.name}: dit is geen geldige YAML{waar}. Let op inspringen, en op een `:`, `#` of `{{` in een tekst; zet die "
            "tussen aanhalingstekens."
        ) from fout
    except OSError as fout:
        raise ProfielError(
            f"{file}: dit bestand is niet te openen. Controleer de naam en het recht om te lezen."
        ) from fout


@cache
def list_bestanden(mappen: tuple[Path, ...]) -> Mapping[str, Path]:
    """Find the profile files by the id they carry; a file that is no YAML is known by its name, to be refused on use."""
    gevonden: dict[str, Path] = {}
    for map_ in mappen:
        for file in sorted(map_.rglob("*.yaml")):
            try:
                inhoud = read_inhoud(file)
            except ProfielError:
                gevonden[file.stem] = file
                continue
            if isinstance(inhoud, Mapping) and any(inhoud.get(k) for k in HERKENBAAR):
                gevonden[str(inhoud.get("id") or file.stem)] = file
    return gevonden


def find_inhoud(profiel_id: str) -> Mapping[str, Any] | None:
    """Give the content of a profile by its id; nothing when there is none that can be read."""
    file = list_bestanden(list_profielmappen()).get(profiel_id)
    if file is None:
        return None
    try:
        inhoud = read_inhoud(file)
    except ProfielError:
        return None
    return inhoud if isinstance(inhoud, Mapping) else None


@cache
def read_profielbestand(file: Path) -> Leverprofiel:
    """Read one profile from its file, or refuse it with all its faults; what it builds on is read with it."""
    inhoud = read_inhoud(file)
    if isinstance(inhoud, Mapping) and is_basis(inhoud):
        refuse_basis(inhoud, file.name)
    if isinstance(inhoud, Mapping):
        inhoud = resolve_basis(inhoud, file.name, find_inhoud)
    profiel = make_leverprofiel(inhoud, file.name, read_model())
    fouten = [*_check_toetsen(profiel), *_check_schrijfwijzen(profiel)]
    if fouten:
        raise ProfielError(
            f"{file.name}: dit leverprofiel kan niet gebruikt worden.\n- " + "\n- ".join(fouten)
        )
    return profiel


def list_leverbestanden() -> list[Path]:
    """List the files of profiles by which can be delivered, in the order of their ids; a basisprofiel is none."""
    bestanden = sorted(list_bestanden(list_profielmappen()).items())
    return [file for profiel_id, file in bestanden if not is_basis(find_inhoud(profiel_id) or {})]


def list_basisprofielen() -> list[Basisprofiel]:
    """List the profiles without a supplier, on which others build."""
    gevonden = sorted(list_bestanden(list_profielmappen()))
    inhouden = {profiel_id: find_inhoud(profiel_id) or {} for profiel_id in gevonden}
    return [make_basisprofiel(i, naam) for naam, i in inhouden.items() if is_basis(i)]


def _check_toetsen(profiel: Leverprofiel) -> list[str]:
    """Check that agreements are about checks that exist, and leave on those without which nothing can be registered."""
    fouten = []
    for naam, afspraak in profiel.toetsen.items():
        gegevensset, _, toets = naam.rpartition(":")
        bestand = find_bestand(toets)
        if bestand is None or (gegevensset and gegevensset not in profiel.gegevenssets):
            fouten.append(
                f"toetsen: {naam!r} bestaat niet. Schrijf de naam uit het toetsverslag, zoals veld.vulling, of met een "
                f"gegevensset van dit profiel ervoor, zoals {profiel.gegevenssets[0]}:veld.vulling."
            )
        elif (vast := bestand.kop.get("vast")) and afspraak.ernst in TE_LICHT[vast]:
            fouten.append(
                f"toetsen: {naam!r} kan niet {afspraak.ernst} zijn: zonder deze toets past een waarde niet in het register. "
                f"Kies uit: {', '.join(e for e in ERNSTEN if e not in TE_LICHT[vast])}."
            )
    return fouten


def _check_schrijfwijzen(profiel: Leverprofiel) -> list[str]:
    """Check every pattern and every notation of a date on the engine that will read them."""
    velden = [
        (f"{s.gegevensset}.{naam}", veld) for s in profiel.stromen for naam, veld in _list_velden(s).items()
    ]
    proeven = [
        (f"{waar}: patroon", "regexp_extract('', ?, ['waarde'])", v.patroon)
        for waar, v in velden
        if v.patroon
    ]
    proeven += [
        (f"{waar}: datums", "try_strptime('', ?)", notatie) for waar, v in velden for notatie in v.datums
    ]
    proeven += [("datums", "try_strptime('', ?)", notatie) for notatie in profiel.datums]
    if profiel.sleutelpatroon:
        proeven.append(("sleutelpatroon", "regexp_full_match('', ?)", profiel.sleutelpatroon))
    fouten = []
    with duckdb.connect() as con:
        for waar, proef, tekst in proeven:
            try:
                con.execute(f"SELECT {proef.replace('?', _literal(tekst))}")
            except duckdb.Error as fout:
                fouten.append(
                    f"{waar} is {tekst!r} en is niet te gebruiken ({str(fout).splitlines()[0][:120]}). Verbeter de schrijfwijze; "
                    "een patroon is een reguliere expressie (RE2), met haakjes om wat de waarde wordt."
                )
    return fouten


def _list_velden(stroom: Any) -> dict[str, Veld]:
    """List every field of a stream by a name for the reader."""
    velden = dict(stroom.velden)
    velden |= {f"sleutel {n}": v for n, v in enumerate(stroom.sleutel, 1)}
    for naam in ("begin_geldigheid", "eind_geldigheid"):
        if veld := getattr(stroom, naam):
            velden[naam] = veld
    for naam, verwijzingen in stroom.relaties.items():
        velden |= {f"{naam} {n}": v for w in verwijzingen for n, v in enumerate(w.sleutel, 1)}
    return velden


def _literal(tekst: str) -> str:
    """Write text as an SQL literal; a pattern must be a constant for the engine to compile it."""
    return "'" + tekst.replace("'", "''") + "'"
