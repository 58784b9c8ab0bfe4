-- id: kustland_activiteiten
-- korrel: een activiteit per rij
-- betekenis: De activiteiten van OD Kustland, met een eigen plek. `status` zegt of het dossier loopt, niet of de activiteit wordt
--    uitgevoerd: hij is bijna altijd `actief`. Op 1-4-2026 stuurt het nieuwe systeem namen in plaats van paragrafen.
SELECT
    p.rij * 8 + CASE p.serie WHEN 'V' THEN 4 ELSE 0 END + a AS volgorde,
    'KA-' || nummer[5:] || '-' || a AS sleutel,
    coalesce(f.fout, '') AS fout,
    'KA-' || nummer[5:] || '-' || a AS id,
    CASE WHEN f.fout = 'wees' THEN 'K19-0000000' ELSE nummer END AS object,
    CASE
        WHEN getvariable('k') >= 6 THEN kustland
        WHEN f.fout = 'activiteit_onbekend' THEN '9.9.9'
        WHEN a = 1 THEN bal
        ELSE tweede
    END AS paragraaf,
    naam AS omschrijving,
    [plicht] AS plichten,
    CASE WHEN beeindigd IS NULL THEN 'actief' ELSE 'archief' END AS status,
    CASE WHEN f.fout = 'gezag_onbekend' THEN 'GM0000' WHEN ippc = 'ja' OR seveso = 'H' THEN 'PV99' ELSE gemeente END AS gezag,
    'OD-KUSTLAND' AS toezicht,
    CASE WHEN f.fout = 'datum_onmogelijk' THEN year(opgericht) || '-02-31' ELSE (opgericht + a * 31)::VARCHAR END AS gestart,
    CASE WHEN beeindigd IS NULL THEN NULL ELSE greatest(beeindigd, opgericht + a * 31)::VARCHAR END AS gestopt,
    CASE WHEN a = 1 AND rie <> '' THEN rie END AS rie,
    CASE WHEN a = 1 THEN capaciteit END AS omvang,
    x_cm AS _x,
    y_cm AS _y,
    CASE WHEN f.fout = 'verwisseld' THEN 'verwisseld' ELSE 'punt' END AS _vorm
FROM (SELECT * EXCLUDE (fout), unnest(CASE WHEN tweede <> '' AND (hs // 29 % 2 = 0 OR seveso = 'H') THEN [1, 2] ELSE [1] END) AS a FROM kustland_plek) AS p
LEFT JOIN fout AS f
    ON f.bestand = 'OD-KUSTLAND/activiteiten' AND f.rest = p.rij % 90 AND getvariable('k') < f.tot AND NOT p.in_verhaal AND p.serie = 'K' AND a = 1
