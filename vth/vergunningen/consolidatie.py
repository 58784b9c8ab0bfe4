"""The consolidated permit: what stands on a day as it was known on a day, each voorschrift with its one origin. Reads set-based.

The database says which mutation each voorschrift has its words from; what a draft would make of it is worked out by the same
rules (`rules.derive_stand`), which the tests hold against each other.
"""

import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection

from vth.tijd.rules import Peilmoment

from .boeking import as_werkingen, derive_delen, read_werkingen
from .inhoud import Voorschriftinhoud, make_inhoud
from .models import Mutatie, Mutatiebereik, Mutatiewerking, Ontwerpmutatie, Toestemming, Vergunning
from .rules import Werking, derive_boom, derive_stand
from .verschil import Toestand, Verschil, derive_verschil

_DEEL = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Standregel:
    """One voorschrift as it stands: its place and depth in the tree, its words, and the mutation that they come from.

    `sinds` is the day from which it runs so; `los` that it hangs under a voorschrift that does not stand.
    """

    voorschrift_id: uuid.UUID
    mutatie_id: int
    toestemming_id: uuid.UUID
    soort: str
    sinds: date
    ouder_id: uuid.UUID | None
    plaats: int
    diepte: int
    los: bool
    nummer: str
    titel: str
    tekst: str
    voorschrifttype: str
    openbaar: bool
    ruw: str

    @cached_property
    def gegevens(self) -> Mapping[str, Any]:
        """What of it is data, as plain values."""
        return json.loads(self.ruw) if self.ruw not in ("", "{}") else {}

    @property
    def inhoud(self) -> Voorschriftinhoud:
        """What it says, with its limits and obligations."""
        return make_inhoud(
            self.nummer,
            self.titel,
            self.tekst,
            self.gegevens,
            voorschrifttype=self.voorschrifttype,
            openbaar=self.openbaar,
        )


def derive_sorteersleutel(plaats: int, nummer: str) -> tuple[object, ...]:
    """Give how brothers are ordered: by their place, then by number, in which 10 comes after 9."""
    return (plaats, *((0, int(d), "") if d.isdigit() else (1, 0, d) for d in _DEEL.split(nummer) if d))


def read_stand(vergunning_id: uuid.UUID, peilmoment: Peilmoment) -> list[Standregel]:
    """Give a permit as it stands on `geldig_op`, as it was known on `beschikbaar_op`, in the order in which it is read.

    Whoever calls this has the permit from `selectors.get_vergunning`: sight is decided there.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STAND, _make_parameters(vergunning_id, peilmoment))
        rijen = cursor.fetchall()
    return _make_stand(rijen)


def read_standen(
    vergunning_ids: Sequence[uuid.UUID], peilmoment: Peilmoment
) -> dict[uuid.UUID, list[Standregel]]:
    """Give some permits as they stand, each as `read_stand` does; one question for all of them."""
    if not vergunning_ids:
        return {}
    rest = _make_parameters(vergunning_ids[0], peilmoment)[1:]
    ids = [v.hex if connection.vendor == "sqlite" else v for v in vergunning_ids]
    sql = _STAND.replace("w.vergunning_id = %s", f"w.vergunning_id IN ({', '.join(['%s'] * len(ids))})")
    with connection.cursor() as cursor:
        cursor.execute(sql, [*ids, *rest])
        rijen = cursor.fetchall()
    van = dict(
        Toestemming.objects.filter(vergunning_id__in=vergunning_ids).values_list("pk", "vergunning_id")
    )
    per_vergunning: dict[uuid.UUID, list[Sequence[Any]]] = {v: [] for v in vergunning_ids}
    for rij in rijen:
        per_vergunning[van[_as_uuid(rij[2])]].append(rij)
    return {v: _make_stand(groep) for v, groep in per_vergunning.items()}


def _make_stand(rijen: Sequence[Sequence[Any]]) -> list[Standregel]:
    """Put rows of the database in the order of the tree."""
    per_id = {_as_uuid(rij[0]): rij for rij in rijen}
    ouders = {v: _as_uuid(rij[5]) if rij[5] else None for v, rij in per_id.items()}
    boom = derive_boom(ouders, {v: derive_sorteersleutel(rij[6], rij[7]) for v, rij in per_id.items()})
    uit = []
    for v, diepte in boom:
        rij, ouder = per_id[v], ouders[v]
        uit.append(
            Standregel(
                v,
                rij[1],
                _as_uuid(rij[2]),
                rij[3],
                date.fromisoformat(rij[4][:10]),
                ouder,
                rij[6],
                diepte,
                ouder is not None and ouder not in per_id,
                rij[7],
                rij[8],
                rij[9],
                rij[10],
                bool(rij[11]),
                rij[12] if isinstance(rij[12], str) else json.dumps(rij[12]),
            )
        )
    return uit


# Per voorschrift the last mutation that works then, unless that ends it, or a later one than what made it did.
_WERKT = """
SELECT w.voorschrift_id, w.mutatie_id, w.soort, w.rang,
  row_number() OVER (PARTITION BY w.voorschrift_id ORDER BY w.rang DESC) AS nr,
  max(CASE WHEN w.soort = 'vervallen' THEN w.rang ELSE '' END) OVER (PARTITION BY w.voorschrift_id) AS weg,
  max(CASE WHEN w.soort = 'van_kracht' THEN w.rang ELSE '' END) OVER (PARTITION BY w.voorschrift_id) AS basis
