-- id: bevinding.zonder_resultaat
-- ernst: waarschuwing
-- bron: CIm VTH FLo 1.0.1: Resultaat van BEVINDING
-- melding: De bevinding zegt niet of de norm is nageleefd. Zij telt daardoor niet mee in het nalevingspercentage. Vul het resultaat in.
SELECT rijnummer, 'resultaat' AS veld, sleutel AS waarde, 'één van de vijf resultaten' AS grens
FROM aanlevering
WHERE resultaat IS NULL
