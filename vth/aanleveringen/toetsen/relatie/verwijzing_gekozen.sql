-- id: relatie.verwijzing_gekozen
-- ernst: waarschuwing
-- bron: leverprofiel: een verwijzing met een deel van het nummer, en wat voorgaat
-- melding: De rij verwijst bij ‘{titel}’ naar {waarde}. Daarbij horen er meer dan één; volgens het leverprofiel is {grens} bedoeld.
--    Controleer of dat klopt, of lever ook de rest van het nummer mee.
SELECT rijnummer, relatie AS veld, gegeven AS waarde, gekozen AS grens
FROM gezocht
WHERE gekozen IS NOT NULL AND aantal > 1
