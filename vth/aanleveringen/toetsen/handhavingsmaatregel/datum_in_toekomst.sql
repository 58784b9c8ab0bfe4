-- id: handhavingsmaatregel.datum_in_toekomst
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Datum opleggen maatregel en Datum afronding
-- melding: In {titel} staat {waarde}. Dat is na de dag van ontvangst ({grens}). Een maatregel die nog niet is opgelegd of afgerond, heeft die
--    dag nog niet. Controleer de datum, of laat haar leeg.
SELECT rijnummer, 'opgelegd_op' AS veld, opgelegd_op AS waarde, $ontvangen_op AS grens
FROM aanlevering
WHERE opgelegd_op > $ontvangen_op
UNION ALL
SELECT rijnummer, 'afgerond_op' AS veld, afgerond_op AS waarde, $ontvangen_op AS grens
FROM aanlevering
WHERE afgerond_op > $ontvangen_op
