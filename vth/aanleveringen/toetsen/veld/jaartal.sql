-- id: veld.jaartal
-- ernst: blokkerend
-- voor: datum
-- bron: gezond verstand: geen datum voor 1800 of na 2100
-- melding: In {titel} staat {waarde}, gelezen als {grens}. Dat jaartal kan niet kloppen. Schrijf het jaar met vier cijfers.
SELECT rijnummer, $naam AS veld, {ruw} AS waarde, {veld} AS grens
FROM aanlevering
WHERE {veld} < '1800-01-01' OR {veld} >= '2100-01-01'
