-- titel: Herstelde overtredingen
-- definitie: Het deel van de overtredingen uit de periode dat aan het einde van de periode was hersteld.
-- soort: aandeel
-- eenheid: "%"
-- korrel: één regel per overtreding
-- bronnen: register_overtredingvoorkomen, register_bronobject
-- volledig: elke overtreding; zonder hersteldatum geldt zij als niet hersteld
-- herkomst: Open VTH, kamer monitoring; geen vastgestelde definitie gelezen
-- zekerheid: aanname
-- versie: 1
SELECT
    b.leverancier AS dienst,
    o.bronobject_id AS record,
    coalesce(o.hersteldatum < getvariable('tot'), FALSE)::INTEGER AS teller,
    1 AS noemer
FROM nu.register_overtredingvoorkomen o
JOIN register_bronobject b ON b.id = o.bronobject_id
WHERE o.overtredingsdatum >= getvariable('van') AND o.overtredingsdatum < getvariable('tot')
