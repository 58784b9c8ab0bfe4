-- id: handhavingsmaatregel.bedrag_boven_maximum
-- ernst: blokkerend
-- bron: Algemene wet bestuursrecht 5:32b: bij een dwangsom hoort een bedrag waarboven niets meer verbeurt
-- melding: De dwangsom is € {kaal} en het hoogste bedrag € {grens}. Eén keer kan niet meer kosten dan het hoogste bedrag. Controleer
--    of de twee bedragen verwisseld zijn.
SELECT rijnummer, 'dwangsombedrag' AS veld, replace(dwangsombedrag, '.', ',') AS waarde, replace(dwangsommaximum, '.', ',') AS grens
FROM aanlevering
WHERE TRY_CAST(dwangsombedrag AS DECIMAL(18, 2)) > TRY_CAST(dwangsommaximum AS DECIMAL(18, 2))
