-- id: dubbel.tegenstrijdig
-- ernst: blokkerend
-- bron: één resultaat per stof en monster
-- melding: Van deze stof staan bij dit monster verschillende resultaten in rij {grens}. Welk geldt is niet te zeggen; geen ervan is overgenomen. Vraag het laboratorium.
SELECT l.rijnummer, 'waarde' AS veld, concat_ws(' ', l.geheel, l.eenheid) AS waarde, d.rijen AS grens
FROM labregel AS l
INNER JOIN (
    SELECT monster, sleutel, string_agg(CAST(rijnummer AS VARCHAR), ', ' ORDER BY rijnummer) AS rijen
    FROM labregel
    WHERE sleutel IS NOT NULL AND basiswaarde IS NOT NULL
    GROUP BY monster, sleutel
    HAVING count(DISTINCT (teken, basiswaarde)) > 1
) AS d ON l.monster = d.monster AND l.sleutel = d.sleutel
