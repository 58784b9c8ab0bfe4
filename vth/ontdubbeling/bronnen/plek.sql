-- uitkomst: waar iets ligt: van elk gegeven de laatste locatie, met het adres en het punt
-- bron: de tabellen van lezen.py
SELECT r.van, g.openbare_ruimte AS straat, g.huisnummer,
    nullif(concat_ws('', g.huisletter, g.huisnummertoevoeging), '') AS toevoeging, g.postcode, g.woonplaats AS plaats,
    CASE WHEN regexp_full_match(g.identificatie, '(NL\.IMBAG\.[A-Za-z]+\.)?[0-9]{16}') THEN right(g.identificatie, 16) END AS bag,
    try_cast(g.x AS DOUBLE) AS x, try_cast(g.y AS DOUBLE) AS y
FROM g_relatie r JOIN g_geoobject g ON g.id = r.naar
WHERE r.soort = 'locatie'
QUALIFY row_number() OVER (PARTITION BY r.van ORDER BY r.begin DESC, g.begin DESC, g.id) = 1
