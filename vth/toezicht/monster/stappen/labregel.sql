-- rij: one row of the laboratory's file, with sign, number, day, unit and substance as far as they can be read; what cannot is empty
-- leest: labbron (the columns of the profile under our names), eenheidvertaling, parametervertaling
WITH gesplitst AS (
    SELECT
        *,
        lower(concat_ws(' ', teken, waarde)) AS geheel,
        CASE
            WHEN regexp_matches(lower(concat_ws(' ', teken, waarde)), $onder) THEN '<'
            WHEN regexp_matches(lower(concat_ws(' ', teken, waarde)), $boven) THEN '>'
            ELSE '='
        END AS gelezen_teken
    FROM labbron
),
getallen AS (
    SELECT
        *,
        trim(CASE gelezen_teken
            WHEN '<' THEN regexp_replace(geheel, $onder, '')
            WHEN '>' THEN regexp_replace(geheel, $boven, '')
            ELSE geheel
        END) AS getaltekst
    FROM gesplitst
),
gelezen AS (
    SELECT
        g.rijnummer,
        g.monster,
        g.parameter,
        g.cas,
        g.waarde,
        g.geheel,
        coalesce(g.eenheid, p.eigen_eenheid, nullif($eenheid, '')) AS eenheid,
        g.onzekerheid,
        g.methode,
        g.analysedatum,
        g.gelezen_teken AS teken,
        CASE
            WHEN regexp_matches(g.getaltekst, $getal) THEN TRY_CAST(replace(g.getaltekst, ',', '.') AS DECIMAL(20, 9))
        END AS getal,
        CASE
            WHEN regexp_matches(g.onzekerheid, $getal) THEN TRY_CAST(replace(g.onzekerheid, ',', '.') AS DECIMAL(20, 9))
        END AS onzekerheidsgetal,
        coalesce(TRY_CAST(try_strptime(g.analysedatum, $datumvorm) AS DATE), TRY_CAST(g.analysedatum AS DATE)) AS dag,
        list_contains($niet_gemeten, g.geheel) AS is_niet_gemeten,
        p.sleutel,
        p.naam,
        p.cas_eigen,
        p.cas_fout,
        e.code,
        e.basis,
        e.factor,
        e.plus
    FROM getallen AS g
    LEFT JOIN parametervertaling AS p
        ON g.parameter IS NOT DISTINCT FROM p.geschreven AND g.cas IS NOT DISTINCT FROM p.cas_geschreven
    LEFT JOIN eenheidvertaling AS e
        ON coalesce(g.eenheid, p.eigen_eenheid, nullif($eenheid, '')) = e.geschreven
)
SELECT
    gelezen.*,
    CAST(getal * factor AS DECIMAL(32, 12)) + plus AS basiswaarde
FROM gelezen
