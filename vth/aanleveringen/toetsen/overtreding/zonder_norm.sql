-- id: overtreding.zonder_norm
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: OVERTREDING betreft ALGEMEEN VERBINDEND VOORSCHRIFT of SPECIFIEK VOORSCHRIFT
-- melding: Overtreding {waarde} zegt niet welke regel is overtreden. Zonder norm is een herhaling niet te herkennen en een besluit niet
--    te motiveren. Vul het artikel of het voorschrift in, of de toestemming waarin het staat.
SELECT a.rijnummer, 'norm' AS veld, a.sleutel AS waarde, 'ten minste één' AS grens
FROM aanlevering AS a
ANTI JOIN verwijzingen AS v ON a.sleutel = v.sleutel AND v.soort = 'voorschrift_van'
WHERE a.norm IS NULL AND a.sleutel IS NOT NULL
