"""Reading deliveries, their reports and scores, and the profiles by which they come in."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
from django.core.exceptions import ValidationError
from django.db.models import Max, Q, QuerySet

from vth.begrippen.selectors import read_model
from vth.toegang.rules import ALLE_ORGANISATIES, VERTROUWELIJKHEDEN, Viewer, check_ziet, decide_handeling

from .models import Aanlevering, Aanvaarding, Kengetal, Leverancier, Score
from .profiel import Leverprofiel, ProfielError
from .profielbestanden import list_bestanden, list_leverbestanden, list_profielmappen, read_profielbestand
from .verslag import KOLOMMEN, get_map


class BestaatNietError(Exception):
    """Something that does not exist, or that the viewer may not see: the two are not told apart."""


def read_profiel(profiel_id: str) -> Leverprofiel:
    """Give one profile by its id; raises ProfielError with what exists when there is none, or when it cannot be used."""
    bestanden = list_bestanden(list_profielmappen())
    if profiel_id not in bestanden:
        mag = ", ".join(p.id for p in list_profielen())
        raise ProfielError(f"Het leverprofiel {profiel_id!r} bestaat niet. Kies uit: {mag}.")
    return read_profielbestand(bestanden[profiel_id])


def list_profielen() -> list[Leverprofiel]:
    """List all profiles by which can be delivered; one that cannot be used is left out (`list_profielfouten`)."""
    profielen = []
    for file in list_leverbestanden():
        with suppress(ProfielError):
            profielen.append(read_profielbestand(file))
    return profielen


def list_profielfouten() -> list[str]:
    """List what is wrong with the profile files by which cannot be delivered though they are meant for it."""
    fouten = []
    for file in list_leverbestanden():
        try:
            read_profielbestand(file)
        except ProfielError as fout:
            fouten.append(str(fout))
    return fouten


def list_eigen_profielen(viewer: Viewer) -> list[Leverprofiel]:
    """List the profiles by which the viewer may deliver."""
    mag = [
        p
        for p in list_profielen()
        if decide_handeling(viewer, "aanlevering.accept", namens=p.leverancier).mag
    ]
    return sorted(mag, key=lambda p: p.titel.lower())


def list_aanleveringen(
    viewer: Viewer, *, leverancier: str = "", staat: str = "", reeks: str = "", herkomst: str = ""
) -> QuerySet[Aanlevering]:
    """List the deliveries the viewer may see, newest first; a supplier sees its own, a national viewer all.

    `herkomst` is the number of the origin that a value in the register names: it leaves the one delivery that said it.
    """
    rijen = Aanlevering.objects.filter(_ziet(viewer)).select_related("leverancier", "score")
    if leverancier:
        rijen = rijen.filter(leverancier_id=leverancier)
    if staat:
        rijen = rijen.filter(staat=staat)
    if reeks:
        rijen = rijen.filter(reeks=reeks)
    if herkomst:
        rijen = rijen.filter(herkomst_id=herkomst)
    return rijen.order_by("-ontvangen_op", "-id")


def list_bladzij(
    rijen: QuerySet[Aanlevering], *, na: str = "", voor: str = "", hoogstens: int = 50, oudste: bool = False
) -> list[Aanlevering]:
    """Cut a page out of a list of deliveries, newest first or with `oudste` oldest first: after or before the delivery with this id.

    Gives one more than `hoogstens` when there is more; going back that one stands first.
    """
    ijkpunt = None
    if plek := na or voor:
        ijkpunt = Aanlevering.objects.filter(pk=plek).values_list("ontvangen_op", "pk").first()
    terug = bool(voor) and ijkpunt is not None
    # Forward from the oldest, and back from the newest, the moments grow.
    groeit = oudste != terug
    if ijkpunt is not None:
        moment, id_ = ijkpunt
        kant = "gt" if groeit else "lt"
        zelfde = Q(**{"ontvangen_op": moment, f"pk__{kant}": id_})
        rijen = rijen.filter(Q(**{f"ontvangen_op__{kant}": moment}) | zelfde)
    orde = ("ontvangen_op", "id") if groeit else ("-ontvangen_op", "-id")
    gevonden = list(rijen.order_by(*orde)[: hoogstens + 1])
    return gevonden[::-1] if terug else gevonden


def get_aanlevering(viewer: Viewer, aanlevering_id: uuid.UUID | str) -> Aanlevering:
    """Give one delivery; raises BestaatNietError when it is not there for this viewer."""
    try:
        return Aanlevering.objects.filter(_ziet(viewer)).select_related("leverancier").get(pk=aanlevering_id)
    except (Aanlevering.DoesNotExist, ValidationError) as fout:
        raise BestaatNietError(
            f"Aanlevering {aanlevering_id} bestaat niet, of u mag haar niet zien."
        ) from fout


def _ziet(viewer: Viewer, veld: str = "leverancier_id") -> Q:
    """Render who sees which deliveries: those of the suppliers one acts for. `veld` holds the code of the supplier."""
    if viewer.zicht.is_leeg:
        return Q(pk__in=[])
    return Q() if viewer.zicht.landelijk else Q(**{f"{veld}__in": sorted(viewer.zicht.leveranciers)})


def ziet_verslag(viewer: Viewer, aanlevering: Aanlevering) -> bool:
    """Tell whether the viewer may read what stands in the rows of a delivery: only who sees the records it makes.

    Without its profile nobody knows which kinds of data they are, and every kind must be seen.
    """
    try:
        soorten = read_profiel(aanlevering.profiel).gegevenssets
    except ProfielError:
        soorten = tuple(read_model())
    return all(
        check_ziet(
            viewer.zicht,
            soort=soort,
            leverancier=aanlevering.leverancier_id,
            gebied="",
            vertrouwelijkheid=find_niveau(aanlevering),
        )
        for soort in soorten
    )


def get_leesbaar(viewer: Viewer, aanlevering_id: uuid.UUID | str) -> Aanlevering:
    """Give a delivery of which the viewer may read the rows; raises BestaatNietError when not."""
    aanlevering = get_aanlevering(viewer, aanlevering_id)
    if not ziet_verslag(viewer, aanlevering):
        raise BestaatNietError("Dit toetsverslag bestaat niet, of u mag het niet zien.")
    return aanlevering


def count_einden(aanlevering: Aanlevering) -> int:
    """Count the records that end, or are not delivered any more, by a delivery that was compared."""
    verschil = aanlevering.tellingen.get("verschil") or {}
    return sum(t["beeindigd"] + t["niet_meer_aangeleverd"] for t in verschil.values())


def list_bij_herkomst(viewer: Viewer, herkomsten: Iterable[int]) -> dict[int, Aanlevering]:
    """Give the delivery behind each of some origins, as far as the viewer may see it."""
    rijen = Aanlevering.objects.filter(_ziet(viewer), herkomst_id__in=set(herkomsten))
    return {a.herkomst_id: a for a in rijen if a.herkomst_id}


def list_leveranciers(viewer: Viewer) -> list[str]:
    """List the codes of the suppliers whose deliveries the viewer may see."""
    return list(Leverancier.objects.filter(_ziet(viewer, "code")).values_list("code", flat=True))


def list_reeksen(viewer: Viewer) -> list[str]:
    """List the series of which the viewer may see deliveries."""
    return list(
        Aanlevering.objects.filter(_ziet(viewer)).order_by("reeks").values_list("reeks", flat=True).distinct()
    )


def find_laatste_peildatum(leverancier: str, reeks: str) -> date | None:
    """Give the reference date of the newest snapshot of a series that was registered."""
    laatste: date | None = _list_verwerkt(leverancier, reeks).aggregate(d=Max("peildatum"))["d"]
    return laatste


def find_vorige(aanlevering: Aanlevering) -> Aanlevering | None:
    """Give the delivery of the same series that was registered last before this one came in."""
    return (
        _list_verwerkt(aanlevering.leverancier_id, aanlevering.reeks)
        .filter(ontvangen_op__lt=aanlevering.ontvangen_op)
        .order_by("-ontvangen_op")
        .first()
    )


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
    voor: int = 0,
    hoogstens: int = 100,
    toets: str = "",
    ernst: str = "",
    veld: str = "",
) -> list[Bevindingregel]:
    """Read a piece of the report within the given filters; empty when there is no report.

    The piece begins after line `na`, or ends before line `voor`.
    """
    pad = get_map(aanlevering) / "verslag.parquet"
    if not pad.exists():
        return []
    filters, params = ["volgnummer < ?" if voor else "volgnummer > ?"], list[Any]([voor or na])
    for kolom, waarde in (("toets", toets), ("ernst", ernst), ("veld", veld)):
        if waarde:
            filters.append(f"{kolom} = ?")
            params.append(waarde)
    sql = (
        f"SELECT {', '.join(KOLOMMEN)} FROM read_parquet(?) WHERE {' AND '.join(filters)} "
        f"ORDER BY volgnummer {'DESC' if voor else ''} LIMIT ?"
    )
    with duckdb.connect() as con:
        rijen = con.execute(sql, [str(pad), *params, hoogstens]).fetchall()
    return [Bevindingregel(*rij) for rij in (rijen[::-1] if voor else rijen)]


def get_bevinding(
    viewer: Viewer, aanlevering_id: uuid.UUID | str, volgnummer: int
) -> tuple[Aanlevering, Bevindingregel]:
    """Give one line of a report with its delivery; raises BestaatNietError when it is not there for this viewer."""
    aanlevering = get_leesbaar(viewer, aanlevering_id)
    regels = list_verslag(aanlevering, na=volgnummer - 1, hoogstens=1) if 0 < volgnummer < 2**53 else []
    if not regels or regels[0].volgnummer != volgnummer:
        raise BestaatNietError(f"Regel {volgnummer} staat niet in dit toetsverslag.")
    return aanlevering, regels[0]


def list_voorbeelden(aanlevering: Aanlevering) -> dict[tuple[str, str, str, str], Bevindingregel]:
    """Give the first line of each kind of finding (gegevensset, toets, ernst, veld) in a report, in one reading."""
    pad = get_map(aanlevering) / "verslag.parquet"
    if not pad.exists():
        return {}
    sql = (
        f"SELECT {', '.join(KOLOMMEN)} FROM read_parquet(?) "
        "QUALIFY row_number() OVER (PARTITION BY gegevensset, toets, ernst, veld ORDER BY volgnummer) = 1"
    )
    with duckdb.connect() as con:
        regels = [Bevindingregel(*rij) for rij in con.execute(sql, [str(pad)]).fetchall()]
    return {(r.gegevensset, r.toets, r.ernst, r.veld): r for r in regels}


def iter_verslag(aanlevering: Aanlevering, *, per: int = 20_000) -> Iterator[Bevindingregel]:
    """Read the whole report, piece by piece."""
    na = 0
    while stuk := list_verslag(aanlevering, na=na, hoogstens=per):
        yield from stuk
        na = stuk[-1].volgnummer


def list_aanvaard(aanlevering: Aanlevering, regels: Iterable[Bevindingregel]) -> dict[int, Aanvaarding]:
    """Give which of these lines of a report were accepted since, by line number."""
    lijst = list(regels)
    rijen = Aanvaarding.objects.filter(
        leverancier_id=aanlevering.leverancier_id,
        ingetrokken_op=None,
        sleutel__in={r.sleutel for r in lijst if r.sleutel},
    )
    aanvaard = {(a.gegevensset, a.sleutel, a.toets, a.veld): a for a in rijen}
    return {
        r.volgnummer: aanvaard[sleutel]
        for r in lijst
        if (sleutel := (r.gegevensset, r.sleutel or "", r.toets, r.veld or "")) in aanvaard
    }


def list_aanvaardingen(viewer: Viewer) -> QuerySet[Aanvaarding]:
    """List the accepted warnings of the suppliers for whom the viewer may accept, the newest first."""
    if "aanlevering.waarschuwing.accept" not in viewer.handelingen:
        return Aanvaarding.objects.none()
    namens = Q() if ALLE_ORGANISATIES in viewer.organisaties else Q(leverancier_id__in=viewer.organisaties)
    rijen = Aanvaarding.objects.filter(_ziet(viewer) & namens).select_related("leverancier")
    return rijen.order_by("-op", "-pk")


def get_aanvaarding(viewer: Viewer, aanvaarding_id: int) -> Aanvaarding:
    """Give one accepted warning; raises BestaatNietError when it is not there for this viewer."""
    aanvaarding = list_aanvaardingen(viewer).filter(pk=aanvaarding_id).first()
    if aanvaarding is None:
        raise BestaatNietError("Deze aanvaarding bestaat niet, of u mag haar niet zien.")
    return aanvaarding


def list_scores(leverancier: str, reeks: str, *, hoogstens: int = 40) -> list[Score]:
    """List the scores of a series through time, oldest first."""
    rijen = (
        Score.objects.filter(aanlevering__leverancier_id=leverancier, aanlevering__reeks=reeks)
        .select_related("aanlevering")
        .order_by("-aanlevering__ontvangen_op")[:hoogstens]
    )
    return list(rijen)[::-1]


def list_laatste_kengetallen(viewer: Viewer, gegevensset: str) -> list[Kengetal]:
    """List, per supplier and series, how the last registered delivery fills the fields of a gegevensset.

    Suppliers see each other's figures, for the comparison needs them; not of what is more confidential than they see.
    """
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
    kengetallen = (
        Kengetal.objects.filter(voorwaarde, gegevensset=gegevensset)
        .select_related("aanlevering__leverancier")
        .order_by("veld", "aanlevering__leverancier_id", "aanlevering__reeks")
    )
    return [k for k in kengetallen if find_niveau(k.aanlevering) in viewer.zicht.niveaus]


def find_niveau(aanlevering: Aanlevering) -> str:
    """Give how confidential the records of a delivery are; without its profile nobody knows, and the highest counts."""
    try:
        return read_profiel(aanlevering.profiel).vertrouwelijkheid
    except ProfielError:
        return VERTROUWELIJKHEDEN[-1]
