-- id: bevinding.zonder_controle
-- ernst: blokkerend
-- bron: CIm VTH FLo 1.0.1: BEVINDING is uitkomst van CONTROLE
-- melding: De bevinding noemt geen controle. Zonder controle is niet te zeggen waar en wanneer dit is gezien. Vul het nummer van de
--    controle in.
SELECT a.rijnummer, 'uitkomst_van' AS veld, a.sleutel AS waarde, 'precies één' AS grens
FROM aanlevering AS a
ANTI JOIN verwijzingen AS v ON a.sleutel = v.sleutel AND a.rijnummer = v.rijnummer AND v.soort = 'uitkomst_van'
WHERE a.sleutel IS NOT NULL
