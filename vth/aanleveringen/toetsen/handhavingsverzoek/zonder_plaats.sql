-- id: handhavingsverzoek.zonder_plaats
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: HANDHAVINGSVERZOEK betreft mogelijke overtreding op VTH-OBJECT [1]
-- melding: Verzoek {waarde} noemt geen VTH-object en geen activiteituitvoering. Niemand kan het bij een locatie terugvinden. Vul in waar het
--    over gaat.
SELECT a.rijnummer, 'verzoek_bij' AS veld, a.sleutel AS waarde, 'ten minste één' AS grens
FROM aanlevering AS a
ANTI JOIN verwijzingen AS v ON a.sleutel = v.sleutel AND v.soort IN ('verzoek_bij', 'verzoek_bij_activiteit')
WHERE a.sleutel IS NOT NULL
