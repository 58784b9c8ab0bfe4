"""An invented region of any size whose truth is known: sites, and what two or three suppliers know of them.

Made in DuckDB, the same each time for the same size. Hard on purpose: of the sites 15% share premises with others (up to
sixty firms at one address), 3% belong to a chain under one KvK-nummer, 3% followed another firm at its address; of the
second records 10% know the firm by an earlier name (half of these names the first supplier knows too) and 6% by an
earlier address; 60% of the records have no KvK-nummer. Spelling, abbreviations, word order, additions, gaps,
placeholders and faulty coordinates differ by record.
"""

import duckdb

LETTERGREPEN = (
    [
        "ba",
        "be",
        "bo",
        "da",
        "de",
        "do",
        "fa",
        "fe",
        "ga",
        "ge",
        "ha",
        "he",
        "ja",
        "je",
        "ka",
        "ke",
        "ko",
        "la",
        "le",
        "lo",
        "ma",
        "me",
        "mo",
        "na",
        "ne",
        "no",
        "pa",
        "pe",
        "ra",
        "re",
        "ro",
        "sa",
        "se",
        "ta",
        "te",
        "ti",
        "va",
        "ve",
        "wa",
        "we",
    ],
    [
        "ber",
        "den",
        "dal",
        "gel",
        "ken",
        "ler",
        "lin",
        "man",
        "mer",
        "nel",
        "ner",
        "rik",
        "ros",
        "ser",
        "sta",
        "tel",
        "ven",
        "ver",
        "vin",
        "zel",
    ],
    [
        "berg",
        "dijk",
        "feld",
        "horst",
        "hout",
        "huis",
        "kamp",
        "man",
        "mans",
        "ma",
        "ra",
        "sen",
        "sma",
        "stra",
        "veld",
        "ven",
        "voort",
        "water",
        "werf",
        "zand",
    ],
)
BRANCHES = [
    "bakkerij",
    "garage",
    "slachterij",
    "melkveebedrijf",
    "kwekerij",
    "drukkerij",
    "wasserij",
    "tankstation",
    "autobedrijf",
    "recycling",
    "transport",
    "betonfabriek",
    "metaalbewerking",
    "galvanisatie",
    "houthandel",
    "jachtwerf",
    "verffabriek",
    "zuivelfabriek",
    "chemie",
    "opslag",
    "logistiek",
    "varkenshouderij",
    "pluimveebedrijf",
    "loonbedrijf",
    "grondverzet",
    "sloopbedrijf",
    "kunststoffen",
    "koelhuis",
    "meelfabriek",
    "brouwerij",
]
STRATEN = [
    "dorps",
    "kerk",
    "molen",
    "industrie",
    "haven",
    "station",
    "school",
    "nijverheids",
    "ambachts",
    "veld",
    "water",
    "linden",
    "eiken",
    "burgemeester",
]
STRAATSOORTEN = ["straat", "weg", "laan", "plein", "kade", "dijk", "pad"]
RECHTSVORMEN = ("B.V.", "BV", "N.V.", "VOF", "V.O.F.", "", "", "Maatschap", "Eenmanszaak")


def make_regio(con: duckdb.DuckDBPyConnection, locaties: int, zaad: int = 0) -> int:
    """Fill `records` with the region, and `waarheid(id, echt)`; give how many records there are.

    Another `zaad` gives another region of the same kind.
    """
    extra = zaad * 10**13
    con.execute(f"CREATE OR REPLACE MACRO lot(i, zout, n) AS (hash(i * 7919 + zout + {extra}) % n)::BIGINT")
    con.execute(
        f"CREATE OR REPLACE MACRO kans(i, zout) AS (hash(i * 104729 + zout + {extra}) % 1000000) / 1000000.0"
    )
    for naam, woorden in (
        *((f"lettergreep{n}", w) for n, w in enumerate(LETTERGREPEN)),
        ("branche", BRANCHES),
        ("straat", STRATEN),
        ("straatsoort", STRAATSOORTEN),
        ("rechtsvorm", RECHTSVORMEN),
    ):
        lijst = ", ".join(f"'{w}'" for w in woorden)
        con.execute(f"CREATE OR REPLACE MACRO kies_{naam}(k) AS [{lijst}][k % {len(woorden)} + 1]")
    con.execute(
        """CREATE OR REPLACE MACRO familie(k) AS concat(kies_lettergreep0(k), kies_lettergreep1(k // 41), kies_lettergreep2(k // 823))"""
    )
    con.execute(f"CREATE OR REPLACE TEMP TABLE locatie AS {_select_locaties(locaties)}")
    con.execute(f"CREATE OR REPLACE TEMP TABLE weergave AS {_select_weergaven()}")
    con.execute(f"INSERT INTO records BY NAME {_select_records()}")
    con.execute(
        "CREATE OR REPLACE TABLE waarheid AS SELECT leverancier || '-' || md5(i || leverancier)[:12] AS id, i AS echt FROM weergave"
    )
    con.execute("DROP TABLE locatie")
    con.execute("DROP TABLE weergave")
    rij = con.execute("SELECT count(*) FROM records").fetchone()
    return int(rij[0]) if rij else 0


