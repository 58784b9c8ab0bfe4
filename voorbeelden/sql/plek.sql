-- id: plek
-- korrel: een plek per rij, van nummer `van` tot `tot` in de reeksen V (Veenrand) en K (Kustland)
-- betekenis: Wat er met een plek gebeurt in de loop van de kwartalen, en de getallen waar al het andere uit volgt.
--    `k` telt kwartalen vanaf 1-10-2024. De plekken van het verhaal (gegevens/verhaal.yaml) hebben geen andere gebeurtenissen.
WITH nummers AS (
    SELECT 'V' AS serie, range AS rij
    FROM range(getvariable('van'), least(getvariable('tot'), getvariable('omvang') + 1))
    UNION ALL
    SELECT 'K' AS serie, range AS rij
    FROM range(getvariable('van'), least(getvariable('tot'), getvariable('omvang_k') + 1))
),

-- A benchmark asks for the same delivery in which so many ten-thousandths of the rows say something else.
gewisseld AS (
    SELECT serie, rij, CASE WHEN h % 10000 < getvariable('wijzig') THEN h // 10000 % 10 END AS wissel
    FROM (SELECT serie, rij, md5_number_lower(serie || rij || 'w') AS h FROM nummers)
),

genummerd AS (
    SELECT serie, rij, wissel, CASE WHEN wissel = 9 THEN rij + 10000000 ELSE rij END AS n
    FROM gewisseld
),

verteld AS (
    SELECT g.*, v.v_plek IS NOT NULL AS in_verhaal, v.* EXCLUDE (v_serie, v_n, v_k, v_correctie)
    FROM genummerd AS g
    LEFT JOIN verhaal AS v
        ON g.serie = v.v_serie AND g.n = v.v_n AND v.v_k = getvariable('k') AND v.v_correctie = getvariable('correctie')
),

gebeurd AS (
    SELECT
        *,
        md5_number_lower(serie || n || 's') AS hs,
        CASE
            WHEN in_verhaal THEN 'verhaal'
            WHEN n % 40 = 3 THEN 'verschijnt'
            WHEN n % 40 = 7 THEN 'hernoemd'
            WHEN n % 40 = 11 THEN 'andere drijver'
            WHEN n % 40 = 15 THEN 'verhuisd'
            WHEN n % 40 = 19 THEN 'krijgt capaciteit'
            WHEN n % 40 = 23 THEN 'eindigt'
            WHEN n % 40 = 27 THEN 'niet meer geleverd'
            WHEN n % 40 = 31 THEN 'een keer vergeten'
            WHEN n % 40 = 35 THEN 'andere capaciteit'
            ELSE ''
        END AS gebeurtenis
    FROM verteld
),

getimed AS (
    SELECT *, 2 + n // 40 % 3 AS moment, getvariable('k') >= 2 + n // 40 % 3 AS is_gebeurd
    FROM gebeurd
),

toegedeeld AS (
    SELECT
        *,
        -- Some companies have more than one site, and some sites share one address.
        CASE WHEN NOT in_verhaal AND n > 20 AND hs // 3 % 12 = 0 THEN n - 1 ELSE n END AS bedrijf_n,
        coalesce(v_bij_adres, CASE WHEN NOT in_verhaal AND n > 20 AND n % 30 = 14 THEN n - 1 ELSE n END) AS adres_n,
        (gebeurtenis = 'verhuisd' AND is_gebeurd) OR coalesce(wissel = 8, false) AS is_verhuisd,
        (gebeurtenis = 'andere drijver' AND is_gebeurd) OR coalesce(wissel IN (6, 7), false) OR v_kvk_bij IS NOT NULL AS is_overgenomen,
        (gebeurtenis = 'hernoemd' AND is_gebeurd) OR coalesce(wissel IN (0, 1, 2), false) AS is_hernoemd
    FROM getimed
)

SELECT
    *,
    md5_number_lower(serie || adres_n || 'c') AS hc,
    md5_number_lower(serie || coalesce(v_plaats_bij, adres_n + CASE WHEN is_verhuisd THEN 20000000 ELSE 0 END) || 'a') AS ha,
    md5_number_lower(serie || (bedrijf_n + CASE WHEN is_overgenomen THEN 30000000 ELSE 0 END) || 'd') AS hd,
    CASE
        WHEN in_verhaal THEN v_bestaat AND NOT v_vergeten
        WHEN gebeurtenis = 'verschijnt' THEN is_gebeurd
        WHEN gebeurtenis = 'eindigt' THEN getvariable('k') <= moment
        WHEN gebeurtenis = 'niet meer geleverd' THEN NOT is_gebeurd
        WHEN gebeurtenis = 'een keer vergeten' THEN getvariable('k') <> moment
        ELSE true
    END AS aanwezig,
    CASE WHEN in_verhaal THEN v_cel IS NOT NULL WHEN gebeurtenis = 'verschijnt' THEN is_gebeurd ELSE true END AS is_bekend
FROM toegedeeld
