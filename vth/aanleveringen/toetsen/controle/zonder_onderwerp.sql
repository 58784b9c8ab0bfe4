-- id: controle.zonder_onderwerp
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: CONTROLE van vth-object VTH-OBJECT en CONTROLE van activiteituitvoering ACTIVITEITUITVOERING
-- melding: De controle noemt geen VTH-object en geen activiteituitvoering. Niemand kan haar bij een locatie terugvinden. Vul in waar
--    de controle over ging.
SELECT a.rijnummer, 'controle_van' AS veld, a.sleutel AS waarde, 'ten minste één' AS grens
FROM aanlevering AS a
ANTI JOIN verwijzingen AS v ON a.sleutel = v.sleutel AND v.soort IN ('controle_van', 'controle_van_activiteit')
WHERE a.sleutel IS NOT NULL
