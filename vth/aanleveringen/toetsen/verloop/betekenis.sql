-- id: verloop.betekenis
-- ernst: waarschuwing
-- bron: vergelijking met de vorige aanlevering
-- melding: De inhoud van {titel} ziet er heel anders uit dan de vorige keer. Nu is het vooral {kaal}, toen vooral {grens} (A is een
--    hoofdletter, a zijn kleine letters, 9 is een cijfer). Controleer of de betekenis van de kolom is veranderd, of kolommen zijn verwisseld.
SELECT NULL::BIGINT AS rijnummer, veld, nu AS waarde, toen AS grens
FROM kengetal
WHERE gegevensset = $gegevensset AND afstand > 0.6
