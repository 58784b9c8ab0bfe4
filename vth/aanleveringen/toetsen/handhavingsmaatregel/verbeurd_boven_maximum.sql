-- id: handhavingsmaatregel.verbeurd_boven_maximum
-- ernst: blokkerend
-- bron: Algemene wet bestuursrecht 5:32b: boven het hoogste bedrag verbeurt niets meer
-- melding: Er zou € {kaal} zijn verbeurd, terwijl er hoogstens € {grens} kan verbeuren. Controleer beide bedragen.
WITH bedragen AS (
    SELECT
        rijnummer,
        TRY_CAST(verbeurd AS DECIMAL(18, 2)) AS verbeurd,
        TRY_CAST(coalesce(dwangsommaximum, CASE WHEN dwangsommodaliteit = 'ineens' THEN dwangsombedrag END) AS DECIMAL(18, 2)) AS hoogstens
    FROM aanlevering
)

SELECT rijnummer, 'verbeurd' AS veld, replace(verbeurd::VARCHAR, '.', ',') AS waarde, replace(hoogstens::VARCHAR, '.', ',') AS grens
FROM bedragen
WHERE verbeurd > hoogstens
