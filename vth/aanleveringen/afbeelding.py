"""Compiling a leverprofiel to SQL: from the text of the file to the canonical text of the gegevensset.

For each gegevensset two tables are made. `c_<gegevensset>` has rijnummer, sleutel, begin_geldigheid,
eind_geldigheid and every attribute as canonical text; beside an attribute that is converted stands `<naam>#`, the
text it was made from, so that a failed conversion can be told. `r_<gegevensset>` has the references to others.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import duckdb

from vth.analyse.motor import quote_name, quote_text
from vth.begrippen.rules import Attribuut, Objecttype

from .profiel import Leverprofiel, Stroom, Veld, Verwijzing

JA = ("ja", "j", "yes", "y", "true", "waar", "1", "x", "t")
NEE = ("nee", "n", "no", "false", "onwaar", "0", "f")
# Kinds whose canonical text differs from what was read; only these keep what they were read from.
OMGEZET = ("datum", "getal", "bedrag", "geheel", "janee", "coordinaat", "graad")
APOSTROF = r"^'([\t\r\n]|\s*[=+\-@＝＋－＠])"
# Written forms of numbers in which people put spaces and points.
CIJFERVORMEN = ("kvk", "vestigingsnummer", "rsin", "bsn", "bag")


def make_tabellen(
    con: duckdb.DuckDBPyConnection,
    profiel: Leverprofiel,
    model: Mapping[str, Objecttype],
    *,
    peildatum: date,
    pseudoniem: str,
) -> None:
    """Make `c_` and `r_` tables for every gegevensset of the profile from the table `bron`.

    `pseudoniem` is the secret with which keys of natural persons are made unreadable.
    """
    for gegevensset in profiel.gegevenssets:
        objecttype = model[gegevensset]
        stromen = [s for s in profiel.stromen if s.gegevensset == gegevensset]
        delen = " UNION ALL BY NAME ".join(
            _select_stroom(s, objecttype, profiel, pseudoniem) for s in stromen
        )
        con.execute(
            f"CREATE OR REPLACE TABLE {quote_name('c_' + gegevensset)} AS {delen}",
            {"peildatum": peildatum.isoformat()},
        )
        verwijzingen = [
            _select_verwijzing(s, naam, v, profiel, model, pseudoniem)
            for s in stromen
            for naam, vs in s.relaties.items()
            for v in vs
        ]
        leeg = "SELECT 0::BIGINT AS rijnummer, '' AS sleutel, '' AS soort, '' AS naar_soort, '' AS naar_sleutel WHERE false"
        con.execute(
            f"CREATE OR REPLACE TABLE {quote_name('r_' + gegevensset)} AS SELECT * FROM "
            f"({' UNION ALL '.join([leeg, *verwijzingen])}) WHERE sleutel IS NOT NULL AND naar_sleutel IS NOT NULL"
        )


def drop_ruw(con: duckdb.DuckDBPyConnection, gegevensset: str) -> None:
    """Let go of the texts that attributes were made from, once the checks have read them."""
    tabel = quote_name("c_" + gegevensset)
    for naam, *_ in con.execute(f"DESCRIBE {tabel}").fetchall():
        if naam.endswith("#"):
            con.execute(f"ALTER TABLE {tabel} DROP COLUMN {quote_name(naam)}")


def list_relatiesoorten(profiel: Leverprofiel, gegevensset: str) -> list[str]:
    """List the kinds of relation that this profile speaks about for a gegevensset."""
    return sorted({naam for s in profiel.stromen if s.gegevensset == gegevensset for naam in s.relaties})


def _select_stroom(stroom: Stroom, objecttype: Objecttype, profiel: Leverprofiel, pseudoniem: str) -> str:
    """Write the SELECT of one stream."""
    sleutel = _write_sleutel(stroom.sleutel, profiel, pseudoniem if objecttype.persoonsgegevens else "")
    kolommen = ["rijnummer", f"{sleutel} AS sleutel"]
    for naam, veld, standaard in (
        ("begin_geldigheid", stroom.begin_geldigheid, "$peildatum"),
        ("eind_geldigheid", stroom.eind_geldigheid, "NULL"),
    ):
        ruw = _write_tekst(veld, profiel) if veld else "NULL"
        gelezen = f"CASE WHEN {ruw} IS NULL THEN {standaard} ELSE {_write_datum(ruw, veld, profiel)} END"
        waarde = gelezen if veld else standaard
        kolommen += [f"{waarde}::VARCHAR AS {naam}", f"{ruw}::VARCHAR AS {quote_name(naam + '#')}"]
    for attribuut in objecttype.attributen:
        kolommen += _write_attribuut(attribuut, stroom.velden.get(attribuut.naam), profiel)
    kolommen.append(f"{_write_voidredenen(stroom, profiel)} AS voidredenen")
    return f"SELECT {', '.join(kolommen)} FROM bron{_write_waar(stroom)}"


def _write_waar(stroom: Stroom) -> str:
    """Write the condition under which a row belongs to the stream."""
    delen = [
        f"trim({quote_name(kolom)}) IN ({', '.join(_literal(w) for w in waarden)})"
        for kolom, waarden in stroom.waar.items()
    ]
    return f" WHERE {' AND '.join(delen)}" if delen else ""


def _write_attribuut(attribuut: Attribuut, veld: Veld | None, profiel: Leverprofiel) -> list[str]:
    """Write the columns of one attribute."""
    omgezet = attribuut.soort in OMGEZET
    if veld is None:
        leeg = [f"NULL::VARCHAR AS {quote_name(attribuut.naam)}"]
        return [*leeg, f"NULL::VARCHAR AS {quote_name(attribuut.naam + '#')}"] if omgezet else leeg
    tekst = _write_tekst(veld, profiel)
    if attribuut.meervoudig and veld.splits:
        tekst = _write_meervoudig(tekst, veld)
    waarde = _convert(tekst, attribuut, veld, profiel)
    kolommen = [f"{waarde}::VARCHAR AS {quote_name(attribuut.naam)}"]
    return [*kolommen, f"{tekst}::VARCHAR AS {quote_name(attribuut.naam + '#')}"] if omgezet else kolommen


def _write_tekst(veld: Veld | None, profiel: Leverprofiel) -> str:
    """Write the text of a field: trimmed, placeholders emptied, codes translated."""
    assert veld
    if veld.vast is not None:
        return _literal(veld.vast)
    if veld.nummer_binnen:
        return _write_nummer(veld)
    if veld.samenvoegen:
        delen = ", ".join(f"nullif(trim({quote_name(k)}), '')" for k in veld.samenvoegen)
        basis = f"concat_ws({_literal(veld.met)}, {delen})"
    else:
        basis = quote_name(veld.kolom)
    if profiel.apostrof:
        # What `interface.uitvoer` put before a text that a spreadsheet would run.
        basis = f"regexp_replace({basis}, {_literal(APOSTROF)}, '\\1')"
    tekst = f"nullif(trim({basis}), '')"
    leeg = sorted({w.strip().lower() for w in (*profiel.leeg, *veld.leeg, *profiel.onbekend)} - {""})
    if leeg:
        tekst = (
            f"CASE WHEN lower({tekst}) IN ({', '.join(_literal(w) for w in leeg)}) THEN NULL ELSE {tekst} END"
        )
    if veld.patroon:
        tekst = f"nullif(regexp_extract({tekst}, {_literal(veld.patroon)}, 1), '')"
    if veld.codes and not veld.splits:
        tekst = _translate(tekst, veld)
    return tekst


def _write_nummer(veld: Veld) -> str:
    """Write the counting of rows within a group; equal rows count once, so that a double row stays one record."""
    groep, orde = (
        ", ".join(f"nullif(trim({quote_name(k)}), '')" for k in kolommen)
        for kolommen in (veld.nummer_binnen, veld.volgorde)
    )
    return f"(dense_rank() OVER (PARTITION BY {groep} ORDER BY {orde}))::VARCHAR"


def _translate(tekst: str, veld: Veld) -> str:
    """Write the translation of a supplier's codes; a code that is not in the list stays, so that it can be told."""
    gevallen = " ".join(
        f"WHEN {_literal(oud)} THEN {'NULL' if nieuw is None else _literal(nieuw)}"
        for oud, nieuw in veld.codes.items()
    )
    anders = _literal(veld.anders) if veld.anders else tekst
    return f"CASE WHEN {tekst} IS NULL THEN NULL ELSE CASE {tekst} {gevallen} ELSE {anders} END END"


