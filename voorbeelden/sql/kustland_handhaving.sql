-- id: kustland_handhaving
-- korrel: een overtreding, een maatregel of een handhavingsverzoek per rij; de kolom soort zegt welke
-- betekenis: Waar OD Kustland tegen optrad, bij plekken die er al die tijd waren. `afloop_nr` is 0 hersteld voor het eind van de termijn, 1 de last loopt en
--    er is vier keer verbeurd, 2 de last is volgelopen. Bedragen staan er zoals mensen ze schrijven.
WITH gekozen AS (
    SELECT
        p.*,
        CASE WHEN p.in_verhaal THEN DATE '2025-11-03' + (p.n * 9)::INTEGER ELSE DATE '2025-02-03' + (p.hs // 149 % 150)::INTEGER END AS gezien,
        CASE WHEN p.in_verhaal OR p.hs // 137 % 3 = 2 THEN 'LOD' WHEN p.hs // 137 % 3 = 1 THEN 'WRS' ELSE '' END AS middel_code,
        CASE WHEN p.in_verhaal THEN 3 - p.n ELSE (p.hs // 151 + 1) % 3 END AS afloop_nr,
        500 * (1 + p.hs // 157 % 6) AS euro
    FROM kustland_plek AS p
    ANTI JOIN fout AS f ON f.bestand = 'OD-KUSTLAND/objecten' AND f.rest = p.rij % 90
    WHERE p.serie = 'K' AND ((p.in_verhaal AND p.n IN (2, 3)) OR (p.gebeurtenis = '' AND p.hs // 131 % 3 = 1))
),

verlopen AS (
    SELECT
        * EXCLUDE (fout),
        gezien + 28 AS opgelegd,
        gezien + 70 AS termijn_tot,
        CASE
            WHEN middel_code = '' THEN gezien
            WHEN middel_code = 'WRS' THEN gezien + 40
            WHEN afloop_nr = 0 THEN gezien + 67
        END AS hersteld_op,
        unnest(list_concat(
            ['overtreding'],
            CASE WHEN middel_code <> '' THEN ['maatregel'] ELSE [] END,
            CASE WHEN hs // 139 % 4 = 0 OR in_verhaal THEN ['verzoek'] ELSE [] END
        )) AS deel
    FROM gekozen
),

gerekend AS (
    SELECT
        v.*,
        coalesce(f.fout, '') AS fout,
        deel = 'maatregel' AND middel_code = 'LOD' AS is_last,
        CASE afloop_nr WHEN 0 THEN 0 WHEN 1 THEN 4 ELSE 10 END AS keren
    FROM verlopen AS v
    LEFT JOIN fout AS f
        ON f.bestand = 'OD-KUSTLAND/handhaving' AND f.rest = v.rij % 90 AND getvariable('k') < f.tot AND NOT v.in_verhaal AND v.deel = 'maatregel'
)

SELECT
    rij * 4 + CASE deel WHEN 'overtreding' THEN 0 WHEN 'maatregel' THEN 1 ELSE 2 END AS volgorde,
    upper(deel[1:1]) || 'H-' || nummer[5:] AS sleutel,
    fout,
    deel AS soort,
    upper(deel[1:1]) || 'H-' || nummer[5:] AS nummer,
    nummer AS object,
    kvk_nr AS kvk,
    vest_nr AS vestiging,
    (CASE deel WHEN 'overtreding' THEN gezien WHEN 'maatregel' THEN opgelegd ELSE gezien - 20 END)::VARCHAR AS datum,
    CASE deel
        WHEN 'overtreding' THEN ['Opslag zonder lekbak', 'Geluid in de nacht', 'Keuring niet gedaan', 'Afvalwater op het riool', 'Te veel in voorraad'][(1 + hs // 163 % 5)::BIGINT]
        WHEN 'verzoek' THEN ['Geluid in de nacht', 'Stank bij oostenwind', 'Opslag buiten het hek'][(1 + hs // 167 % 3)::BIGINT]
        ELSE ''
    END AS omschrijving,
    CASE deel WHEN 'overtreding' THEN CASE WHEN hs // 173 % 2 = 0 THEN 'Bal 2.11' ELSE 'Voorschrift 3.' || (1 + hs // 179 % 9) END ELSE '' END AS regel,
    CASE WHEN deel <> 'overtreding' THEN '' WHEN middel_code = '' THEN 'N' ELSE 'J' END AS optreden,
    CASE WHEN deel = 'overtreding' AND middel_code = '' THEN 'Tijdens het bezoek hersteld' ELSE '' END AS reden,
    CASE WHEN deel = 'overtreding' THEN coalesce(hersteld_op::VARCHAR, '') ELSE '' END AS hersteld,
    CASE WHEN deel = 'overtreding' THEN ['A', 'A', 'B', 'C'][(1 + hs // 181 % 4)::BIGINT] || (1 + hs // 191 % 3) ELSE '' END AS matrix,
    CASE WHEN deel = 'maatregel' THEN 'OH-' || nummer[5:] ELSE '' END AS tegen,
    CASE WHEN deel = 'maatregel' THEN middel_code ELSE '' END AS middel,
    CASE WHEN deel <> 'maatregel' THEN '' WHEN hersteld_op IS NOT NULL THEN 'klaar' WHEN afloop_nr = 1 THEN 'loopt' ELSE 'volgelopen' END AS status,
    CASE WHEN deel <> 'maatregel' THEN '' WHEN hersteld_op IS NULL AND afloop_nr = 2 THEN (termijn_tot + 70)::VARCHAR ELSE coalesce(hersteld_op::VARCHAR, '') END AS klaar,
    CASE WHEN is_last THEN termijn_tot::VARCHAR ELSE '' END AS termijn,
    CASE WHEN is_last THEN '€ ' || replace(format('{:,}', (euro * CASE fout WHEN 'bedragen_verwisseld' THEN 10 ELSE 1 END)::BIGINT), ',', '.') || ',-' ELSE '' END AS bedrag,
    CASE WHEN is_last THEN 'week' ELSE '' END AS per,
    CASE WHEN is_last THEN '€ ' || replace(format('{:,}', (euro * CASE fout WHEN 'bedragen_verwisseld' THEN 1 ELSE 10 END)::BIGINT), ',', '.') || ',-' ELSE '' END AS maximum,
    CASE WHEN is_last THEN replace(format('{:,}', (euro * keren)::BIGINT), ',', '.') || ',00' ELSE '' END AS verbeurd,
    CASE WHEN is_last THEN replace(format('{:,}', (CASE afloop_nr WHEN 1 THEN euro ELSE 0 END)::BIGINT), ',', '.') || ',00' ELSE '' END AS geind,
    CASE WHEN deel = 'verzoek' THEN opgelegd::VARCHAR ELSE '' END AS beslist,
    CASE WHEN deel <> 'verzoek' THEN '' WHEN middel_code = '' THEN 'nee' ELSE 'ja' END AS besluit
FROM gerekend
