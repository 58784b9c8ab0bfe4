-- id: veld.vulling
-- ernst: waarschuwing
-- voor: belangrijk
-- bron: Staat van de gegevenskwaliteit: gegevens die anderen nodig hebben
-- melding: {titel} is leeg. Anderen hebben dit gegeven nodig om het object te herkennen. Vul het aan in uw systeem.
SELECT rijnummer, $naam AS veld, NULL AS waarde, 'gevuld' AS grens
FROM aanlevering
WHERE {veld} IS NULL AND {ruw} IS NULL
