"""Reading what is looked at to tell whether permits are out of date: for many permits at once, each question asked once."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vth.begrippen.selectors import read_lijst
from vth.register.models import ActiviteituitvoeringVoorkomen, Relatie
from vth.tijd.rules import OPEN_DAG, OPEN_TIJDSTIP, Peilmoment
from vth.vormgeving.opmaak import format_datum

from .consolidatie import Standregel, read_bereik, read_standen
from .models import (
    Ingreep,
    Mutatiewerking,
    Toestemming,
    Toestemmingonderwerp,
    Vergunning,
)
from .selectors import WEG
from .veroudering import Activiteit, Geldend, Toets, Vergunningbeeld

BEEINDIGD = "beeindigd"
# What is believed, also what the act that asks wrote in this very microsecond.
NU_BEKEND = OPEN_TIJDSTIP - timedelta(microseconds=1)
LIJST = "bal_paragraaf"


@dataclass(frozen=True)
class Gelezen:
    """One permit as it is looked at, and the first later day on which what is registered changes it by itself."""

    beeld: Vergunningbeeld
    verandert_op: date | None


def read_beelden(vergunningen: Sequence[Vergunning], op: date) -> dict[uuid.UUID, Gelezen]:
    """Read some permits as they stand on a day by what is known now. The caller decides whose they are."""
    ids = [v.pk for v in vergunningen]
    peilmoment = Peilmoment(op, NU_BEKEND)
    standen = read_standen(ids, peilmoment)
    toestemmingen = _list_toestemmingen(ids)
    bereik = read_bereik(r.mutatie_id for regels in standen.values() for r in regels)
    activiteiten, dagen = _read_activiteiten(vergunningen, toestemmingen, op)
    for v, dag in _list_werkdagen(ids, op):
        dagen[v].add(dag)
    uit = {}
    for id_ in ids:
        eigen = toestemmingen.get(id_, [])
        van_rechtswege = {t.pk for t in eigen if t.besluit_id is None}
        beeld = Vergunningbeeld(
            [_make_geldend(r, r.toestemming_id in van_rechtswege, bereik) for r in standen[id_]],
            [
                _make_toets(t, t.pk in van_rechtswege)
                for t in eigen
                if t.ingangsdatum and t.ingangsdatum <= op
            ],
            activiteiten.get(id_, ()),
        )
        uit[id_] = Gelezen(beeld, min(dagen[id_], default=None))
    return uit


def _list_toestemmingen(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Toestemming]]:
    """List the established toestemmingen per permit, but those that a court or the authority took away as a whole."""
    weg = Ingreep.objects.filter(
        toestemming__vergunning_id__in=ids,
        soort__in=WEG,
        herroepen_op=None,
        mutaties=[],
    )
    rijen = Toestemming.objects.filter(vergunning_id__in=ids, staat=Toestemming.Staat.VASTGESTELD)
    uit: dict[uuid.UUID, list[Toestemming]] = defaultdict(list)
    for t in rijen.exclude(pk__in=weg.values("toestemming_id")):
        uit[t.vergunning_id].append(t)
    return uit


def _make_toets(toestemming: Toestemming, van_rechtswege: bool) -> Toets:
    """Make of a toestemming what counts of it here."""
    assert toestemming.ingangsdatum is not None
    return Toets(toestemming.ingangsdatum, toestemming.toestemmingtype, van_rechtswege)


def _make_geldend(
    regel: Standregel, van_rechtswege: bool, bereik: Mapping[int, frozenset[uuid.UUID]]
) -> Geldend:
    """Make of a voorschrift that stands what is looked at."""
    return Geldend(
        regel.voorschrift_id,
        regel.inhoud,
        regel.sinds,
        van_rechtswege,
        regel.ouder_id,
        bereik.get(regel.mutatie_id, frozenset()),
    )


def _list_werkdagen(ids: Sequence[uuid.UUID], op: date) -> Iterable[tuple[uuid.UUID, date]]:
    """List the later days on which a voorschrift begins or stops to hold, per permit."""
    rijen = Mutatiewerking.objects.believed().filter(vergunning_id__in=ids, eind_geldigheid__gt=op)
    for v, begin, eind in rijen.values_list("vergunning_id", "begin_geldigheid", "eind_geldigheid"):
        if begin > op:
            yield v, begin
        if eind < OPEN_DAG:
            yield v, eind


def _read_activiteiten(
    vergunningen: Sequence[Vergunning], toestemmingen: Mapping[uuid.UUID, Sequence[Toestemming]], op: date
) -> tuple[dict[uuid.UUID, list[Activiteit]], dict[uuid.UUID, set[date]]]:
    """Read the activities that permits legitimate, or without any those at their place; and when those change by themselves."""
    per_vergunning = _list_activiteiten(vergunningen, toestemmingen)
    alle = {b for records in per_vergunning.values() for b in records}
    tijdlijnen: dict[uuid.UUID, list[ActiviteituitvoeringVoorkomen]] = defaultdict(list)
    rijen = ActiviteituitvoeringVoorkomen.objects.believed().filter(bronobject_id__in=list(alle))
    for voorkomen in rijen.order_by("begin_geldigheid"):
        tijdlijnen[voorkomen.bronobject_id].append(voorkomen)
    uit: dict[uuid.UUID, list[Activiteit]] = {}
    dagen: dict[uuid.UUID, set[date]] = defaultdict(set)
    for v, records in per_vergunning.items():
        uit[v] = [make_activiteit(b, tijdlijnen[b], op) for b in sorted(records) if tijdlijnen[b]]
        dagen[v] |= {d for b in records for d in _list_dagen(tijdlijnen[b]) if d > op}
    return uit, dagen


def _list_activiteiten(
    vergunningen: Sequence[Vergunning], toestemmingen: Mapping[uuid.UUID, Sequence[Toestemming]]
) -> dict[uuid.UUID, set[uuid.UUID]]:
    """List which activities each permit is for."""
    van = {t.pk: v for v, rijen in toestemmingen.items() for t in rijen}
    uit: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    rijen = Toestemmingonderwerp.objects.filter(
        toestemming_id__in=list(van), rol=Toestemmingonderwerp.Rol.ACTIVITEIT
    )
    for toestemming_id, record in rijen.values_list("toestemming_id", "bronobject_id"):
        uit[van[toestemming_id]].add(record)
    plek = {v.vthobject_id: v.pk for v in vergunningen if v.vthobject_id and v.pk not in uit}
    binnen = Relatie.objects.believed().filter(naar_id__in=list(plek), soort="vindt_plaats_binnen")
    for record, object_id in binnen.values_list("van_id", "naar_id"):
        uit[plek[object_id]].add(record)
    return uit


def make_activiteit(
    record: uuid.UUID, tijdlijn: Sequence[ActiviteituitvoeringVoorkomen], op: date
) -> Activiteit:
    """Make of the timeline of an activity what is looked at on a day, and why it is not there any more."""
    nu = next((v for v in tijdlijn if v.begin_geldigheid <= op < v.eind_geldigheid), tijdlijn[-1])
    paragraaf = derive_paragraaf(nu)
    naam = f"{paragraaf} Bal" if paragraaf else (nu.omschrijving or "zonder paragraaf")
    rie = tuple(r for r in (nu.rie_categorie or "").split(";") if r)
    return Activiteit(naam, rie, _derive_weg(nu, paragraaf, op), record)


def _derive_weg(nu: ActiviteituitvoeringVoorkomen, paragraaf: str, op: date) -> str:
    """Say why an activity is not there any more on a day, or nothing."""
    einde = nu.beeindigingsdatum
    if einde and einde <= op:
        return f"beëindigd op {format_datum(einde)}"
    if nu.eind_geldigheid <= op:
        return f"volgens het register tot {format_datum(nu.eind_geldigheid)}"
    if nu.status == BEEINDIGD:
        return "volgens het register beëindigd"
    bekend = [w for w in read_lijst(LIJST).waarden if w.code == paragraaf]
    if paragraaf and not any(w.holds_on(op) for w in bekend):
        return f"paragraaf {paragraaf} van het Besluit activiteiten leefomgeving geldt niet"
    return ""


def derive_paragraaf(voorkomen: ActiviteituitvoeringVoorkomen) -> str:
    """Give the paragraph of hoofdstuk 3 Bal that an activity falls under, or nothing when that is not known."""
    if voorkomen.bal_paragraaf:
        return str(voorkomen.bal_paragraaf)
    code = str(voorkomen.activiteit or "")
    if code.startswith("bal-"):
        return code.removeprefix("bal-")
    gevonden = [w for w in read_lijst("activiteit").waarden if w.code == code]
    return gevonden[-1].extra.get("bal_paragraaf", "") if gevonden else ""


def _list_dagen(tijdlijn: Iterable[ActiviteituitvoeringVoorkomen]) -> Iterable[date]:
    """List the days on which an activity changes by what is registered already."""
    for v in tijdlijn:
        yield v.begin_geldigheid
        if v.eind_geldigheid < OPEN_DAG:
            yield v.eind_geldigheid
        if v.beeindigingsdatum:
            yield v.beeindigingsdatum
