-- titel: Op tijd beslist
-- definitie: Het deel van de beslistermijnen waarvan de laatste dag in de periode viel en waarop uiterlijk die dag is beslist. Verlenging en
--    opschorting zijn in de laatste dag verwerkt.
-- soort: aandeel
-- eenheid: "%"
-- korrel: één regel per beslistermijn van een zaak; wat verviel telt niet mee
-- bronnen: zaken_zaaktermijn, zaken_zaak
-- volledig: elke termijn met een laatste dag
-- herkomst: Open VTH, kamer monitoring; geen vastgestelde definitie gelezen
-- zekerheid: aanname
-- versie: 1
SELECT
    z.leverancier AS dienst,
    z.id AS record,
    coalesce(t.voldaan_op <= t.laatste_dag, FALSE)::INTEGER AS teller,
    1 AS noemer
FROM zaken_zaaktermijn t
JOIN zaken_zaak z ON z.id = t.zaak_id
WHERE t.code = 'beslistermijn' AND t.vervallen_op IS NULL
    AND t.laatste_dag >= getvariable('van') AND t.laatste_dag < getvariable('tot')
