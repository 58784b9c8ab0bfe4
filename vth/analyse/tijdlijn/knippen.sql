-- uitkomst: parts of believed pieces outside the window that go on as they were
-- bronnen: geraakt, gezegd
SELECT
    g.k,
    g.begin AS begin_geldigheid,
    g.begin AS begin_nieuw,
    g.venster_begin AS eind_nieuw,
    g.inhoud
FROM geraakt AS g
ANTI JOIN gezegd AS s ON g.k = s.k AND g.venster_begin = s.begin AND g.inhoud = s.inhoud
WHERE g.begin < g.venster_begin
UNION ALL
SELECT
    g.k,
    g.begin AS begin_geldigheid,
    g.venster_eind AS begin_nieuw,
    g.eind AS eind_nieuw,
    g.inhoud
FROM geraakt AS g
ANTI JOIN gezegd AS s ON g.k = s.k AND g.venster_eind = s.eind AND g.inhoud = s.inhoud
WHERE g.eind > g.venster_eind
