-- id: geoobject.geometrie_ongeldig
-- ernst: blokkerend
-- vast: aan
-- leegt: ja
-- bron: OGC Simple Features
-- melding: De geometrie is niet te gebruiken ({grens}). Teken de vorm opnieuw, zonder kruisende lijnen.
SELECT rijnummer, 'geometrie' AS veld, geometrie[:60] AS waarde, geometriefout AS grens
FROM aanlevering
WHERE geometriefout <> ''
