-- id: eerder.anders
-- ernst: blokkerend
-- bron: wat is geleverd blijft staan; een verbetering komt ernaast
-- melding: Voor deze stof is bij dit monster al {grens} geleverd; nu staat er {waarde}. Is dit een verbetering, lever het bestand dan als correctie.
SELECT l.rijnummer, 'waarde' AS veld, concat_ws(' ', l.geheel, l.eenheid) AS waarde, e.geschreven AS grens
FROM labregel AS l
INNER JOIN eerder AS e ON l.monster = e.nummer AND l.sleutel = e.sleutel
WHERE
    NOT $correctie
    AND l.basiswaarde IS NOT NULL
    AND NOT (l.teken = e.teken AND l.basiswaarde = e.basiswaarde AND l.basis = e.basis)
