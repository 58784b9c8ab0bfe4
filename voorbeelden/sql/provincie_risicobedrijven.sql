-- id: provincie_risicobedrijven
-- korrel: een periode van een risicobedrijf per rij
-- betekenis: De lijst van Seveso-inrichtingen en ippc-installaties van de provincie: dezelfde plekken als bij de diensten, onder andere
--    nummers en vaak een andere of oudere naam. Een bedrijf dat wijzigt staat er met zijn hele tijdlijn in.
WITH gekozen AS (
    SELECT
        *,
        'LL-' || lpad(((n * 2 + CASE serie WHEN 'V' THEN 0 ELSE 1 END) * 48271 % 9999991)::VARCHAR, 7, '0') AS nummer,
        -- The province takes over the name of the dienst in the end, each company in its own quarter.
        2 + (hs // 137 % 6)::INTEGER AS bijgewerkt_in
    FROM stand
    WHERE (seveso <> '' OR ippc = 'ja') AND is_bekend
),

beoordeeld AS (
    SELECT
        *,
        (DATE '2024-10-01' + INTERVAL (3 * bijgewerkt_in) MONTH)::DATE AS bijgewerkt_op,
        getvariable('k') >= bijgewerkt_in AND beeindigd IS NULL AS is_bijgewerkt,
        hs // 83 % 3 = 0 AND opgericht < DATE '2019-01-01' AS had_andere_naam,
        (gebeurtenis IN ('verschijnt', 'eindigt') AND moment > getvariable('vorige_k') AND is_gebeurd)
        OR (bijgewerkt_in > getvariable('vorige_k') AND bijgewerkt_in <= getvariable('k') AND beeindigd IS NULL) AS is_gewijzigd
    FROM gekozen
),

benoemd AS (
    SELECT
        g.*,
        f.fout,
        -- The province writes capitals, spells the legal form out, or adds the place.
        CASE
            WHEN in_verhaal THEN upper(oude_naam)
            WHEN hs // 79 % 4 = 0 THEN upper(oude_naam)
            WHEN hs // 79 % 4 = 1 THEN replace(replace(drijver, ' BV', ' B.V.'), ' NV', ' N.V.')
            WHEN hs // 79 % 4 = 2 THEN oude_naam || ' (' || woonplaats || ')'
            ELSE oude_naam
        END AS pv_naam
    FROM beoordeeld AS g
    LEFT JOIN fout AS f
        ON f.bestand = 'PV99/risicobedrijven' AND f.serie = g.serie AND f.rest = g.rij % 120 AND getvariable('k') < f.tot AND NOT g.in_verhaal
    WHERE getvariable('vorige_k') < 0 OR is_gewijzigd
),

perioden AS (
    SELECT
        *,
        unnest(list_concat(
            CASE WHEN had_andere_naam OR fout = 'overlap' THEN [1] ELSE [] END,
            [2],
            CASE WHEN is_bijgewerkt AND fout IS NULL THEN [3] ELSE [] END
        )) AS periode
    FROM benoemd
)

SELECT
    rij * 8 + CASE serie WHEN 'V' THEN 0 ELSE 4 END + periode AS volgorde,
    nummer AS sleutel,
    coalesce(fout, '') AS fout,
    nummer AS "nummer",
    CASE periode WHEN 1 THEN 'Voorheen ' || pv_naam WHEN 2 THEN pv_naam ELSE naam END AS "naam",
    drijver AS "exploitant",
    CASE WHEN hs // 89 % 6 = 0 THEN NULL ELSE kvk END AS "kvk",
    CASE WHEN seveso = '' THEN '-' ELSE seveso END AS "seveso",
    ippc = 'ja' AS "ippc",
    CASE WHEN fout = 'rie_onbekend' THEN '66' WHEN rie = '' THEN NULL ELSE rie END AS "rie",
    CASE WHEN seveso = 'H' THEN '3.3.1' ELSE bal END AS "bal",
    straat AS "straat",
    huisnummer::INTEGER AS "huisnummer",
    postcode AS "postcode",
    woonplaats AS "plaats",
    gemeente AS "gemeente",
    -- The gate instead of the middle of the site.
    ((x_cm + (hs // 97 % 20000)::BIGINT - 10000) // 100)::DOUBLE AS "rdx",
    ((y_cm + (hs // 101 % 20000)::BIGINT - 10000) // 100)::DOUBLE AS "rdy",
    CASE
        WHEN periode = 3 THEN bijgewerkt_op
        WHEN periode = 1 THEN opgericht
        WHEN fout = 'overlap' THEN DATE '2022-01-01'
        WHEN had_andere_naam THEN DATE '2023-06-01'
        ELSE opgericht
    END AS "geldig_van",
    CASE
        WHEN periode = 1 THEN DATE '2023-06-01'
        WHEN fout = 'eind_voor_begin' THEN DATE '1901-01-01'
        WHEN periode = 2 AND is_bijgewerkt AND fout IS NULL THEN bijgewerkt_op
        ELSE beeindigd
    END AS "geldig_tot"
FROM perioden
