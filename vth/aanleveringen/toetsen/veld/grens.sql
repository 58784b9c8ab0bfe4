-- id: veld.grens
-- ernst: waarschuwing
-- voor: grens
-- leegt: ja
-- bron: begrippen/model: grenzen van het attribuut
-- melding: In {titel} staat {waarde}. Dat ligt niet tussen {grens}. De waarde is niet overgenomen. Verbeter haar in uw systeem.
SELECT rijnummer, $naam AS veld, {veld} AS waarde, $ondergrens || ' en ' || $bovengrens AS grens
FROM aanlevering
WHERE TRY_CAST({veld} AS DOUBLE) NOT BETWEEN $ondergrens::DOUBLE AND $bovengrens::DOUBLE
