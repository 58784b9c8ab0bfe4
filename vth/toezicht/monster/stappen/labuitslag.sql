-- rij: one result that may be taken over: of which sample, which substance, sign, number and unit as given, and the value in the base unit
-- leest: labregel, uitkomst (what the checks selected)
SELECT
    l.rijnummer,
    l.monster,
    l.sleutel,
    l.naam,
    l.cas_eigen AS cas,
    l.teken,
    l.getal,
    l.code AS eenheid,
    CASE
        WHEN l.onzekerheidsgetal >= 0 AND $procent THEN CAST(l.getal * l.onzekerheidsgetal / 100 AS DECIMAL(20, 9))
        WHEN l.onzekerheidsgetal >= 0 THEN l.onzekerheidsgetal
    END AS onzekerheid,
    coalesce(l.methode, '') AS methode,
    l.dag,
    l.basiswaarde,
    l.basis,
    trim(l.geheel) AS geschreven
FROM labregel AS l
ANTI JOIN (SELECT rijnummer FROM uitkomst WHERE NOT overnemen) AS u ON l.rijnummer = u.rijnummer
WHERE l.getal IS NOT NULL AND l.sleutel IS NOT NULL AND l.code IS NOT NULL
ORDER BY l.rijnummer