def _write_meervoudig(tekst: str, veld: Veld) -> str:
    """Write several values in one text: split, translated, sorted, each once, parted by `;`."""
    deel = "nullif(trim(x), '')"
    if veld.codes:
        deel = _translate(deel, veld)
    lijst = f"list_transform(string_split({tekst}, {_literal(veld.splits)}), lambda x: {deel})"
    return f"nullif(array_to_string(list_sort(list_distinct({lijst})), ';'), '')"


def _convert(tekst: str, attribuut: Attribuut, veld: Veld, profiel: Leverprofiel) -> str:
    """Write the canonical text of one kind of value; what cannot be converted becomes empty."""
    decimaal = veld.decimaal or profiel.decimaal
    match attribuut.soort:
        case "datum":
            return _write_datum(tekst, veld, profiel)
        case "geheel":
            # Programs write a whole number as 12.0; three zeros could be thousands.
            return f"TRY_CAST(regexp_extract({tekst}, '^([+-]?[0-9]+)(?:[.,]0{{1,2}})?$', 1) AS INTEGER)"
        case "getal":
            return f"TRY_CAST({_write_getal(tekst, decimaal)} AS DECIMAL(18, 4))"
        case "bedrag":
            return _write_bedrag(tekst, decimaal)
        case "coordinaat":
            return f"printf('%.3f', TRY_CAST({_write_getal(tekst, decimaal)} AS DOUBLE))"
        case "graad":
            return f"printf('%.7f', TRY_CAST({_write_getal(tekst, decimaal, duizendtallen=False)} AS DOUBLE))"
        case "janee":
            ja, nee = (", ".join(f"'{w}'" for w in woorden) for woorden in (JA, NEE))
            return (
                f"CASE WHEN lower({tekst}) IN ({ja}) THEN 'ja' WHEN lower({tekst}) IN ({nee}) THEN 'nee' END"
            )
    if attribuut.vorm == "postcode":
        return f"upper(replace({tekst}, ' ', ''))"
    if attribuut.vorm in CIJFERVORMEN:
        return f"regexp_replace({tekst}, '[ .]', '', 'g')"
    return tekst


