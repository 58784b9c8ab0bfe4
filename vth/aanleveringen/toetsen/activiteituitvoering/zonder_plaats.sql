-- id: activiteituitvoering.zonder_plaats
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: ACTIVITEITUITVOERING vindt plaats binnen VTH-OBJECT
-- melding: De activiteit hoort bij geen VTH-object en heeft geen eigen locatie. Niemand weet dus waar zij wordt uitgevoerd.
--    Lever een van beide mee.
SELECT a.rijnummer, 'vindt_plaats_binnen' AS veld, a.sleutel AS waarde, 'VTH-object of locatie' AS grens
FROM aanlevering AS a
ANTI JOIN verwijzingen AS v ON a.sleutel = v.sleutel AND v.soort IN ('vindt_plaats_binnen', 'locatie')
WHERE a.sleutel IS NOT NULL
