-- id: eenheid.niet_om_te_rekenen
-- ernst: blokkerend
-- bron: lijst met eenheden van vergunningen
-- melding: {waarde} is niet om te rekenen naar {grens}, de eenheid die voor dit monster is gevraagd. Vraag het laboratorium om de gevraagde eenheid.
SELECT l.rijnummer, 'eenheid' AS veld, l.eenheid AS waarde, g.basis AS grens
FROM labregel AS l
INNER JOIN gevraagd AS g ON l.monster = g.nummer AND l.sleutel = g.sleutel
WHERE l.basis <> g.basis AND g.basis <> ''
