-- id: elk.eind_voor_begin
-- ernst: blokkerend
-- vast: ja
-- bron: BAG: eindGeldigheid ligt na beginGeldigheid
-- melding: De geldigheid eindigt op {waarde} maar begint op {grens}. Iets kan niet eindigen voor het begint. Controleer beide.
SELECT rijnummer, 'eind_geldigheid' AS veld, eind_geldigheid AS waarde, begin_geldigheid AS grens
FROM aanlevering
WHERE eind_geldigheid <= begin_geldigheid
