-- id: elk.perioden_overlappen
-- ernst: blokkerend
-- vast: ja
-- bron: BAG: voorkomens van één object overlappen niet
-- melding: Van nummer {waarde} overlappen de perioden op de rijen {grens}. Op één dag kan maar één toestand gelden; geen van
--    deze rijen is overgenomen. Verbeter de datums.
SELECT a.rijnummer, 'begin_geldigheid' AS veld, a.sleutel AS waarde, o.rijen AS grens
FROM aanlevering AS a
INNER JOIN overlappingen AS o ON a.sleutel = o.sleutel
