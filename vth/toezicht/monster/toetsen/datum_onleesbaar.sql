-- id: datum.onleesbaar
-- ernst: blokkerend
-- bron: afspraak over het bestand
-- melding: De analysedatum {waarde} is geen bestaande datum in de afgesproken vorm. Controleer de datum.
SELECT rijnummer, 'analysedatum' AS veld, analysedatum AS waarde, $datumvorm AS grens
FROM labregel
WHERE analysedatum IS NOT NULL AND dag IS NULL
