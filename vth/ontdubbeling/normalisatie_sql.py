"""The same reading as `normalisatie`, as DuckDB expressions over whole columns, made from the same tables of a profile.

Each function takes SQL and gives SQL. What is constant in a profile stands in the text (`CASE`), for DuckDB looks up a
constant map word by word a hundred times slower.
"""

from collections.abc import Iterable, Mapping

from .normalisatie import ACHTER, NUMMER, VOOR
from .profiel import Profiel


def quote(tekst: str) -> str:
    """Write text as an SQL literal."""
    return "'" + tekst.replace("'", "''") + "'"


def write_lijst(woorden: Iterable[str]) -> str:
    """Write words as what stands behind IN, always the same way."""
    return "(" + ", ".join(quote(w) for w in sorted(woorden)) + ")"


def fold_sql(kolom: str) -> str:
    """As `normalisatie.fold`. Most texts are plain words already, and one look tells; the others are read sign by sign."""
    klein = f"strip_accents(lower({kolom}))"
    klein = f"""replace(translate({klein}, '''’`', ''), '&', ' en ')"""
    klein = rf"regexp_replace({klein}, '\b([a-z])\.', '\1', 'g')"
    return f"""CASE WHEN {kolom} IS NULL THEN ''
        WHEN regexp_full_match({kolom}, '[A-Za-z0-9]+(?: [A-Za-z0-9]+)*') THEN lower({kolom})
        ELSE trim(regexp_replace({klein}, '[^a-z0-9]+', ' ', 'g')) END"""


def clear_leeg_sql(plat: str, leeg: Iterable[str]) -> str:
    """As `normalisatie.clear_leeg`, on text that was folded."""
    return f"CASE WHEN trim({plat}, '0 ') = '' OR {plat} IN {write_lijst(leeg)} THEN NULL ELSE {plat} END"


def replace_zinsneden_sql(plat: str, zinsneden: Mapping[str, str]) -> str:
    """As `normalisatie.replace_zinsneden`; one look tells that most texts hold none of them."""
    if not zinsneden:
        return plat
    vervangen = plat
    for zin, nieuw in zinsneden.items():
        vervangen = rf"regexp_replace({vervangen}, '\b{zin}\b', {quote(nieuw)}, 'g')"
    return (
        rf"CASE WHEN regexp_matches({plat}, '\b({'|'.join(zinsneden)})\b') THEN {vervangen} ELSE {plat} END"
    )


def replace_woorden_sql(woord: str, tabel: Mapping[str, str]) -> str:
    """Replace one word by what the table says of it."""
    if not tabel:
        return woord
    gevallen = " ".join(f"WHEN {quote(kort)} THEN {quote(lang)}" for kort, lang in tabel.items())
    return f"CASE {woord} {gevallen} ELSE {woord} END"


def select_kern_sql(bron: str, profiel: Profiel) -> str:
    """Write the SELECT that gives `id, woorden, kern` for each row `id, naam` of `bron`.

    As `normalisatie.derive_kern`; one step per CTE, so that each expression is worked out once.
    """
    afgekort = replace_woorden_sql("w", profiel.naam.afkortingen)
    return f"""
        WITH gevouwen AS (SELECT id, {fold_sql("naam")} AS plat FROM {bron}),
             gevuld AS (SELECT id, {clear_leeg_sql("plat", profiel.leeg)} AS plat FROM gevouwen),
             zinnen AS (
                 SELECT id, CASE WHEN length(plat) >= 2 THEN {replace_zinsneden_sql("plat", profiel.naam.zinsneden)} END AS zin
                 FROM gevuld
             ),
             gelezen AS (
                 SELECT id, list_transform(list_filter(string_split(zin, ' '), lambda w: w <> ''), lambda w: {afgekort}) AS alle
                 FROM zinnen
             ),
             gezeefd AS (
                 SELECT id, alle, list_filter(alle, lambda w: w NOT IN {write_lijst(profiel.naam.weglaten)}) AS eigen
                 FROM gelezen
             ),
             gesplitst AS (
                 SELECT id, list_sort(list_distinct(CASE WHEN len(eigen) > 0 THEN eigen ELSE alle END)) AS woorden
                 FROM gezeefd
             )
        SELECT id, woorden, nullif(array_to_string(woorden, ' '), '') AS kern FROM gesplitst"""


# The number stands behind (or before) the street where its own field holds none; zeros are none.
IN_STRAAT = "v.n <> ''"


