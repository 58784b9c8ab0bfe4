-- id: verloop.aandeel_leeg
-- ernst: waarschuwing
-- bron: vergelijking met de vorige aanlevering
-- melding: {titel} is nu in {kaal} van de rijen gevuld; de vorige keer in {grens}. Controleer of er een kolom leeg is
--    geraakt of verschoven.
SELECT NULL::BIGINT AS rijnummer, veld, printf('%.0f%%', 100 * gevuld) AS waarde, printf('%.0f%%', 100 * vorig_gevuld) AS grens
FROM kengetal
WHERE gegevensset = $gegevensset AND abs(gevuld - vorig_gevuld) > 0.2
