-- id: vestiging.vestigingsnummer_zonder_kvk
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: VESTIGING: Vestigingsnummer + KvK-nummer
-- melding: Er is een vestigingsnummer ({waarde}) maar geen KvK-nummer. Samen wijzen ze de vestiging aan. Vul het KvK-nummer in.
SELECT rijnummer, 'kvk_nummer' AS veld, vestigingsnummer AS waarde, 'ingevuld' AS grens
FROM aanlevering
WHERE vestigingsnummer IS NOT NULL AND kvk_nummer IS NULL
