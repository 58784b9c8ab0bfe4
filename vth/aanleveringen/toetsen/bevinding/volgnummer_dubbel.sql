-- id: bevinding.volgnummer_dubbel
-- ernst: blokkerend
-- met: stand
-- bron: CIm VTH FLo 1.0.1: Bevinding-volgnummer is uniek binnen de controle
-- melding: Volgnummer {waarde} staat bij dezelfde controle ook in rij {grens}, onder een ander nummer van de bevinding. Een volgnummer
--    telt binnen een controle één keer. Verbeter het volgnummer, of laat weg wat dubbel is aangeleverd.
WITH genummerd AS (
    SELECT a.rijnummer, a.sleutel, a.volgnummer, v.naar_sleutel AS controle
    FROM aanlevering AS a
    INNER JOIN verwijzingen AS v ON a.rijnummer = v.rijnummer AND a.sleutel = v.sleutel AND v.soort = 'uitkomst_van'
    WHERE a.volgnummer IS NOT NULL
),

dubbel AS (
    SELECT controle, volgnummer
    FROM genummerd
    GROUP BY controle, volgnummer
    HAVING count(DISTINCT sleutel) > 1
)

SELECT g.rijnummer, 'volgnummer' AS veld, g.volgnummer AS waarde, min(a.rijnummer) AS grens
FROM genummerd AS g
SEMI JOIN dubbel AS d ON g.controle = d.controle AND g.volgnummer = d.volgnummer
INNER JOIN genummerd AS a ON g.controle = a.controle AND g.volgnummer = a.volgnummer AND g.sleutel <> a.sleutel
GROUP BY g.rijnummer, g.volgnummer
