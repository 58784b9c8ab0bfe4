-- id: bevinding.half_oordeel
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Bevindingoordeel heeft een gevolg en een gedrag
-- melding: Van het oordeel is maar één van de twee delen gevuld (gevolg en gedrag, hier {waarde}). Samen wijzen zij één vak van de
--    interventiematrix aan. Vul beide in, of laat beide leeg.
SELECT rijnummer, CASE WHEN gevolg IS NULL THEN 'gevolg' ELSE 'gedrag' END AS veld, coalesce(gevolg, gedrag) AS waarde, 'beide of geen' AS grens
FROM aanlevering
WHERE (gevolg IS NULL) <> (gedrag IS NULL)
