-- id: vestiging.beeindiging_voor_aanvang
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Datum aanvang en Datum beeindiging
-- melding: De datum van beëindiging {waarde} ligt voor de datum van aanvang {grens}. Iets kan niet eindigen voor het begint.
--    Controleer beide datums in uw systeem.
SELECT rijnummer, 'datum_beeindiging' AS veld, datum_beeindiging AS waarde, datum_aanvang AS grens
FROM aanlevering
WHERE datum_beeindiging < datum_aanvang
