"""What can be found of the register: one row per record, made in the database from what is believed now.

Of natural persons only their names are, under a kind of their own, so that nobody finds them without a ground to see that kind (`docs/adr/0028`);
findings are not: they are read with their controle. Names of former days are: who looks for the old name finds the site.
What a record is (kind of activity, type, category) is found by the words of the code list as well as by its code.
"""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db import connection

from vth.begrippen.selectors import read_lijsten
from vth.tijd.rules import OPEN_TIJDSTIP
from vth.toegang.rules import derive_zichttermen_sql
from vth.zoeken.services import replace_zoekregels, select_ids

from .weergave import NATUURLIJK_PERSOON as PERSOON

# Per kind: the table, the column that names the record, and the other columns whose text can be found.
VINDBAAR = {
    "vthobject": ("register_vthobjectvoorkomen", "naam", ("eu_registry_id", "ets_id", "locatieomschrijving")),
    "activiteituitvoering": (
        "register_activiteituitvoeringvoorkomen",
        "omschrijving",
        ("activiteit", "bal_paragraaf", "rie_categorie"),
    ),
    "vestiging": (
        "register_vestigingvoorkomen",
        "naam",
        ("kvk_nummer", "vestigingsnummer", "verkorte_naam", "openbare_ruimte", "postcode", "woonplaats"),
    ),
    "nietnatuurlijkpersoon": (
        "register_nietnatuurlijkpersoonvoorkomen",
        "naam",
        ("rsin", "kvk_nummer", "verkorte_naam", "openbare_ruimte", "postcode", "woonplaats"),
    ),
    "toestemming": ("register_toestemmingvoorkomen", "kenmerk", ("onderwerp", "omschrijving")),
    "activiteitmelding": ("register_activiteitmeldingvoorkomen", "kenmerk", ("omschrijving",)),
    "controle": ("register_controlevoorkomen", "kenmerk", ("bijzonderheden",)),
    "incident": ("register_incidentvoorkomen", "omschrijving", ("kenmerk",)),
    "incidentsignaal": ("register_incidentsignaalvoorkomen", "kenmerk", ("signaalcategorie",)),
    "overtreding": ("register_overtredingvoorkomen", "aard", ("kenmerk", "norm")),
    "handhavingsmaatregel": ("register_handhavingsmaatregelvoorkomen", "kenmerk", ("handhavingsinstrument",)),
    "handhavingsverzoek": ("register_handhavingsverzoekvoorkomen", "omschrijving", ("kenmerk",)),
}
# Per kind: the columns whose code stands in a list, with the list: what people call it can be found as well.
MET_LABEL = {
    "vthobject": {"hoofdtype": "vthobject_hoofdtype", "subtype": "vthobject_subtype"},
    "activiteituitvoering": {
        "activiteit": "activiteit",
        "bal_paragraaf": "bal_paragraaf",
        "rie_categorie": "rie_categorie",
    },
}
SOORTEN = (*VINDBAAR, PERSOON)
MET_PLAATS = ("vthobject", "activiteituitvoering")
PLAATSKOLOMMEN = ("openbare_ruimte", "huisnummer", "postcode", "woonplaats")


def write_zoekregels(onderwerpen_sql: str, *, nieuw: bool = False, soorten: Iterable[str] = SOORTEN) -> None:
    """Bring the index up to date for the records whose ids (`id`) a SELECT gives; inside a transaction.

    `nieuw=True` promises that none of them stands in the index yet; `soorten` are the kinds that are among them.
    """
    regels = derive_zoekregels_sql(onderwerpen_sql, connection.vendor, soorten)
    replace_zoekregels(onderwerpen_sql=onderwerpen_sql, regels_sql=regels, nieuw=nieuw)


def write_zoekregels_van(ids: Collection[uuid.UUID]) -> None:
    """Bring the index up to date for some records and what refers to them; inside a transaction."""
    eigen = select_ids(ids)
    write_zoekregels(f"{eigen} UNION SELECT van_id FROM register_relatie WHERE naar_id IN ({eigen})")


def derive_zoekregels_sql(onderwerpen_sql: str, dialect: str, soorten: Iterable[str] = SOORTEN) -> str:
    """Write the SELECT of index rows (soort, onderwerp, titel, tekst, zicht) for the records with these ids.

    `dialect` is `sqlite`, `postgresql`, or `duckdb` for a delivery whose staged rows stand there under the names of
    the register's tables: of new records no other row exists. `soorten` are the kinds that can be among the ids. Of persons nothing is
    staged with the rest, so their rows are only made in the database itself.
    """
    soorten = set(soorten)
    delen = [_select_soort(soort, onderwerpen_sql, dialect) for soort in VINDBAAR if soort in soorten]
    if PERSOON in soorten and dialect != "duckdb":
        delen.append(_select_personen(onderwerpen_sql, dialect))
    return (
        " UNION ALL ".join(delen)
        or f"{_select_soort(next(iter(VINDBAAR)), onderwerpen_sql, dialect)} AND false"
    )


