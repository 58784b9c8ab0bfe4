-- id: elk.sleutelpatroon
-- ernst: blokkerend
-- bron: afspraak in het leverprofiel
-- melding: Het nummer {waarde} heeft niet de vorm die u hebt afgesproken ({grens}). Is dit een nummer van een andere
--    organisatie of een tikfout? Verbeter het nummer.
SELECT rijnummer, 'sleutel' AS veld, sleutel AS waarde, $sleutelpatroon AS grens
FROM aanlevering
WHERE $sleutelpatroon <> '' AND sleutel IS NOT NULL AND NOT regexp_full_match(sleutel, $sleutelpatroon)
