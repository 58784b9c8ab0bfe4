"""The overview for one person of who looked at data about him or her, made page by page by the data protection officer."""

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet

from vth.begrippen.selectors import read_objecttype
from vth.interface.invoer import InvoerError, Veldfout
from vth.interface.plaats import Plaats, PlaatsError, make_plaats, read_plaats
from vth.interface.uitvoer import FORMULE
from vth.logboek.models import Verwerking
from vth.organisaties.selectors import list_namen
from vth.register.selectors import BestaatNietError, find_zichtbaar
from vth.tijd import klok
from vth.toegang.inzage import BESLISSEN, InzageError, Overzichtregel, list_inzagen_over
from vth.toegang.rules import Viewer, check_bevoegd
from vth.toegang.selectors import list_grondnamen
from vth.toezicht.selectors import is_zichtbare_melder
from vth.vormgeving.opmaak import format_tijdstip

from .inzagen import WAT, make_rijen, write_organisaties

PER_BLADZIJ, REDEN_MAX = 50, 300
COLLEGA = "een medewerker"
SCHRIJF = "Schrijf bij elke regel welk belang of welke wet dit vraagt."


@dataclass(frozen=True)
class Overzichtpagina:
    """One page of the looks at a person, with what was decided to leave out on the other pages."""

    regels: tuple[dict[str, Any], ...]
    hier: str
    vorige: str
    volgende: str
    eerder: str
    elders: int


@dataclass
class Keuze:
    """Which lines are left out and why, gathered over the pages; `nieuw` are those of the page that was sent."""

    weglaten: dict[uuid.UUID, str] = field(default_factory=dict)
    nieuw: dict[uuid.UUID, str] = field(default_factory=dict)

    def check_redenen(self) -> None:
        """Refuse to leave a page on which a line is left out without a reason. Raises InzageError."""
        if zonder := sum(not reden.strip() for reden in self.nieuw.values()):
            raise InzageError(f"Bij {zonder} weggelaten regels staat geen reden. {SCHRIJF}")


def check_persoon(viewer: Viewer, betrokkene: uuid.UUID) -> None:
    """Refuse whoever may not decide on this, and a person of whom the viewer may not see that he or she is known.

    A person is a record of the register or who told a signal. Raises GeenToegangError and BestaatNietError.
    """
    check_bevoegd(viewer, BESLISSEN)
    record = find_zichtbaar(viewer, [betrokkene]).get(betrokkene)
    if record is not None and read_objecttype(record.soort).persoonsgegevens:
        return
    if not is_zichtbare_melder(viewer, betrokkene):
        raise BestaatNietError("Deze persoon bestaat niet, of u mag hem of haar niet zien.")


def read_keuze(betrokkene: uuid.UUID, post: Any) -> Keuze:
    """Read what was left out on this page and before it. Raises InvoerError for what this site did not send along."""
    keuze = Keuze(_read_eerder(betrokkene, post.get("eerder", "")))
    for id_ in _read_uuids(post.getlist("getoond")):
        keuze.weglaten.pop(id_, None)
    for id_ in _read_uuids(post.getlist("weglaten")):
        keuze.nieuw[id_] = str(post.get(f"reden-{id_}", ""))[:REDEN_MAX]
    keuze.weglaten |= keuze.nieuw
    return keuze


def read_overzichtpagina(
    viewer: Viewer, betrokkene: uuid.UUID, plaats: str, weglaten: Mapping[uuid.UUID, str]
) -> Overzichtpagina:
    """Read the page of looks that begins at a place. Raises GeenToegangError, BestaatNietError and PlaatsError."""
    check_persoon(viewer, betrokkene)
    lijst = f"inzageoverzicht.{betrokkene}"
    van = read_plaats(lijst, plaats)
    bladzij, eerder, meer = _fetch(list_inzagen_over(viewer, betrokkene), van)
    ids = {v.pk for v in bladzij}
    return Overzichtpagina(
        regels=tuple(
            rij | {"id": v.pk, "gekozen": v.pk in weglaten, "reden": weglaten.get(v.pk, "")}
            for v, rij in zip(bladzij, _make_rijen(viewer, bladzij), strict=True)
        ),
        hier=plaats,
        vorige=make_plaats(lijst, "voor", _write_sleutel(bladzij[0])) if eerder else "",
        volgende=make_plaats(lijst, "na", _write_sleutel(bladzij[-1])) if meer else "",
        eerder=_write_eerder(betrokkene, weglaten),
        elders=len(set(weglaten) - ids),
    )


