-- id: bevinding.oordeel_zonder_overtreding
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: een Bevindingoordeel gaat over het niet naleven van een norm
-- melding: Er is een oordeel over gevolg en gedrag ({grens}), maar volgens het resultaat {waarde} is er niets overtreden. Controleer het
--    resultaat, of haal het oordeel weg.
SELECT rijnummer, 'resultaat' AS veld, resultaat AS waarde, gedrag || gevolg AS grens
FROM aanlevering
WHERE gevolg IS NOT NULL AND gedrag IS NOT NULL
    AND resultaat IN ('nageleefd', 'niet_van_toepassing', 'nader_onderzoek')
