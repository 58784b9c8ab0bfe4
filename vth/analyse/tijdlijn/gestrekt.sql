-- uitkomst: said pieces, each grown together with a believed piece that touches it across the edge and says the same
-- bronnen: gezegd (k, begin, eind, inhoud, bron), onveranderd, geraakt
SELECT
    s.k,
    coalesce(l.begin, s.begin) AS begin,
    coalesce(r.eind, s.eind) AS eind,
    s.inhoud,
    s.bron
FROM (FROM gezegd ANTI JOIN onveranderd USING (k)) AS s
LEFT JOIN geraakt AS l
    ON s.k = l.k AND s.begin = l.venster_begin AND l.begin < l.venster_begin AND s.inhoud = l.inhoud
LEFT JOIN geraakt AS r
    ON s.k = r.k AND s.eind = r.venster_eind AND r.eind > r.venster_eind AND s.inhoud = r.inhoud
