-- id: geoobject.verwisseld
-- ernst: blokkerend
-- bron: EPSG:28992: in Nederland is y altijd groter dan x
-- melding: De coördinaten ({waarde}) zijn verwisseld: met {grens} ligt het punt wel in Nederland. Wissel de kolommen om.
SELECT rijnummer, 'x' AS veld, "x#" || ', ' || "y#" AS waarde, "y#" || ', ' || "x#" AS grens
FROM aanlevering
WHERE "x#" IS NOT NULL AND x::DOUBLE BETWEEN 300000 AND 629000 AND y::DOUBLE BETWEEN 7000 AND 289000
UNION ALL
SELECT rijnummer, 'lengtegraad' AS veld, "breedtegraad#" || ', ' || "lengtegraad#" AS waarde, "lengtegraad#" || ', ' || "breedtegraad#" AS grens
FROM aanlevering
WHERE "lengtegraad#" IS NOT NULL AND lengtegraad::DOUBLE BETWEEN 50.5 AND 53.7 AND breedtegraad::DOUBLE BETWEEN 3.2 AND 7.3
