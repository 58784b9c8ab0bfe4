-- id: parameter.leeg
-- ernst: blokkerend
-- bron: afspraak over het bestand
-- melding: Er staat niet wat is gemeten. Vul de naam of het CAS-nummer van de stof in.
SELECT rijnummer, 'parameter' AS veld, '' AS waarde, '' AS grens
FROM labregel
WHERE parameter IS NULL AND cas IS NULL
