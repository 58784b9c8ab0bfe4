-- id: overtreding.reden_bij_optreden
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Indicatie handhaving en Reden geen handhaving
-- melding: Bij overtreding {waarde} staat dat er wordt opgetreden, en ook een reden om dat niet te doen. Eén van beide klopt niet. Controleer
--    wat er is beslist.
SELECT rijnummer, 'reden_geen_handhaving' AS veld, sleutel AS waarde, 'leeg' AS grens
FROM aanlevering
WHERE indicatie_handhaving = 'ja' AND reden_geen_handhaving IS NOT NULL
