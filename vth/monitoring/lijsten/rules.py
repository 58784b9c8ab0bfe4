"""What a list may say, row by row, and what it adds up to; pure."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..rules import MonitoringError, parse_getal

BEZETTING = ("medewerker", "gebied", "opleiding", "ervaring_jaren", "uren_per_jaar")
FINANCIERING = ("deelnemer", "taak", "soort", "bijdrage", "uren", "aantal")
BASIS, PLUS = "basis", "plus"
MEESTE_REGELS, MEESTE_TEKENS = 5000, 1_000_000
# A code that a dienst gives somebody: letters and digits with at least one digit, so that a name does not pass.
CODE = re.compile(r"^(?=[^\d]*\d)[A-Za-z0-9-]{2,20}$")
HOOGSTE = Decimal(10) ** 10


@dataclass(frozen=True)
class Voorwaarden:
    """When somebody counts for a field of expertise: years of experience, hours a year in it, and in how many fields at most."""

    ervaring_jaren: Decimal
    uren_per_jaar: Decimal
    gebieden_per_medewerker: int


@dataclass(frozen=True)
class Regelfout:
    """What is wrong with one row; `regel` counts from 1, the heading is row 1."""

    regel: int
    tekst: str


class LijstError(MonitoringError):
    """A list with rows that cannot be; `fouten` names them all, and nothing of the list was taken in."""

    def __init__(self, fouten: list[Regelfout]) -> None:
        self.fouten = fouten
        eerste = "; ".join(f"regel {f.regel}: {f.tekst}" for f in fouten[:10])
        meer = f" En nog {len(fouten) - 10} regels." if len(fouten) > 10 else ""
        super().__init__(
            f"De lijst is niet opgenomen. {eerste}{meer} Verbeter de lijst en lever haar opnieuw in."
        )


def read_tabel(tekst: str, kolommen: tuple[str, ...]) -> list[dict[str, str]]:
    """Read a list as typed or exported: a heading and rows, parted by semicolons, tabs or commas. Raises MonitoringError.

    Refuses what is too large, has no heading with these columns, or has a row with more cells than the heading.
    """
    if len(tekst) > MEESTE_TEKENS or tekst.count("\n") > MEESTE_REGELS:
        raise MonitoringError(
            f"De lijst is te groot: hoogstens {MEESTE_REGELS} regels. Splits haar, of haal weg wat er niet bij hoort."
        )
    kop = tekst.lstrip("\ufeff\n\r ").split("\n", 1)[0]
    deler = max(";\t,", key=kop.count)
    lezer = csv.reader(io.StringIO(tekst.lstrip("\ufeff\n\r "), newline=""), delimiter=deler)
    try:
        rijen = list(lezer)
    except csv.Error as fout:
        raise MonitoringError(
            f"De lijst is niet te lezen als tabel ({fout}). Lever haar in als CSV."
        ) from fout
    namen = [naam.strip().lower() for naam in rijen[0]] if rijen else []
    mist = [naam for naam in kolommen if naam not in namen]
    if mist:
        raise MonitoringError(
            f"De kop van de lijst mist {', '.join(mist)}. Begin met een regel: {';'.join(kolommen)}."
        )
    gevuld = [(nummer, rij) for nummer, rij in enumerate(rijen[1:], 2) if any(cel.strip() for cel in rij)]
    if scheef := [
        Regelfout(n, "er zijn meer cellen dan koppen.") for n, rij in gevuld if len(rij) > len(namen)
    ]:
        raise LijstError(scheef)
    return [
        {"regel": str(nummer), **dict(zip(namen, (cel.strip() for cel in rij), strict=False))}
        for nummer, rij in gevuld
    ]


def read_bezetting(tekst: str, gebieden: Collection[str], eisen: Voorwaarden) -> list[dict[str, Any]]:
    """Read the staff of a dienst: who (by a code), in which field, with the education asked, years and hours. Raises MonitoringError with every wrong row.

    Refuses a name instead of a code, somebody twice in a field, and somebody in more fields than may count.
    """
    gezien: set[tuple[str, str]] = set()
    per_medewerker: Counter[str] = Counter()

    def check(rij: Mapping[str, str]) -> dict[str, Any]:
        wie, gebied = rij.get("medewerker", ""), rij.get("gebied", "")
        if not CODE.match(wie):
            raise ValueError(
                f"‘{wie[:30]}’ is geen code van een medewerker. Gebruik letters en cijfers, zoals M12, en geen naam."
            )
        if gebied not in gebieden:
            raise ValueError(
                f"het gebied ‘{gebied[:30]}’ bestaat niet. Kies uit: {', '.join(sorted(gebieden))}."
            )
        if (wie, gebied) in gezien:
            raise ValueError(f"{wie} staat twee keer bij {gebied}.")
        gezien.add((wie, gebied))
        per_medewerker[wie] += 1
        if per_medewerker[wie] > eisen.gebieden_per_medewerker:
            raise ValueError(f"{wie} telt in meer dan {eisen.gebieden_per_medewerker} gebieden.")
        return {
            "medewerker": wie,
            "gebied": gebied,
            "opleiding": _read_ja(rij.get("opleiding", "")),
            "ervaring_jaren": str(_read_getal(rij.get("ervaring_jaren", ""), "ervaring_jaren", Decimal(60))),
            "uren_per_jaar": str(_read_getal(rij.get("uren_per_jaar", ""), "uren_per_jaar", Decimal(2500))),
        }

    return _read_rijen(read_tabel(tekst, BEZETTING), check)


def read_financiering(tekst: str, deelnemers: Collection[str]) -> list[dict[str, Any]]:
    """Read who pays what: participant, task, basic or extra, contribution in euro, hours, number of products. Raises MonitoringError with every wrong row.

    Where the register knows who takes part, somebody else is refused; the same participant and task twice as well.
    """
    gezien: set[tuple[str, str]] = set()

    def check(rij: Mapping[str, str]) -> dict[str, Any]:
        wie, taak, soort = rij.get("deelnemer", ""), rij.get("taak", ""), rij.get("soort", "")
        if not wie or (deelnemers and wie not in deelnemers):
            raise ValueError(f"‘{wie[:30]}’ is geen deelnemer van deze dienst op de peildatum.")
        if not taak or len(taak) > 100:
            raise ValueError("de taak ontbreekt, of is langer dan 100 tekens.")
        if soort not in (BASIS, PLUS):
            raise ValueError(f"de soort is ‘{soort[:20]}’, en moet {BASIS} of {PLUS} zijn.")
        if (wie, taak) in gezien:
            raise ValueError(f"{wie} staat twee keer bij {taak}.")
        gezien.add((wie, taak))
        return {
            "deelnemer": wie,
            "taak": taak,
            "soort": soort,
            **{
                naam: str(_read_getal(rij.get(naam, ""), naam, HOOGSTE))
                for naam in ("bijdrage", "uren", "aantal")
            },
        }

    return _read_rijen(read_tabel(tekst, FINANCIERING), check)


def _read_rijen(
    rijen: Iterable[Mapping[str, str]], check: Callable[[Mapping[str, str]], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Check every row, and refuse the whole when one is wrong; an empty list is refused as well."""
    goed, fouten = [], []
    for rij in rijen:
        try:
            goed.append(check(rij))
        except ValueError as fout:
            fouten.append(Regelfout(int(rij["regel"]), str(fout)))
    if fouten:
        raise LijstError(fouten)
    if not goed:
        raise MonitoringError(
            "De lijst heeft geen enkele regel. Zet onder de kop een regel per medewerker of taak."
        )
    return goed


