-- id: veld.lengte
-- ernst: blokkerend
-- vast: aan
-- voor: lengte
-- leegt: ja
-- bron: begrippen/model: lengte van het attribuut
-- melding: {titel} telt meer dan {grens} tekens ({waarde}). Kort de tekst in; er staat misschien iets anders in dan bedoeld.
SELECT rijnummer, $naam AS veld, {veld}[:60] || '…' AS waarde, $lengte AS grens
FROM aanlevering
WHERE length({veld}) > $lengte
