-- id: elk.sleutel_ontbreekt
-- ernst: blokkerend
-- bron: NEN 3610: elk object heeft een identificatie
-- melding: De rij heeft geen eigen nummer. Zonder nummer is niet te zeggen bij welk object de rij hoort. Vul het nummer in.
SELECT rijnummer, 'sleutel' AS veld, NULL AS waarde, 'verplicht' AS grens
FROM aanlevering
WHERE sleutel IS NULL
