-- id: verloop.betekenis
-- ernst: waarschuwing
-- bron: vergelijking met de vorige aanlevering
-- melding: De inhoud van {titel} ziet er heel anders uit dan de vorige keer: nu vooral {waarde}, toen vooral {grens}. Is de
--    betekenis van de kolom veranderd, of zijn er kolommen verwisseld?
SELECT NULL::BIGINT AS rijnummer, veld, nu AS waarde, toen AS grens
FROM kengetal
WHERE gegevensset = $gegevensset AND afstand > 0.6
