-- id: elk.begin_in_toekomst
-- ernst: waarschuwing
-- bron: gezond verstand
-- melding: De rij geldt pas vanaf {waarde}, na de dag van ontvangst ({grens}). Dat kan bij een voornemen. Is het er geen,
--    verbeter dan de datum.
SELECT rijnummer, 'begin_geldigheid' AS veld, begin_geldigheid AS waarde, $ontvangen_op AS grens
FROM aanlevering
WHERE begin_geldigheid > $ontvangen_op AND begin_geldigheid <> $peildatum