def _read_ja(tekst: str) -> bool:
    if tekst.lower() not in ("ja", "nee"):
        raise ValueError(f"opleiding is ‘{tekst[:20]}’, en moet ja of nee zijn.")
    return tekst.lower() == "ja"


def _read_getal(tekst: str, naam: str, hoogste: Decimal) -> Decimal:
    """Read a number as typed in Dutch, between nought and a highest."""
    getal = parse_getal(tekst.replace("€", ""))
    if getal is None:
        raise ValueError(f"{naam} is ‘{tekst[:20]}’, en dat is geen getal.")
    if not getal.is_finite() or not 0 <= getal <= hoogste or getal != round(getal, 2):
        raise ValueError(
            f"{naam} is {tekst[:20]}, en moet tussen 0 en {hoogste} liggen, met hoogstens twee cijfers achter de komma."
        )
    return getal


def count_bevoegd(
    regels: Iterable[Mapping[str, Any]], gebieden: Iterable[str], eisen: Voorwaarden
) -> dict[str, int]:
    """Count per field of expertise who meets education, experience and hours."""
    telling = Counter(
        r["gebied"]
        for r in regels
        if r["opleiding"]
        and Decimal(r["ervaring_jaren"]) >= eisen.ervaring_jaren
        and Decimal(r["uren_per_jaar"]) >= eisen.uren_per_jaar
    )
    return {gebied: telling[gebied] for gebied in gebieden}


@dataclass(frozen=True)
class Kosten:
    """What a group of rows of funding adds up to."""

    bijdrage: Decimal
    basis: Decimal
    uren: Decimal
    deelnemers: int

    @property
    def per_uur(self) -> Decimal | None:
        """What an hour costs."""
        return self.bijdrage / self.uren if self.uren else None

    @property
    def aandeel_basis(self) -> Decimal | None:
        """Which share is for basic tasks, in percents."""
        return self.basis * 100 / self.bijdrage if self.bijdrage else None


def derive_kosten(regels: Iterable[Mapping[str, Any]]) -> Kosten:
    """Add rows of funding up."""
    alle = list(regels)
    return Kosten(
        bijdrage=sum((Decimal(r["bijdrage"]) for r in alle), Decimal(0)),
        basis=sum((Decimal(r["bijdrage"]) for r in alle if r["soort"] == BASIS), Decimal(0)),
        uren=sum((Decimal(r["uren"]) for r in alle), Decimal(0)),
        deelnemers=len({r["deelnemer"] for r in alle}),
    )


def derive_prijzen(regels: Iterable[Mapping[str, Any]]) -> dict[str, Decimal | None]:
    """Give what one product of each task costs; None where no products were counted."""
    per_taak: dict[str, list[Mapping[str, Any]]] = {}
    for r in regels:
        per_taak.setdefault(r["taak"], []).append(r)
    uit: dict[str, Decimal | None] = {}
    for taak, rijen in sorted(per_taak.items()):
        aantal = sum((Decimal(r["aantal"]) for r in rijen), Decimal(0))
        uit[taak] = sum((Decimal(r["bijdrage"]) for r in rijen), Decimal(0)) / aantal if aantal else None
    return uit
