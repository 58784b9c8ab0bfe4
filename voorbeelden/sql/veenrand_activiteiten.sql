-- id: veenrand_activiteiten
-- korrel: een activiteit per rij
-- betekenis: De activiteiten van OD Veenrand: eigen activiteitcodes van voor de Omgevingswet, bevoegd gezag bij naam.
SELECT
    rij * 4 + volg AS volgorde,
    actnr AS sleutel,
    coalesce(fout, '') AS fout,
    actnr AS "ACTNR",
    CASE WHEN fout = 'wees' THEN 'VR-9' || nummer[5:] ELSE nummer END AS "INRNR",
    CASE WHEN fout = 'activiteit_onbekend' THEN 'DIV-99' ELSE eigen_code END AS "ACTCODE",
    CASE WHEN fout = 'formule' THEN '=A' || rij || '&B' || rij ELSE naam || CASE volg WHEN 1 THEN ': hoofdactiviteit' ELSE ': nevenactiviteit' END END AS "OMSCHRIJVING",
    CASE plicht WHEN 'vergunningplicht' THEN 'VERG' WHEN 'meldingsplicht' THEN 'MELD' ELSE 'INFO' END || '+ZORG' AS "PLICHT",
    CASE
        WHEN fout = 'einde_zonder_datum' OR beeindigd IS NOT NULL THEN 'B'
        WHEN hs // 47 % 30 = 0 THEN 'S'
        WHEN hs // 47 % 30 = 1 THEN 'R'
        WHEN hs // 47 % 30 = 2 THEN 'V'
        ELSE 'A'
    END AS "STATUS",
    CASE
        WHEN fout = 'gezag_onbekend' THEN 'B&W ' || woonplaats
        WHEN ippc = 'ja' OR seveso = 'H' THEN 'Provincie Lindeland'
        ELSE gemeentenaam
    END AS "GEZAG",
    CASE WHEN seveso = '' THEN 'OD-VEENRAND' ELSE 'OD-KUSTLAND' END AS "TOEZICHT",
    strftime(sinds, '%d-%m-%Y') AS "SINDS",
    CASE WHEN fout = 'einde_zonder_datum' OR beeindigd IS NULL THEN '' ELSE strftime(greatest(beeindigd, sinds), '%d-%m-%Y') END AS "TOT",
    CASE volg WHEN 1 THEN rie ELSE '' END AS "RIE",
    CASE WHEN volg = 1 AND capaciteit IS NOT NULL THEN capaciteit || ',0' ELSE '' END AS "CAP",
    CASE WHEN volg = 1 AND capaciteit IS NOT NULL THEN eenheid ELSE '' END AS "EENH"
FROM veenrand_activiteit
