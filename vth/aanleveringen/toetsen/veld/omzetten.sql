-- id: veld.omzetten
-- ernst: blokkerend
-- voor: omgezet
-- bron: begrippen/model: soort van het attribuut
-- melding: In {titel} staat {waarde}. Dat is geen {grens}. Verbeter de waarde in uw systeem en lever opnieuw aan.
SELECT rijnummer, $naam AS veld, {ruw} AS waarde, $soort AS grens
FROM aanlevering
WHERE {ruw} IS NOT NULL AND {veld} IS NULL
