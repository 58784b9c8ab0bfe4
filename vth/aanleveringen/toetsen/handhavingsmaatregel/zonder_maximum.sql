-- id: handhavingsmaatregel.zonder_maximum
-- ernst: waarschuwing
-- bron: Algemene wet bestuursrecht 5:32b: bij een dwangsom hoort een bedrag waarboven niets meer verbeurt
-- melding: Last onder dwangsom {waarde} heeft geen hoogste bedrag. Zonder dat bedrag verbeurt een dwangsom zonder einde, en is niet te zien
--    of de last is uitgewerkt. Vul het hoogste bedrag uit het besluit in.
SELECT rijnummer, 'dwangsommaximum' AS veld, sleutel AS waarde, 'een bedrag' AS grens
FROM aanlevering
WHERE handhavingsinstrument = 'last_onder_dwangsom' AND dwangsommaximum IS NULL AND dwangsommodaliteit IS DISTINCT FROM 'ineens'
