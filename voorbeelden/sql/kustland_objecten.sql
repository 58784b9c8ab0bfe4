-- id: kustland_objecten
-- korrel: een object per rij: eerst de plek, dan haar tanks en ketels
-- betekenis: Het werkblad van OD Kustland. Een deel noemt onder `Hoort bij` het nummer van zijn geheel.
WITH delen AS (
    SELECT
        *,
        unnest(list_concat(
            [''],
            CASE
                WHEN branche = 'tankopslag' THEN ['T1', 'T2', 'T3', 'T4']
                WHEN branche IN ('tank', 'chemie', 'verf') OR hs // 31 % 4 = 0 THEN ['T1']
                ELSE []
            END,
            CASE WHEN hs // 37 % 5 = 0 THEN ['K1'] ELSE [] END
        )) AS deel
    FROM kustland_plek
)

SELECT
    rij * 40 + CASE serie WHEN 'V' THEN 20 ELSE 0 END + CASE deel[1:1] WHEN '' THEN 0 WHEN 'T' THEN deel[2:]::BIGINT ELSE 9 END * 2 + kopie AS volgorde,
    nummer || CASE deel WHEN '' THEN '' ELSE '-' || deel END AS sleutel,
    CASE deel WHEN '' THEN fout ELSE '' END AS fout,
    nummer || CASE deel WHEN '' THEN '' ELSE '-' || deel END AS "Objectnummer",
    CASE deel WHEN '' THEN '' ELSE nummer END AS "Hoort bij",
    CASE
        WHEN deel[1:1] = 'T' THEN 'Opslagtank ' || deel[2:]
        WHEN deel[1:1] = 'K' THEN 'Ketel ' || deel[2:]
        WHEN kopie = 1 THEN naam || ' *'
        WHEN fout = 'opmaak' THEN '<a href="https://voorbeeld.invalid">' || naam || '</a>'
        WHEN fout = 'mojibake' THEN 'CafÃ© ' || naam
        ELSE naam
    END AS "Objectnaam",
    CASE deel[1:1] WHEN 'T' THEN 'Tank' WHEN 'K' THEN 'Ketel' ELSE kustland END AS "Soort object",
    CASE deel WHEN '' THEN straat ELSE '' END AS "Straat",
    CASE deel WHEN '' THEN huisnummer::VARCHAR ELSE '' END AS "Nr",
    CASE deel WHEN '' THEN trim(huisletter || ' ' || toevoeging) ELSE '' END AS "Toev",
    CASE WHEN deel <> '' THEN '' WHEN fout = 'postcode_nullen' THEN '0000XX' ELSE postcode END AS "Postcode",
    CASE deel WHEN '' THEN woonplaats ELSE '' END AS "Woonplaats",
    CASE deel WHEN '' THEN gemeente ELSE '' END AS "Gemeente",
    CASE WHEN deel <> '' THEN '' WHEN fout = 'verwisseld' THEN (y_cm // 100)::VARCHAR WHEN fout = 'gemeentehart' THEN (hart_x // 100)::VARCHAR ELSE (x_cm // 100)::VARCHAR END AS "X",
    CASE WHEN deel <> '' THEN '' WHEN fout = 'verwisseld' THEN (x_cm // 100)::VARCHAR WHEN fout = 'gemeentehart' THEN (hart_y // 100)::VARCHAR ELSE (y_cm // 100)::VARCHAR END AS "Y",
    CASE deel WHEN '' THEN kvk_nr ELSE '' END AS "KvK",
    CASE deel WHEN '' THEN vest_nr ELSE '' END AS "Vestiging",
    CASE deel WHEN '' THEN drijver ELSE '' END AS "Bedrijf",
    CASE
        WHEN deel = '' AND fout = 'datum_onmogelijk' THEN '31-02-' || year(opgericht)
        WHEN deel = '' AND fout = 'begin_in_toekomst' THEN (year(opgericht) + 70) || strftime(opgericht, '-%m-%d')
        ELSE opgericht::VARCHAR
    END AS "In gebruik",
    CASE WHEN deel = '' AND fout = 'eind_voor_begin' THEN (opgericht - 400)::VARCHAR ELSE coalesce(beeindigd::VARCHAR, '') END AS "Uit gebruik",
    CASE
        WHEN deel[1:1] = 'T' THEN (5 + hs // 71 % 200)::VARCHAR
        WHEN deel[1:1] = 'K' THEN (130 + hs // 73 % 900)::VARCHAR
        WHEN fout = 'tekst_in_getal' THEN 'zie vergunning'
        -- OD Kustland fills this column with what is permitted in a year, in kilos: it means something else than at OD Veenrand.
        WHEN eenheid = 'ton per jaar' THEN coalesce((capaciteit * 1000)::VARCHAR, '')
        ELSE coalesce(capaciteit::VARCHAR, '')
    END AS "Capaciteit",
    CASE deel[1:1] WHEN 'T' THEN 'm3' WHEN 'K' THEN 'kW' ELSE '' END AS "Eenheid",
    CASE WHEN deel = '' THEN ippc ELSE '' END AS "IPPC",
    CASE WHEN deel <> '' THEN '' WHEN fout = 'code_onbekend' THEN 'middel' WHEN seveso = 'H' THEN 'hoog' WHEN seveso = 'L' THEN 'laag' ELSE '' END AS "Brzo"
FROM (SELECT *, unnest(CASE WHEN deel = '' AND fout = 'dubbel' THEN [0, 1] ELSE [0] END) AS kopie FROM delen)
