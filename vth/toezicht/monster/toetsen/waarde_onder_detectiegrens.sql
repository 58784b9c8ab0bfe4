-- id: waarde.onder_detectiegrens
-- ernst: informatie
-- bron: Open VTH: een detectiegrens wordt nooit stil een getal
-- melding: Niet aangetoond: {waarde}. Dat blijft zo staan en wordt geen getal; ligt de grenswaarde lager, dan is er niets te toetsen.
SELECT rijnummer, 'waarde' AS veld, concat_ws(' ', geheel, eenheid) AS waarde, '' AS grens
FROM labregel
WHERE teken = '<' AND getal IS NOT NULL
