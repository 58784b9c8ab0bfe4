-- id: overtreding.nee_zonder_reden
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: Reden geen handhaving
-- melding: Tegen overtreding {waarde} wordt niet opgetreden, en er staat niet waarom. Wie daarnaar vraagt, heeft recht op een reden. Vul
--    de reden in.
SELECT rijnummer, 'reden_geen_handhaving' AS veld, sleutel AS waarde, 'een reden' AS grens
FROM aanlevering
WHERE indicatie_handhaving = 'nee' AND reden_geen_handhaving IS NULL
