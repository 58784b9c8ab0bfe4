-- uitkomst: said pieces that are not believed yet, with where they were said
-- bronnen: gestrekt, geraakt
SELECT
    s.k,
    s.begin AS begin_geldigheid,
    s.eind AS eind_geldigheid,
    s.inhoud,
    s.bron
FROM gestrekt AS s
ANTI JOIN geraakt AS g ON s.k = g.k AND s.begin = g.begin AND s.eind = g.eind AND s.inhoud = g.inhoud
