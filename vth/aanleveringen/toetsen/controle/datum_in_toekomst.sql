-- id: controle.datum_in_toekomst
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Controledatum is de dag waarop is gecontroleerd
-- melding: De controle zou zijn gedaan op {waarde}. Dat is na de dag van ontvangst ({grens}). Wat nog gepland is, hoort niet in het
--    register. Controleer de datum, of lever de controle aan als zij is gedaan.
SELECT rijnummer, 'controledatum' AS veld, controledatum AS waarde, $ontvangen_op AS grens
FROM aanlevering
WHERE controledatum > $ontvangen_op
