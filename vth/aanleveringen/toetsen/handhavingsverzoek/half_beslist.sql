-- id: handhavingsverzoek.half_beslist
-- ernst: waarschuwing
-- bron: begrippen/model: afloop en dag van beslissen horen bij elkaar
-- melding: Van verzoek {waarde} is {grens} niet gegeven. Of er op tijd is beslist en wat, is zo niet te zeggen. Vul beide in, of geen van
--    beide zolang er niet is beslist.
SELECT
    rijnummer,
    CASE WHEN afloop IS NULL THEN 'afloop' ELSE 'beslist_op' END AS veld,
    sleutel AS waarde,
    CASE WHEN afloop IS NULL THEN 'de afloop' ELSE 'de dag van beslissen' END AS grens
FROM aanlevering
WHERE (afloop IS NULL) <> (beslist_op IS NULL)
