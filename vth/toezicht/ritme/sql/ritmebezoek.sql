-- rij: one visit that was done at a site: the day, whether it was routine, whether a serious violation was seen, what became of its report
-- korrel: site, visit
-- leest: lid (which records are about the site), bezoekrelatie, bezoekkern, ernstigbezoek (register), bezoekwerk (own visits with their report)
SELECT DISTINCT
    l.object,
    k.bezoek,
    k.dag,
    list_contains($routine, k.controletype) AS is_routine,
    e.bezoek IS NOT NULL AS is_ernstig,
    -- What became of the report of another party's visit is not known here, so it is not asked for.
    CASE WHEN w.bezoek IS NULL THEN k.dag ELSE w.verslag_op END AS verslag_op,
    CASE WHEN w.bezoek IS NULL THEN k.dag ELSE w.openbaar_op END AS openbaar_op
FROM lid AS l
INNER JOIN bezoekrelatie AS r ON l.lid = r.lid
INNER JOIN bezoekkern AS k ON r.bezoek = k.bezoek
LEFT JOIN ernstigbezoek AS e ON k.bezoek = e.bezoek
LEFT JOIN bezoekwerk AS w ON k.bezoek = w.bezoek
WHERE k.dag IS NOT NULL AND (k.uitkomst IS NULL OR list_contains($gedaan, k.uitkomst))
