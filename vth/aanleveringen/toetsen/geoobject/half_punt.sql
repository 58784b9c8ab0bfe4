-- id: geoobject.half_punt
-- ernst: waarschuwing
-- bron: EPSG:28992 en EPSG:4326: een punt heeft twee coördinaten
-- melding: Er is maar één coördinaat ({waarde}). Daarmee is geen plek aan te wijzen. Lever {grens} mee of laat beide leeg.
SELECT rijnummer, 'x' AS veld, coalesce("x#", "y#") AS waarde, 'ook de andere' AS grens
FROM aanlevering
WHERE ("x#" IS NULL) <> ("y#" IS NULL)
UNION ALL
SELECT rijnummer, 'lengtegraad' AS veld, coalesce("lengtegraad#", "breedtegraad#") AS waarde, 'ook de andere' AS grens
FROM aanlevering
WHERE ("lengtegraad#" IS NULL) <> ("breedtegraad#" IS NULL)
