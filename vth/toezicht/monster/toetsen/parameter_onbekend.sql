-- id: parameter.onbekend
-- ernst: blokkerend
-- bron: code lijst stof
-- melding: {waarde} is geen bekende stof of grootheid. Zet in het profiel van het laboratorium onder `parameters` wat er wordt bedoeld, en lever opnieuw.
SELECT rijnummer, 'parameter' AS veld, concat_ws(', CAS ', parameter, cas) AS waarde, '' AS grens
FROM labregel
WHERE sleutel IS NULL AND coalesce(parameter, cas) IS NOT NULL
