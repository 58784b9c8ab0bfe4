-- id: handhavingsmaatregel.verbeurd_binnen_termijn
-- ernst: blokkerend
-- bron: Algemene wet bestuursrecht 5:32a: binnen de begunstigingstermijn verbeurt geen dwangsom
-- melding: Er zou € {kaal} zijn verbeurd, maar er mag tot en met {grens} nog worden hersteld. In die tijd verbeurt niets. Controleer het
--    bedrag en de laatste dag van de termijn.
SELECT rijnummer, 'verbeurd' AS veld, replace(verbeurd, '.', ',') AS waarde, begunstiging_tot AS grens
FROM aanlevering
WHERE TRY_CAST(verbeurd AS DECIMAL(18, 2)) > 0 AND begunstiging_tot >= $ontvangen_op
