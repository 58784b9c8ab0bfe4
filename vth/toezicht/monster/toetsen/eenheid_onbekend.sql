-- id: eenheid.onbekend
-- ernst: blokkerend
-- bron: lijst met eenheden van vergunningen
-- melding: De eenheid {waarde} is niet bekend en dus niet om te rekenen. Schrijf een bekende eenheid zoals mg/l, of laat deze toevoegen.
SELECT rijnummer, 'eenheid' AS veld, coalesce(eenheid, '(leeg)') AS waarde, '' AS grens
FROM labregel
WHERE code IS NULL AND NOT is_niet_gemeten
