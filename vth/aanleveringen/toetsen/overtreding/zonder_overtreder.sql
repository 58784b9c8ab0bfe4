-- id: overtreding.zonder_overtreder
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: OVERTREDING is begaan door BETROKKENE [1]
-- melding: Overtreding {waarde} zegt niet wie haar beging. Zonder overtreder is een herhaling door dezelfde niet te herkennen. Vul het nummer
--    van de vestiging, de organisatie of de persoon in, zodra dat bekend is.
SELECT a.rijnummer, 'begaan_door' AS veld, a.sleutel AS waarde, 'ten minste één' AS grens
FROM aanlevering AS a
ANTI JOIN verwijzingen AS v ON a.sleutel = v.sleutel AND v.soort = 'begaan_door'
WHERE a.sleutel IS NOT NULL
