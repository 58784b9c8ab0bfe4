-- id: handhavingsmaatregel.uitgewerkt_onder_maximum
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: uitgewerkt is een last onder dwangsom die is volgelopen
-- melding: De status is ‘uitgewerkt’, maar er is pas € {kaal} verbeurd van € {grens}. Een last is uitgewerkt als het hoogste bedrag
--    is verbeurd. Controleer de status en de bedragen.
SELECT rijnummer, 'status' AS veld, replace(verbeurd, '.', ',') AS waarde, replace(dwangsommaximum, '.', ',') AS grens
FROM aanlevering
WHERE status = 'uitgewerkt' AND TRY_CAST(verbeurd AS DECIMAL(18, 2)) < TRY_CAST(dwangsommaximum AS DECIMAL(18, 2))
