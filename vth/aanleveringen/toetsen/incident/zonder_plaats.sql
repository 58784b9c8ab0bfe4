-- id: incident.zonder_plaats
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: INCIDENT doet zich voor op VTH-OBJECT en INCIDENT is veroorzaakt bij ACTIVITEITUITVOERING
-- melding: Het incident noemt geen VTH-object en geen activiteituitvoering. Wie een locatie bezoekt, weet er daardoor niet van. Vul in
--    waar het was, als dat bekend is.
SELECT a.rijnummer, 'incident_bij' AS veld, a.sleutel AS waarde, 'ten minste één' AS grens
FROM aanlevering AS a
ANTI JOIN verwijzingen AS v ON a.sleutel = v.sleutel AND v.soort IN ('incident_bij', 'veroorzaakt_bij')
WHERE a.sleutel IS NOT NULL
