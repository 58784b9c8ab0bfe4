-- id: activiteituitvoering.beeindiging_voor_ontstaan
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Ontstaansdatum en Beeindigingsdatum
-- melding: De beëindigingsdatum {waarde} ligt voor de ontstaansdatum {grens}. Iets kan niet eindigen voor het er was.
--    Controleer beide datums in uw systeem.
SELECT rijnummer, 'beeindigingsdatum' AS veld, beeindigingsdatum AS waarde, ontstaansdatum AS grens
FROM aanlevering
WHERE beeindigingsdatum < ontstaansdatum
