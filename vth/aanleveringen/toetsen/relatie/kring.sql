-- id: relatie.kring
-- ernst: blokkerend
-- vast: ja
-- bron: CIm VTH FLo 1.0.1: VTH-OBJECT maakt deel uit van VTH-OBJECT
-- melding: Object {waarde} is via andere objecten een deel van zichzelf ({grens}). Een geheel kan niet in zijn eigen deel
--    liggen. Verbeter één van de verwijzingen.
WITH RECURSIVE pad AS (
    SELECT sleutel AS begin, naar_sleutel AS hier, 1 AS stap, sleutel || ' > ' || naar_sleutel AS weg
    FROM verwijzingen
    WHERE soort = 'deel_van' AND sleutel <> naar_sleutel
        AND sleutel IN (SELECT naar_sleutel FROM verwijzingen WHERE soort = 'deel_van')
    UNION ALL
    SELECT p.begin, v.naar_sleutel AS hier, p.stap + 1 AS stap, p.weg || ' > ' || v.naar_sleutel AS weg
    FROM pad AS p
    INNER JOIN verwijzingen AS v ON p.hier = v.sleutel AND v.soort = 'deel_van'
    WHERE p.hier <> p.begin AND p.stap < 12
)

SELECT v.rijnummer, 'deel_van' AS veld, v.sleutel AS waarde, min(p.weg) AS grens
FROM verwijzingen AS v
INNER JOIN pad AS p ON v.sleutel = p.begin AND p.hier = p.begin
WHERE v.soort = 'deel_van'
GROUP BY v.rijnummer, v.sleutel
