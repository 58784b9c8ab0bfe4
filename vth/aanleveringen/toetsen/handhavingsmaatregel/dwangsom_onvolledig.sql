-- id: handhavingsmaatregel.dwangsom_onvolledig
-- ernst: waarschuwing
-- bron: Algemene wet bestuursrecht 5:32b: een dwangsom is een bedrag ineens, per tijdseenheid of per overtreding
-- melding: Bij last onder dwangsom {waarde} ontbreekt {grens}. Wat er verbeurt, is zo niet uit te rekenen. Vul aan wat er in het besluit staat.
SELECT
    rijnummer,
    CASE WHEN dwangsombedrag IS NULL THEN 'dwangsombedrag' ELSE 'dwangsommodaliteit' END AS veld,
    sleutel AS waarde,
    concat_ws(' en ', CASE WHEN dwangsombedrag IS NULL THEN 'het bedrag' END, CASE WHEN dwangsommodaliteit IS NULL THEN 'waarvoor het verbeurt' END) AS grens
FROM aanlevering
WHERE handhavingsinstrument = 'last_onder_dwangsom' AND (dwangsombedrag IS NULL OR dwangsommodaliteit IS NULL)
