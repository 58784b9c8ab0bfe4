"""Which limits are as was asked: walked by the index of the substance, per own organisation and gemeente where those are few.

Whose a permit is stands beside each limit only to be walked by; who may see it the permit itself says, in every row.
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from vth.toegang.rules import Viewer, derive_zicht_sql
from vth.toegang.wegen import join_delen, list_wegen

from .eenheden import derive_basis, find_eenheid
from .inhoud import VoorschriftError
from .models import Grenswaarderegel, Mutatie, Toestemming, Vergunning
from .stoffen import find_grootheid

# So many are looked at, at most, of which some do not stand on the day; from more own codes the whole list is walked.
KIJK, WEINIG = 1000, 60
TEKEN = {"boven": ">", "onder": "<"}


@dataclass(frozen=True)
class Zoekvraag:
    """What is asked: words, a substance or quantity, its medium, and how its limit compares with a value in a unit."""

    woorden: str = ""
    stof: str = ""
    medium: str = ""
    hoe: str = "boven"
    waarde: Decimal | None = None
    eenheid: str = ""
    op: date | None = None

    @property
    def op_gegevens(self) -> bool:
        """Tell whether limits are asked for."""
        return bool(self.stof.strip() or self.medium or self.waarde is not None)


@dataclass(frozen=True)
class Grensregel:
    """One limit that is as asked: how high, its own id, its mutation and voorschrift."""

    basiswaarde: float
    id: int
    mutatie_id: int
    voorschrift_id: uuid.UUID


def list_grensregels(
    viewer: Viewer, vraag: Zoekvraag, *, verwant: str = "", hoogstens: int = KIJK
) -> list[Grensregel]:
    """List the limits within sight that are as asked, the highest first, `hoogstens` of them.

    With `verwant` those in that base unit instead of that of the question, with the same number. Raises VoorschriftError for a value
    without a unit, or in a unit that is not known: with that nothing can be compared.
    """
    vast, params = _derive_vast(viewer, vraag, verwant)
    if viewer.zicht.is_leeg:
        return []
    gevonden: dict[int, Grensregel] = {}
    # One question per way in which the substance can be written, so that each is found by its own index.
    for voorwaarde, waarde, op_weg in _list_stofdelen(vraag.stof):
        wegen = list_wegen(viewer.zicht, "g", weinig=WEINIG) if op_weg else [("", "")]
        sql, alles = _write_vraag(wegen, f"{voorwaarde} AND {vast}", [*waarde, *params], hoogstens)
        with connection.cursor() as cursor:
            cursor.execute(sql, alles)
            gevonden |= {pk: Grensregel(w, pk, m, _as_uuid(v)) for w, pk, m, v in cursor.fetchall()}
    return sorted(gevonden.values(), key=lambda r: (-r.basiswaarde, r.id))[:hoogstens]


def _write_vraag(
    wegen: Sequence[tuple[str, str]], vast: str, params: Sequence[Any], hoogstens: int
) -> tuple[str, list[Any]]:
    """Write the question that walks some stretches of the index, each in order and no further than is looked at."""
    orde = f"ORDER BY g.basiswaarde DESC LIMIT {int(hoogstens)}"
    select = (
        f"SELECT g.basiswaarde, g.id, g.mutatie_id, m.voorschrift_id FROM {Grenswaarderegel._meta.db_table} g "
        f"JOIN {Mutatie._meta.db_table} m ON m.id = g.mutatie_id JOIN {Toestemming._meta.db_table} t ON t.id = m.toestemming_id "
        f"JOIN {Vergunning._meta.db_table} v ON v.id = t.vergunning_id"
    )
    delen, alles = join_delen(wegen, select, vast=vast, params=params, orde=orde, vendor=connection.vendor)
    samen = " UNION ".join(f"SELECT * FROM ({deel}) d{n}" for n, deel in enumerate(delen))
    return f"SELECT * FROM ({samen}) g {orde}", alles


def _derive_vast(viewer: Viewer, vraag: Zoekvraag, verwant: str) -> tuple[str, list[Any]]:
    """Write what must hold in each row beside the substance: the value, the medium, the words, and that it is seen."""
    delen, params = list[str](), list[Any]()
    if vraag.waarde is not None:
        waarde, basis = _derive_grens(vraag.waarde, vraag.eenheid)
        delen.append(f"g.basiseenheid = %s AND g.basiswaarde {TEKEN.get(vraag.hoe, '=')} %s")
        params += [verwant or basis, waarde]
    if vraag.medium:
        delen.append("g.medium = %s")
        params.append(vraag.medium)
    like = "LIKE %s ESCAPE '\\'" if connection.vendor == "sqlite" else "ILIKE %s"
    for woord in vraag.woorden.split()[:8]:
        delen.append(f"(m.tekst {like} OR m.titel {like} OR g.emissiepunt {like})")
        params += [f"%{connection.ops.prep_for_like_query(woord)}%"] * 3
    zicht, zichtparams = derive_zicht_sql(viewer.zicht, "v", connection.vendor, in_rij=True)
    return " AND ".join([*delen, f"({zicht})"]), [*params, *zichtparams]


def _list_stofdelen(stof: str) -> list[tuple[str, list[Any], bool]]:
    """List the ways in which limits name a substance, each with its values and whether it is walked per owner.

    By its CAS number or by its name where it has none (`sleutel`); by another name than that of its number only as it was written.
    """
    naam = " ".join(stof.split()).lower()
    if not naam:
        return [("1 = 1", [], True)]
    if re.fullmatch(r"\d{2,7}-\d\d-\d", naam):
        return [("g.sleutel = %s", [naam], True)]
    grootheid = find_grootheid(stof)
    namen = sorted({naam, grootheid.naam.lower()} if grootheid else {naam})
    op_sleutel = [*namen, grootheid.cas] if grootheid and grootheid.cas else namen
    delen: list[tuple[str, list[Any], bool]] = [("g.sleutel = %s", [s], True) for s in op_sleutel]
    if grootheid and grootheid.cas:
        return delen
    return [*delen, *(("g.naam = %s AND g.stof > ''", [n], False) for n in namen)]


def _derive_grens(waarde: Decimal, eenheid: str) -> tuple[float, str]:
    """Give the value to compare with in its base unit; refuse one that cannot be compared."""
    if find_eenheid(eenheid) is None:
        raise VoorschriftError(
            f"De eenheid {eenheid[:40]!r} is niet bekend, dus {waarde} is nergens mee te vergelijken. Geef een eenheid zoals mg/Nm3, "
            "mg/l of dB(A)."
        )
    return derive_basis(waarde, eenheid)


def _as_uuid(waarde: Any) -> uuid.UUID:
    """Read an id as either database gives it."""
    return waarde if isinstance(waarde, uuid.UUID) else uuid.UUID(waarde)
