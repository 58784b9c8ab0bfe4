-- id: geoobject.buiten_gemeente
-- ernst: waarschuwing
-- bron: CBS/Kadaster: bestuurlijke grenzen; tot 100 m ernaast telt niet, want veel punten zijn die van een postcode
-- melding: Het punt ligt niet in gemeente {waarde} maar in {grens}. Controleer de coördinaten en de gemeente.
SELECT
    rijnummer,
    'gemeente' AS veld,
    gemeente AS waarde,
    coalesce(nullif(gemeente_van_punt, ''), 'geen enkele gemeente') || printf(' (%.0f m ernaast)', afstand_m) AS grens
FROM aanlevering
WHERE afstand_m > 100
