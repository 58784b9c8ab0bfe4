-- id: controle.hercontrole_voor_eerdere
-- ernst: blokkerend
-- met: stand
-- bron: begrippen/model: een hercontrole volgt op de controle waarvan zij de bevindingen nagaat
-- melding: De hercontrole is van {waarde}, maar de controle waarnaar zij verwijst is van {grens}. Een hercontrole komt na de eerdere
--    controle. Controleer beide datums en de verwijzing.
SELECT a.rijnummer, 'controledatum' AS veld, a.controledatum AS waarde, max(e.controledatum) AS grens
FROM aanlevering AS a
INNER JOIN verwijzingen AS v ON a.rijnummer = v.rijnummer AND a.sleutel = v.sleutel AND v.soort = 'hercontrole_van'
INNER JOIN aanlevering AS e ON v.naar_sleutel = e.sleutel
WHERE a.controledatum < e.controledatum
GROUP BY a.rijnummer, a.controledatum
