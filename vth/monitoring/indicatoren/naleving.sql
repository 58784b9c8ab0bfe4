-- titel: Naleving bij controle
-- definitie: Het deel van de beoordeelde onderwerpen bij controles in de periode dat werd nageleefd, of na een aanwijzing ter plekke in orde was.
-- soort: aandeel
-- eenheid: "%"
-- korrel: één regel per bevinding van een controle
-- bronnen: register_bevindingvoorkomen, register_controlevoorkomen, register_relatie, register_bronobject
-- volledig: het resultaat is een oordeel (nader onderzoek en niet beoordeeld zijn dat niet)
-- herkomst: Open VTH, kamer monitoring; geen vastgestelde definitie gelezen
-- zekerheid: aanname
-- versie: 1
SELECT
    b.leverancier AS dienst,
    v.bronobject_id AS record,
    CASE
        WHEN v.resultaat IN ('nageleefd', 'akkoord_na_aanwijzing') THEN 1
        WHEN v.resultaat = 'overtreden' THEN 0
    END AS teller,
    1 AS noemer
FROM nu.register_bevindingvoorkomen v
JOIN nu.register_relatie r ON r.van_id = v.bronobject_id AND r.soort = 'uitkomst_van'
JOIN nu.register_controlevoorkomen c ON c.bronobject_id = r.naar_id
JOIN register_bronobject b ON b.id = v.bronobject_id
WHERE c.controledatum >= getvariable('van') AND c.controledatum < getvariable('tot')
