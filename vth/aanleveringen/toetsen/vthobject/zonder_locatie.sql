-- id: vthobject.zonder_locatie
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: VTH-OBJECT heeft als locatie GEO-OBJECT [1..*]
-- melding: Het VTH-object heeft geen locatie. Anderen kunnen het daardoor niet op de kaart vinden. Lever een adres of
--    coördinaten mee.
SELECT a.rijnummer, 'locatie' AS veld, a.sleutel AS waarde, 'ten minste één' AS grens
FROM aanlevering AS a
ANTI JOIN verwijzingen AS v ON a.sleutel = v.sleutel AND v.soort IN ('locatie', 'deel_van')
WHERE a.sleutel IS NOT NULL
