-- id: monster.leeg
-- ernst: blokkerend
-- bron: afspraak over het bestand
-- melding: Er is geen monsternummer. De uitslag hoort dan nergens bij. Vul het nummer in dat op de fles staat.
SELECT rijnummer, 'monster' AS veld, '' AS waarde, '' AS grens
FROM labregel
WHERE monster IS NULL
