-- id: kustland_natuurlijkpersoon
-- korrel: een natuurlijk persoon per rij
-- betekenis: De bekende kolommen van natuurlijkpersoon.csv uit de landelijke Baseline. Elk bsn ligt in de testreeks 9999 en doorstaat
--    de elfproef; er zijn er dus hoogstens vierduizend.
WITH mensen AS (
    SELECT
        range AS n,
        md5_number_lower('P' || range || 'a') AS h,
        99990000 + 2 * range AS begin
    FROM range(getvariable('van'), least(getvariable('tot'), getvariable('omvang_p') + 1))
),

geteld AS (
    SELECT
        *,
        list_sum(list_transform(range(1, 9), lambda i: (10 - i) * (begin::VARCHAR)[i]::BIGINT)) % 11 AS rest
    FROM mensen
),

genummerd AS (
    -- The last digit cannot be 10; then the digit before it goes up by one, which adds two.
    SELECT *, CASE WHEN rest = 10 THEN (begin + 1) || '1' ELSE begin || rest::VARCHAR END AS bsn
    FROM geteld
)

SELECT
    n AS volgorde,
    g.bsn AS sleutel,
    coalesce(f.fout, '') AS fout,
    CASE WHEN f.fout = 'elfproef' THEN g.bsn[1:8] || ((g.bsn[9]::INTEGER + 5) % 10) ELSE g.bsn END AS bsn,
    getvariable('voornaam')[(1 + h % 23)::BIGINT] AS voornaam,
    getvariable('voorletters')[(1 + h // 23 % 23)::BIGINT] AS voorletters,
    ['', '', '', 'van', 'de', 'van der'][(1 + h // 529 % 6)::BIGINT] AS tussenvoegsel,
    getvariable('achternaam_begin')[(1 + h // 7 % 30)::BIGINT] || getvariable('achternaam_eind')[(1 + h // 211 % 12)::BIGINT] AS achternaam,
    (DATE '1944-01-01' + (h // 13 % 21000)::INTEGER)::VARCHAR AS geboortedatum,
    CASE WHEN f.fout = 'code_onbekend' THEN 'X' ELSE ['M', 'V', 'O'][(1 + h // 17 % 3)::BIGINT] END AS geslachtsaanduiding,
    c.woonplaats AS geboorteplaats,
    '6030' AS geboorteland_code,
    'Nederlandse' AS nationaliteit,
    '' AS documentnummer_id,
    getvariable('straat_begin')[(1 + h // 19 % 30)::BIGINT] || getvariable('straat_eind')[(1 + h // 23 % 10)::BIGINT] AS wa_straatnaam,
    (1 + h // 29 % 180 + CASE WHEN n % 12 = 5 AND getvariable('k') >= 3 THEN 200 ELSE 0 END)::VARCHAR AS wa_huisnummer,
    '' AS wa_huisnr_toevoeging,
    CASE WHEN f.fout = 'postcode_nullen' THEN '0000' ELSE c.pc4 || getvariable('pc_letter1')[(1 + h // 31 % 20)::BIGINT] || getvariable('pc_letter2')[(1 + h // 37 % 6)::BIGINT] END AS wa_postcode_nl,
    c.woonplaats AS wa_plaatsnaam,
    c.gemeentenaam AS wa_gemeente,
    '6030' AS wa_landcode,
    'W' AS wa_adresaanduiding
FROM genummerd AS g
INNER JOIN cel AS c ON c.nr = getvariable('cellen_k')[(1 + h // 41 % 1200)::BIGINT]
LEFT JOIN fout AS f ON f.bestand = 'OD-KUSTLAND/natuurlijkpersoon' AND f.rest = n % 20 AND getvariable('k') < f.tot
