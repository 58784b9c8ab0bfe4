-- id: gevraagd.ontbreekt
-- ernst: waarschuwing
-- bron: de opdracht aan het laboratorium
-- melding: Voor monster {waarde} is ook {grens} gevraagd; dat staat niet in het bestand en is niet eerder geleverd. Vraag het laboratorium.
SELECT NULL AS rijnummer, 'parameter' AS veld, g.nummer AS waarde, string_agg(g.naam, ', ' ORDER BY g.naam) AS grens
FROM gevraagd AS g
SEMI JOIN labregel AS l ON g.nummer = l.monster
ANTI JOIN (
    SELECT monster AS nummer, sleutel FROM labregel
    UNION ALL
    SELECT nummer, sleutel FROM eerder
) AS r ON g.nummer = r.nummer AND g.sleutel = r.sleutel
GROUP BY g.nummer
