-- id: natuurlijkpersoon.overlijden_in_toekomst
-- ernst: blokkerend
-- bron: gezond verstand
-- melding: De datum van overlijden {waarde} ligt na de dag van ontvangst ({grens}). Dat kan niet. Controleer de datum.
SELECT rijnummer, 'overlijdendatum' AS veld, overlijdendatum AS waarde, $ontvangen_op AS grens
FROM aanlevering
WHERE overlijdendatum > $ontvangen_op