def list_bronkolommen() -> dict[str, tuple[str, ...]]:
    """List the tables and columns that the SELECT reads, for whoever must put something under those names."""
    bronnen = {
        tabel: tuple(dict.fromkeys(("bronobject_id", naam, *kolommen, *MET_LABEL.get(soort, ()))))
        for soort, (tabel, naam, kolommen) in VINDBAAR.items()
    }
    return bronnen | {
        "register_bronobject": ("id", "soort", "sleutel", "leverancier", "gebied", "vertrouwelijkheid"),
        "register_geoobjectvoorkomen": ("bronobject_id", "naam", *PLAATSKOLOMMEN),
        "register_relatie": ("van_id", "soort", "naar_id"),
    }


@dataclass(frozen=True)
class Deel:
    """A part of what is told of a record: an aggregate over rows of which the column `record` names the record."""

    uitkomst: str
    bron: str
    record: str
    waar: str

    def as_waarde(self, nr: int, dialect: str) -> str:
        """Write the part as a value: looked up per record, or from the join that `as_join` writes."""
        if dialect == "duckdb":
            return f"d{nr}.t"
        return f"(SELECT {self.uitkomst} FROM {self.bron} WHERE {self.record} = b.id AND {self.waar})"

    def as_join(self, nr: int, dialect: str) -> str:
        """Write the join of all records' values at once: for the millions of a delivery."""
        if dialect != "duckdb":
            return ""
        return (
            f"LEFT JOIN (SELECT {self.record} AS id, {self.uitkomst} AS t FROM {self.bron} WHERE {self.waar} "
            f"GROUP BY {self.record}) d{nr} ON d{nr}.id = b.id"
        )


def _select_soort(soort: str, onderwerpen_sql: str, dialect: str) -> str:
    """Write the SELECT of one kind of record."""
    tabel, naam, kolommen = VINDBAAR[soort]
    eigen = (f"{tabel} v", "v.bronobject_id", _believed("v", dialect))
    # The latest name: the greatest pair of begin and name, for a subquery with LIMIT is slow on a million rows.
    titel = Deel(f"substr(max(CAST(v.begin_geldigheid AS text) || v.{naam}), 11)", *eigen)
    namen, bron = _make_labels(soort, tabel, dialect)
    waarden = [f"v.{k}" for k in (naam, *kolommen)] + namen
    delen = [titel, Deel(_collect(waarden, dialect), bron, *eigen[1:])]
    if soort in MET_PLAATS:
        delen += [_make_plaats(dialect), _make_betrokkene(dialect)]
    waarden = [deel.as_waarde(nr, dialect) for nr, deel in enumerate(delen)]
    tekst = " || ' ' || ".join(["b.sleutel", *(f"coalesce({w}, '')" for w in waarden[1:])])
    joins = [deel.as_join(nr, dialect) for nr, deel in enumerate(delen)]
    zicht = derive_zichttermen_sql("b")
    if dialect == "duckdb":
        # A million records have some hundred kinds of sight among them: those are written once each.
        joins.append(
            f"JOIN (SELECT *, {derive_zichttermen_sql('x')} AS zicht FROM (SELECT DISTINCT leverancier, gebied, "
            "vertrouwelijkheid FROM register_bronobject) x) z "
            "ON z.gebied = b.gebied AND z.leverancier = b.leverancier AND z.vertrouwelijkheid = b.vertrouwelijkheid"
        )
        zicht = "z.zicht"
    # SQLite would walk all records of the kind; CROSS JOIN makes it look up the ids.
    koppel = "CROSS JOIN" if dialect == "sqlite" else "JOIN"
    return (
        f"SELECT b.soort AS soort, b.id AS onderwerp, substr(coalesce({waarden[0]}, b.sleutel), 1, 300) AS titel, "
        f"{tekst} AS tekst, {zicht} AS zicht "
        f"FROM ({onderwerpen_sql}) o {koppel} register_bronobject b ON b.id = o.id {' '.join(joins)} WHERE b.soort = '{soort}'"
    )


