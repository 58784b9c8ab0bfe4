-- uitkomst: van elke betrokkene de laatste naam en nummers, om VTH-objecten en activiteiten mee te vergelijken
-- bron: de tabellen van lezen.py
SELECT id, arg_max(naam, begin) AS naam, arg_max(kvk, begin) AS kvk, arg_max(vestiging, begin) AS vestiging
FROM (
    SELECT id, naam, kvk_nummer AS kvk, vestigingsnummer AS vestiging, begin FROM g_vestiging
    UNION ALL SELECT id, naam, kvk_nummer, NULL, begin FROM g_nietnatuurlijkpersoon
)
GROUP BY id
