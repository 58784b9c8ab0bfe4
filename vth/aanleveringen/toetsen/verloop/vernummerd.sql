-- id: verloop.vernummerd
-- ernst: waarschuwing
-- bron: vergelijking met het register
-- melding: {kaal} objecten zijn inhoudelijk gelijk aan objecten die u niet meer aanlevert ({grens}), maar hebben een ander
--    nummer. Zijn uw nummers veranderd of staat er een tikfout in? Laat dit eerst uitzoeken.
WITH nieuw AS (
    SELECT inhoud, count(*) AS n
    FROM o_nieuw AS o
    INNER JOIN nieuwe_sleutel AS s ON o.k = s.k AND s.soort = $gegevensset
    GROUP BY inhoud
),

weg AS (
    SELECT t.inhoud, count(DISTINCT t.k) AS n
    FROM stand_object AS t
    ANTI JOIN (SELECT k FROM sleutel WHERE soort = $gegevensset) AS s ON t.k = s.k
    WHERE t.soort = $gegevensset AND t.begin <= $peildatum::DATE AND t.eind > $peildatum::DATE
    GROUP BY t.inhoud
),

paren AS (
    SELECT sum(least(n.n, w.n))::BIGINT AS aantal FROM nieuw AS n INNER JOIN weg AS w ON n.inhoud = w.inhoud
),

totaal AS (
    SELECT sum(n)::BIGINT AS aantal FROM weg
)

SELECT NULL::BIGINT AS rijnummer, 'sleutel' AS veld, p.aantal AS waarde, t.aantal AS grens
FROM paren AS p CROSS JOIN totaal AS t
WHERE $volledig AND p.aantal >= 3 AND p.aantal > 0.2 * t.aantal