def _write_datum(tekst: str, veld: Veld | None, profiel: Leverprofiel) -> str:
    """Write a day in ISO form from the first notation that fits; a time of day behind it is left off."""
    notaties = (veld.datums if veld else ()) or profiel.datums
    lijst = ", ".join(_literal(n) for n in notaties)
    dag = f"regexp_replace({tekst}, '[T ][0-9]{{1,2}}:[0-9]{{2}}.*$', '')"
    return f"strftime(try_strptime({dag}, [{lijst}]), '%Y-%m-%d')"


def _write_getal(tekst: str, decimaal: str, *, duizendtallen: bool = True) -> str:
    """Write a number with a decimal point from Dutch or English notation; the profile decides where both could be."""
    gevallen = ["WHEN regexp_matches(g, '^[+-]?[0-9]+$') THEN g"]
    if duizendtallen:
        gevallen += [
            "WHEN regexp_matches(g, '^[+-]?[0-9]{1,3}([.][0-9]{3})+,[0-9]+$') THEN replace(replace(g, '.', ''), ',', '.')",
            "WHEN regexp_matches(g, '^[+-]?[0-9]{1,3}(,[0-9]{3})+[.][0-9]+$') THEN replace(g, ',', '')",
            f"WHEN regexp_matches(g, '^[+-]?[0-9]{{1,3}}([.][0-9]{{3}})+$') AND '{decimaal}' = ',' THEN replace(g, '.', '')",
            f"WHEN regexp_matches(g, '^[+-]?[0-9]{{1,3}}(,[0-9]{{3}})+$') AND '{decimaal}' = '.' THEN replace(g, ',', '')",
        ]
    gevallen += [
        "WHEN regexp_matches(g, '^[+-]?[0-9]*,[0-9]+$') THEN replace(g, ',', '.')",
        "WHEN regexp_matches(g, '^[+-]?[0-9]*[.][0-9]+([eE][+-]?[0-9]+)?$') THEN g",
    ]
    keuze = " ".join(gevallen)
    return f"list_transform([replace({tekst}, ' ', '')], lambda g: CASE {keuze} END)[1]"


