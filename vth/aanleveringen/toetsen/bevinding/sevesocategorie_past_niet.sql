-- id: bevinding.sevesocategorie_past_niet
-- ernst: waarschuwing
-- bron: Landelijke handhavingstrategie Seveso-inrichtingen (aanname): drie categorieën van overtredingen
-- melding: De Seveso-categorie is {waarde}, en het resultaat {grens}. Een categorie 1, 2 of 3 hoort bij ‘overtreden’, en een afwijking is
--    geen overtreding. Verbeter het resultaat of de categorie.
SELECT rijnummer, 'sevesocategorie' AS veld, sevesocategorie AS waarde, '‘' || coalesce(resultaat, 'niet gegeven') || '’' AS grens
FROM aanlevering
WHERE sevesocategorie IS NOT NULL
    AND coalesce(
        CASE
            WHEN sevesocategorie = 'afwijking' THEN resultaat IN ('overtreden', 'niet_van_toepassing')
            ELSE resultaat <> 'overtreden'
        END,
        TRUE
    )
