-- titel: Geïnde dwangsommen
-- definitie: Het bedrag dat is geïnd, gedeeld door het bedrag dat is verbeurd, van lasten onder dwangsom die in de periode zijn opgelegd.
-- soort: aandeel
-- eenheid: "%"
-- korrel: één regel per last onder dwangsom waarvan iets is verbeurd; teller en noemer in euro
-- bronnen: register_handhavingsmaatregelvoorkomen, register_bronobject
-- volledig: van de last is bekend hoeveel is geïnd
-- herkomst: Open VTH, kamer monitoring; geen vastgestelde definitie gelezen
-- zekerheid: aanname
-- versie: 1
SELECT
    b.leverancier AS dienst,
    m.bronobject_id AS record,
    m.geind::DECIMAL(14, 2) AS teller,
    m.verbeurd::DECIMAL(14, 2) AS noemer
FROM nu.register_handhavingsmaatregelvoorkomen m
JOIN register_bronobject b ON b.id = m.bronobject_id
WHERE m.opgelegd_op >= getvariable('van') AND m.opgelegd_op < getvariable('tot') AND m.verbeurd > 0
