-- id: veenrand_activiteit
-- korrel: een activiteit in een inrichting van OD Veenrand
-- betekenis: Wat OD Veenrand van activiteiten weet: een hoofdactiviteit per inrichting, en bij de helft een tweede.
SELECT
    p.* EXCLUDE (fout),
    a AS volg,
    'VA-' || lpad(n::VARCHAR, 8, '0') || '-' || a AS actnr,
    CASE a WHEN 1 THEN p.bal ELSE p.tweede END AS paragraaf,
    CASE a WHEN 1 THEN p.veenrand ELSE c.eigen_code END AS eigen_code,
    CASE WHEN a = 1 AND NOT p.in_verhaal THEN f.fout END AS fout,
    opgericht + (a * 31) AS sinds
FROM (SELECT *, unnest(CASE WHEN tweede <> '' AND (hs // 29 % 2 = 0 OR seveso = 'H') THEN [1, 2] ELSE [1] END) AS a FROM veenrand_plek) AS p
LEFT JOIN eigen_code AS c ON c.paragraaf = p.tweede
LEFT JOIN fout AS f ON f.bestand = 'OD-VEENRAND/activiteiten' AND f.rest = p.rij % 120 AND getvariable('k') < f.tot
