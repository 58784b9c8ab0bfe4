-- id: overtreding.herstel_voor_overtreding
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Overtredingsdatum en Hersteldatum
-- melding: De overtreding zou zijn hersteld op {waarde}, voor zij op {grens} is vastgesteld. Controleer beide datums.
SELECT rijnummer, 'hersteldatum' AS veld, hersteldatum AS waarde, overtredingsdatum AS grens
FROM aanlevering
WHERE hersteldatum < overtredingsdatum