def _select_personen(onderwerpen_sql: str, dialect: str) -> str:
    """Write the SELECT of natural persons: the names that are believed now, and no number or address; of who was erased there is none."""
    namen = _collect(["p.voorletters", "p.voorvoegsel", "p.geslachtsnaam"], dialect)
    koppel = "CROSS JOIN" if dialect == "sqlite" else "JOIN"
    return (
        f"SELECT soort, onderwerp, titel, tekst, zicht FROM (SELECT b.soort AS soort, b.id AS onderwerp, 'natuurlijk persoon' AS titel, "
        f"(SELECT {namen} FROM register_natuurlijkpersoonvoorkomen v JOIN register_persoonsgegeven p ON p.id = v.persoonsgegeven_id "
        f"WHERE v.bronobject_id = b.id AND p.geslachtsnaam IS NOT NULL AND {_believed('v', dialect)}) AS tekst, "
        f"{derive_zichttermen_sql('b')} AS zicht FROM ({onderwerpen_sql}) o {koppel} register_bronobject b ON b.id = o.id "
        f"WHERE b.soort = '{PERSOON}') n WHERE n.tekst IS NOT NULL"
    )


def _make_labels(soort: str, tabel: str, dialect: str) -> tuple[list[str], str]:
    """Write the values that are the names of codes, and the table with what they are looked up in.

    Of a delivery all codes are looked up at once by a join; of a few records each is by a CASE, for SQLite would write a list out per record.
    """
    namen, bron = [], f"{tabel} v"
    for nr, (kolom, lijst) in enumerate(MET_LABEL.get(soort, {}).items()):
        paren = [(_quote(code), _quote(label)) for code, label in list_labels(lijst)]
        if dialect == "duckdb":
            rijen = ", ".join(f"({code}, {label})" for code, label in paren)
            bron += f" LEFT JOIN (VALUES {rijen}) n{nr}(code, label) ON n{nr}.code = v.{kolom}"
            namen.append(f"n{nr}.label")
        else:
            gevallen = " ".join(f"WHEN {code} THEN {label}" for code, label in paren)
            namen.append(f"CASE v.{kolom} {gevallen} END")
    return namen, bron


@cache
def _read_labels(lijst: str, eigen: str) -> tuple[tuple[str, str], ...]:
    """Collect what each code of a list is called or was once called; `eigen` is the folder with the installation's own lists."""
    namen: dict[str, list[str]] = {}
    for waarde in read_lijsten(eigen)[lijst].waarden:
        namen.setdefault(waarde.code, []).append(waarde.naam)
    return tuple((code, " ".join(dict.fromkeys(n))) for code, n in namen.items())


def list_labels(lijst: str) -> tuple[tuple[str, str], ...]:
    """List the codes of a list with what can be found for them: all names they have or had."""
    return _read_labels(lijst, settings.LIJSTEN_DIR)


def _quote(tekst: str) -> str:
    """Write a text of a list in a statement; a percent sign, which is no word, would be taken for a parameter."""
    return "'" + tekst.replace("'", "''").replace("%", " ") + "'"


def _make_plaats(dialect: str) -> Deel:
    """Collect the addresses of the places of a record; a postcode is found with and without space."""
    kolommen = [f"g.{k}" for k in (*PLAATSKOLOMMEN, "naam")]
    kolommen += ["substr(g.postcode, 1, 4)", "substr(g.postcode, 5, 2)"]
    return Deel(
        _collect(kolommen, dialect),
        "register_relatie r JOIN register_geoobjectvoorkomen g ON g.bronobject_id = r.naar_id",
        "r.van_id",
        f"r.soort = 'locatie' AND {_believed('r', dialect)} AND {_believed('g', dialect)}",
    )


def _make_betrokkene(dialect: str) -> Deel:
    """Collect names and numbers of the vestigingen that have a role in a record."""
    return Deel(
        _collect(["w.naam", "w.kvk_nummer", "w.vestigingsnummer"], dialect),
        "register_relatie r JOIN register_vestigingvoorkomen w ON w.bronobject_id = r.naar_id",
        "r.van_id",
        "r.soort IN ('verantwoordelijke', 'drijver', 'uitvoerder') "
        f"AND {_believed('r', dialect)} AND {_believed('w', dialect)}",
    )


def _believed(alias: str, dialect: str) -> str:
    """Write the condition for what is believed now; staged rows all are."""
    if dialect == "duckdb":
        return "true"
    open_ = "9999-12-31 00:00:00" if dialect == "sqlite" else OPEN_TIJDSTIP.isoformat()
    return f"{alias}.eind_registratie = '{open_}'"


def _collect(kolommen: list[str], dialect: str) -> str:
    """Join columns to one text, skipping what is empty, and all rows to one text."""
    functie = "group_concat" if dialect == "sqlite" else "string_agg"
    rij = " || ' ' || ".join(f"coalesce(CAST({k} AS text), '')" for k in kolommen)
    return f"{functie}({rij}, ' ')"
