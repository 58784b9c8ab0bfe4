"""Reading deliveries, their reports and scores, and the profiles by which they come in."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml
from django.conf import settings
from django.db.models import Max, Q, QuerySet

from vth.begrippen.selectors import read_model
from vth.toegang.rules import Viewer

from .models import Aanlevering, Kengetal, Score
from .profiel import Leverprofiel, ProfielError, make_leverprofiel
from .toetsing import find_bestand
from .verslag import KOLOMMEN, get_map

PROFIELEN = Path(__file__).parent / "profielen"


class BestaatNietError(Exception):
    """Something that does not exist, or that the viewer may not see: the two are not told apart."""


class _TekstLoader(yaml.SafeLoader):
    """Reads every plain value as text: a supplier's code 0101 is not the number 65, and NO is not a no."""


_TekstLoader.yaml_implicit_resolvers = {
    k: [(tag, r) for tag, r in v if tag == "tag:yaml.org,2002:null"]
    for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def list_profielmappen() -> list[Path]:
    """List the folders with profiles: of the project, of the examples, and of the installation."""
    mappen = [PROFIELEN, settings.BASE_DIR / "voorbeelden" / "profielen"]
    if settings.PROFIELEN_DIR:
        mappen.append(Path(settings.PROFIELEN_DIR))
    return mappen


def read_profiel(profiel_id: str) -> Leverprofiel:
    """Give one profile by its id; raises ProfielError with what exists when there is none."""
    profielen = _read_profielen(tuple(list_profielmappen()))
    if profiel_id not in profielen:
        raise ProfielError(
            f"Het leverprofiel {profiel_id!r} bestaat niet. Kies uit: {', '.join(sorted(profielen))}."
        )
    return read_profielbestand(profielen[profiel_id])


def list_profielen() -> list[Leverprofiel]:
    """List all profiles."""
    return [
        read_profielbestand(pad) for _, pad in sorted(_read_profielen(tuple(list_profielmappen())).items())
    ]


@cache
def _read_profielen(mappen: tuple[Path, ...]) -> dict[str, Path]:
    """Find the profile files by the id they carry; a later folder comes before an earlier one."""
    gevonden = {}
    for map_ in mappen:
        for file in sorted(map_.rglob("*.yaml")):
            inhoud = yaml.load(file.read_text(encoding="utf-8"), Loader=_TekstLoader)
            if isinstance(inhoud, dict) and inhoud.get("stromen"):
                gevonden[str(inhoud.get("id"))] = file
    return gevonden


@cache
def read_profielbestand(file: Path) -> Leverprofiel:
    """Read one profile from its file, or refuse it with all its faults."""
    try:
        inhoud = yaml.load(file.read_text(encoding="utf-8"), Loader=_TekstLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as fout:
        raise ProfielError(
            f"{file.name}: dit is geen geldige YAML ({str(fout).splitlines()[0]}). Verbeter het bestand."
        ) from fout
    profiel = make_leverprofiel(inhoud, file.name, read_model())
    for naam in profiel.toetsen:
        if find_bestand(naam.rpartition(":")[2]) is None:
            raise ProfielError(
                f"{file.name}: de toets {naam!r} bestaat niet. Zie vth/aanleveringen/toetsen voor de namen."
            )
    return profiel


def list_aanleveringen(
    viewer: Viewer, *, leverancier: str = "", staat: str = "", reeks: str = ""
) -> QuerySet[Aanlevering]:
    """List the deliveries the viewer may see, newest first; a supplier sees its own, a national viewer all."""
    rijen = Aanlevering.objects.filter(_ziet(viewer)).select_related("leverancier", "score")
    if leverancier:
        rijen = rijen.filter(leverancier_id=leverancier)
    if staat:
        rijen = rijen.filter(staat=staat)
    if reeks:
        rijen = rijen.filter(reeks=reeks)
    return rijen.order_by("-ontvangen_op", "-id")


def get_aanlevering(viewer: Viewer, aanlevering_id: uuid.UUID | str) -> Aanlevering:
    """Give one delivery; raises BestaatNietError when it is not there for this viewer."""
    try:
        return Aanlevering.objects.filter(_ziet(viewer)).select_related("leverancier").get(pk=aanlevering_id)
    except (Aanlevering.DoesNotExist, ValueError) as fout:
        raise BestaatNietError(
            f"Aanlevering {aanlevering_id} bestaat niet, of u mag haar niet zien."
        ) from fout


def _ziet(viewer: Viewer) -> Q:
    """Render who sees which deliveries: those of the suppliers one acts for."""
    if viewer.zicht.is_leeg:
        return Q(pk__in=[])
    return Q() if viewer.zicht.landelijk else Q(leverancier_id__in=sorted(viewer.zicht.leveranciers))


def find_laatste_peildatum(leverancier: str, reeks: str) -> date | None:
    """Give the reference date of the newest snapshot of a series that was registered."""
    laatste: date | None = _list_verwerkt(leverancier, reeks).aggregate(d=Max("peildatum"))["d"]
    return laatste


def list_peildatums(leverancier: str, reeks: str) -> list[date]:
    """List the reference dates of the registered snapshots of a series."""
    return sorted(set(_list_verwerkt(leverancier, reeks).values_list("peildatum", flat=True)))


def _list_verwerkt(leverancier: str, reeks: str) -> QuerySet[Aanlevering]:
    """Keep the registered deliveries of a series."""
    return Aanlevering.objects.filter(
        leverancier_id=leverancier, reeks=reeks, staat=Aanlevering.Staat.VERWERKT
    )


@dataclass(frozen=True)
class Bevindingregel:
    """One line of a toetsverslag."""

    volgnummer: int
    rijnummer: int | None
    gegevensset: str
    sleutel: str | None
    toets: str
    ernst: str
    veld: str
    waarde: str | None
    grens: str | None
    tekst: str


def list_verslag(
    aanlevering: Aanlevering,
    *,
    na: int = 0,
    hoogstens: int = 100,
    toets: str = "",
    ernst: str = "",
    veld: str = "",
) -> list[Bevindingregel]:
    """Read a piece of the report, after line `na`, within the given filters; empty when there is no report."""
    pad = get_map(aanlevering) / "verslag.parquet"
    if not pad.exists():
        return []
    filters, params = ["volgnummer > ?"], list[Any]([na])
    for kolom, waarde in (("toets", toets), ("ernst", ernst), ("veld", veld)):
        if waarde:
            filters.append(f"{kolom} = ?")
            params.append(waarde)
    sql = f"SELECT {', '.join(KOLOMMEN)} FROM read_parquet(?) WHERE {' AND '.join(filters)} ORDER BY volgnummer LIMIT ?"
    with duckdb.connect() as con:
        return [Bevindingregel(*rij) for rij in con.execute(sql, [str(pad), *params, hoogstens]).fetchall()]


def iter_verslag(aanlevering: Aanlevering, *, per: int = 20_000) -> Iterator[Bevindingregel]:
    """Read the whole report, piece by piece."""
    na = 0
    while stuk := list_verslag(aanlevering, na=na, hoogstens=per):
        yield from stuk
        na = stuk[-1].volgnummer


def list_scores(leverancier: str, reeks: str, *, hoogstens: int = 40) -> list[Score]:
    """List the scores of a series through time, oldest first."""
    rijen = (
        Score.objects.filter(aanlevering__leverancier_id=leverancier, aanlevering__reeks=reeks)
        .select_related("aanlevering")
        .order_by("-aanlevering__ontvangen_op")[:hoogstens]
    )
    return list(rijen)[::-1]


def list_laatste_kengetallen(gegevensset: str) -> list[Kengetal]:
    """List, per supplier and series, how the last registered delivery fills the fields of a gegevensset."""
    laatste = (
        Aanlevering.objects.filter(staat=Aanlevering.Staat.VERWERKT, kengetallen__gegevensset=gegevensset)
        .values("leverancier_id", "reeks")
        .annotate(op=Max("afgerond_op"))
    )
    voorwaarde = Q(pk__in=[])
    for rij in laatste:
        voorwaarde |= Q(
            aanlevering__leverancier_id=rij["leverancier_id"],
            aanlevering__reeks=rij["reeks"],
            aanlevering__afgerond_op=rij["op"],
        )
    return list(
        Kengetal.objects.filter(voorwaarde, gegevensset=gegevensset)
        .select_related("aanlevering__leverancier")
        .order_by("veld", "aanlevering__leverancier_id")
    )
