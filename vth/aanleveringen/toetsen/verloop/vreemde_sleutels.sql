-- id: verloop.vreemde_sleutels
-- ernst: waarschuwing
-- bron: vergelijking met het register
-- melding: Van de nieuwe nummers zijn er {kaal} (in een steekproef van {grens}) bij een andere leverancier in gebruik.
--    Controleer of dit het bestand van een andere organisatie is.
SELECT NULL::BIGINT AS rijnummer, 'sleutel' AS veld, vreemd AS waarde, bekeken AS grens
FROM vreemde_sleutels
WHERE gegevensset = $gegevensset AND bekeken >= 5 AND vreemd > 0.5 * bekeken
