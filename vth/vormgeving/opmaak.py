"""How numbers, days, moments and sizes are written in Dutch; pure, and without the locale of a machine."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from vth.tijd.dagtekst import write_dag
from vth.tijd.rules import AMSTERDAM, OPEN_DAG, derive_legal_day

HARDE_SPATIE = "\u00a0"
RUIM = Context(prec=400)


def format_getal(value: object, decimalen: int | None = None) -> str:
    """Write a number with Dutch separators; `decimalen` rounds half up, without it a number keeps its own.

    Nothing, text that is no number, and not-a-number give an empty text: a page never shows `None` or `nan`.
    """
    getal = _read_decimal(value)
    if getal is None:
        return ""
    if decimalen is not None:
        getal = getal.quantize(Decimal(1).scaleb(-decimalen), rounding=ROUND_HALF_UP, context=RUIM)
    geheel, _, breuk = f"{getal.copy_abs():f}".partition(".")
    if decimalen is None:
        breuk = breuk.rstrip("0")
    delen = [geheel[max(i - 3, 0) : i] for i in range(len(geheel), 0, -3)][::-1]
    teken = "-" if getal < 0 and (geheel.strip("0") or breuk.strip("0")) else ""
    return teken + ".".join(delen) + (f",{breuk}" if breuk else "")


def format_bedrag(value: object) -> str:
    """Write an amount in euro with its cents, as in `€ 1.500,00`; what is no number gives an empty text."""
    bedrag = format_getal(value, 2)
    return f"€{HARDE_SPATIE}{bedrag}" if bedrag else ""


def format_aantal(aantal: int, grens: int = 1000) -> str:
    """Write a capped count honestly: from `grens` on nobody counted, so `1000+`."""
    return f"{grens}+" if aantal >= grens else format_getal(aantal)


def format_telling(aantal: int, een: str, meer: str, grens: int | None = None) -> str:
    """Write a number with what is counted, as in `1 zaak` and `1.200 zaken`; with `grens` as `format_aantal` does, so `100+ zaken`."""
    hoeveel = format_getal(aantal) if grens is None else format_aantal(aantal, grens)
    return f"{hoeveel} {een if aantal == 1 else meer}"


def format_datum(value: date | datetime | None, *, weekdag: bool = False) -> str:
    """Write a day in full, as in `22 april 2025`; the open end of a period is an empty text."""
    dag = _read_dag(value)
    return write_dag(dag, weekdag=weekdag) if dag else ""


def format_datum_iso(value: date | datetime | None) -> str:
    """Write a day as `2025-04-22`, for tables of data people; the open end of a period is an empty text."""
    dag = _read_dag(value)
    return dag.isoformat() if dag else ""


def format_tijdstip_iso(value: datetime | date | None) -> str:
    """Write a moment in Dutch legal time as `2025-04-22 14:03`, for tables; a day without a time stays a day."""
    if not isinstance(value, datetime):
        return format_datum_iso(value)
    if value.tzinfo is not None:
        value = value.astimezone(AMSTERDAM)
    dag = format_datum_iso(value)
    return f"{dag} {value:%H:%M}" if dag else ""


def format_tijdstip(value: datetime | date | None) -> str:
    """Write a moment in Dutch legal time, as in `22 april 2025, 14:03`; a day without a time stays a day."""
    if not isinstance(value, datetime):
        return format_datum(value)
    if value.tzinfo is not None:
        value = value.astimezone(AMSTERDAM)
    dag = format_datum(value)
    return f"{dag}, {value:%H:%M}" if dag else ""


def format_bytes(value: object) -> str:
    """Write a size in bytes, kB, MB or GB, by thousands as on a disk."""
    getal = _read_decimal(value)
    if getal is None:
        return ""
    for eenheid in ("bytes", "kB", "MB", "GB"):
        rond = getal.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP, context=RUIM)
        if rond < 1000 or eenheid == "GB":
            break
        getal /= 1000
    decimalen = 0 if eenheid == "bytes" or rond >= 100 else 1
    return f"{format_getal(getal, decimalen)}{HARDE_SPATIE}{eenheid}"


def format_cel(soort: str, value: object, decimalen: int | None = None) -> str:
    """Write a cell of a table as the kind of its column asks; a state is its word, nothing is an empty text."""
    if soort == "toestand" and value:
        return str(value if isinstance(value, str) else list(value)[-1])  # type: ignore[call-overload]
    if soort == "getal":
        return format_getal(value, decimalen)
    schrijf = {"datum": format_datum_iso, "tijdstip": format_tijdstip_iso, "bytes": format_bytes}
    return schrijf[soort](value) if soort in schrijf else "" if value is None else str(value)  # type: ignore[arg-type]


def format_resterend(dagen: int) -> str:
    """Say how many days are left, or how many it is too late."""
    if dagen == 0:
        return "vandaag"
    eenheid = "dag" if abs(dagen) == 1 else "dagen"
    return f"nog {dagen} {eenheid}" if dagen > 0 else f"{-dagen} {eenheid} te laat"


def shorten(tekst: object, lengte: int) -> str:
    """Cut a text at a word before `lengte` and show that it was cut."""
    heel = " ".join(str(tekst).split())
    if len(heel) <= lengte:
        return heel
    kort = heel[: max(lengte - 1, 1)]
    woorden = kort.rsplit(" ", 1)[0]
    return (woorden if len(woorden) > lengte // 2 else kort).rstrip(" ,;:-") + "…"


def _read_dag(value: object) -> date | None:
    """Give the legal day of a day or moment; nothing, the open end, and what is no day give None."""
    if isinstance(value, datetime):
        if value.tzinfo is None or value.year >= OPEN_DAG.year:
            dag = value.date()
        else:
            dag = derive_legal_day(value)
    elif isinstance(value, date):
        dag = value
    else:
        return None
    return None if dag >= OPEN_DAG else dag


def _read_decimal(value: object) -> Decimal | None:
    """Read a number; of a float only the digits that mean something, so that 0.1 + 0.2 is 0.3."""
    if value is None or isinstance(value, bool):
        return None
    try:
        getal = Decimal(f"{value:.15g}" if isinstance(value, float) else str(value).strip())
    except InvalidOperation:
        return None
    return getal if getal.is_finite() else None
