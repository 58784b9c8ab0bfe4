-- id: veenrand_inrichtingen
-- korrel: een inrichting met adres en drijver per rij
-- betekenis: De brede CSV van OD Veenrand: eigen codes, datums als dd-mm-jjjj, decimale komma, RD-coördinaten.
SELECT
    rij * 2 + kopie AS volgorde,
    nummer AS sleutel,
    coalesce(fout, '') AS fout,
    nummer AS "INRNR",
    CASE
        WHEN kopie = 1 THEN naam || ' (oud)'
        WHEN fout = 'plaatshouder' THEN '-'
        WHEN fout = 'naam_onbekend' THEN 'onbekend'
        WHEN fout = 'mojibake' THEN naam || ' â€“ ' || replace(woonplaats, 'ë', 'Ã«')
        WHEN fout = 'opmaak' THEN '<b>' || naam || '</b>'
        ELSE naam
    END AS "NAAM",
    veenrand AS "BRANCHE",
    CASE WHEN fout = 'code_onbekend' THEN 'X' WHEN seveso = '' THEN 'N' ELSE seveso END AS "BRZO",
    CASE WHEN ippc = 'ja' THEN 'J' ELSE 'N' END AS "IPPC",
    CASE WHEN fout = 'plaatshouder' THEN '-' ELSE straat END AS "STRAAT",
    huisnummer::VARCHAR AS "HUISNR",
    huisletter AS "HSLTR",
    toevoeging AS "TOEV",
    CASE WHEN fout = 'postcode_nullen' THEN '0000' ELSE postcode[1:4] || ' ' || postcode[5:6] END AS "POSTCODE",
    woonplaats AS "PLAATS",
    CASE WHEN fout = 'andere_gemeente' THEN 'Strandelo' ELSE gemeentenaam END AS "GEMEENTE",
    CASE fout
        WHEN 'verwisseld' THEN y_cm // 100 || ',' || lpad((y_cm % 100)::VARCHAR, 2, '0')
        WHEN 'gemeentehart' THEN hart_x // 100 || ',00'
        ELSE x_cm // 100 || ',' || lpad((x_cm % 100)::VARCHAR, 2, '0')
    END AS "XRD",
    CASE fout
        WHEN 'verwisseld' THEN x_cm // 100 || ',' || lpad((x_cm % 100)::VARCHAR, 2, '0')
        WHEN 'gemeentehart' THEN hart_y // 100 || ',00'
        ELSE y_cm // 100 || ',' || lpad((y_cm % 100)::VARCHAR, 2, '0')
    END AS "YRD",
    kvk_nr AS "KVKNR",
    vest_nr AS "VESTNR",
    drijver AS "DRIJVER",
    CASE
        WHEN fout = 'datum_onmogelijk' THEN '31-02-' || year(opgericht)
        WHEN fout = 'jaar_twee_cijfers' THEN strftime(opgericht, '%d-%m-%y')
        ELSE strftime(opgericht, '%d-%m-%Y')
    END AS "OPGERICHT",
    CASE
        WHEN fout = 'eind_voor_begin' THEN strftime(opgericht - 365, '%d-%m-%Y')
        ELSE coalesce(strftime(beeindigd, '%d-%m-%Y'), '')
    END AS "BEEINDIGD",
    CASE
        WHEN fout = 'tekst_in_getal' THEN 'ca. ' || coalesce(capaciteit, 400)
        ELSE coalesce(capaciteit || ',0', '')
    END AS "CAPACITEIT",
    CASE WHEN capaciteit IS NULL THEN '' ELSE eenheid END AS "EENHEID",
    CASE WHEN beeindigd IS NULL THEN 'actief' ELSE 'gesloten' END AS "DOSSIER"
FROM (SELECT *, unnest(CASE WHEN fout = 'dubbel' THEN [0, 1] ELSE [0] END) AS kopie FROM veenrand_plek)
