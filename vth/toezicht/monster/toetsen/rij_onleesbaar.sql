-- id: rij.onleesbaar
-- ernst: blokkerend
-- bron: afspraak over het bestand
-- melding: {grens}
SELECT rijnummer, 'rij' AS veld, tekst AS waarde, uitleg AS grens
FROM leesfout
