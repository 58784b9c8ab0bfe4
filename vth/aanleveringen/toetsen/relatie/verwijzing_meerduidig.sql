-- id: relatie.verwijzing_meerduidig
-- ernst: blokkerend
-- vast: ja
-- bron: leverprofiel: een verwijzing met een deel van het nummer
-- melding: De rij verwijst bij ‘{titel}’ naar {waarde}. Daarbij horen er meer dan één ({grens}) en de rij zegt niet welke. Lever ook
--    de rest van het nummer mee, of laat het leverprofiel zeggen welke voorgaat.
SELECT rijnummer, relatie AS veld, gegeven AS waarde, kandidaten AS grens
FROM gezocht
WHERE gekozen IS NULL AND aantal > 1
