"""What a viewer may see and do: one decision, rendered for every reader that needs it."""

import operator
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from django.db.models import Q

from vth.tijd.slot import ALLES_SQL, CLAIM

from .lijst import derive_lijst

# ZGW vertrouwelijkheidaanduiding, from open to closed (VNG-Realisatie/gemma-zaken, Zaken API 1.7.0).
VERTROUWELIJKHEDEN = (
    "openbaar",
    "beperkt_openbaar",
    "intern",
    "zaakvertrouwelijk",
    "vertrouwelijk",
    "confidentieel",
    "geheim",
    "zeer_geheim",
)


# The right to read the register, which a token must name for its bearer to see anything.
LEZEN = "register.read"
# From here up a name and a password are not enough.
MET_TWEEDE_FACTOR = VERTROUWELIJKHEDEN[VERTROUWELIJKHEDEN.index("zaakvertrouwelijk") :]

# In `Zicht.soorten`: every kind of data. Only tests and the machine's own administrator have it.
ALLE_SOORTEN = frozenset({"*"})

# In `Viewer.organisaties`: acts in anybody's name. Seeing everything does not give it; only the machine's own
# administrator has it (`selectors.make_systeemviewer`).
ALLE_ORGANISATIES = "*"


class GeenToegangError(Exception):
    """The viewer may not do this; the message says what and why, in Dutch."""


