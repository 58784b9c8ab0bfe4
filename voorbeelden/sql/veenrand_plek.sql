-- id: veenrand_plek
-- korrel: een plek die OD Veenrand in dit kwartaal aanlevert
-- betekenis: Wat OD Veenrand in haar systeem heeft staan, met de fout die er in deze rij zit. Brakerzijl ging op 1-1-2025 over.
SELECT
    s.*,
    'VR-' || lpad(n::VARCHAR, 8, '0') AS nummer,
    coalesce(f.fout, CASE WHEN zonder_kvk THEN 'kvk_ontbreekt' END) AS fout,
    CASE
        WHEN zonder_kvk OR f.fout = 'kvk_ontbreekt' THEN ['', '-', 'onbekend', '00000000'][1 + n % 4]
        WHEN f.fout = 'kvk_zonder_nul' THEN CASE WHEN kvk[1] = '0' THEN ltrim(kvk, '0') ELSE kvk[2:] END
        ELSE kvk
    END AS kvk_nr,
    CASE WHEN zonder_kvk OR f.fout = 'kvk_ontbreekt' THEN '' ELSE vestiging END AS vest_nr
FROM stand AS s
LEFT JOIN fout AS f
    ON f.bestand = 'OD-VEENRAND/inrichtingen' AND f.rest = s.rij % 120 AND getvariable('k') < f.tot AND NOT s.in_verhaal
WHERE s.serie = 'V' AND s.aanwezig AND (getvariable('k') < 1 OR s.gemeente <> 'GM9904')
