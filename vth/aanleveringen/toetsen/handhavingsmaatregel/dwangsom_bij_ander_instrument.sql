-- id: handhavingsmaatregel.dwangsom_bij_ander_instrument
-- ernst: blokkerend
-- bron: Algemene wet bestuursrecht 5:31d: een dwangsom hoort bij een last onder dwangsom
-- melding: De maatregel is {grens} en heeft toch een dwangsom (€ {kaal}). Een dwangsom hoort bij een last onder dwangsom. Controleer het
--    instrument, of haal het bedrag weg.
SELECT rijnummer, 'handhavingsinstrument' AS veld, replace(coalesce(dwangsombedrag, dwangsommaximum, verbeurd), '.', ',') AS waarde, handhavingsinstrument AS grens
FROM aanlevering
WHERE handhavingsinstrument <> 'last_onder_dwangsom' AND coalesce(dwangsombedrag, dwangsommaximum, verbeurd) IS NOT NULL
