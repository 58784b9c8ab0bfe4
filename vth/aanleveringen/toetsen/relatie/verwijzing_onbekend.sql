-- id: relatie.verwijzing_onbekend
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: relaties tussen objecten
-- melding: De rij verwijst bij ‘{titel}’ naar {waarde}. Dat object staat niet in deze aanlevering en niet in het register,
--    of de rij waarop het staat is geweigerd. Lever het object mee aan of verbeter de verwijzing.
SELECT v.rijnummer, v.soort AS veld, v.naar_sleutel AS waarde, v.naar_soort AS grens
FROM verwijzingen AS v
ANTI JOIN bekend AS b ON v.naar_soort = b.soort AND v.naar_sleutel = b.sleutel
