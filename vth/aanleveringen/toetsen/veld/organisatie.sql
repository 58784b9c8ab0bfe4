-- id: veld.organisatie
-- ernst: blokkerend
-- vast: aan
-- voor: organisatie
-- leegt: ja
-- bron: organisaties
-- melding: In {titel} staat {waarde}. Die organisatie is niet bekend. Gebruik de code (zoals GM0363) of de volledige naam,
--    of laat de waarde in het leverprofiel vertalen.
SELECT a.rijnummer, $naam AS veld, a.{veld} AS waarde, 'organisaties' AS grens
FROM aanlevering AS a
ANTI JOIN organisaties AS o ON a.{veld} = o.code
WHERE a.{veld} IS NOT NULL
