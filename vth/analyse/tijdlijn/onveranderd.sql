-- uitkomst: keys of which the whole window is said as it is believed already: nothing happens to them
-- bronnen: gezegd, venster, geloofd
SELECT DISTINCT s.k
FROM gezegd AS s
INNER JOIN venster AS v ON s.k = v.k AND s.begin = v.begin AND s.eind = v.eind
INNER JOIN geloofd AS g ON s.k = g.k AND s.inhoud = g.inhoud AND g.begin <= v.begin AND g.eind >= v.eind
