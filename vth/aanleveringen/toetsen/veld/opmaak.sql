-- id: veld.opmaak
-- ernst: waarschuwing
-- voor: tekst
-- bron: OWASP: injectie in exportbestanden en pagina's
-- melding: In {titel} staat {waarde}. Dat lijkt op opmaak of een formule en hoort niet in een gegeven. De tekst is bewaard
--    zoals hij is en wordt nergens uitgevoerd. Verwijder de opmaak in uw systeem.
SELECT rijnummer, $naam AS veld, {veld}[:80] AS waarde, 'platte tekst' AS grens
FROM aanlevering
WHERE regexp_matches({veld}, '<[a-zA-Z!/]|^[=@+][A-Za-z(]|&#?[a-z0-9]+;')
