-- id: controle.voor_ontstaan
-- ernst: waarschuwing
-- met: stand
-- bron: Het register: vanaf wanneer deze leverancier iets over het object zegt
-- melding: De controle is van {waarde}. Volgens uw eigen gegevens is er bij het gecontroleerde object pas iets vanaf {grens}. Wat er nog
--    niet was, kan niet zijn gecontroleerd. Controleer de datum en het nummer van het object, of lever aan sinds wanneer het er is.
SELECT a.rijnummer, 'controledatum' AS veld, a.controledatum AS waarde, max(b.vanaf) AS grens
FROM aanlevering AS a
INNER JOIN verwijzingen AS v ON a.rijnummer = v.rijnummer AND a.sleutel = v.sleutel
INNER JOIN bestaat AS b ON v.naar_soort = b.soort AND v.naar_sleutel = b.sleutel
WHERE v.soort IN ('controle_van', 'controle_van_activiteit') AND a.controledatum < b.vanaf
GROUP BY a.rijnummer, a.controledatum
