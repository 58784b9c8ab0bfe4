-- id: verloop.aantal_rijen
-- ernst: waarschuwing
-- bron: vergelijking met de vorige aanlevering
-- melding: Het bestand telt {kaal} rijen; de vorige keer waren het er {grens}. Controleer of het bestand volledig is; een
--    afgebroken export is de meest voorkomende oorzaak.
SELECT DISTINCT NULL::BIGINT AS rijnummer, '' AS veld, rijen AS waarde, vorige_rijen AS grens
FROM kengetal
WHERE gegevensset = $gegevensset AND $volledig AND abs(rijen - vorige_rijen) > 0.2 * vorige_rijen
