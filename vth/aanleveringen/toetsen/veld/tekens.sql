-- id: veld.tekens
-- ernst: waarschuwing
-- voor: tekst
-- bron: Unicode: tekens van een tekst die met de verkeerde codering is gelezen
-- melding: In {titel} staat {waarde}. Er zijn letters verminkt, waarschijnlijk door een verkeerde tekencodering bij het
--    exporteren. Exporteer als UTF-8.
SELECT rijnummer, $naam AS veld, {veld}[:80] AS waarde, 'leesbare tekst' AS grens
FROM aanlevering
WHERE regexp_matches({veld}, 'Ã[^ A-Za-z]|â€|Â[^ A-Za-z]') OR contains({veld}, chr(65533))
