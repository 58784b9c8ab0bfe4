-- id: incident.datum_in_toekomst
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Incidenttijdstip
-- melding: Het incident zou zijn gebeurd op {waarde}. Dat is na de dag van ontvangst ({grens}) en kan dus niet. Controleer de datum.
SELECT rijnummer, 'incidentdatum' AS veld, incidentdatum AS waarde, $ontvangen_op AS grens
FROM aanlevering
WHERE incidentdatum > $ontvangen_op
