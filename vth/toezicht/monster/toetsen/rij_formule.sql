-- id: rij.formule
-- ernst: blokkerend
-- bron: Open VTH: een tekst mag in een spreadsheet niets doen
-- melding: {veld} begint als een formule: {waarde}. Dat kan op een andere computer iets uitvoeren. Vervang het door de tekst of het getal dat er hoort te staan.
SELECT rijnummer, CASE veld WHEN 'geheel' THEN 'waarde' ELSE veld END AS veld, waarde, '' AS grens
FROM (
    UNPIVOT (SELECT rijnummer, monster, parameter, cas, eenheid, methode, analysedatum, geheel FROM labregel)
    ON monster, parameter, cas, eenheid, methode, analysedatum, geheel
    INTO NAME veld VALUE waarde
)
WHERE regexp_matches(waarde, '^\s*([=@]|[+-]\s*[A-Za-z(@=])')
