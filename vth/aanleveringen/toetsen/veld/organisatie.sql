-- id: veld.organisatie
-- ernst: blokkerend
-- vast: aan
-- voor: organisatie
-- leegt: ja
-- bron: organisaties
-- melding: In {titel} staat {waarde}. Die organisatie is niet bekend. Gebruik de code (zoals GM0363) of de volledige naam,
--    of laat de waarde in het leverprofiel vertalen.
WITH delen AS (
    SELECT rijnummer, unnest(string_split({veld}, $splits)) AS code
    FROM aanlevering
    WHERE {veld} IS NOT NULL
)

SELECT d.rijnummer, $naam AS veld, d.code AS waarde, 'organisaties' AS grens
FROM delen AS d
ANTI JOIN organisaties AS o ON d.code = o.code
