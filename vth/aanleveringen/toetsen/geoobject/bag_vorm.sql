-- id: geoobject.bag_vorm
-- ernst: waarschuwing
-- leegt: ja
-- bron: CIm VTH FLo 1.0.1: identificatie in de BAG; IMEV: zestien cijfers
-- melding: De identificatie {waarde} is geen nummer uit de BAG: dat heeft {grens}. De waarde is niet overgenomen. Let op
--    voorloopnullen die een rekenblad weglaat. Verbeter het nummer in uw systeem.
SELECT rijnummer, 'identificatie' AS veld, identificatie AS waarde, 'zestien cijfers' AS grens
FROM aanlevering
WHERE soort IN ('adresseerbaar_object', 'pand') AND NOT regexp_full_match(identificatie, '[0-9]{16}')