def select_adres_sql(bron: str, profiel: Profiel) -> str:
    """Write the SELECT that gives the address of each row `id, straat, huisnummer, toevoeging, postcode, plaats` of `bron`.

    What comes out is called straat_n, nummer_n, toevoeging_n, postcode_n, gebied_n and plaats_n.
    """
    velden = ("straat", "huisnummer", "toevoeging", "postcode", "plaats")
    gevouwen = ", ".join(f"{fold_sql(v)} AS {v}" for v in velden)
    gevuld = ", ".join(f"{clear_leeg_sql(v, profiel.leeg)} AS {v}" for v in velden)
    achter = profiel.adres.huisnummer == "achter"
    delen = "['s', 'n', 't', 'u']" if achter else "['n', 't', 's']"
    patroon = quote((ACHTER if achter else VOOR).pattern)
    toevoeging = "concat(v.t, v.u)" if achter else "v.t"
    return f"""
        WITH gevouwen AS (SELECT id, {gevouwen} FROM {bron}),
             gevuld AS (SELECT id, {gevuld} FROM gevouwen),
             zinnen AS (
                 SELECT *, coalesce({replace_zinsneden_sql("straat", profiel.adres.zinsneden)}, '') AS plat FROM gevuld
             ),
             delen AS (
                 SELECT *, CASE WHEN regexp_full_match(huisnummer, '[0-9]+') THEN {{'n': huisnummer, 't': ''}}
                     ELSE regexp_extract(coalesce(huisnummer, ''), {quote(NUMMER.pattern)}, ['n', 't']) END AS h
                 FROM zinnen
             ),
             gezocht AS (
                 SELECT *, CASE WHEN ltrim(h.n, '0') = '' THEN regexp_extract(plat, {patroon}, {delen}) END AS v FROM delen
             ),
             gesplitst AS (
                 SELECT *, string_split(CASE WHEN {IN_STRAAT} THEN v.s ELSE plat END, ' ') AS woorden,
                     ltrim(CASE WHEN {IN_STRAAT} THEN v.n ELSE h.n END, '0') AS nummer,
                     replace(CASE WHEN {IN_STRAAT} THEN {toevoeging} ELSE h.t END, ' ', '') AS eigen_toevoeging,
                     {_postcode_sql(profiel)} AS pc
                 FROM gezocht
             ),
             geheel AS (
                 SELECT *, regexp_extract(pc, {quote(profiel.adres.postcode)}, 1) AS heel FROM gesplitst
             )
        SELECT id, {_straat_sql("woorden", profiel)} AS straat_n,
            nullif(nummer, '') AS nummer_n,
            replace(concat(eigen_toevoeging, coalesce(toevoeging, '')), ' ', '') AS toevoeging_n,
            nullif(heel, '') AS postcode_n,
            {_gebied_sql(profiel)} AS gebied_n,
            replace({replace_woorden_sql("plaats", profiel.adres.plaatsen)}, ' ', '') AS plaats_n
        FROM geheel"""


def _straat_sql(woorden: str, profiel: Profiel) -> str:
    """Write out the words of a street: each first as a word, then by its end; and close them up."""
    vertaald = f"list_transform({woorden}, lambda w: {replace_woorden_sql('w', profiel.adres.afkortingen)})"
    gevallen = " ".join(
        f"WHEN ends_with(w, {quote(kort)}) AND length(w) > {len(kort)} "
        f"THEN concat(left(w, length(w) - {len(kort)}), {quote(lang)})"
        for kort, lang in profiel.adres.achtervoegsels.items()
    )
    heel = f"list_transform({vertaald}, lambda w: CASE {gevallen} ELSE w END)" if gevallen else vertaald
    return f"nullif(array_to_string({heel}, ''), '')"


def _postcode_sql(profiel: Profiel) -> str:
    """Write a postcode without spaces, filled up with zeros where the profile says so."""
    plat = "replace(coalesce(postcode, ''), ' ', '')"
    n = profiel.adres.aanvullen
    return (
        f"CASE WHEN {plat} = '' OR length({plat}) >= {n} THEN {plat} ELSE lpad({plat}, {n}, '0') END"
        if n
        else plat
    )


def _gebied_sql(profiel: Profiel) -> str:
    """Give the area that a postcode begins with, also of a postcode that is not whole."""
    n = profiel.adres.gebied
    return f"CASE WHEN heel <> '' THEN left(heel, {n}) WHEN regexp_matches(pc, '^[0-9]{{4}}') THEN left(pc, {n}) END"


def normalise_cijfers_sql(kolom: str, minstens: int, lengte: int) -> str:
    """As `normalisatie.normalise_cijfers`. What holds nothing but digits is read without taking it apart."""
    cijfers = f"regexp_replace({kolom}, '[^0-9]', '', 'g')"
    return (
        f"CASE WHEN {kolom} IS NULL OR trim({kolom}, '0') = '' THEN NULL "
        f"WHEN regexp_full_match({kolom}, '[0-9]{{{minstens},{lengte}}}') THEN lpad({kolom}, {lengte}, '0') "
        f"WHEN trim({cijfers}, '0') = '' OR regexp_matches({kolom}, '[a-zA-Z]') "
        f"OR length({cijfers}) NOT BETWEEN {minstens} AND {lengte} THEN NULL ELSE lpad({cijfers}, {lengte}, '0') END"
    )
