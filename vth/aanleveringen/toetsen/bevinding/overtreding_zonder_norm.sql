-- id: bevinding.overtreding_zonder_norm
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: BEVINDING betreft algemeen verbindend voorschrift
-- melding: De bevinding zegt dat voorschriften zijn overtreden, maar niet welke. Zonder norm is een herhaling niet te herkennen en een
--    besluit niet te motiveren. Vul het artikel of het voorschrift in, of de toestemming waarin het staat.
SELECT a.rijnummer, 'norm' AS veld, a.resultaat AS waarde, 'ingevuld' AS grens
FROM aanlevering AS a
ANTI JOIN verwijzingen AS v ON a.rijnummer = v.rijnummer AND a.sleutel = v.sleutel AND v.soort = 'getoetst_aan'
WHERE a.resultaat = 'overtreden' AND a.norm IS NULL
