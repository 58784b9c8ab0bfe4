-- titel: IPPC-bedrijven die zijn bezocht
-- definitie: Het deel van de VTH-objecten met een IPPC-installatie waar in de periode een controle is uitgevoerd, door wie dan ook.
-- soort: aandeel
-- eenheid: "%"
-- korrel: één regel per VTH-object met een IPPC-installatie dat aan het einde van de periode bestond
-- bronnen: register_vthobjectvoorkomen, register_controlevoorkomen, register_relatie, register_toewijzing, register_bronobject
-- volledig: elk object
-- herkomst: Open VTH, kamer monitoring; geen vastgestelde definitie gelezen
-- zekerheid: aanname
-- versie: 1
WITH bezocht AS (
    SELECT DISTINCT coalesce(t.identiteit, r.naar_id) AS identiteit
    FROM nu.register_controlevoorkomen c
    JOIN nu.register_relatie r ON r.van_id = c.bronobject_id AND r.soort = 'controle_van'
    LEFT JOIN nu.register_toewijzing t ON t.bronobject_id = r.naar_id
    WHERE c.controledatum >= getvariable('van') AND c.controledatum < getvariable('tot') AND c.uitkomst = 'uitgevoerd'
)
SELECT
    b.leverancier AS dienst,
    o.bronobject_id AS record,
    (z.identiteit IS NOT NULL)::INTEGER AS teller,
    1 AS noemer
FROM eind.register_vthobjectvoorkomen o
JOIN register_bronobject b ON b.id = o.bronobject_id
LEFT JOIN nu.register_toewijzing t ON t.bronobject_id = o.bronobject_id
LEFT JOIN bezocht z ON z.identiteit = coalesce(t.identiteit, o.bronobject_id)
WHERE o.ippc::INTEGER = 1
