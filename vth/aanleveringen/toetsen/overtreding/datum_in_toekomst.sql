-- id: overtreding.datum_in_toekomst
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Overtredingsdatum en Hersteldatum zijn dagen van een constatering
-- melding: In {titel} staat {waarde}. Dat is na de dag van ontvangst ({grens}), en wat is gezien, is al geweest. Controleer de datum.
SELECT rijnummer, 'overtredingsdatum' AS veld, overtredingsdatum AS waarde, $ontvangen_op AS grens
FROM aanlevering
WHERE overtredingsdatum > $ontvangen_op
UNION ALL
SELECT rijnummer, 'hersteldatum' AS veld, hersteldatum AS waarde, $ontvangen_op AS grens
FROM aanlevering
WHERE hersteldatum > $ontvangen_op
