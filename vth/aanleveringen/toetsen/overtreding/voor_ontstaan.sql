-- id: overtreding.voor_ontstaan
-- ernst: waarschuwing
-- met: stand
-- bron: Het register: vanaf wanneer deze leverancier iets over het object zegt
-- melding: De overtreding is van {waarde}. Volgens uw eigen gegevens is er bij het object of de activiteit pas iets vanaf {grens}. Wat er
--    nog niet was, kan geen regel overtreden. Controleer de datum en het nummer, of lever aan sinds wanneer het object er is.
SELECT a.rijnummer, 'overtredingsdatum' AS veld, a.overtredingsdatum AS waarde, max(b.vanaf) AS grens
FROM aanlevering AS a
INNER JOIN verwijzingen AS v ON a.rijnummer = v.rijnummer AND a.sleutel = v.sleutel
INNER JOIN bestaat AS b ON v.naar_soort = b.soort AND v.naar_sleutel = b.sleutel
WHERE v.soort IN ('overtreding_bij', 'overtreding_bij_activiteit') AND a.overtredingsdatum < b.vanaf
GROUP BY a.rijnummer, a.overtredingsdatum
