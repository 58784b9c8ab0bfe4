-- id: waarheid
-- korrel: een record van een leverancier per rij
-- betekenis: Bij welke werkelijke plek elk record hoort, over alle kwartalen. `verband` is `zelfde` voor de plek zelf en `ligt_op` voor een
--    lozingspunt. `geval` noemt waarom koppelen moeilijk is.
WITH gevallen AS (
    SELECT
        *,
        serie || lpad(n::VARCHAR, 8, '0') AS plek,
        concat_ws(';',
            v_geval,
            CASE WHEN deelt_adres AND NOT in_verhaal THEN 'gedeeld adres' END,
            CASE WHEN gebeurtenis = 'hernoemd' THEN 'hernoemd' END,
            CASE WHEN gemeente = 'GM9904' THEN 'overgegaan' END,
            CASE WHEN gebeurtenis = 'verhuisd' THEN 'verhuisd' END,
            CASE WHEN gebeurtenis = 'andere drijver' THEN 'andere drijver' END,
            CASE WHEN zonder_kvk OR (serie = 'V' AND rij % 120 = getvariable('rest_zonder_kvk') AND NOT in_verhaal) THEN 'zonder kvk' END
        ) AS geval
    FROM stand
),

records AS (
    SELECT plek, geval, 'OD-VEENRAND' AS leverancier, 'VR-' || lpad(n::VARCHAR, 8, '0') AS sleutel, 'zelfde' AS verband
    FROM gevallen WHERE serie = 'V'
    UNION ALL
    SELECT plek, geval, 'OD-KUSTLAND' AS leverancier, CASE serie WHEN 'K' THEN 'K24-' ELSE 'K25-9' END || lpad(n::VARCHAR, 7, '0') AS sleutel, 'zelfde' AS verband
    FROM gevallen WHERE serie = 'K' OR gemeente = 'GM9904'
    UNION ALL
    SELECT plek, geval, 'PV99' AS leverancier, 'LL-' || lpad(((n * 2 + CASE serie WHEN 'V' THEN 0 ELSE 1 END) * 48271 % 9999991)::VARCHAR, 7, '0') AS sleutel, 'zelfde' AS verband
    FROM gevallen WHERE seveso <> '' OR ippc = 'ja'
    UNION ALL
    SELECT plek, geval, 'WS9901' AS leverancier, 'LZ' || (200000 + n * 2 + CASE serie WHEN 'V' THEN 0 ELSE 1 END) AS sleutel, 'ligt_op' AS verband
    FROM gevallen WHERE water = 'ja' AND hs // 103 % 2 = 0
)

SELECT plek || leverancier AS volgorde, '' AS sleutel, '' AS fout, plek, leverancier, sleutel AS nummer, verband, geval
FROM records
