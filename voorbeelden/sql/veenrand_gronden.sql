-- id: veenrand_gronden
-- korrel: een vergunning of melding per rij
-- betekenis: Waarop een activiteit van OD Veenrand rust: een vergunning waar die nodig is, anders een melding; niet alles is er nog.
SELECT
    a.rij * 4 + volg AS volgorde,
    kenmerk AS sleutel,
    coalesce(f.fout, '') AS fout,
    CASE WHEN plicht = 'vergunningplicht' THEN ['VERG', 'VERG', 'MAATW', 'ONTH'][1 + (hs // 53 % 4)::BIGINT] ELSE 'MELD' END AS "SOORT",
    kenmerk AS "KENMERK",
    actnr AS "ACTNR",
    nummer AS "INRNR",
    naam AS "ONDERWERP",
    CASE WHEN plicht = 'vergunningplicht' THEN ['NIEUW', 'WIJZ', 'REV'][1 + (hs // 59 % 3)::BIGINT] ELSE '' END AS "TYPE",
    CASE WHEN f.fout = 'melding_in_toekomst' THEN strftime(datum, '%d-%m-') || (year(datum) + 70) ELSE strftime(datum, '%d-%m-%Y') END AS "DATUM",
    CASE WHEN plicht = 'vergunningplicht' THEN strftime(datum + 42, '%d-%m-%Y') ELSE '' END AS "INWERKING",
    CASE
        WHEN f.fout = 'verval_voor_inwerking' AND plicht = 'vergunningplicht' THEN strftime(datum - 300, '%d-%m-%Y')
        WHEN beeindigd IS NOT NULL AND plicht = 'vergunningplicht' THEN strftime(beeindigd, '%d-%m-%Y')
        ELSE ''
    END AS "VERVAL",
    CASE WHEN plicht = 'vergunningplicht' THEN '' WHEN hs // 61 % 12 = 0 THEN 'N' ELSE 'J' END AS "AKKOORD",
    kvk_nr AS "KVKNR",
    vest_nr AS "VESTNR"
FROM (SELECT *, opgericht - 90 AS datum, 'Z-' || year(opgericht - 90) || '-' || lpad(n::VARCHAR, 7, '0') || CASE volg WHEN 1 THEN '' ELSE 'B' END AS kenmerk FROM veenrand_activiteit) AS a
LEFT JOIN fout AS f
    ON f.bestand = 'OD-VEENRAND/gronden' AND f.rest = a.rij % 120 AND getvariable('k') < f.tot AND NOT a.in_verhaal AND volg = 1
    AND (f.fout = 'verval_voor_inwerking') = (a.plicht = 'vergunningplicht')
WHERE plicht = 'vergunningplicht' OR hs // 67 % 3 > 0
