-- id: elk.sleutel_te_lang
-- ernst: blokkerend
-- vast: ja
-- bron: register: een sleutel telt hoogstens 200 tekens
-- melding: Het nummer {waarde} telt meer dan {grens} tekens. Er staat iets anders in de kolom dan een
--    nummer. Controleer welke kolom het leverprofiel als nummer gebruikt.
SELECT rijnummer, 'sleutel' AS veld, sleutel[:60] || '…' AS waarde, 200 AS grens
FROM aanlevering
WHERE length(sleutel) > 200
