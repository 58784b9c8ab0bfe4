-- id: overtreding.half_oordeel
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Interventiepositionering heeft Gevolg en Gedrag
-- melding: Van de plaats in de interventiematrix is alleen {waarde} gegeven. Zij bestaat uit het gevolg én het gedrag. Vul beide in, of
--    geen van beide.
SELECT rijnummer, CASE WHEN gevolg IS NULL THEN 'gevolg' ELSE 'gedrag' END AS veld, coalesce('gevolg ' || gevolg, 'gedrag ' || gedrag) AS waarde, 'beide' AS grens
FROM aanlevering
WHERE (gevolg IS NULL) <> (gedrag IS NULL)
