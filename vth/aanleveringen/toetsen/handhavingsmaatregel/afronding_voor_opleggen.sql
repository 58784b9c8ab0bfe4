-- id: handhavingsmaatregel.afronding_voor_opleggen
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Datum opleggen maatregel en Datum afronding
-- melding: De maatregel zou zijn afgerond op {waarde}, voor zij op {grens} is opgelegd. Controleer beide datums.
SELECT rijnummer, 'afgerond_op' AS veld, afgerond_op AS waarde, opgelegd_op AS grens
FROM aanlevering
WHERE afgerond_op < opgelegd_op
