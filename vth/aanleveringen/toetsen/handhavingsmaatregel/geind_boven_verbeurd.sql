-- id: handhavingsmaatregel.geind_boven_verbeurd
-- ernst: waarschuwing
-- bron: begrippen/model: wat is geïnd, is een deel van wat is verbeurd, zonder rente en kosten
-- melding: Er is € {kaal} geïnd en € {grens} verbeurd. Meer innen dan er is verbeurd, kan niet; misschien zijn rente en kosten
--    meegeteld. Lever alleen het verbeurde bedrag dat is ontvangen.
SELECT rijnummer, 'geind' AS veld, replace(geind, '.', ',') AS waarde, replace(coalesce(verbeurd, '0.00'), '.', ',') AS grens
FROM aanlevering
WHERE handhavingsinstrument = 'last_onder_dwangsom'
    AND TRY_CAST(geind AS DECIMAL(18, 2)) > coalesce(TRY_CAST(verbeurd AS DECIMAL(18, 2)), 0)
