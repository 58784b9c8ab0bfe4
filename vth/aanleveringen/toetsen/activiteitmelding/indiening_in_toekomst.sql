-- id: activiteitmelding.indiening_in_toekomst
-- ernst: blokkerend
-- bron: Omgevingswet 4.4: een melding is gedaan
-- melding: De melding is ingediend op {waarde}, na de dag van ontvangst ({grens}). Dat kan niet. Controleer de datum.
SELECT rijnummer, 'indiendatum' AS veld, indiendatum AS waarde, $ontvangen_op AS grens
FROM aanlevering
WHERE indiendatum > $ontvangen_op
