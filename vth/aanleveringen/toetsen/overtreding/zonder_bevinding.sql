-- id: overtreding.zonder_bevinding
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: OVERTREDING is geconstateerd n.a.v. BEVINDING [1..*]
-- melding: Overtreding {waarde} noemt geen bevinding. Niemand kan nagaan wat er is gezien, en wanneer. Lever de controle met haar
--    bevindingen aan en vul het nummer van de bevinding in.
SELECT a.rijnummer, 'vanwege_bevinding' AS veld, a.sleutel AS waarde, 'ten minste één' AS grens
FROM aanlevering AS a
ANTI JOIN verwijzingen AS v ON a.sleutel = v.sleutel AND v.soort = 'vanwege_bevinding'
WHERE a.sleutel IS NOT NULL
