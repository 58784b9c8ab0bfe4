-- id: handhavingsmaatregel.zonder_overtreding
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: HANDHAVINGSMAATREGEL wordt genomen ter bestrijding van OVERTREDING [1..*]
-- melding: Maatregel {waarde} noemt geen overtreding. Zonder overtreding is er niets om tegen op te treden, en is niet te zeggen waar en bij wie.
--    Lever de overtreding aan en vul haar nummer in.
SELECT a.rijnummer, 'ter_bestrijding_van' AS veld, a.sleutel AS waarde, 'ten minste één' AS grens
FROM aanlevering AS a
ANTI JOIN verwijzingen AS v ON a.sleutel = v.sleutel AND a.rijnummer = v.rijnummer AND v.soort = 'ter_bestrijding_van'
WHERE a.sleutel IS NOT NULL
