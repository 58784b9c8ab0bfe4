-- rij: one thing that is due for one site: what, because of which visit, counted from which day, until which day, by which rule
-- korrel: site, kind, visit
-- leest: ritmeobject, ritmebezoek (visits until the day that is asked about), ritmetermijn (months per name, and whether the end moves past
--    weekends and holidays), gewonedag (for each day that is none: the first ordinary day after it)
WITH bezoeken AS (
    SELECT b.object, b.bezoek, b.dag, b.is_routine, b.is_ernstig, b.verslag_op, b.openbaar_op
    FROM ritmebezoek AS b
    WHERE b.dag <= $op
),
laatste AS (
    SELECT
        object,
        max(dag) FILTER (WHERE is_routine) AS routine,
        max(dag) AS dag
    FROM bezoeken
    GROUP BY object
),
objecten AS (
    SELECT
        o.object,
        o.is_ippc,
        o.seveso,
        o.seveso_maanden,
        o.eigen_maanden,
        'ippc_' || coalesce(nullif(o.risico, ''), $onbekend_risico) AS ippc_naam,
        coalesce(l.routine, o.sinds) AS sinds,
        l.dag AS laatste_bezoek
    FROM ritmeobject AS o
    LEFT JOIN laatste AS l ON o.object = l.object
),
-- As what the law knows a site: one that is both has two terms, of which the one that ends first counts.
soorten AS (
    SELECT object, laatste_bezoek, 'ippc' AS als
    FROM objecten
    WHERE is_ippc
    UNION ALL
    SELECT object, laatste_bezoek, 'seveso'
    FROM objecten
    WHERE seveso <> ''
),
gevraagd AS (
    SELECT object, 'routine_ippc' AS soort, '' AS aanleiding, sinds AS vanaf, ippc_naam AS termijn, 0 AS eigen
    FROM objecten
    WHERE is_ippc
    UNION ALL
    SELECT object, 'routine_seveso', '', sinds, 'seveso_' || seveso, seveso_maanden
    FROM objecten
    WHERE seveso <> ''
    UNION ALL
    SELECT object, 'routine_eigen', '', sinds, 'eigen', eigen_maanden
    FROM objecten
    WHERE eigen_maanden > 0
    UNION ALL
    SELECT o.object, 'na_overtreding', b.bezoek, b.dag, 'na_overtreding_' || o.als, 0
    FROM soorten AS o
    INNER JOIN bezoeken AS b ON o.object = b.object AND o.laatste_bezoek = b.dag
    WHERE b.is_ernstig
    UNION ALL
    SELECT o.object, 'verslag', b.bezoek, b.dag, 'verslag_' || o.als, 0
    FROM soorten AS o
    INNER JOIN bezoeken AS b ON o.object = b.object
    WHERE b.verslag_op IS NULL
    UNION ALL
    -- Of a Seveso site only the routine visit is made public (Ob 13.24).
    SELECT o.object, 'openbaar', b.bezoek, b.dag, 'openbaar_' || o.als, 0
    FROM soorten AS o
    INNER JOIN bezoeken AS b ON o.object = b.object
    WHERE b.openbaar_op IS NULL AND (o.als = 'ippc' OR b.is_routine)
),
geteld AS (
    SELECT
        g.object,
        g.soort,
        g.aanleiding,
        g.vanaf,
        g.termijn,
        coalesce(t.schuift, false) AND g.eigen = 0 AS schuift,
        CAST(g.vanaf + to_months(CAST(coalesce(nullif(g.eigen, 0), t.maanden) AS INTEGER)) AS DATE) AS kaal
    FROM gevraagd AS g
    LEFT JOIN ritmetermijn AS t ON g.termijn = t.naam
),
geeindigd AS (
    SELECT
        k.object,
        k.soort,
        k.aanleiding,
        k.vanaf,
        k.termijn,
        CASE WHEN k.schuift THEN coalesce(d.gewoon, k.kaal) ELSE k.kaal END AS uiterlijk
    FROM geteld AS k
    LEFT JOIN gewonedag AS d ON k.kaal = d.dag
)
SELECT
    object,
    soort,
    aanleiding,
    vanaf,
    uiterlijk,
    termijn AS regel
FROM geeindigd
-- Of two that end on one day that of ippc, the first by name.
QUALIFY row_number() OVER (PARTITION BY object, soort, aanleiding ORDER BY uiterlijk, termijn) = 1
