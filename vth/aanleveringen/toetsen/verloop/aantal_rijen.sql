-- id: verloop.aantal_rijen
-- ernst: waarschuwing
-- bron: vergelijking met de vorige aanlevering
-- melding: Het bestand telt {waarde} rijen; de vorige keer waren het er {grens}. Is het bestand volledig? Een afgebroken
--    export is de meest voorkomende oorzaak.
SELECT DISTINCT NULL::BIGINT AS rijnummer, '' AS veld, rijen AS waarde, vorige_rijen AS grens
FROM kengetal
WHERE gegevensset = $gegevensset AND $volledig AND abs(rijen - vorige_rijen) > 0.2 * vorige_rijen
