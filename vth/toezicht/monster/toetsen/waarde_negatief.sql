-- id: waarde.negatief
-- ernst: blokkerend
-- bron: een hoeveelheid is nooit minder dan niets
-- melding: Het resultaat is {waarde}. Minder dan nul kan niet van deze stof in deze eenheid. Controleer het teken; onder de detectiegrens schrijft u met <.
SELECT rijnummer, 'waarde' AS veld, concat_ws(' ', geheel, eenheid) AS waarde, '0' AS grens
FROM labregel
WHERE getal < 0 AND coalesce(basis, '') NOT IN ('°C', 'dB', 'dB(A)')
