"""What can be found of the register: one row per record, made in the database from what is believed now.

Natural persons are not in the index. Names of former days are: who looks for the old name finds the site.
"""

from django.db import connection

from vth.tijd.rules import OPEN_TIJDSTIP
from vth.toegang.rules import derive_zichttermen_sql
from vth.zoeken.services import replace_zoekregels

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
}
MET_PLAATS = ("vthobject", "activiteituitvoering")
PLAATSKOLOMMEN = ("openbare_ruimte", "huisnummer", "postcode", "woonplaats")


def write_zoekregels(onderwerpen_sql: str, *, nieuw: bool = False) -> None:
    """Bring the index up to date for the records whose ids (`id`) a SELECT gives; inside a transaction.

    `nieuw=True` promises that none of them stands in the index yet.
    """
    regels = derive_zoekregels_sql(onderwerpen_sql, connection.vendor)
    replace_zoekregels(onderwerpen_sql=onderwerpen_sql, regels_sql=regels, nieuw=nieuw)


def derive_zoekregels_sql(onderwerpen_sql: str, dialect: str) -> str:
    """Write the SELECT of index rows (soort, onderwerp, titel, tekst, zicht) for the records with these ids.

    `dialect` is `sqlite`, `postgresql`, or `duckdb` for a delivery whose staged rows stand there under the names of
    the register's tables: of new records no other row exists.
    """
    return " UNION ALL ".join(_select_soort(soort, onderwerpen_sql, dialect) for soort in VINDBAAR)


def list_bronkolommen() -> dict[str, tuple[str, ...]]:
    """List the tables and columns that the SELECT reads, for whoever must put something under those names."""
    bronnen = {tabel: ("bronobject_id", naam, *kolommen) for tabel, naam, kolommen in VINDBAAR.values()}
    return bronnen | {
        "register_bronobject": ("id", "soort", "sleutel", "leverancier", "gebied", "vertrouwelijkheid"),
        "register_geoobjectvoorkomen": ("bronobject_id", "naam", *PLAATSKOLOMMEN),
        "register_relatie": ("van_id", "soort", "naar_id"),
    }


def _select_soort(soort: str, onderwerpen_sql: str, dialect: str) -> str:
    """Write the SELECT of one kind of record."""
    tabel, naam, kolommen = VINDBAAR[soort]
    geloofd = _believed("v", dialect)
    eigen = f"SELECT {_join_text([f'v.{k}' for k in (naam, *kolommen)])} AS t FROM {tabel} v"
    delen = [f"{eigen} WHERE v.bronobject_id = b.id {geloofd}"]
    if soort in MET_PLAATS:
        delen += [_select_plaats(dialect), _select_betrokkene(dialect)]
    tekst = " || ' ' || ".join(["b.sleutel", *(_collect(sql, dialect) for sql in delen)])
    # The latest name: the greatest pair of begin and name, for a subquery with LIMIT is slow on a million rows.
    titel = (
        f"SELECT substr(max(CAST(v.begin_geldigheid AS text) || v.{naam}), 11) FROM {tabel} v "
        f"WHERE v.bronobject_id = b.id {geloofd}"
    )
    return (
        f"SELECT b.soort AS soort, b.id AS onderwerp, substr(coalesce(({titel}), b.sleutel), 1, 300) AS titel, "
        f"{tekst} AS tekst, {derive_zichttermen_sql('b')} AS zicht "
        f"FROM ({onderwerpen_sql}) o JOIN register_bronobject b ON b.id = o.id WHERE b.soort = '{soort}'"
    )


def _select_plaats(dialect: str) -> str:
    """Select the addresses of the places of a record; a postcode is found with and without space."""
    adres = _join_text(
        [
            *(f"g.{k}" for k in PLAATSKOLOMMEN),
            "g.naam",
            "substr(g.postcode, 1, 4)",
            "substr(g.postcode, 5, 2)",
        ]
    )
    return (
        f"SELECT {adres} AS t FROM register_relatie r "
        "JOIN register_geoobjectvoorkomen g ON g.bronobject_id = r.naar_id "
        f"WHERE r.van_id = b.id AND r.soort = 'locatie' {_believed('r', dialect)} {_believed('g', dialect)}"
    )


def _select_betrokkene(dialect: str) -> str:
    """Select names and numbers of the vestigingen that have a role in a record."""
    return (
        f"SELECT {_join_text(['w.naam', 'w.kvk_nummer', 'w.vestigingsnummer'])} AS t FROM register_relatie r "
        "JOIN register_vestigingvoorkomen w ON w.bronobject_id = r.naar_id "
        "WHERE r.van_id = b.id AND r.soort IN ('verantwoordelijke', 'drijver', 'uitvoerder') "
        f"{_believed('r', dialect)} {_believed('w', dialect)}"
    )


def _believed(alias: str, dialect: str) -> str:
    """Write the condition for what is believed now; staged rows all are."""
    if dialect == "duckdb":
        return ""
    open_ = "9999-12-31 00:00:00" if dialect == "sqlite" else OPEN_TIJDSTIP.isoformat()
    return f"AND {alias}.eind_registratie = '{open_}'"


def _join_text(kolommen: list[str]) -> str:
    """Join columns to one text, skipping what is empty."""
    return " || ' ' || ".join(f"coalesce(CAST({k} AS text), '')" for k in kolommen)


def _collect(sql: str, dialect: str) -> str:
    """Join all rows of a one-column SELECT (`t`) to one text, in a fixed order."""
    functie = "group_concat(t, ' ')" if dialect == "sqlite" else "string_agg(t, ' ')"
    return f"coalesce((SELECT {functie} FROM ({sql}) x), '')"
