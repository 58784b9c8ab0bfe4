-- titel: Overtredingen waartegen is opgetreden
-- definitie: Het deel van de overtredingen uit de periode waarvan is vastgelegd dat ertegen wordt opgetreden.
-- soort: aandeel
-- eenheid: "%"
-- korrel: één regel per overtreding
-- bronnen: register_overtredingvoorkomen, register_bronobject
-- volledig: er is vastgelegd of wordt opgetreden
-- herkomst: Open VTH, kamer monitoring; geen vastgestelde definitie gelezen
-- zekerheid: aanname
-- versie: 1
SELECT
    b.leverancier AS dienst,
    o.bronobject_id AS record,
    o.indicatie_handhaving::INTEGER AS teller,
    1 AS noemer
FROM nu.register_overtredingvoorkomen o
JOIN register_bronobject b ON b.id = o.bronobject_id
WHERE o.overtredingsdatum >= getvariable('van') AND o.overtredingsdatum < getvariable('tot')
