-- id: waarde.niet_gemeten
-- ernst: informatie
-- bron: afspraak over het bestand
-- overnemen: nee
-- melding: Het laboratorium heeft dit niet gemeten ({waarde}). Er komt geen resultaat bij het monster.
SELECT rijnummer, 'waarde' AS veld, geheel AS waarde, '' AS grens
FROM labregel
WHERE is_niet_gemeten