def _write_bedrag(tekst: str, decimaal: str) -> str:
    """Write an amount in euro, with or without its sign (`€ 5.000,-`); of another currency, or finer than a cent, nothing is left.

    Three decimals are refused too: `5.000` is five euro or five thousand, and who reads wrongly is off by a factor thousand.
    """
    kaal = f"regexp_replace(replace({tekst}, chr(160), ' '), '^(€|euro?) *| *(€|euro?)$', '', 'gi')"
    getal = _write_getal(f"regexp_replace({kaal}, ',(-+|=)$', ',00')", decimaal)
    past = "regexp_full_match(b, '[+-]?[0-9]*([.]([0-9]{1,2}|[0-9]{2}0{2,}))?')"
    return f"list_transform([{getal}], lambda b: CASE WHEN {past} THEN TRY_CAST(b AS DECIMAL(18, 2)) END)[1]"


def _write_voidredenen(stroom: Stroom, profiel: Leverprofiel) -> str:
    """Write which empty attributes the supplier says are unknown."""
    if not profiel.onbekend:
        return "NULL::VARCHAR"
    woorden = ", ".join(_literal(w.strip().lower()) for w in profiel.onbekend)
    delen = [
        f"CASE WHEN lower(trim({quote_name(veld.kolom)})) IN ({woorden}) THEN '{naam}:waardeOnbekend' END"
        for naam, veld in sorted(stroom.velden.items())
        if veld.kolom
    ]
    if not delen:
        return "NULL::VARCHAR"
    # What does not fit in the column of the register is left off, a whole reason at a time.
    return f"nullif(regexp_extract(concat_ws(' ', {', '.join(delen)}), '^(.{{0,500}})(?: |$)', 1), '')"


def _write_sleutel(delen: Iterable[Veld], profiel: Leverprofiel, pseudoniem: str) -> str:
    """Write the key: its parts joined by `/`; of a natural person a keyed hash, so that no number leaks."""
    teksten = [_write_tekst(v, profiel) for v in delen]
    sleutel = teksten[0] if len(teksten) == 1 else f"nullif(concat_ws('/', {', '.join(teksten)}), '')"
    if pseudoniem:
        return f"CASE WHEN {sleutel} IS NOT NULL THEN sha256({_literal(pseudoniem)} || {sleutel}) END"
    return sleutel


def _select_verwijzing(
    stroom: Stroom,
    naam: str,
    verwijzing: Verwijzing,
    profiel: Leverprofiel,
    model: Mapping[str, Objecttype],
    pseudoniem: str,
) -> str:
    """Write the SELECT of one kind of reference; a text with several keys becomes several rows."""
    eigen = _write_sleutel(
        stroom.sleutel, profiel, pseudoniem if model[stroom.gegevensset].persoonsgegevens else ""
    )
    geheim = pseudoniem if model[verwijzing.naar].persoonsgegevens else ""
    naar = _write_sleutel(verwijzing.sleutel, profiel, "" if verwijzing.splits else geheim)
    if verwijzing.splits:
        naar = f"nullif(trim(unnest(string_split({naar}, {_literal(verwijzing.splits)}))), '')"
        naar = f"sha256({_literal(geheim)} || {naar})" if geheim else naar
    return (
        f"SELECT rijnummer, {eigen} AS sleutel, '{naam}' AS soort, '{verwijzing.naar}' AS naar_soort, "
        f"{naar} AS naar_sleutel FROM bron{_write_waar(stroom)}"
    )


def _literal(tekst: str) -> str:
    """Write text as an SQL literal."""
    return f"'{quote_text(tekst)}'"
