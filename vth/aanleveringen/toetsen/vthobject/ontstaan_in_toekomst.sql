-- id: vthobject.ontstaan_in_toekomst
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: Ontstaansdatum is de dag van een constatering
-- melding: De ontstaansdatum {waarde} ligt na de dag van ontvangst ({grens}). Wat is geconstateerd, is al geweest.
--    Controleer de datum.
SELECT rijnummer, 'ontstaansdatum' AS veld, ontstaansdatum AS waarde, $ontvangen_op AS grens
FROM aanlevering
WHERE ontstaansdatum > $ontvangen_op
