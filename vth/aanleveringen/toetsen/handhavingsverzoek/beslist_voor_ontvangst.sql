-- id: handhavingsverzoek.beslist_voor_ontvangst
-- ernst: blokkerend
-- bron: begrippen/model: op een verzoek wordt beslist nadat het is ontvangen
-- melding: Op het verzoek zou zijn beslist op {waarde}, voor het op {grens} is ontvangen. Controleer beide datums.
SELECT rijnummer, 'beslist_op' AS veld, beslist_op AS waarde, ontvangstdatum AS grens
FROM aanlevering
WHERE beslist_op < ontvangstdatum
