-- uitkomst: een regel per VTH-object dat geen onderdeel van een ander is, met wie het drijft, waar het ligt en wat er gebeurt;
--    de naam van wie het drijft telt alleen mee waar het object zelf geen naam heeft, want één bedrijf drijft er soms veel
-- bron: de tabellen van lezen.py, elk met hele tijdlijnen
WITH tijdlijn AS (
    SELECT id, arg_max(naam, begin) AS naam, list(DISTINCT naam) FILTER (naam IS NOT NULL) AS namen,
        arg_max(eu_registry_id, begin) AS eu_id, arg_max(ontstaansdatum, begin) AS ontstaan,
        arg_max(beeindigingsdatum, begin) AS beeindigd, max(eind) AS eind
    FROM g_vthobject GROUP BY id
), drijver AS (
    SELECT r.van AS id, arg_max(b.kvk, r.begin) AS kvk, arg_max(b.vestiging, r.begin) AS vestiging,
        list(DISTINCT b.naam) FILTER (b.naam IS NOT NULL) AS namen
    FROM g_relatie r JOIN betrokkene b ON b.id = r.naar WHERE r.soort IN ('drijver', 'verantwoordelijke') GROUP BY r.van
), bezig AS (
    SELECT r.naar AS id, list_sort(list(DISTINCT a.activiteit)) AS activiteit
    FROM g_relatie r JOIN g_activiteituitvoering a ON a.id = r.van
    WHERE r.soort = 'vindt_plaats_binnen' AND a.activiteit IS NOT NULL GROUP BY r.naar
)
SELECT t.id, 'vthobject' AS soort, 'vthobject' AS objecttype, t.naam,
    list_sort(list_distinct(list_filter(list_concat(coalesce(t.namen, []), CASE WHEN t.naam IS NULL THEN coalesce(d.namen, []) ELSE [] END),
        lambda n: n IS DISTINCT FROM t.naam))) AS namen,
    d.kvk, d.vestiging, p.bag, t.eu_id, p.straat, p.huisnummer, p.toevoeging, p.postcode, p.plaats, 'NL' AS land, p.x, p.y,
    coalesce(b.activiteit, []) AS activiteit, t.ontstaan AS begin,
    coalesce(t.beeindigd, CASE WHEN t.eind < DATE '9999-12-31' THEN t.eind END) AS eind
FROM tijdlijn t
LEFT JOIN drijver d USING (id) LEFT JOIN plek p ON p.van = t.id LEFT JOIN bezig b USING (id)
WHERE t.id NOT IN (SELECT van FROM g_relatie WHERE soort = 'deel_van')