@dataclass(frozen=True)
class Zicht:
    """The set of rows a viewer may see: by supplier or by area, up to a confidentiality. Empty sees nothing.

    `soorten` are the kinds of data for which there is a legal ground (`Grond`). An empty code is no claim: it would
    open every row that lies in no area. `eigen` adds nothing: for what only its own organisation sees, it names those for
    which the account works, also where a role for some gemeenten leaves no supplier.
    """

    leveranciers: frozenset[str] = frozenset()
    gebieden: frozenset[str] = frozenset()
    niveaus: frozenset[str] = frozenset()
    landelijk: bool = False
    soorten: frozenset[str] = frozenset()
    eigen: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Leave out empty codes."""
        object.__setattr__(self, "leveranciers", self.leveranciers - {""})
        object.__setattr__(self, "gebieden", self.gebieden - {""})

    @property
    def is_leeg(self) -> bool:
        """Tell whether this viewer sees nothing at all."""
        return not (self.niveaus and self.soorten and (self.landelijk or self.leveranciers or self.gebieden))

    @property
    def alle_soorten(self) -> bool:
        """Tell whether kinds need not be asked about."""
        return self.soorten >= ALLE_SOORTEN


@dataclass(frozen=True)
class Grond:
    """For what purpose and on which legal ground a role sees some kinds of data."""

    id: str
    naam: str
    doel: str
    grondslag: str
    soorten: frozenset[str]


@dataclass(frozen=True)
class Viewer:
    """Who is looking or acting: an account or a process, with what it may see and do."""

    actor: str
    zicht: Zicht = Zicht()
    handelingen: frozenset[str] = frozenset()
    organisaties: frozenset[str] = frozenset()
    rollen: frozenset[str] = frozenset()
    gebruiker_id: int | None = None
    gronden: tuple[Grond, ...] = ()

    @property
    def organisatie(self) -> str:
        """Give the one organisation this viewer acts for, or nothing when there is not exactly one."""
        eigen = self.organisaties - {ALLE_ORGANISATIES}
        return next(iter(eigen)) if len(eigen) == 1 else ""

    def with_handeling(self, handeling: str) -> "Viewer":
        """Give the same viewer who may do one act more: for what follows from an act that was already allowed."""
        return replace(self, handelingen=self.handelingen | {handeling})


NIEMAND = Viewer(actor="niet aangemeld")


@dataclass(frozen=True)
class Beslissing:
    """Whether an act is allowed, and the reason in Dutch."""

    mag: bool
    reden: str
    grond: Grond | None = None


def derive_niveaus(hoogste: str) -> frozenset[str]:
    """List the confidentialities up to and with `hoogste`; an unknown word gives none."""
    if hoogste not in VERTROUWELIJKHEDEN:
        return frozenset()
    return frozenset(VERTROUWELIJKHEDEN[: VERTROUWELIJKHEDEN.index(hoogste) + 1])


def derive_kernniveau(vertrouwelijkheid: str) -> str:
    """Give how confidential the kernel in the register is of work with this level.

    What is confidential because it is work shares its kernel with whoever may look in the register; what is more
    confidential than that does not.
    """
    return "intern" if vertrouwelijkheid == "zaakvertrouwelijk" else vertrouwelijkheid


def needs_tweede_factor(zicht: Zicht) -> bool:
    """Tell whether whoever sees this must prove who he is with more than a password."""
    return bool(zicht.niveaus & frozenset(MET_TWEEDE_FACTOR)) and not zicht.is_leeg


def check_ziet(zicht: Zicht, *, soort: str, leverancier: str, gebied: str, vertrouwelijkheid: str) -> bool:
    """Decide in plain Python whether a row is seen: the oracle that all renderings are tested against."""
    if vertrouwelijkheid not in zicht.niveaus or not (zicht.alle_soorten or soort in zicht.soorten):
        return False
    return zicht.landelijk or leverancier in zicht.leveranciers or (bool(gebied) and gebied in zicht.gebieden)


def derive_zicht_q(zicht: Zicht, prefix: str = "") -> Q:
    """Render the set as a Django filter on a table with `soort`, `leverancier`, `gebied` and `vertrouwelijkheid`.

    `prefix` leads to that table, as in `bronobject__`. No claim gives a filter that nothing passes.
    """
    if zicht.is_leeg:
        return Q(pk__in=[])
    q = Q(**{f"{prefix}vertrouwelijkheid__in": sorted(zicht.niveaus)})
    if not zicht.alle_soorten:
        q &= Q(**{f"{prefix}soort__in": sorted(zicht.soorten)})
    if zicht.landelijk:
        return q
    return q & reduce(operator.or_, list_bezit_q(zicht, prefix))


def list_bezit_q(zicht: Zicht, prefix: str = "") -> list[Q]:
    """Render each way in which a viewer owns rows, by supplier and by area, as a Django filter: a part of sight only."""
    delen = (("leverancier", zicht.leveranciers), ("gebied", zicht.gebieden))
    return [Q(**{f"{prefix}{veld}__een_van": codes}) for veld, codes in delen if codes]


def derive_eigen_q(zicht: Zicht, kolom: str = "leverancier") -> Q:
    """Render, as a filter beside that of sight, that a row is of an organisation for which the viewer works, or that it sees all."""
    return Q() if zicht.landelijk else Q(**{f"{kolom}__een_van": zicht.leveranciers | zicht.eigen})


def derive_zicht_sql(zicht: Zicht, alias: str, vendor: str, *, in_rij: bool = False) -> tuple[str, list[Any]]:
    """Render the set as an SQL condition with `%s` parameters, on a table known as `alias` in the query.

    Suppliers and areas are one parameter each, however many they are (`lijst`). With `in_rij=True` rows are found some
    other way, and sight is looked at in the row: SQLite would look each of hundreds of areas up for each of them.
    """
    if zicht.is_leeg:
        return "1 = 0", []
    if in_rij and vendor == "sqlite":
        alias = f"+{alias}"  # A plus before a column keeps its index out of the question.
    niveaus = sorted(zicht.niveaus)
    sql, params = f"{alias}.vertrouwelijkheid IN ({_marks(niveaus)})", list[Any](niveaus)
    if not zicht.alle_soorten:
        sql, params = (
            f"{sql} AND {alias}.soort IN ({_marks(zicht.soorten)})",
            [*params, *sorted(zicht.soorten)],
        )
    if zicht.landelijk:
        return sql, params
    delen = []
    for kolom, waarden in (("leverancier", zicht.leveranciers), ("gebied", zicht.gebieden)):
        if waarden:
            voorwaarde, waarde = derive_lijst(waarden, vendor)
            delen.append(f"{alias}.{kolom} {voorwaarde}")
            params.append(waarde)
    return f"{sql} AND ({' OR '.join(delen)})", params


GEEN_CLAIM = dict.fromkeys(
    ("alles", "landelijk", "niveaus", "soorten", "leveranciers", "gebieden", "eigen"), ""
)
CLAIM_ALLES = GEEN_CLAIM | {"alles": "{ja}"}


def derive_zichtclaim(zicht: Zicht) -> dict[str, str]:
    """Render the set as the claim that the second lock of PostgreSQL reads (`tijd.slot`): each part as an array."""
    if zicht.is_leeg:
        return GEEN_CLAIM
    delen = {
        naam: getattr(zicht, naam) for naam in ("niveaus", "soorten", "leveranciers", "gebieden", "eigen")
    }
    claim = {
        naam: "{" + ",".join(_quote_element(w) for w in sorted(waarden)) + "}"
        for naam, waarden in delen.items()
    }
    return GEEN_CLAIM | claim | {"landelijk": "{ja}" if zicht.landelijk else ""}


def _quote_element(code: str) -> str:
    """Write one element of an array as PostgreSQL reads it."""
    return '"' + code.replace("\\", "\\\\").replace('"', '\\"') + '"'


def derive_zicht_slot() -> str:
    """Render the decision as the condition of the second lock on a table with the four columns, whatever the claim.

    Each part of the claim is asked in a SELECT of its own, so that it is read once per query and not once per row.
    """
    deel = f"(SELECT {CLAIM}('%s'))::text[]"
    soort = f"(SELECT '*' = ANY ({CLAIM}('soorten'))) OR soort = ANY ({deel % 'soorten'})"
    waar = (
        f"(SELECT 'ja' = ANY ({CLAIM}('landelijk'))) OR leverancier = ANY ({deel % 'leveranciers'}) "
        f"OR (gebied <> '' AND gebied = ANY ({deel % 'gebieden'}))"
    )
    return f"{ALLES_SQL} OR (vertrouwelijkheid = ANY ({deel % 'niveaus'}) AND ({soort}) AND ({waar}))"


def derive_eigen_slot() -> str:
    """Render `derive_eigen_q` as a condition of the second lock, beside that of sight."""
    deel = f"(SELECT {CLAIM}('%s'))::text[]"
    return (
        f"{ALLES_SQL} OR (SELECT 'ja' = ANY ({CLAIM}('landelijk'))) "
        f"OR leverancier = ANY ({deel % 'leveranciers'}) OR leverancier = ANY ({deel % 'eigen'})"
    )


def derive_zichttermen(*, leverancier: str, gebied: str, vertrouwelijkheid: str) -> str:
    """Give the terms under which a row stands in a search index, one per way to see it (`afspraken.md` 9).

    A term joins level and owner, so that one match decides: `znintern` + `lod1`, `ggm0001` or `a` for all.
    """
    niveau = _as_term(vertrouwelijkheid)
    termen = [f"zn{niveau}a", f"zn{niveau}l{_as_term(leverancier)}"]
    if gebied:
        termen.append(f"zn{niveau}g{_as_term(gebied)}")
    return " ".join(termen)


def list_zichttermen(zicht: Zicht) -> list[str]:
    """List the index terms of which a row must carry at least one to be seen; empty means nothing may be seen."""
    if zicht.is_leeg:
        return []
    niveaus = [_as_term(n) for n in sorted(zicht.niveaus)]
    if zicht.landelijk:
        return [f"zn{n}a" for n in niveaus]
    eigen = [f"l{_as_term(c)}" for c in sorted(zicht.leveranciers)]
    eigen += [f"g{_as_term(c)}" for c in sorted(zicht.gebieden)]
    return [f"zn{n}{e}" for n in niveaus for e in eigen]


def decide_inzage(viewer: Viewer, soort: str) -> Beslissing:
    """Decide whether a viewer may see a kind of data at all, with the purpose and the legal ground, or why not.

    Which rows of the kind is decided by `check_ziet`; both must hold.
    """
    if viewer.zicht.is_leeg:
        return Beslissing(False, f"{viewer.actor} heeft geen rol die zicht geeft.")
    grond = next((g for g in viewer.gronden if {soort, *ALLE_SOORTEN} & g.soorten), None)
    if grond is None or not (viewer.zicht.alle_soorten or soort in viewer.zicht.soorten):
        rollen = ", ".join(sorted(viewer.rollen)) or "geen rol"
        return Beslissing(False, f"Voor {soort} heeft {viewer.actor} ({rollen}) geen doel en grondslag.")
    return Beslissing(True, f"{grond.doel} ({grond.grondslag}).", grond)


def list_bezittermen(zicht: Zicht, *, leverancier: str = "", gebied: str = "") -> list[str]:
    """List the index terms of which a row of this supplier or this area carries one, at the levels that may be seen.

    They narrow a question and never widen it: sight itself is asked for beside them. What is no code has no rows, and
    gives an empty list.
    """
    if not re.fullmatch(CODEPATROON, leverancier or gebied):
        return []
    eigen = f"l{_as_term(leverancier)}" if leverancier else f"g{_as_term(gebied)}"
    return [f"zn{_as_term(niveau)}{eigen}" for niveau in sorted(zicht.niveaus)]


def decide_handeling(viewer: Viewer, handeling: str, *, namens: str = "") -> Beslissing:
    """Decide whether the viewer may do `handeling`, for the organisation `namens` when that is given."""
    if handeling not in viewer.handelingen:
        rollen = ", ".join(sorted(viewer.rollen)) or "geen rol"
        return Beslissing(False, f"{viewer.actor} ({rollen}) heeft het recht {handeling!r} niet.")
    if namens and not {namens, ALLE_ORGANISATIES} & viewer.organisaties:
        return Beslissing(False, f"{viewer.actor} werkt niet voor {namens}.")
    return Beslissing(True, f"De rol van {viewer.actor} geeft het recht {handeling!r}.")


def check_bevoegd(viewer: Viewer, handeling: str, *, namens: str = "") -> None:
    """Refuse an act the viewer may not do: the first line of every service.

    Raises GeenToegangError with the reason and whom to ask.
    """
    beslissing = decide_handeling(viewer, handeling, namens=namens)
    if not beslissing.mag:
        raise GeenToegangError(f"{beslissing.reden} Vraag uw functioneel beheerder om dit recht.")


def derive_handelingen(
    rollen: Collection[str], rollenregel: Mapping[str, Mapping[str, Any]]
) -> frozenset[str]:
    """Join the acts of the given roles; a role that the rule file does not know gives nothing."""
    return frozenset(h for rol in rollen for h in rollenregel.get(rol, {}).get("mag", ()))


def list_rolfouten(
    rollen: Mapping[str, Mapping[str, Any]], voorbehouden: Mapping[str, Collection[str]]
) -> list[str]:
    """List the roles that would have a right that is kept for others, each with what to do."""
    return [
        f"De rol {rol!r} krijgt het recht {recht!r}. Dat recht is er alleen voor: {', '.join(mag)}. Haal het bij {rol!r} weg, of geef wie het nodig "
        f"heeft een van die rollen."
        for recht, mag in voorbehouden.items()
        for rol, wat in rollen.items()
        if recht in wat.get("mag", ()) and rol not in mag
    ]


def derive_zichttermen_sql(alias: str) -> str:
    """Render `derive_zichttermen` as an SQL expression on a table known as `alias`, for writing a million rows."""
    niveau, leverancier, gebied = (
        _as_term_sql(f"{alias}.{kolom}") for kolom in ("vertrouwelijkheid", "leverancier", "gebied")
    )
    return (
        f"'zn' || {niveau} || 'a zn' || {niveau} || 'l' || {leverancier} || "
        f"CASE WHEN {alias}.gebied = '' THEN '' ELSE ' zn' || {niveau} || 'g' || {gebied} END"
    )


# An index knows no capitals, and no two codes differ in capitals only (`organisaties` refuses that). For the signs
# stand letters that no code can have and that no index takes an accent from: so two codes never become one term.
CODEPATROON = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_LEESTEKENS = {"-": "þ", "_": "ð", ".": "ø"}


def _as_term(code: str) -> str:
    """Make a code (CODEPATROON) into one word of a search index."""
    for teken, woord in _LEESTEKENS.items():
        code = code.replace(teken, woord)
    return code.lower()


def _as_term_sql(kolom: str) -> str:
    """Render `_as_term` in SQL."""
    for teken, woord in _LEESTEKENS.items():
        kolom = f"replace({kolom}, '{teken}', '{woord}')"
    return f"lower({kolom})"


def _marks(waarden: Collection[str]) -> str:
    """Write one parameter mark per value."""
    return ", ".join(["%s"] * len(waarden))
