-- id: kustland_plek
-- korrel: een plek die OD Kustland in dit kwartaal aanlevert
-- betekenis: De plekken van reeks K, en sinds 1-1-2025 die van Brakerzijl onder nieuwe nummers.
SELECT
    s.*,
    CASE s.serie WHEN 'K' THEN 'K24-' ELSE 'K25-9' END || lpad(n::VARCHAR, 7, '0') AS nummer,
    coalesce(f.fout, '') AS fout,
    CASE f.fout WHEN 'kvk_als_getal' THEN CASE WHEN kvk[1] = '0' THEN ltrim(kvk, '0') ELSE kvk[2:] END WHEN 'kvk_ontbreekt' THEN '' ELSE kvk END AS kvk_nr,
    CASE f.fout WHEN 'kvk_ontbreekt' THEN '' ELSE vestiging END AS vest_nr
FROM stand AS s
LEFT JOIN fout AS f
    ON f.bestand = 'OD-KUSTLAND/objecten' AND f.rest = s.rij % 90 AND getvariable('k') < f.tot AND NOT s.in_verhaal AND s.serie = 'K'
WHERE s.aanwezig AND (s.serie = 'K' OR (s.gemeente = 'GM9904' AND getvariable('k') >= 1))
