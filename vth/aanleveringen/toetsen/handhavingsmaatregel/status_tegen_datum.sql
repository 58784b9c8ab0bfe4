-- id: handhavingsmaatregel.status_tegen_datum
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Status Hh-maatregel en Datum afronding
-- melding: De status is {waarde}, maar de maatregel zou zijn afgerond op {grens}. Wat nog loopt, is niet afgerond. Controleer de status en de
--    datum.
SELECT rijnummer, 'status' AS veld, status AS waarde, afgerond_op AS grens
FROM aanlevering
WHERE status IN ('opgelegd', 'in_uitvoering') AND afgerond_op IS NOT NULL
