-- id: waarde.leeg
-- ernst: blokkerend
-- bron: afspraak over het bestand
-- melding: Er is geen resultaat. Is er niet gemeten, schrijf dat dan zoals in het profiel is afgesproken; leeg is niet nul.
SELECT rijnummer, 'waarde' AS veld, '' AS waarde, '' AS grens
FROM labregel
WHERE waarde IS NULL
