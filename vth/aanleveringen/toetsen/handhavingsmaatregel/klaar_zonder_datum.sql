-- id: handhavingsmaatregel.klaar_zonder_datum
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: Status Hh-maatregel en Datum afronding
-- melding: De status is {waarde}, maar er staat niet sinds wanneer. Hoe lang een maatregel duurde, is zo niet te zeggen. Vul in op welke dag
--    zij klaar was.
SELECT rijnummer, 'afgerond_op' AS veld, status AS waarde, 'een datum' AS grens
FROM aanlevering
WHERE status IN ('uitgevoerd', 'uitgewerkt', 'ingetrokken') AND afgerond_op IS NULL
