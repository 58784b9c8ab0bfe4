-- id: geoobject.buiten_nederland
-- ernst: waarschuwing
-- bron: EPSG:28992: gebruiksgebied van het Rijksdriehoekstelsel
-- melding: Het punt ({waarde}) ligt buiten Nederland. Zijn de coördinaten verwisseld of in een ander stelsel? Controleer ze.
SELECT rijnummer, 'x' AS veld, coalesce(x || ', ' || y, breedtegraad || ', ' || lengtegraad) AS waarde, 'Nederland' AS grens
FROM aanlevering
WHERE (x IS NOT NULL AND (x::DOUBLE NOT BETWEEN 7000 AND 300000 OR y::DOUBLE NOT BETWEEN 289000 AND 629000))
    OR (x IS NULL AND lengtegraad IS NOT NULL AND NOT (lengtegraad::DOUBLE BETWEEN 50.5 AND 53.7 AND breedtegraad::DOUBLE BETWEEN 3.2 AND 7.3))
