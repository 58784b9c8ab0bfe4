-- id: dubbel.in_bestand
-- ernst: waarschuwing
-- bron: één resultaat per stof en monster
-- overnemen: nee
-- melding: Dit resultaat ({waarde}) staat al in rij {grens}. Deze rij is niet nog eens overgenomen.
SELECT rijnummer, 'waarde' AS veld, waarde, eerste AS grens
FROM (
    SELECT
        rijnummer,
        concat_ws(' ', geheel, eenheid) AS waarde,
        CAST(first_value(rijnummer) OVER w AS VARCHAR) AS eerste,
        row_number() OVER w AS plaats
    FROM labregel
    WHERE sleutel IS NOT NULL AND basiswaarde IS NOT NULL
    WINDOW w AS (PARTITION BY monster, sleutel, teken, basiswaarde ORDER BY rijnummer)
)
WHERE plaats > 1
