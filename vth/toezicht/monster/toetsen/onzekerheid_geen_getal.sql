-- id: onzekerheid.geen_getal
-- ernst: waarschuwing
-- bron: afspraak over het bestand
-- melding: De meetonzekerheid {waarde} is niet te lezen. Het resultaat is overgenomen zonder onzekerheid. Controleer het getal.
SELECT rijnummer, 'onzekerheid' AS veld, onzekerheid AS waarde, '' AS grens
FROM labregel
WHERE onzekerheid IS NOT NULL AND (onzekerheidsgetal IS NULL OR onzekerheidsgetal < 0)
