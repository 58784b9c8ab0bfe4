-- id: toestemming.verval_voor_inwerking
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: Inwerkingtredingsdatum en Vervaldatum
-- melding: De toestemming vervalt op {waarde}, voor zij op {grens} in werking treedt. Controleer beide datums.
SELECT rijnummer, 'vervaldatum' AS veld, vervaldatum AS waarde, inwerkingtredingsdatum AS grens
FROM aanlevering
WHERE vervaldatum < inwerkingtredingsdatum
