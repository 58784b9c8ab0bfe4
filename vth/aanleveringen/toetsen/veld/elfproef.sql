-- id: veld.elfproef
-- ernst: waarschuwing
-- voor: elfproef
-- leegt: ja
-- bron: Logisch ontwerp BRP; RSIN-uitgifte door de KvK
-- melding: {titel} {waarde} doorstaat de elfproef niet, dus er is een cijfer verkeerd. De waarde is niet overgenomen.
--    Controleer het nummer.
SELECT rijnummer, $naam AS veld, {veld}[:3] || '…' AS waarde, 'elfproef' AS grens
FROM aanlevering
WHERE regexp_full_match({veld}, '[0-9]{9}')
    AND (
        9 * {veld}[1]::INT + 8 * {veld}[2]::INT + 7 * {veld}[3]::INT + 6 * {veld}[4]::INT + 5 * {veld}[5]::INT
        + 4 * {veld}[6]::INT + 3 * {veld}[7]::INT + 2 * {veld}[8]::INT - {veld}[9]::INT
    ) % 11 <> 0
