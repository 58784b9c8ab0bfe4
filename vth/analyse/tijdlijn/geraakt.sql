-- uitkomst: believed pieces that share a day with the window of their object
-- bronnen: geloofd (k, begin, eind, inhoud), venster (k, begin, eind), onveranderd (k)
SELECT
    g.k,
    g.begin,
    g.eind,
    g.inhoud,
    v.begin AS venster_begin,
    v.eind AS venster_eind
FROM geloofd AS g
INNER JOIN venster AS v ON g.k = v.k
ANTI JOIN onveranderd AS o ON g.k = o.k
WHERE g.begin < v.eind AND v.begin < g.eind
