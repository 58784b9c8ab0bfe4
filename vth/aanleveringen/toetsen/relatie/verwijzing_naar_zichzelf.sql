-- id: relatie.verwijzing_naar_zichzelf
-- ernst: blokkerend
-- vast: ja
-- bron: CIm VTH FLo 1.0.1: een deel is niet zijn eigen geheel
-- melding: Object {waarde} verwijst bij ‘{titel}’ naar zichzelf. Dat kan niet. Verwijder de verwijzing of kies het juiste object.
SELECT rijnummer, soort AS veld, sleutel AS waarde, naar_sleutel AS grens
FROM verwijzingen
WHERE sleutel = naar_sleutel AND naar_soort = $gegevensset
