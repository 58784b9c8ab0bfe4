"""The work list of permits that are out of date: the heaviest first, narrowed, a page at a time by an index."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.urls import reverse

from vth.interface.invoer import InvoerError, Veldfout
from vth.interface.plaats import make_plaats, read_sleutel
from vth.organisaties.selectors import list_namen
from vth.regelgeving.selectors import find_grond
from vth.register.selectors import list_zichtbare_ids
from vth.tijd import klok
from vth.toegang.rules import Viewer, derive_zicht_sql
from vth.toegang.wegen import join_delen, list_wegen
from vth.vormgeving.onderdelen import Filterveld, Taak, ToestandCode

from .models import Vergunning, Verouderingsstand, Verouderingsvlag
from .selectors import list_zichtbaar
from .verouderingsregels import REGELS

LIJST, PER_BLADZIJ = "verouderd", 50
EIGEN = "eigen"
ZWAAR, MIDDEL = 60, 30


@dataclass(frozen=True)
class Vlagfilter:
    """What the list is narrowed to; empty means not. `code` is one kind of sign."""

    code: str = ""
    gebied: str = ""


@dataclass(frozen=True)
class Plek:
    """Where a permit stands in the list."""

    gewicht: int
    id: uuid.UUID


@dataclass(frozen=True)
class Verouderdregel:
    """One permit in the list, with its weight and the signs that this viewer may read."""

    vergunning: Vergunning
    gewicht: int
    vlaggen: tuple[Verouderingsvlag, ...]


@dataclass(frozen=True)
class Verouderdpagina:
    """One page of the list."""

    velden: tuple[Filterveld, ...]
    taken: tuple[Taak, ...]
    regels: tuple[Verouderdregel, ...]
    aantal: int
    volgende: str
    gefilterd: bool
    blind: bool


def list_verouderd(
    viewer: Viewer, filter_: Vlagfilter, *, na: Plek | None = None, hoogstens: int = PER_BLADZIJ
) -> list[Verouderdregel]:
    """List permits with signs that they are out of date, the heaviest first, one more than `hoogstens` when there are."""
    if viewer.zicht.is_leeg:
        return []
    sql, params = derive_lijst_sql(viewer, filter_, na, hoogstens + 1)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        ids = [_as_uuid(rij[0]) for rij in cursor.fetchall()]
    gevonden = list_zichtbaar(viewer).in_bulk(ids)
    gewichten = dict(Verouderingsstand.objects.filter(pk__in=ids).values_list("vergunning_id", "gewicht"))
    vlaggen = list_vlaggen(viewer, [i for i in ids if i in gevonden])
    return [Verouderdregel(gevonden[i], gewichten[i], tuple(vlaggen[i])) for i in ids if i in gevonden]


def list_vlaggen(
    viewer: Viewer, vergunning_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, list[Verouderingsvlag]]:
    """Give the signs of permits that the viewer was given, the heaviest first; about an activity only what he may see."""
    rijen = list(Verouderingsvlag.objects.filter(vergunning_id__in=list(vergunning_ids)))
    ziet = list_zichtbare_ids(viewer, [r.activiteit_id for r in rijen if r.activiteit_id])
    uit: dict[uuid.UUID, list[Verouderingsvlag]] = defaultdict(list)
    for rij in sorted(rijen, key=lambda r: (-r.gewicht, r.code, r.reden)):
        if rij.activiteit_id is None or rij.activiteit_id in ziet:
            uit[rij.vergunning_id].append(rij)
    return uit


def derive_lijst_sql(
    viewer: Viewer, filter_: Vlagfilter, na: Plek | None, hoogstens: int
) -> tuple[str, list[Any]]:
    """Write the question for one page: ids in order, each stretch by its own index, sight asked of the permit itself."""
    vast, params = _derive_vast(viewer, filter_, na)
    stand, vergunning = Verouderingsstand._meta.db_table, Vergunning._meta.db_table
    orde = f"ORDER BY s.gewicht DESC, s.vergunning_id LIMIT {int(hoogstens)}"
    select = f"SELECT s.vergunning_id, s.gewicht FROM {stand} s JOIN {vergunning} v ON v.id = s.vergunning_id"
    wegen = [("s.gebied", filter_.gebied)] if filter_.gebied else list_wegen(viewer.zicht, "s")
    delen, alles = join_delen(wegen, select, vast=vast, params=params, orde=orde, vendor=connection.vendor)
    if len(delen) == 1 and delen[0].startswith(select):
        return delen[0], alles
    samen = " UNION ".join(
        f"SELECT vergunning_id, gewicht FROM ({deel}) d{n}" for n, deel in enumerate(delen)
    )
    return f"SELECT s.vergunning_id, s.gewicht FROM ({samen}) s {orde}", alles


def _derive_vast(viewer: Viewer, filter_: Vlagfilter, na: Plek | None) -> tuple[str, list[Any]]:
    """Write what must hold in each row: it weighs something, is seen, has the sign asked for, and comes after the place."""
    zicht, params = derive_zicht_sql(viewer.zicht, "v", connection.vendor, in_rij=True)
    delen = ["s.gewicht > 0", f"({zicht})"]
    if filter_.code:
        delen.append(
            f"EXISTS (SELECT 1 FROM {Verouderingsvlag._meta.db_table} f WHERE f.vergunning_id = s.vergunning_id "
            + ("AND f.code LIKE 'eigen%%')" if filter_.code == EIGEN else "AND f.code = %s)")
        )
        params += [] if filter_.code == EIGEN else [filter_.code]
    if na is not None:
        delen.append("(s.gewicht < %s OR (s.gewicht = %s AND s.vergunning_id > %s))")
        params += [na.gewicht, na.gewicht, na.id.hex if connection.vendor == "sqlite" else na.id]
    return " AND ".join(delen), params


def _as_uuid(waarde: Any) -> uuid.UUID:
    """Read an id as either database gives it."""
    return waarde if isinstance(waarde, uuid.UUID) else uuid.UUID(waarde)


def list_codes() -> dict[str, str]:
    """Give the kinds of signs: code and name."""
    grond = find_grond(REGELS["vlaggen"], geldig_op=klok.today())
    return {code: str(v["naam"]) for code, v in grond.waarde.items()} | {EIGEN: "Eigen criterium"}


def read_verouderdpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Verouderdpagina:
    """Read the page that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read."""
    codes = list_codes()
    filter_ = Vlagfilter((vraag.get("code") or "")[:40], (vraag.get("gebied") or "")[:10])
    if filter_.code and filter_.code not in codes:
        zin = f"‘{filter_.code}’ bestaat hier niet. Kies uit: {', '.join(codes)}."
        raise InvoerError([Veldfout("code", zin, "onbekend")])
    gevonden = list_verouderd(viewer, filter_, na=_read_plek(vraag.get("vanaf", "")))
    bladzij, meer = gevonden[:PER_BLADZIJ], len(gevonden) > PER_BLADZIJ
    gebieden = sorted(viewer.zicht.gebieden)[:400]
    namen = list_namen([*gebieden, *{r.vergunning.gebied for r in bladzij}], klok.today())
    keuzes = sorted(((c, namen.get(c, c)) for c in gebieden), key=lambda p: p[1].lower())
    velden = [Filterveld("code", "Signaal", list(codes.items())), Filterveld("gebied", "Gemeente", keuzes)]
    return Verouderdpagina(
        velden=tuple(velden),
        taken=tuple(_make_taak(r, codes, namen) for r in bladzij),
        regels=tuple(bladzij),
        aantal=len(gevonden),
        volgende=_write_plek(bladzij[-1]) if meer else "",
        gefilterd=bool(filter_.code or filter_.gebied),
        blind=viewer.zicht.is_leeg,
    )


def _make_taak(regel: Verouderdregel, codes: Mapping[str, str], namen: Mapping[str, str]) -> Taak:
    """Make one line of the list, with why it stands where it stands."""
    soorten = list(dict.fromkeys(codes.get(v.code, codes[EIGEN]) for v in regel.vlaggen))
    gebied = regel.vergunning.gebied
    toestand: ToestandCode = (
        "fout" if regel.gewicht >= ZWAAR else "aandacht" if regel.gewicht >= MIDDEL else "neutraal"
    )
    return Taak(
        titel=f"{regel.vergunning.kenmerk} {regel.vergunning.titel}",
        url=reverse("vergunningen:veroudering", args=[regel.vergunning.pk]),
        waarom=f"{namen.get(gebied, gebied)}. {'; '.join(soorten)}." if gebied else f"{'; '.join(soorten)}.",
        toestand=toestand,
        woord=f"gewicht {regel.gewicht}",
        id=str(regel.vergunning.pk),
    )


def _write_plek(regel: Verouderdregel) -> str:
    """Write the place in the list after a permit."""
    return make_plaats(LIJST, "na", f"{regel.gewicht} {regel.vergunning.pk}")


def _read_plek(tekst: str) -> Plek | None:
    """Read a place in the list."""

    def parse(sleutel: str) -> Plek:
        gewicht, _, id_ = sleutel.partition(" ")
        return Plek(int(gewicht), uuid.UUID(id_))

    return read_sleutel(LIJST, tekst, parse)
