-- id: veld.codelijst
-- ernst: blokkerend
-- vast: aan
-- voor: code
-- leegt: ja
-- bron: begrippen/lijsten
-- melding: In {titel} staat {waarde}. Die code staat niet in de lijst ‘{grens}’ of geldt niet op de begindatum van de rij.
--    Kies een code uit de lijst, of laat de code in het leverprofiel vertalen.
WITH delen AS (
    SELECT rijnummer, begin_geldigheid, unnest(string_split({veld}, $splits)) AS code
    FROM aanlevering
    WHERE {veld} IS NOT NULL
),

verschillend AS (
    SELECT DISTINCT code, begin_geldigheid FROM delen
),

onbekend AS (
    SELECT v.code, v.begin_geldigheid
    FROM verschillend AS v
    WHERE NOT EXISTS (
        SELECT 1 FROM codes AS c
        WHERE c.lijst = $lijst AND c.code = v.code
            AND c.begin <= v.begin_geldigheid AND v.begin_geldigheid < c.eind
    )
)

SELECT d.rijnummer, $naam AS veld, d.code AS waarde, $lijsttitel AS grens
FROM delen AS d
SEMI JOIN onbekend AS o ON d.code = o.code AND d.begin_geldigheid = o.begin_geldigheid
