-- id: incidentsignaal.datum_in_toekomst
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Signaaltijdstip
-- melding: Het bericht zou zijn ontvangen op {waarde}. Dat is na de dag van deze aanlevering ({grens}) en kan dus niet. Controleer de datum.
SELECT rijnummer, 'signaaldatum' AS veld, signaaldatum AS waarde, $ontvangen_op AS grens
FROM aanlevering
WHERE signaaldatum > $ontvangen_op
