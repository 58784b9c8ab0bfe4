-- id: eerder.gelijk
-- ernst: informatie
-- bron: dezelfde levering twee keer verandert niets
-- overnemen: nee
-- melding: Dit resultaat ({waarde}) is al eerder geleverd. Er is niets veranderd.
SELECT l.rijnummer, 'waarde' AS veld, concat_ws(' ', l.geheel, l.eenheid) AS waarde, '' AS grens
FROM labregel AS l
INNER JOIN eerder AS e ON l.monster = e.nummer AND l.sleutel = e.sleutel
WHERE l.teken = e.teken AND l.basiswaarde = e.basiswaarde AND l.basis = e.basis
