-- uitkomst: een regel per vestiging en per niet-natuurlijk persoon; natuurlijke personen worden niet vergeleken
-- bron: de tabellen van lezen.py, elk met hele tijdlijnen
WITH gezegd AS (
    SELECT id, 'vestiging' AS objecttype, naam, verkorte_naam, kvk_nummer AS kvk, vestigingsnummer AS vestiging,
        bag_nummeraanduiding AS bag, openbare_ruimte, huisnummer, huisletter, huisnummertoevoeging, postcode, woonplaats, land,
        datum_aanvang, datum_beeindiging, begin, eind
    FROM g_vestiging
    UNION ALL
    SELECT id, 'nietnatuurlijkpersoon', naam, verkorte_naam, kvk_nummer, NULL,
        bag_nummeraanduiding, openbare_ruimte, huisnummer, huisletter, huisnummertoevoeging, postcode, woonplaats, land,
        datum_aanvang, datum_beeindiging, begin, eind
    FROM g_nietnatuurlijkpersoon
), laatste AS (
    FROM gezegd QUALIFY row_number() OVER (PARTITION BY id ORDER BY begin DESC, eind DESC) = 1
), namen AS (
    SELECT id, list(DISTINCT n) AS namen
    FROM (SELECT id, unnest([naam, verkorte_naam]) AS n FROM gezegd) WHERE n IS NOT NULL GROUP BY id
)
SELECT l.id, 'betrokkene' AS soort, l.objecttype, l.naam,
    list_sort(list_filter(coalesce(n.namen, []), lambda x: x IS DISTINCT FROM l.naam)) AS namen,
    l.kvk, l.vestiging, l.bag, CAST(NULL AS VARCHAR) AS eu_id, l.openbare_ruimte AS straat, l.huisnummer,
    nullif(concat_ws('', l.huisletter, l.huisnummertoevoeging), '') AS toevoeging, l.postcode, l.woonplaats AS plaats,
    coalesce(l.land, 'NL') AS land, CAST(NULL AS DOUBLE) AS x, CAST(NULL AS DOUBLE) AS y, CAST([] AS VARCHAR[]) AS activiteit,
    l.datum_aanvang AS begin, coalesce(l.datum_beeindiging, CASE WHEN l.eind < DATE '9999-12-31' THEN l.eind END) AS eind
FROM laatste l LEFT JOIN namen n USING (id)
