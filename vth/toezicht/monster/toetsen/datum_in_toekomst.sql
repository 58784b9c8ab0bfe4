-- id: datum.in_toekomst
-- ernst: blokkerend
-- bron: wat nog komt is niet gemeten
-- melding: De analyse is van {waarde}, na de dag van ontvangst ({grens}). Controleer de datum.
SELECT rijnummer, 'analysedatum' AS veld, CAST(dag AS VARCHAR) AS waarde, $ontvangen_op AS grens
FROM labregel
WHERE dag > CAST($ontvangen_op AS DATE)
