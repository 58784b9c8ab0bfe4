"""The consolidated permit: what stands on a day as it was known on a day, each voorschrift with its one origin. Reads set-based.

The database says which mutation each voorschrift has its words from; what a draft would make of it is worked out by the same
rules (`rules.derive_stand`), which the tests hold against each other.
"""

import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast

from vth.tijd import klok
from vth.tijd.rules import Peilmoment

from .besluitstand import read_dagen
from .boeking import as_werkingen, derive_delen, read_werkingen
from .inhoud import Voorschriftinhoud, make_inhoud
from .models import Mutatie, Mutatiebereik, Mutatiewerking, Ontwerpmutatie, Toestemming, Vergunning
from .rules import Werking, derive_besluitrangen, derive_boom, derive_stand
from .verschil import Toestand, Verschil, derive_verschil

_DEEL = re.compile(r"(\d+)")


class Standregel(NamedTuple):
    """One voorschrift as it stands: its place and depth in the tree, its words, and the mutation that they come from.

    `sinds` is the day from which it runs so; `los` that it hangs under a voorschrift that does not stand.
    """

    voorschrift_id: uuid.UUID
    mutatie_id: int
    toestemming_id: uuid.UUID
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

    @property
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


@lru_cache(maxsize=100_000)
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


def read_standregels(
    vergunning_id: uuid.UUID, voorschrift_ids: Sequence[uuid.UUID], peilmoment: Peilmoment
) -> list[Standregel]:
    """Give some voorschriften of a permit as `read_stand` does, and reads nothing of the others.

    What stands under one that was not asked for is `los`, as far as can be told from these alone.
    """
    if not voorschrift_ids:
        return []
    vid, *rest = _make_parameters(vergunning_id, peilmoment)
    ids = [v.hex if connection.vendor == "sqlite" else v for v in voorschrift_ids]
    van = f"w.vergunning_id = %s AND w.voorschrift_id IN ({', '.join(['%s'] * len(ids))})"
    with connection.cursor() as cursor:
        cursor.execute(_STAND.replace("w.vergunning_id = %s", van), [vid, *ids, *rest])
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
    """Put rows of the database in the order of the tree; ids stay as the database gave them until all is in its place."""
    per_id = {rij[0]: rij for rij in rijen}
    ouders = {rij[0]: rij[4] for rij in rijen}
    boom = derive_boom(ouders, lambda v: derive_sorteersleutel(per_id[v][5], per_id[v][6]))
    ids = {v: _as_uuid(v) for v in per_id}
    besluiten = {t: _as_uuid(t) for t in {rij[2] for rij in rijen}}
    uit = []
    for v, diepte in boom:
        _, mutatie, toestemming, rang, ouder, plaats, nummer, titel, tekst, soort, openbaar, ruw = per_id[v]
        uit.append(
            Standregel(
                ids[v],
                mutatie,
                besluiten[toestemming],
                date.fromisoformat(rang[:10]),
                None if ouder is None else ids.get(ouder) or _as_uuid(ouder),
                plaats,
                diepte,
                ouder is not None and ouder not in ids,
                nummer,
                titel,
                tekst,
                soort,
                bool(openbaar),
                ruw if isinstance(ruw, str) else json.dumps(ruw),
            )
        )
    return uit


# Per voorschrift the last mutation that works then, where what made it came after what ended it. A rang is always as long, so
# that the number of the mutation can stand behind it.
_RANG = 32
_WERKT = f"""
SELECT w.voorschrift_id, max(w.rang) AS rang,
  CAST(substr(max(w.rang || '/' || w.mutatie_id), {_RANG + 2}) AS bigint) AS mutatie_id
FROM vergunningen_mutatiewerking w
WHERE w.vergunning_id = %s AND w.begin_geldigheid <= %s AND w.eind_geldigheid > %s
  AND w.tijdstip_registratie <= %s AND w.eind_registratie > %s
GROUP BY w.voorschrift_id
HAVING max(CASE WHEN w.soort = 'van_kracht' THEN w.rang ELSE '' END)
  > max(CASE WHEN w.soort = 'vervallen' THEN w.rang ELSE '' END)
"""
_STAND = f"""
WITH w AS ({_WERKT})
SELECT w.voorschrift_id, m.id, m.toestemming_id, w.rang, m.ouder_id, m.plaats, m.nummer, m.titel, m.tekst,
  m.voorschrifttype, m.openbaar, m.gegevens
FROM w JOIN vergunningen_mutatie m ON m.id = w.mutatie_id
"""
_LICHT = f"SELECT w.voorschrift_id, w.mutatie_id FROM ({_WERKT}) w"


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


