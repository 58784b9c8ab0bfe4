-- id: elk.geldigheid_onleesbaar
-- ernst: blokkerend
-- vast: ja
-- bron: leverprofiel: datumnotaties
-- melding: In {titel} staat {waarde}. Dat is geen bestaande datum in een afgesproken notatie. Verbeter de datum.
SELECT rijnummer, 'begin_geldigheid' AS veld, "begin_geldigheid#" AS waarde, 'datum' AS grens
FROM aanlevering
WHERE "begin_geldigheid#" IS NOT NULL AND (begin_geldigheid IS NULL OR begin_geldigheid < '1800-01-01')
UNION ALL
SELECT rijnummer, 'eind_geldigheid' AS veld, "eind_geldigheid#" AS waarde, 'datum' AS grens
FROM aanlevering
WHERE "eind_geldigheid#" IS NOT NULL AND (eind_geldigheid IS NULL OR eind_geldigheid < '1800-01-01')
