-- uitkomst: een regel per activiteituitvoering, met de plek en de drijver van haar VTH-object waar zij zelf niets zegt
-- bron: de tabellen van lezen.py, elk met hele tijdlijnen
WITH tijdlijn AS (
    SELECT id, arg_max(omschrijving, begin) AS naam, list(DISTINCT omschrijving) FILTER (omschrijving IS NOT NULL) AS namen,
        arg_max(activiteit, begin) AS activiteit, arg_max(ontstaansdatum, begin) AS ontstaan,
        arg_max(beeindigingsdatum, begin) AS beeindigd, max(eind) AS eind
    FROM g_activiteituitvoering GROUP BY id
), binnen AS (
    SELECT van AS id, arg_max(naar, begin) AS site FROM g_relatie WHERE soort = 'vindt_plaats_binnen' GROUP BY van
), wie AS (
    SELECT r.van AS id, arg_max(b.kvk, r.begin) AS kvk, arg_max(b.vestiging, r.begin) AS vestiging
    FROM g_relatie r JOIN betrokkene b ON b.id = r.naar WHERE r.soort IN ('drijver', 'verantwoordelijke') GROUP BY r.van
)
SELECT t.id, 'activiteituitvoering' AS soort, 'activiteituitvoering' AS objecttype, t.naam,
    list_sort(list_filter(coalesce(t.namen, []), lambda n: n IS DISTINCT FROM t.naam)) AS namen,
    coalesce(w.kvk, s.kvk) AS kvk, coalesce(w.vestiging, s.vestiging) AS vestiging, p.bag,
    CAST(NULL AS VARCHAR) AS eu_id, p.straat, p.huisnummer, p.toevoeging, p.postcode, p.plaats, 'NL' AS land, p.x, p.y,
    CASE WHEN t.activiteit IS NULL THEN [] ELSE [t.activiteit] END AS activiteit, t.ontstaan AS begin,
    coalesce(t.beeindigd, CASE WHEN t.eind < DATE '9999-12-31' THEN t.eind END) AS eind
FROM tijdlijn t
LEFT JOIN binnen i USING (id) LEFT JOIN wie w USING (id) LEFT JOIN wie s ON s.id = i.site
LEFT JOIN plek e ON e.van = t.id LEFT JOIN plek p ON p.van = CASE WHEN e.van IS NULL THEN i.site ELSE t.id END
