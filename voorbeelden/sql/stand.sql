-- id: stand
-- korrel: een plek per rij
-- betekenis: Hoe een plek er in een kwartaal werkelijk uitziet: plaats in centimeters (EPSG:28992), adres, bedrijf en omvang.
--    Wat leveranciers ervan maken, met hun fouten, staat in de bestanden die hierop volgen.
WITH getrokken AS (
    SELECT
        p.*,
        coalesce(p.v_cel, CASE p.serie
            WHEN 'V' THEN getvariable('cellen_v')[(1 + hc % 1200)::BIGINT]
            ELSE getvariable('cellen_k')[(1 + hc % 1200)::BIGINT]
        END) AS cel_nr,
        coalesce(p.v_branche, getvariable('branches')[(1 + hs % 100)::BIGINT]) AS branche,
        getvariable('achternaam_begin')[(1 + hd % 30)::BIGINT] || getvariable('achternaam_eind')[(1 + hd // 30 % 12)::BIGINT] AS achternaam,
        getvariable('vorm')[(1 + hd // 1440 % 8)::BIGINT] AS vorm
    FROM plek AS p
),

geplaatst AS (
    SELECT
        g.* EXCLUDE (branche),
        c.* EXCLUDE (nr),
        b.*,
        CASE WHEN c.kern THEN 35000 + ha // 11 % 30000 ELSE 12000 + ha // 11 % 76000 END::BIGINT AS u,
        CASE WHEN c.kern THEN 35000 + ha // 1000003 % 30000 ELSE 12000 + ha // 1000003 % 76000 END::BIGINT AS v,
        -- One street has several postcodes, and one postcode lies in one street.
        (ha // 7 % 960)::BIGINT AS pc
    FROM getrokken AS g
    INNER JOIN cel AS c ON g.cel_nr = c.nr
    INNER JOIN branche AS b ON g.branche = b.branche
),

genoemd AS (
    SELECT
        *,
        CASE
            WHEN in_verhaal THEN v_naam
            WHEN hs // 100 % 5 IN (0, 1) THEN site[(1 + hs // 500 % 4)::BIGINT] || ' ' || achternaam
            WHEN hs // 100 % 5 = 2 THEN site[(1 + hs // 500 % 4)::BIGINT] || ' ' || getvariable('eigennaam')[(1 + hs // 2000 % 24)::BIGINT]
            WHEN hs // 100 % 5 = 3 THEN site[(1 + hs // 500 % 4)::BIGINT] || ' ' || woonplaats
            ELSE achternaam || ' ' || bedrijf[(1 + hd // 360 % 4)::BIGINT]
        END AS eerste_naam,
        2 * coalesce(v_kvk_bij, bedrijf_n) + CASE serie WHEN 'K' THEN 1 ELSE 0 END + CASE WHEN is_overgenomen THEN 1000000 ELSE 0 END AS kvk_n,
        van + (hs // 23 % (tot - van)::UBIGINT)::BIGINT AS basis
    FROM geplaatst
)

SELECT
    serie, rij, n, hs, in_verhaal, aanwezig, is_bekend, gebeurtenis, moment, is_gebeurd, is_hernoemd, is_verhuisd, is_overgenomen,
    adres_n <> n AS deelt_adres, coalesce(v_zonder_kvk, false) AS zonder_kvk, v_geval,
    gemeente, gemeentenaam, woonplaats, hart_x, hart_y,
    coalesce(v_straat, getvariable('straat_begin')[1 + (pc4 * 31 + pc // 3 * 17) % 30] || getvariable('straat_eind')[1 + (pc4 + pc // 3) % 10]) AS straat,
    coalesce(v_huisnummer, 1 + ha // 13 % 240)::BIGINT AS huisnummer,
    CASE WHEN in_verhaal THEN coalesce(v_huisletter, '') WHEN adres_n <> n THEN 'B' WHEN ha // 17 % 9 = 0 THEN 'A' ELSE '' END AS huisletter,
    CASE WHEN NOT in_verhaal AND ha // 19 % 15 = 0 THEN (1 + ha // 23 % 9)::VARCHAR ELSE '' END AS toevoeging,
    (pc4 + pc // 120) || getvariable('pc_letter1')[1 + pc % 120 // 6] || getvariable('pc_letter2')[1 + pc % 6] AS postcode,
    ((100000 - u) * (100000 - v) * x_zw + u * (100000 - v) * x_zo + (100000 - u) * v * x_nw + u * v * x_no) // 10000000000 AS x_cm,
    ((100000 - u) * (100000 - v) * y_zw + u * (100000 - v) * y_zo + (100000 - u) * v * y_nw + u * v * y_no) // 10000000000 AS y_cm,
    branche, bal, tweede, subtype, veenrand, kustland, plicht, rie, ippc, seveso, water, eenheid,
    CASE
        WHEN is_hernoemd THEN site[(1 + hs // 500 % 4)::BIGINT] || ' ' || getvariable('eigennaam')[(1 + hs // 4000 % 24)::BIGINT] || ' ' || woonplaats
        ELSE eerste_naam
    END AS naam,
    coalesce(v_oude_naam, eerste_naam) AS oude_naam,
    coalesce(v_drijver, achternaam || ' ' || bedrijf[(1 + hd // 360 % 4)::BIGINT] || CASE vorm WHEN 'EZ' THEN '' ELSE ' ' || vorm END) AS drijver,
    CASE WHEN kvk_n < 1000000 THEN '00' ELSE '99' END || lpad(((kvk_n * 716539 + 12345) % 1000000)::VARCHAR, 6, '0') AS kvk,
    '9' || CASE serie WHEN 'V' THEN '1' ELSE '2' END || is_overgenomen::INTEGER || lpad(n::VARCHAR, 9, '0') AS vestiging,
    coalesce(v_opgericht, CASE
        WHEN gebeurtenis = 'verschijnt' THEN (DATE '2024-10-01' + INTERVAL (3 * moment) MONTH)::DATE - (hs // 5 % 60)::INTEGER
        ELSE DATE '1968-01-01' + (hs // 5 % 20000)::INTEGER
    END) AS opgericht,
    CASE
        WHEN in_verhaal THEN v_beeindigd
        WHEN gebeurtenis = 'eindigt' AND is_gebeurd THEN (DATE '2024-10-01' + INTERVAL (3 * moment) MONTH)::DATE - (10 + hs // 5 % 60)::INTEGER
    END AS beeindigd,
    CASE
        WHEN in_verhaal THEN v_capaciteit
        WHEN wissel IN (3, 4, 5) THEN basis + 7
        WHEN gebeurtenis = 'andere capaciteit' THEN basis + CASE WHEN is_gebeurd THEN basis // 4 + 1 ELSE 0 END
        WHEN gebeurtenis = 'krijgt capaciteit' THEN CASE WHEN is_gebeurd THEN basis END
        WHEN hs // 19 % 10 < 6 THEN basis
    END::BIGINT AS capaciteit
FROM genoemd
