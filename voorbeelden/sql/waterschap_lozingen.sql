-- id: waterschap_lozingen
-- korrel: een lozing per rij
-- betekenis: Wat het waterschap van lozingen op oppervlaktewater weet: eerst alle, daarna alleen wat sinds het vorige kwartaal wijzigde.
WITH gekozen AS (
    SELECT
        *,
        'LZ' || (200000 + n * 2 + CASE serie WHEN 'V' THEN 0 ELSE 1 END) AS nummer,
        2 + hs // 107 % 5 AS nieuw_debiet_in,
        100 + hs // 109 % 4000 AS debiet
    FROM stand
    WHERE water = 'ja' AND hs // 103 % 2 = 0 AND is_bekend
)

SELECT
    rij * 2 + CASE g.serie WHEN 'V' THEN 0 ELSE 1 END AS volgorde,
    nummer AS sleutel,
    coalesce(f.fout, '') AS fout,
    nummer AS lozing,
    CASE WHEN f.fout = 'opmaak' THEN naam || ' &amp; Zn.' ELSE naam END AS bedrijf,
    CASE WHEN f.fout = 'kvk_zonder_nul' THEN CASE WHEN kvk[1] = '0' THEN ltrim(kvk, '0') ELSE kvk[2:] END ELSE kvk END AS kvk,
    CASE WHEN f.fout = 'verwisseld' THEN y_cm // 100 + 12 ELSE x_cm // 100 + 35 END::VARCHAR AS x,
    CASE WHEN f.fout = 'verwisseld' THEN x_cm // 100 + 35 ELSE y_cm // 100 + 12 END::VARCHAR AS y,
    CASE hs // 113 % 3 WHEN 0 THEN 'kanaal' WHEN 1 THEN 'boezem' ELSE 'zee' END AS ontvangend_water,
    CASE hs // 127 % 2 WHEN 0 THEN 'koelwater' ELSE 'bedrijfsafvalwater' END AS soort_water,
    CASE
        WHEN f.fout = 'tekst_in_getal' THEN debiet || ' m3'
        ELSE (debiet + CASE WHEN getvariable('k') >= nieuw_debiet_in THEN debiet // 10 ELSE 0 END)::VARCHAR
    END AS debiet_m3_dag,
    CASE
        WHEN f.fout = 'jaar_twee_cijfers' THEN strftime(opgericht, '%d/%m/%y')
        WHEN getvariable('k') >= nieuw_debiet_in THEN strftime((DATE '2024-10-01' + INTERVAL (3 * nieuw_debiet_in) MONTH)::DATE, '%d/%m/%Y')
        ELSE strftime(opgericht, '%d/%m/%Y')
    END AS begin,
    CASE WHEN gebeurtenis = 'eindigt' AND is_gebeurd THEN strftime((DATE '2024-10-01' + INTERVAL (3 * moment) MONTH)::DATE, '%d/%m/%Y') ELSE '' END AS einde
FROM gekozen AS g
LEFT JOIN fout AS f
    ON f.bestand = 'WS9901/lozingen' AND f.serie = g.serie AND f.rest = g.rij % 120 AND getvariable('k') < f.tot AND NOT g.in_verhaal
WHERE getvariable('vorige_k') < 0
    OR (nieuw_debiet_in > getvariable('vorige_k') AND nieuw_debiet_in <= getvariable('k') AND NOT coalesce(gebeurtenis = 'eindigt' AND is_gebeurd, false))
    OR (gebeurtenis = 'verschijnt' AND moment > getvariable('vorige_k'))
    OR (gebeurtenis = 'eindigt' AND is_gebeurd AND moment > getvariable('vorige_k') AND nieuw_debiet_in <> moment)