def read_mutaties(
    vergunning_id: uuid.UUID, peilmoment: Peilmoment, tot_rang: str = ""
) -> dict[uuid.UUID, int]:
    """Give for every voorschrift that stands the mutation it has its words from, without the words.

    With `tot_rang` as if of what works that day nothing came after it in the order of decisions.
    """
    vid, *rest = _make_parameters(vergunning_id, peilmoment)
    sql, parameters = _LICHT, [vid, *rest]
    if tot_rang:
        van = "w.vergunning_id = %s AND w.rang <= %s"
        sql, parameters = _LICHT.replace("w.vergunning_id = %s", van), [vid, tot_rang, *rest]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return {_as_uuid(v): m for v, m in cursor.fetchall()}


def find_verschil(
    vergunning_id: uuid.UUID, voor: Peilmoment, na: Peilmoment, *, rangen: tuple[str, str] = ("", "")
) -> list[Verschil]:
    """Give what differs in a permit between two moments; the words are read of what differs only.

    With `rangen` each of both as far as that place in the order of decisions (`derive_besluitrangen`).
    """
    a = read_mutaties(vergunning_id, voor, rangen[0])
    b = read_mutaties(vergunning_id, na, rangen[1])
    anders = {v for v in a.keys() | b.keys() if a.get(v) != b.get(v)}
    toestanden = read_toestanden({m for kant in (a, b) for v, m in kant.items() if v in anders})
    return derive_verschil(
        {v: toestanden[m] for v, m in a.items() if v in anders},
        {v: toestanden[m] for v, m in b.items() if v in anders},
    )


def find_besluitverschil(
    voor: tuple[Toestemming, int], na: tuple[Toestemming, int], bekend_op: datetime
) -> list[Verschil]:
    """Give what differs in a permit between the sides (0 before, 1 after) of two of its established decisions, each on its own first day.

    As it was known at `bekend_op`. Of two decisions of one day what the later one did is not in what the earlier one left.
    """
    momenten, rangen = [], []
    dagen = read_dagen([voor[0], na[0]], Peilmoment(klok.today(), bekend_op))
    for t, kant in (voor, na):
        begin = dagen[t].ingangsdatum
        assert begin is not None
        momenten.append(Peilmoment(begin, bekend_op))
        rangen.append(derive_besluitrangen(begin, t.besluitdatum, t.volgorde)[kant])
    return find_verschil(voor[0].vergunning_id, *momenten, rangen=(rangen[0], rangen[1]))


def read_toestanden(mutatie_ids: Iterable[int]) -> dict[int, Toestand]:
    """Give what voorschriften are as mutations leave them, for comparing."""
    ids = list(mutatie_ids)
    bereik = read_bereik(ids)
    rijen = Mutatie.objects.filter(pk__in=ids).annotate(ruw=Cast("gegevens", TextField()))
    velden = ("ouder_id", "plaats", "nummer", "titel", "tekst", "ruw", "voorschrifttype", "openbaar")
    return {
        pk: Toestand(
            ouder, plaats, nummer, titel, tekst, _as_vast(ruw), soort, openbaar, bereik.get(pk, frozenset())
        )
        for pk, ouder, plaats, nummer, titel, tekst, ruw, soort, openbaar in rijen.values_list("pk", *velden)
    }


def read_bereik(mutatie_ids: Iterable[int]) -> dict[int, frozenset[uuid.UUID]]:
    """Give of the mutations that are only for some records which those are; what is for the whole permit is not among them."""
    bereik: dict[int, set[uuid.UUID]] = {}
    rijen = Mutatiebereik.objects.filter(mutatie_id__in=list(mutatie_ids))
    for mutatie_id, record in rijen.values_list("mutatie_id", "bronobject_id"):
        bereik.setdefault(mutatie_id, set()).add(record)
    return {pk: frozenset(records) for pk, records in bereik.items()}


def _as_vast(ruw: str) -> str:
    """Write data in the one way in which it can be compared."""
    return "" if ruw in ("", "{}") else json.dumps(json.loads(ruw), sort_keys=True)


def make_ontwerptoestand(rij: Ontwerpmutatie) -> Toestand:
    """Make what is compared of one mutation of a draft."""
    return Toestand(
        rij.ouder_id,
        rij.plaats,
        rij.nummer,
        rij.titel,
        rij.tekst,
        _as_vast(json.dumps(rij.gegevens)),
        rij.voorschrifttype,
        rij.openbaar,
        frozenset(uuid.UUID(b) for b in rij.bereik),
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
    nieuw = {v: make_ontwerptoestand(eigen[v]) for v in anders if v in na and na[v].rang in van_ontwerp}
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
