-- id: veld.verplicht
-- ernst: blokkerend
-- voor: verplicht
-- bron: CIm VTH FLo 1.0.1: kardinaliteit 1
-- melding: {titel} is leeg. Dit gegeven is verplicht. Vul het in uw systeem in en lever opnieuw aan.
SELECT rijnummer, $naam AS veld, NULL AS waarde, 'verplicht' AS grens
FROM aanlevering
WHERE {veld} IS NULL AND {ruw} IS NULL
