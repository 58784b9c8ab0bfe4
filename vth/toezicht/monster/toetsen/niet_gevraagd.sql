-- id: gevraagd.niet
-- ernst: waarschuwing
-- bron: de opdracht aan het laboratorium
-- melding: {waarde} was voor dit monster niet gevraagd. Het resultaat is overgenomen; controleer of het monsternummer klopt.
SELECT l.rijnummer, 'parameter' AS veld, l.parameter AS waarde, '' AS grens
FROM labregel AS l
SEMI JOIN monsterbekend AS m ON l.monster = m.nummer
ANTI JOIN gevraagd AS g ON l.monster = g.nummer AND l.sleutel = g.sleutel
WHERE l.sleutel IS NOT NULL
