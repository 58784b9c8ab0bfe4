-- id: handhavingsverzoek.datum_in_toekomst
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Ontvangstdatum
-- melding: In {titel} staat {waarde}. Dat is na de dag van ontvangst van uw bestand ({grens}) en kan dus niet. Controleer de datum.
SELECT rijnummer, 'ontvangstdatum' AS veld, ontvangstdatum AS waarde, $ontvangen_op AS grens
FROM aanlevering
WHERE ontvangstdatum > $ontvangen_op
UNION ALL
SELECT rijnummer, 'beslist_op' AS veld, beslist_op AS waarde, $ontvangen_op AS grens
FROM aanlevering
WHERE beslist_op > $ontvangen_op
