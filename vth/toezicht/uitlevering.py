"""Visits and findings of one organisation over a period, as the files that a national delivery needs: read, never written.

`controle.csv` and `bevinding.csv` have the columns of the profiles `openvth.controle` and `openvth.bevinding` of `aanleveringen` (`register.uitlevering`).
`locaties.json` holds the same, put together per site.
"""

from collections.abc import Mapping

import duckdb
from django.db import connection

from vth.analyse.motor import quote_name
from vth.register.models import VOORKOMENS
from vth.register.uitlevering import (
    TUSSEN,
    Keuze,
    Uitlevering,
    Uitlevervraag,
    list_kolommen,
    load_soort,
    make_bestand,
    select_laatste,
)
from vth.toegang.rules import Viewer, derive_zicht_sql

BESTANDEN = {"controle": "csv", "bevinding": "csv", "locaties": "json"}


def make_uitlevering(viewer: Viewer, vraag: Uitlevervraag, naam: str) -> Uitlevering:
    """Make one of BESTANDEN and give its place; whoever asked removes it after it was sent.

    Raises UitleveringError for a period that cannot be, and for more than fits in one file.
    """

    def laad(con: duckdb.DuckDBPyConnection) -> int:
        controles = select_laatste(viewer, vraag, "controle", "controledatum")
        aantal = load_soort(con, viewer, vraag, "controle", controles)
        return aantal + load_soort(
            con, viewer, vraag, "bevinding", _select_bevindingen(viewer, vraag, controles)
        )

    select = _select_locaties() if naam == "locaties" else f"SELECT * FROM uit_{naam} ORDER BY nummer"
    return make_bestand(vraag, BESTANDEN[naam], laad, select)


def _select_bevindingen(viewer: Viewer, vraag: Uitlevervraag, controles: Keuze) -> Keuze:
    """Write the question for the last state of each finding of those controles that the viewer may see."""
    zicht, mag = derive_zicht_sql(viewer.zicht, "b", connection.vendor, in_rij=True)
    op = connection.ops.adapt_datetimefield_value(vraag.peilmoment.beschikbaar_op)
    tabel = VOORKOMENS["bevinding"]._meta.db_table
    sql, params = controles
    return (
        "SELECT x.* FROM (SELECT v.*, b.sleutel, row_number() OVER (PARTITION BY v.bronobject_id ORDER BY v.begin_geldigheid DESC) AS rang "
        f"FROM (SELECT DISTINCT r.van_id FROM register_relatie r WHERE r.soort = 'uitkomst_van' AND r.tijdstip_registratie <= %s "
        f"AND r.eind_registratie > %s AND r.naar_id IN (SELECT bronobject_id FROM ({sql}) k)) r "
        f"JOIN register_bronobject b ON b.id = r.van_id JOIN {tabel} v ON v.bronobject_id = b.id "
        f"WHERE v.tijdstip_registratie <= %s AND v.eind_registratie > %s AND {zicht}) x WHERE x.rang = 1",
        [op, op, *params, op, op, *mag],
    )


def _select_locaties() -> str:
    """Write the SELECT of the file per site: each site with its visits, each visit with its findings; visits of no site stand last."""
    bevinding = _pack("b", "bevinding", zonder=("uitkomst_van",))
    controle = _pack("c", "controle", zonder=("controle_van",))
    return (
        f"WITH b AS (SELECT uitkomst_van AS controle, list({bevinding} ORDER BY try_cast(b.volgnummer AS INTEGER), b.nummer) AS bevindingen "
        "FROM uit_bevinding b GROUP BY uitkomst_van), "
        f"c AS (SELECT unnest(coalesce(string_split(c.controle_van, '{TUSSEN}'), [NULL])) AS locatie, c.controledatum AS dag, c.nummer, "
        f"struct_insert({controle}, bevindingen := coalesce(b.bevindingen, [])) AS controle FROM uit_controle c LEFT JOIN b ON b.controle = c.nummer) "
        "SELECT locatie, list(controle ORDER BY dag, nummer) AS controles FROM c GROUP BY locatie ORDER BY locatie NULLS LAST"
    )


def _pack(alias: str, soort: str, zonder: tuple[str, ...]) -> str:
    """Write a row as one value with names."""
    velden = ", ".join(
        f"{quote_name(k)} := {alias}.{quote_name(k)}" for k in list_kolommen(soort) if k not in zonder
    )
    return f"struct_pack({velden})"


def describe_bestanden() -> Mapping[str, str]:
    """Say for each file what it holds, for the page on which they are asked."""
    return {
        "controle": "Eén regel per controle, met de nummers van de objecten, activiteiten en eerdere controles waar zij bij hoort.",
        "bevinding": "Eén regel per bevinding, met het nummer van haar controle.",
        "locaties": "Dezelfde controles en bevindingen, per locatie bij elkaar.",
    }