def make_bestandrijen(regels: Iterable[Overzichtregel]) -> list[tuple[str, str, str, str]]:
    """Make the lines of the file for the person, in the words and the local time of the page."""
    regels, dag = list(regels), klok.today()
    namen = list_namen({c for r in regels for c in r.organisatie.split(",") if c}, dag)
    gronden = list_grondnamen(op=dag)
    return [
        (
            format_tijdstip(r.moment),
            _write_veilig(write_organisaties(r.organisatie, namen)),
            gronden.get(r.activiteit, r.activiteit),
            WAT.get(r.naam, r.naam),
        )
        for r in regels
    ]


def _write_veilig(tekst: str) -> str:
    """Write a text that no spreadsheet runs."""
    return f"'{tekst}" if re.match(FORMULE, tekst) else tekst


def _make_rijen(viewer: Viewer, bladzij: Sequence[Verwerking]) -> list[dict[str, Any]]:
    """Make the rows; who works for another organisation is not named to whoever does not see the whole country."""
    rijen = make_rijen(bladzij)
    if viewer.zicht.landelijk:
        return rijen
    return [
        rij if viewer.organisaties & set(v.organisatie.split(",")) else rij | {"wie": COLLEGA}
        for v, rij in zip(bladzij, rijen, strict=True)
    ]


def _fetch(rijen: QuerySet[Verwerking], van: Plaats | None) -> tuple[list[Verwerking], bool, bool]:
    """Fetch one page, and tell whether there is one before and one after it."""
    if van is None:
        gevonden = list(rijen[: PER_BLADZIJ + 1])
        return gevonden[:PER_BLADZIJ], False, len(gevonden) > PER_BLADZIJ
    begin, id_ = _read_sleutel(van)
    if van.richting == "na":
        gevonden = list(rijen.filter(Q(begin__lt=begin) | Q(begin=begin, pk__lt=id_))[: PER_BLADZIJ + 1])
        bladzij = gevonden[:PER_BLADZIJ]
        return bladzij, bool(bladzij), len(gevonden) > PER_BLADZIJ
    nieuwer = rijen.filter(Q(begin__gt=begin) | Q(begin=begin, pk__gt=id_)).order_by("begin", "id")
    gevonden = list(nieuwer[: PER_BLADZIJ + 1])
    return gevonden[:PER_BLADZIJ][::-1], len(gevonden) > PER_BLADZIJ, bool(gevonden)


def _write_sleutel(verwerking: Verwerking) -> str:
    """Write the place of a line."""
    return f"{verwerking.begin.isoformat()} {verwerking.pk}"


def _read_sleutel(plaats: Plaats) -> tuple[datetime, uuid.UUID]:
    """Read the place of a line back. Raises PlaatsError."""
    moment, _, id_ = plaats.sleutel.partition(" ")
    try:
        return datetime.fromisoformat(moment), uuid.UUID(id_)
    except ValueError as fout:
        raise PlaatsError(
            "Deze plaats in de lijst kan niet. Begin opnieuw aan het begin van de lijst."
        ) from fout


def _write_eerder(betrokkene: uuid.UUID, weglaten: Mapping[uuid.UUID, str]) -> str:
    """Write what was decided so that the next page can send it along: one field, however many lines."""
    inhoud = {str(id_): reden for id_, reden in weglaten.items()}
    return signing.dumps(inhoud, salt=_make_salt(betrokkene), compress=True)


def _read_eerder(betrokkene: uuid.UUID, tekst: str) -> dict[uuid.UUID, str]:
    """Read it back. Raises InvoerError for what was changed on the way or is about somebody else."""
    if not tekst:
        return {}
    try:
        inhoud = signing.loads(tekst, salt=_make_salt(betrokkene))
    except signing.BadSignature as fout:
        raise InvoerError(
            [
                Veldfout(
                    "eerder",
                    "Wat u op andere bladzijden wegliet, kan niet worden gelezen. Begin opnieuw aan het begin van de lijst.",
                    "keuze_ongeldig",
                )
            ]
        ) from fout
    return {uuid.UUID(id_): reden for id_, reden in inhoud.items()}


def _make_salt(betrokkene: uuid.UUID) -> str:
    """Name the choice of one person's overview."""
    return f"portaal.inzageoverzicht.{betrokkene}"


def _read_uuids(teksten: Iterable[str]) -> list[uuid.UUID]:
    """Read identifications, and pass over what is none."""
    gelezen = []
    for tekst in teksten:
        try:
            gelezen.append(uuid.UUID(tekst))
        except ValueError:
            continue
    return gelezen
