-- id: handhavingsmaatregel.uitgewerkt_zonder_dwangsom
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: uitgewerkt is een last onder dwangsom die is volgelopen
-- melding: De status is ‘uitgewerkt’, maar de maatregel is {waarde}. Alleen een last onder dwangsom kan vollopen. Kies een andere status, of
--    controleer het instrument.
SELECT rijnummer, 'status' AS veld, handhavingsinstrument AS waarde, 'last_onder_dwangsom' AS grens
FROM aanlevering
WHERE status = 'uitgewerkt' AND handhavingsinstrument <> 'last_onder_dwangsom'
