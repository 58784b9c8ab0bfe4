-- id: incidentsignaal.half_punt
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: Signaallocatie
-- melding: Er is maar één coördinaat ({waarde}). Daarmee is geen plek aan te wijzen. Lever ook de andere mee of laat beide leeg.
SELECT rijnummer, CASE WHEN x IS NULL THEN 'x' ELSE 'y' END AS veld, coalesce(x, y) AS waarde, 'beide' AS grens
FROM aanlevering
WHERE (x IS NULL) <> (y IS NULL)
