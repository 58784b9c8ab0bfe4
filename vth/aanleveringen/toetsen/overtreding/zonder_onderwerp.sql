-- id: overtreding.zonder_onderwerp
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: OVERTREDING betreft VTH-OBJECT en OVERTREDING betreft activiteituitvoering ACTIVITEITUITVOERING
-- melding: Overtreding {waarde} noemt geen VTH-object en geen activiteituitvoering. Wie een locatie bezoekt, weet er daardoor niet van. Vul
--    in waar de overtreding is.
SELECT a.rijnummer, 'overtreding_bij' AS veld, a.sleutel AS waarde, 'ten minste één' AS grens
FROM aanlevering AS a
ANTI JOIN verwijzingen AS v ON a.sleutel = v.sleutel AND v.soort IN ('overtreding_bij', 'overtreding_bij_activiteit')
WHERE a.sleutel IS NOT NULL
