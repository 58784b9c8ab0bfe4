-- id: waarde.geen_getal
-- ernst: blokkerend
-- bron: afspraak over het bestand
-- melding: {waarde} is niet te lezen als getal (afgesproken is een {grens} voor de decimalen, en niets tussen duizendtallen). Controleer het getal; achter < en > hoort er ook een.
SELECT rijnummer, 'waarde' AS veld, geheel AS waarde, $decimaalwoord AS grens
FROM labregel
WHERE
    waarde IS NOT NULL
    AND getal IS NULL
    AND NOT is_niet_gemeten
    -- What begins as a formula is told by that check.
    AND NOT regexp_matches(geheel, '^\s*([=@]|[+-]\s*[A-Za-z(@=])')