def _select_locaties(locaties: int) -> str:
    """Write the SELECT of the true sites: one firm at one address in one time."""
    gebouwen, plaatsen = max(locaties // 50, 3), max(min(locaties // 500, 900), 5)
    return f"""
        WITH plek AS (
            SELECT i, kans(i, 1) < 0.03 AND i > 0 AS opvolger, kans(i, 4) < 0.03 AS keten,
                CASE WHEN kans(i, 2) < 0.15 THEN -1 - (power(kans(i, 3), 2) * {gebouwen})::BIGINT ELSE i END AS pand,
                CASE WHEN kans(i - 1, 2) < 0.15 THEN -1 - (power(kans(i - 1, 3), 2) * {gebouwen})::BIGINT ELSE i - 1 END AS vorig_pand
            FROM range({locaties}) t(i)
        ), aan AS (
            SELECT *, CASE WHEN opvolger AND (kans(i - 1, 1) >= 0.03 OR i = 1) THEN vorig_pand ELSE pand END AS adres_k FROM plek
        )
        SELECT i, adres_k, opvolger, keten, lot(i, 5, {max(locaties // 6000, 2)}) AS keten_k,
            lot(adres_k, 6, {plaatsen}) AS plaats_k, lot(adres_k, 7, 400) AS straat_k, 1 + lot(adres_k, 8, 240) AS nummer,
            CASE WHEN kans(adres_k, 9) < 0.12 THEN chr((97 + lot(adres_k, 10, 4))::INT) END AS toevoeging,
            CASE WHEN keten THEN lot(keten_k, 11, 16400) ELSE lot(i, 11, 16400) END AS familie_k,
            CASE WHEN keten THEN lot(keten_k, 12, 30) ELSE lot(i, 12, 30) END AS branche_k,
            (10000000 + CASE WHEN keten THEN 80000000 + keten_k ELSE i END)::VARCHAR AS kvk,
            lpad((20000000 + i)::VARCHAR, 12, '0') AS vestiging,
            CASE WHEN opvolger THEN DATE '2022-01-01' WHEN kans(i, 13) < 0.3 THEN DATE '2015-01-01' END AS begin,
            CASE WHEN kans(i + 1, 1) < 0.03 AND NOT opvolger THEN DATE '2022-01-01' END AS eind
        FROM aan"""


def _select_weergaven() -> str:
    """Write the SELECT of what each supplier knows of a site: the first all, the second a third of them, a third some."""
    return """
        SELECT l.*, s.leverancier, s.nr, i * 10 + s.nr AS w,
            s.nr > 0 AND kans(i * 10 + s.nr, 21) < 0.10 AS oude_naam, s.nr > 0 AND kans(i * 10 + s.nr, 22) < 0.06 AS verhuisd
        FROM locatie l, (VALUES ('OD', 0), ('GEM', 1), ('RIJK', 2)) s(leverancier, nr)
        WHERE s.nr = 0 OR (s.nr = 1 AND kans(i, 23) < 0.33) OR (s.nr = 2 AND kans(i, 24) < 0.07)"""


def _select_records() -> str:
    """Write the SELECT of the records: what was known, as it was written down."""
    return """
        WITH naam AS (
            SELECT *, CASE WHEN oude_naam THEN familie(lot(i, 31, 16400)) ELSE familie(familie_k) END AS fam,
                kies_branche(branche_k) AS tak, kies_rechtsvorm(lot(w, 32, 9)) AS vorm,
                CASE WHEN verhuisd THEN lot(i, 33, 400) ELSE straat_k END AS str_k,
                CASE WHEN verhuisd THEN 1 + lot(i, 34, 240) ELSE nummer END AS num,
                CASE WHEN verhuisd AND kans(i, 35) < 0.3 THEN plaats_k + 1 ELSE plaats_k END AS pl
            FROM weergave
        ), geschreven AS (
            SELECT *, CASE WHEN kans(w, 36) < 0.08 AND nr > 0 THEN fam[:3] || fam[5:] ELSE fam END AS f,
                kies_straat(str_k) || CASE WHEN str_k >= 98 THEN familie(str_k) ELSE '' END AS st, kies_straatsoort(str_k // 14) AS soort_st,
                lpad((1000 + pl * 9)::VARCHAR, 4, '0') AS pc4,
                chr((65 + str_k % 26)::INT) || chr((65 + (str_k // 26 + num // 60) % 26)::INT) AS pc2,
                20000 + lot(pl, 41, 240) * 1000 AS px, 310000 + lot(pl, 42, 290) * 1000 AS py
            FROM naam
        )
        SELECT leverancier || '-' || md5(i || leverancier)[:12] AS id, 'vthobject' AS soort, leverancier,
            CASE WHEN kans(w, 43) < 0.002 THEN ['-', 'onbekend', 'x'][lot(w, 44, 3) + 1]
                WHEN lot(w, 45, 4) = 0 THEN trim(concat(upper(f), ' ', upper(tak), ' ', vorm))
                WHEN lot(w, 45, 4) = 1 THEN trim(concat(vorm, ' ', tak, ' de ', f))
                ELSE trim(concat(tak, ' ', f, ' ', vorm)) END AS naam,
            CASE WHEN nr = 0 AND kans(i, 46) < 0.5 THEN [concat(tak, ' ', familie(lot(i, 31, 16400)))] ELSE []::VARCHAR[] END AS namen,
            CASE WHEN kans(w, 47) < 0.01 THEN '0000' WHEN kans(w, 47) < 0.4 THEN kvk END AS kvk,
            CASE WHEN kans(w, 47) < 0.4 AND kans(w, 48) < 0.7 THEN vestiging END AS vestiging,
            CASE WHEN lot(w, 49, 3) = 0 AND soort_st = 'straat' THEN st || 'str.' ELSE st || soort_st END
                || CASE WHEN lot(w, 50, 3) = 0 THEN ' ' || num || coalesce('-' || toevoeging, '') ELSE '' END AS straat,
            CASE WHEN lot(w, 50, 3) <> 0 THEN num::VARCHAR END AS huisnummer,
            CASE WHEN lot(w, 50, 3) <> 0 AND kans(w, 51) < 0.8 THEN toevoeging END AS toevoeging,
            CASE WHEN kans(w, 52) < 0.9 THEN pc4 || CASE WHEN lot(w, 53, 2) = 0 THEN ' ' ELSE '' END || pc2 END AS postcode,
            CASE WHEN pl = 0 THEN ['''s-Gravenhage', 'Den Haag'][lot(w, 54, 2) + 1] ELSE 'Plaats ' || familie(pl * 97) END AS plaats,
            'NL' AS land,
            CASE WHEN kans(w, 55) < 0.2 THEN NULL WHEN kans(w, 55) < 0.205 THEN 0 WHEN kans(w, 55) < 0.21 THEN py
                ELSE px + lot(str_k, 56, 3000) + num * 7 + lot(w, 57, 60) END::DOUBLE AS x,
            CASE WHEN kans(w, 55) < 0.2 THEN NULL WHEN kans(w, 55) < 0.205 THEN 0 WHEN kans(w, 55) < 0.21 THEN px
                ELSE py + lot(str_k, 58, 3000) + lot(w, 59, 60) END::DOUBLE AS y,
            CASE WHEN kans(w, 60) < 0.2 THEN []::VARCHAR[]
                WHEN kans(w, 60) < 0.35 THEN ['A' || (100 + lot(w, 61, 30) * 7)] ELSE ['A' || (100 + branche_k * 7)] END AS activiteit,
            begin, eind
        FROM geschreven"""
