-- uitkomst: believed pieces that do not stay as they are
-- bronnen: geraakt, gestrekt
SELECT
    g.k,
    g.begin AS begin_geldigheid
FROM geraakt AS g
ANTI JOIN gestrekt AS s ON g.k = s.k AND g.begin = s.begin AND g.eind = s.eind AND g.inhoud = s.inhoud
