-- id: handhavingsmaatregel.begunstiging_voor_opleggen
-- ernst: blokkerend
-- bron: Algemene wet bestuursrecht 5:32a: een last stelt een termijn waarin nog kan worden hersteld
-- melding: De termijn om te herstellen zou lopen tot en met {waarde}, terwijl de maatregel pas op {grens} is opgelegd. Niemand kan herstellen
--    voor hem dat is opgedragen. Controleer beide datums.
SELECT rijnummer, 'begunstiging_tot' AS veld, begunstiging_tot AS waarde, opgelegd_op AS grens
FROM aanlevering
WHERE begunstiging_tot < opgelegd_op