FROM vergunningen_mutatiewerking w
WHERE w.vergunning_id = %s AND w.begin_geldigheid <= %s AND w.eind_geldigheid > %s
  AND w.tijdstip_registratie <= %s AND w.eind_registratie > %s
"""
_STAND = f"""
WITH w AS ({_WERKT})
SELECT w.voorschrift_id, m.id, m.toestemming_id, w.soort, w.rang, m.ouder_id, m.plaats, m.nummer, m.titel, m.tekst,
  m.voorschrifttype, m.openbaar, m.gegevens
FROM w JOIN vergunningen_mutatie m ON m.id = w.mutatie_id
WHERE w.nr = 1 AND w.soort <> 'vervallen' AND w.basis > w.weg
"""
_LICHT = f"""
WITH w AS ({_WERKT})
SELECT w.voorschrift_id, w.mutatie_id FROM w WHERE w.nr = 1 AND w.soort <> 'vervallen' AND w.basis > w.weg
"""


def _make_parameters(vergunning_id: uuid.UUID, peilmoment: Peilmoment) -> list[Any]:
    """Give the parameters of a question about one permit at one moment."""
    vid: Any = vergunning_id
    dag: Any = peilmoment.geldig_op
    op: Any = peilmoment.beschikbaar_op
    if connection.vendor == "sqlite":
        vid, dag, op = vid.hex, dag.isoformat(), connection.ops.adapt_datetimefield_value(op)
    return [vid, dag, dag, op, op]


def _as_uuid(waarde: Any) -> uuid.UUID:
    """Read an id as either database gives it."""
    return waarde if isinstance(waarde, uuid.UUID) else uuid.UUID(waarde)


def read_mutaties(vergunning_id: uuid.UUID, peilmoment: Peilmoment) -> dict[uuid.UUID, int]:
    """Give for every voorschrift that stands the mutation it has its words from, without the words."""
    with connection.cursor() as cursor:
        cursor.execute(_LICHT, _make_parameters(vergunning_id, peilmoment))
        return {_as_uuid(v): m for v, m in cursor.fetchall()}


def find_verschil(vergunning_id: uuid.UUID, voor: Peilmoment, na: Peilmoment) -> list[Verschil]:
    """Give what differs in a permit between two moments; the words are read of what differs only."""
    a, b = read_mutaties(vergunning_id, voor), read_mutaties(vergunning_id, na)
    anders = {v for v in a.keys() | b.keys() if a.get(v) != b.get(v)}
    toestanden = read_toestanden({m for kant in (a, b) for v, m in kant.items() if v in anders})
    return derive_verschil(
        {v: toestanden[m] for v, m in a.items() if v in anders},
        {v: toestanden[m] for v, m in b.items() if v in anders},
    )


def read_toestanden(mutatie_ids: Iterable[int]) -> dict[int, Toestand]:
    """Give what voorschriften are as mutations leave them, for comparing."""
    ids = list(mutatie_ids)
    bereik: dict[int, set[uuid.UUID]] = {}
    for mutatie_id, record in Mutatiebereik.objects.filter(mutatie_id__in=ids).values_list(
        "mutatie_id", "bronobject_id"
    ):
        bereik.setdefault(mutatie_id, set()).add(record)
    return {
        m.pk: make_toestand(m, frozenset(bereik.get(m.pk, ()))) for m in Mutatie.objects.filter(pk__in=ids)
    }


def make_toestand(rij: Mutatie | Ontwerpmutatie, bereik: frozenset[uuid.UUID]) -> Toestand:
    """Make what is compared of one mutation."""
    return Toestand(
        ouder=rij.ouder_id,
        plaats=rij.plaats,
        nummer=rij.nummer,
        titel=rij.titel,
        tekst=rij.tekst,
        gegevens=json.dumps(rij.gegevens, sort_keys=True) if rij.gegevens else "",
        voorschrifttype=rij.voorschrifttype,
        openbaar=rij.openbaar,
        bereik=bereik,
    )


def find_ontwerpverschil(toestemming: Toestemming, dag: date) -> list[Verschil]:
    """Give what a draft would change on a day if it took effect then, before it is taken."""
    vergunning = toestemming.vergunning
    rijen = list(toestemming.ontwerp.order_by("volgnummer"))
    bestaand = read_werkingen(vergunning)
    ontwerp = derive_ontwerpwerkingen(toestemming, rijen, dag)
    voor = derive_stand(bestaand, dag)
    na = derive_stand([*bestaand, *ontwerp], dag)
    eigen = {rij.voorschrift_id: rij for rij in rijen}
    van_ontwerp = {w.rang for w in ontwerp}
    anders = {v for v in voor.keys() | na.keys() if voor.get(v) != na.get(v)}
    oud = _find_toestanden(vergunning, {v: voor[v] for v in anders if v in voor})
    nieuw = {
        v: make_toestand(eigen[v], frozenset(uuid.UUID(b) for b in eigen[v].bereik))
        for v in anders
        if v in na and na[v].rang in van_ontwerp
    }
    return derive_verschil(oud, nieuw)


def derive_ontwerpwerkingen(
    toestemming: Toestemming, rijen: Sequence[Ontwerpmutatie], dag: date
) -> list[Werking]:
    """Give how the mutations of a draft would work if it took effect on a day; a condition is taken as not met yet."""
    besluit = toestemming.besluit
    proef = Toestemming(
        besluitdatum=(besluit.besluitdatum if besluit else None) or dag,
        volgorde=999,
        vervaldatum=toestemming.vervaldatum,
    )
    return as_werkingen(derive_delen(proef, rijen, [], dag))


def _find_toestanden(
    vergunning: Vergunning, standen: Mapping[uuid.UUID, Werking]
) -> dict[uuid.UUID, Toestand]:
    """Give what voorschriften are now by the mutations that their words come from."""
    rijen = Mutatiewerking.objects.believed().filter(
        vergunning=vergunning, voorschrift_id__in=list(standen), rang__in=[w.rang for w in standen.values()]
    )
    paren = {(v, rang): m for v, rang, m in rijen.values_list("voorschrift_id", "rang", "mutatie_id")}
    mutaties = {v: paren[v, w.rang] for v, w in standen.items()}
    toestanden = read_toestanden(mutaties.values())
    return {v: toestanden[m] for v, m in mutaties.items()}
