-- id: rij.codering
-- ernst: blokkerend
-- bron: afspraak over het bestand
-- melding: In {waarde} staan letters die in een andere codering zijn geschreven; wat er staat is niet zeker. Exporteer het bestand als UTF-8.
SELECT rijnummer, 'rij' AS veld, concat_ws(' ', monster, parameter, eenheid) AS waarde, 'UTF-8' AS grens
FROM labregel
WHERE contains(concat_ws(' ', monster, parameter, eenheid, waarde), chr(65533))
