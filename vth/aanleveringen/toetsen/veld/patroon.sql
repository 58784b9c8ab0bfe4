-- id: veld.patroon
-- ernst: waarschuwing
-- voor: patroon
-- leegt: ja
-- bron: begrippen/model: vorm van het attribuut
-- melding: In {titel} staat {waarde}. Dat moet de vorm {grens} hebben. De waarde is niet overgenomen.
--    Let op voorloopnullen die een rekenblad weglaat. Verbeter de waarde in uw systeem.
SELECT rijnummer, $naam AS veld, {veld} AS waarde, $vorm AS grens
FROM aanlevering
WHERE {veld} IS NOT NULL
    AND NOT list_reduce(list_transform(string_split({veld}, $splits), lambda x: regexp_full_match(x, $patroon)), lambda p, q: p AND q)
