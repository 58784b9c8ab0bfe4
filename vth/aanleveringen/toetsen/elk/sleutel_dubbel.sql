-- id: elk.sleutel_dubbel
-- ernst: blokkerend
-- bron: NEN 3610: een identificatie hoort bij één object
-- melding_licht: Het nummer {waarde} staat op meer rijen ({grens}) met verschillende inhoud. Alleen de eerste rij is gebruikt.
--    Zorg dat alle rijen hetzelfde zeggen.
-- melding: Het nummer {waarde} staat op meer rijen ({grens}) met verschillende inhoud. Het is niet te zeggen welke geldt;
--    geen ervan is overgenomen. Laat één rij per nummer staan.
SELECT a.rijnummer, 'sleutel' AS veld, a.sleutel AS waarde, d.rijen AS grens
FROM aanlevering AS a
INNER JOIN dubbelen AS d ON a.sleutel = d.sleutel
