-- titel: Activiteiten met bekend bevoegd gezag
-- definitie: Het deel van de activiteiten in het register waarvan het bevoegd gezag bekend is, aan het einde van de periode.
-- soort: aandeel
-- eenheid: "%"
-- korrel: één regel per activiteit
-- bronnen: register_activiteituitvoeringvoorkomen, register_bronobject
-- volledig: elke activiteit
-- herkomst: Open VTH, kamer monitoring; geen vastgestelde definitie gelezen
-- zekerheid: aanname
-- versie: 1
SELECT
    b.leverancier AS dienst,
    a.bronobject_id AS record,
    (coalesce(a.bevoegd_gezag, '') <> '')::INTEGER AS teller,
    1 AS noemer
FROM eind.register_activiteituitvoeringvoorkomen a
JOIN register_bronobject b ON b.id = a.bronobject_id
