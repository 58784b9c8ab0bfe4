-- titel: Uitgevoerde controles
-- definitie: Het aantal controles met een controledatum in de periode die ook echt zijn uitgevoerd. Een controle waarbij de toegang werd geweigerd
--    of niemand aanwezig was, telt niet mee.
-- soort: aantal
-- eenheid: controles
-- korrel: één regel per controle
-- bronnen: register_controlevoorkomen, register_bronobject
-- volledig: de uitkomst van de controle is bekend
-- herkomst: Open VTH, kamer monitoring; geen vastgestelde definitie gelezen
-- zekerheid: aanname
-- versie: 1
SELECT
    b.leverancier AS dienst,
    c.bronobject_id AS record,
    CASE WHEN c.uitkomst IS NULL THEN NULL ELSE (c.uitkomst = 'uitgevoerd')::INTEGER END AS teller,
    1 AS noemer
FROM nu.register_controlevoorkomen c
JOIN register_bronobject b ON b.id = c.bronobject_id
WHERE c.controledatum >= getvariable('van') AND c.controledatum < getvariable('tot')
