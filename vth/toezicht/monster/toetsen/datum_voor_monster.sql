-- id: datum.voor_monsterneming
-- ernst: blokkerend
-- bron: wat niet is genomen kan niet zijn onderzocht
-- melding: De analyse is van {waarde}, maar het monster is genomen op {grens}. Controleer het monsternummer en de datum.
SELECT l.rijnummer, 'analysedatum' AS veld, CAST(l.dag AS VARCHAR) AS waarde, CAST(m.genomen_op AS VARCHAR) AS grens
FROM labregel AS l
INNER JOIN monsterbekend AS m ON l.monster = m.nummer
WHERE l.dag < m.genomen_op
