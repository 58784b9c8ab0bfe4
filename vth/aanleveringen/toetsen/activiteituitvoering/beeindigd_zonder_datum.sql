-- id: activiteituitvoering.beeindigd_zonder_datum
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: Status en Beeindigingsdatum
-- melding: De status is {waarde} maar er is geen beëindigingsdatum. Vul de datum in.
SELECT rijnummer, 'beeindigingsdatum' AS veld, status AS waarde, 'ingevuld' AS grens
FROM aanlevering
WHERE status = 'beeindigd' AND beeindigingsdatum IS NULL
