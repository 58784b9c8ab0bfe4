-- id: kustland_bodem
-- korrel: een werk in of aan de bodem, een sloop of een bodemlocatie per rij
-- betekenis: Wat bij OD Kustland buiten inrichtingen gebeurt: bodemenergie bij huizen, graven, toepassen, asbest, saneren, onderzoek.
--    Een werk staat er sinds het gemeld is; kleine werken zijn punten, grotere zijn vlakken.
WITH werken AS (
    SELECT
        range AS n,
        md5_number_lower('B' || range || 'a') AS ha,
        md5_number_lower('B' || range || 'b') AS hb
    FROM range(getvariable('van'), least(getvariable('tot'), getvariable('omvang_b') + 1))
),

geplaatst AS (
    SELECT
        w.*,
        c.* EXCLUDE (nr),
        12000 + (ha // 11 % 76000)::BIGINT AS u,
        12000 + (ha // 1000003 % 76000)::BIGINT AS v,
        (ha // 7 % 960)::BIGINT AS pc,
        CASE
            WHEN n % 20 < 9 THEN 'bodemenergie'
            WHEN n % 20 < 12 THEN 'graven'
            WHEN n % 20 < 14 THEN 'toepassen'
            WHEN n % 20 < 17 THEN 'asbest'
            WHEN n % 20 = 17 THEN 'sanering'
            ELSE 'onderzoek'
        END AS soort,
        DATE '2022-01-01' + (hb % 1550)::INTEGER AS gemeld_op
    FROM werken AS w
    INNER JOIN cel AS c ON c.nr = getvariable('cellen_k')[(1 + ha % 1200)::BIGINT]
)

SELECT
    n AS volgorde,
    'KB-' || lpad(n::VARCHAR, 8, '0') AS sleutel,
    coalesce(f.fout, '') AS fout,
    'KB-' || lpad(n::VARCHAR, 8, '0') AS nummer,
    soort,
    CASE soort
        WHEN 'bodemenergie' THEN 'Gesloten bodemenergiesysteem bij een woning'
        WHEN 'graven' THEN 'Graven in de bodem voor kabels en leidingen'
        WHEN 'toepassen' THEN 'Toepassen van grond in een ophoging'
        WHEN 'asbest' THEN 'Verwijderen van asbest van een schuurdak'
        WHEN 'sanering' THEN 'Saneren van een oude stort'
        ELSE 'Onderzoek van verdachte grond'
    END AS omschrijving,
    CASE
        WHEN soort = 'onderzoek' THEN 'klaar'
        WHEN gemeld_op + 30 > getvariable('peildatum') THEN 'gemeld'
        WHEN soort = 'bodemenergie' OR gemeld_op + 120 > getvariable('peildatum') THEN 'bezig'
        ELSE 'klaar'
    END AS status,
    CASE
        WHEN f.fout = 'melding_in_toekomst' THEN (year(gemeld_op) + 70) || strftime(gemeld_op, '-%m-%d')
        WHEN f.fout = 'datum_onmogelijk' THEN year(gemeld_op) || '-02-31'
        ELSE gemeld_op::VARCHAR
    END AS gemeld_op,
    CASE WHEN gemeld_op + 30 <= getvariable('peildatum') THEN (gemeld_op + 30)::VARCHAR END AS begonnen_op,
    CASE WHEN soort <> 'bodemenergie' AND gemeld_op + 120 <= getvariable('peildatum') THEN (gemeld_op + 120)::VARCHAR END AS klaar_op,
    CASE WHEN soort <> 'onderzoek' THEN 'M' || year(gemeld_op) || '.' || lpad(n::VARCHAR, 6, '0') END AS melding,
    getvariable('straat_begin')[1 + (pc4 * 31 + pc // 3 * 17) % 30] || getvariable('straat_eind')[1 + (pc4 + pc // 3) % 10] AS straat,
    (1 + ha // 13 % 240)::INTEGER AS huisnummer,
    woonplaats,
    gemeente,
    ((100000 - u) * (100000 - v) * x_zw + u * (100000 - v) * x_zo + (100000 - u) * v * x_nw + u * v * x_no) // 10000000000 AS _x,
    ((100000 - u) * (100000 - v) * y_zw + u * (100000 - v) * y_zo + (100000 - u) * v * y_nw + u * v * y_no) // 10000000000 AS _y,
    CASE
        WHEN f.fout = 'vlinder' THEN 'vlinder'
        WHEN f.fout = 'nul_nul' THEN 'nul'
        WHEN soort IN ('graven', 'toepassen', 'sanering', 'onderzoek') THEN 'vlak'
        ELSE 'punt'
    END AS _vorm
FROM geplaatst
LEFT JOIN fout AS f ON f.bestand = 'OD-KUSTLAND/bodem' AND f.rest = n % 60 AND getvariable('k') < f.tot
WHERE gemeld_op <= getvariable('peildatum')
