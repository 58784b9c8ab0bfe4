-- id: handhavingsverzoek.verzoeker_genoemd
-- ernst: waarschuwing
-- leegt: ja
-- bron: CIm VTH FLo 1.0.1: wie een handhavingsverzoek deed, wordt niet gedeeld
-- melding: In de omschrijving van verzoek {waarde} staat {grens}. Wie om handhaving vraagt, hoort niet in het register; de omschrijving is niet
--    overgenomen. Verwijder in uw systeem wat naar een mens wijst, en lever opnieuw aan.
SELECT
    rijnummer,
    'omschrijving' AS veld,
    sleutel AS waarde,
    CASE WHEN regexp_matches(omschrijving, '[^ @]+@[^ @]+[.][A-Za-z]{2,}') THEN 'een e-mailadres' ELSE 'een telefoonnummer' END AS grens
FROM aanlevering
WHERE regexp_matches(omschrijving, '[^ @]+@[^ @]+[.][A-Za-z]{2,}|(^|[^0-9])(06|[+]316|00316)[- ]?([0-9][- ]?){7}[0-9]([^0-9]|$)')
