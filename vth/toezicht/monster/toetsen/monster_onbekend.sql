-- id: monster.onbekend
-- ernst: blokkerend
-- bron: afspraak over het bestand
-- melding: Monster {waarde} is hier niet bekend. Controleer het nummer, of leg het monster eerst vast en lever daarna opnieuw.
SELECT l.rijnummer, 'monster' AS veld, l.monster AS waarde, '' AS grens
FROM labregel AS l
ANTI JOIN monsterbekend AS m ON l.monster = m.nummer
WHERE l.monster IS NOT NULL
