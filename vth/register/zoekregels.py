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
}
MET_PLAATS = ("vthobject", "activiteituitvoering")


def write_zoekregels(onderwerpen_sql: str, *, nieuw: bool = False) -> None:
    """Bring the index up to date for the records whose ids `onderwerpen_sql` selects; inside a transaction."""
    delen = [_write_select(soort, onderwerpen_sql) for soort in VINDBAAR]
    replace_zoekregels(onderwerpen_sql=onderwerpen_sql, regels_sql=" UNION ALL ".join(delen), nieuw=nieuw)


def _write_select(soort: str, onderwerpen_sql: str) -> str:
    """Write the SELECT of the index rows of one kind of record."""
    tabel, naam, kolommen = VINDBAAR[soort]
    eigen = _collect(
        f"SELECT DISTINCT {_join_text(['v.' + naam, *('v.' + k for k in kolommen)])} AS t "
        f'FROM "{tabel}" v WHERE v.bronobject_id = b.id AND {_believed("v")}'
    )
    elders = [_select_plaats(), _select_betrokkene()] if soort in MET_PLAATS else []
    tekst = " || ' ' || ".join(["b.sleutel", eigen, *(_collect(sql) for sql in elders)])
    titel = (
        f'SELECT v.{naam} FROM "{tabel}" v WHERE v.bronobject_id = b.id AND {_believed("v")} '
        f"AND v.{naam} IS NOT NULL ORDER BY v.begin_geldigheid DESC LIMIT 1"
    )
    return (
        f"SELECT b.soort AS soort, b.id AS onderwerp, substr(coalesce(({titel}), b.sleutel), 1, 300) AS titel, "
        f"{tekst} AS tekst, {derive_zichttermen_sql('b')} AS zicht "
        f"FROM ({onderwerpen_sql}) o JOIN register_bronobject b ON b.id = o.id WHERE b.soort = '{soort}'"
    )


def _select_plaats() -> str:
    """Select the addresses of the places of a record; a postcode is found with and without space."""
    adres = _join_text(
        [
            "g.openbare_ruimte",
            "g.huisnummer",
            "g.postcode",
            "substr(g.postcode, 1, 4)",
            "g.woonplaats",
            "g.naam",
        ]
    )
    return (
        f"SELECT DISTINCT {adres} || ' ' || coalesce(substr(g.postcode, 5, 2), '') AS t FROM register_relatie r "
        "JOIN register_geoobjectvoorkomen g ON g.bronobject_id = r.naar_id "
        f"WHERE r.van_id = b.id AND r.soort = 'locatie' AND {_believed('r')} AND {_believed('g')}"
    )


def _select_betrokkene() -> str:
    """Select names and numbers of the vestigingen that have a role in a record."""
    return (
        f"SELECT DISTINCT {_join_text(['w.naam', 'w.kvk_nummer', 'w.vestigingsnummer'])} AS t FROM register_relatie r "
        "JOIN register_vestigingvoorkomen w ON w.bronobject_id = r.naar_id "
        f"WHERE r.van_id = b.id AND r.soort IN ('verantwoordelijke', 'drijver', 'uitvoerder') "
        f"AND {_believed('r')} AND {_believed('w')}"
    )


def _believed(alias: str) -> str:
    """Write the condition for what is believed now."""
    open_ = "9999-12-31 00:00:00" if connection.vendor == "sqlite" else OPEN_TIJDSTIP.isoformat()
    return f"{alias}.eind_registratie = '{open_}'"


def _join_text(kolommen: list[str]) -> str:
    """Join columns to one text, skipping what is empty."""
    return " || ' ' || ".join(f"coalesce(CAST({k} AS text), '')" for k in kolommen)


def _collect(sql: str) -> str:
    """Join all rows of a one-column SELECT (`t`) to one text."""
    functie = "group_concat(t, ' ')" if connection.vendor == "sqlite" else "string_agg(t, ' ')"
    return f"coalesce((SELECT {functie} FROM ({sql}) x), '')"
