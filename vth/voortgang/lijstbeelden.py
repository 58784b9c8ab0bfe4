"""The views on a programme that are lists: risks in their matrix, decisions with the agenda, money, and contradictions."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from vth.organisaties.selectors import list_namen
from vth.vormgeving.grafieken import make_matrix
from vth.vormgeving.onderdelen import Grafiek, Kolom
from vth.vormgeving.opmaak import format_telling

from .beeld import Deel, Programmabeeld
from .beeldblok import BRON, Beeldpagina, Blok, Gegevens, Rij, Vraag, make_rij
from .models import Middel, Programma
from .weergave import GELDKOLOMMEN, get_adres, say_dag

RISICOKOLOMMEN = (
    Kolom("naam", "Risico"),
    Kolom("onder", "Bij"),
    Kolom("kans", "Kans"),
    Kolom("impact", "Gevolg"),
    Kolom("gevolg", "Gevolg voor het geheel"),
    Kolom("maatregel", "Maatregel"),
)
BESLUITKOLOMMEN = (
    Kolom("naam", "Onderwerp"),
    Kolom("onder", "Bij"),
    Kolom("orgaan", "Orgaan"),
    Kolom("datum", "Datum"),
    Kolom("aard", "Aard"),
)
MIDDELKOLOMMEN = (
    Kolom("naam", "Onderwerp"),
    Kolom("regeling", "Regeling"),
    Kolom("deelnemer", "Deelnemer"),
    *GELDKOLOMMEN,
    Kolom("dag", "Stand op", "datum"),
)
KANS = {1: "zeer klein", 2: "klein", 3: "matig", 4: "groot", 5: "zeer groot"}


def _make_matrix(risicos: list[Deel], beeld: Programmabeeld) -> tuple[int, Grafiek | None]:
    """Count the risks with a likelihood and an impact, and put them in the matrix."""
    telling = Counter(
        (d.inhoud["kans"], d.inhoud["impact"]) for d in risicos if "kans" in d.inhoud and "impact" in d.inhoud
    )
    rijen, kolommen = [f"kans {KANS[k]}" for k in range(5, 0, -1)], [f"gevolg {KANS[i]}" for i in range(1, 6)]
    waarden: dict[tuple[str, str], float | None] = {
        (f"kans {KANS[k]}", f"gevolg {KANS[i]}"): float(telling[k, i]) for k in KANS for i in KANS
    }
    matrix = make_matrix(
        "Risico's naar kans en gevolg",
        rijen,
        kolommen,
        waarden,
        decimalen=0,
        eenheid="risico's",
        bron=BRON,
        datum=beeld.dag,
    )
    aantal = sum(telling.values())
    return aantal, matrix if aantal else None


def make_risicos(gegevens: Gegevens, vraag: Vraag) -> Beeldpagina:
    """Show the risks, in their matrix and as a list."""
    programma, beeld, _ = gegevens
    risicos = beeld.list_alle("risico")
    telling, matrix = _make_matrix(risicos, beeld)
    zwaar = sorted(risicos, key=lambda d: -d.inhoud.get("kans", 0) * d.inhoud.get("impact", 0))
    tabel = tuple(
        make_rij(
            beeld,
            d,
            kans=d.inhoud.get("kans", "niet in bron"),
            impact=d.inhoud.get("impact", "niet in bron"),
            gevolg=d.inhoud.get("gevolg", ""),
            maatregel=d.inhoud.get("maatregel", ""),
        )
        for d in zwaar
    )
    zin = f"{format_telling(len(risicos), 'risico', 'risico’s')}, waarvan {telling} met kans en gevolg."
    blok = Blok(
        "Alle risico's",
        "Het zwaarste eerst.",
        None,
        RISICOKOLOMMEN,
        tabel,
        "Er zijn geen risico's vastgelegd.",
    )
    return Beeldpagina(
        programma,
        "Risico's",
        zin,
        (
            Blok(
                "Matrix",
                "",
                matrix,
                leeg="Nog geen risico heeft een kans en een gevolg.",
            ),
            blok,
        ),
    )


def list_agenda(beeld: Programmabeeld, organen: tuple[str, ...]) -> dict[str, list[Deel]]:
    """Give the decisions that wait, per organ: the agenda of its next meeting, what has the nearest day first."""
    per: dict[str, list[Deel]] = defaultdict(list)
    for deel in beeld.list_alle("besluit"):
        if deel.inhoud.get("aard") == "agendapunt":
            per[str(deel.inhoud.get("orgaan") or (organen[0] if organen else "nog geen orgaan"))].append(deel)
    return {
        orgaan: sorted(rij, key=lambda d: (str(d.inhoud.get("datum") or "9"), d.sleutel))
        for orgaan, rij in per.items()
    }


def make_besluiten(gegevens: Gegevens, vraag: Vraag) -> Beeldpagina:
    """Show the agenda of each organ, and the decisions that were taken."""
    programma, beeld, c = gegevens

    def rij(d: Deel) -> Rij:
        datum = d.inhoud.get("datum")
        return make_rij(
            beeld,
            d,
            orgaan=d.inhoud.get("orgaan", "niet in bron"),
            datum=say_dag(date.fromisoformat(datum)) if datum else "niet in bron",
            aard=d.inhoud.get("aard", "niet in bron"),
        )

    agenda = list_agenda(beeld, c.organen)
    zin, leeg = "Wat nog op een besluit wacht.", "Er zijn geen besluiten vastgelegd."
    blokken = [
        Blok(f"Agenda: {orgaan}", zin, None, BESLUITKOLOMMEN, tuple(rij(d) for d in rijen))
        for orgaan, rijen in agenda.items()
    ]
    genomen = [d for d in beeld.list_alle("besluit") if d.inhoud.get("aard") != "agendapunt"]
    genomen.sort(key=lambda d: str(d.inhoud.get("datum") or ""), reverse=True)
    rest = tuple(rij(d) for d in genomen)
    blokken.append(Blok("Genomen besluiten", "Het laatste eerst.", None, BESLUITKOLOMMEN, rest, leeg))
    wacht = sum(len(r) for r in agenda.values())
    return Beeldpagina(
        programma,
        "Besluiten en agenda",
        f"{format_telling(wacht, 'besluit wacht', 'besluiten wachten')}; {format_telling(len(genomen), 'is', 'zijn')} genomen.",
        tuple(blokken),
    )


def make_middelen(gegevens: Gegevens, vraag: Vraag) -> Beeldpagina:
    """Show the money per scheme, and per topic and participant."""
    programma, beeld, _ = gegevens
    rijen = _list_posten(programma, beeld)
    per: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for rij in rijen:
        per[rij["regeling"]][0] += rij["toegekend"]
        per[rij["regeling"]][1] += rij["besteed"]
    samen = tuple(
        {"regeling": r, "toegekend": t, "besteed": b, "over": t - b} for r, (t, b) in sorted(per.items())
    )
    leeg = "Er zijn geen middelen vastgelegd."
    blokken = (
        Blok("Per regeling", "", None, (Kolom("regeling", "Regeling"), *GELDKOLOMMEN), samen, leeg),
        Blok("Per onderwerp en deelnemer", "", None, MIDDELKOLOMMEN, tuple(rijen)),
    )
    return Beeldpagina(
        programma,
        "Middelen",
        f"{format_telling(len(rijen), 'post', 'posten')} uit {format_telling(len(samen), 'regeling', 'regelingen')}.",
        blokken,
    )


def list_middelen(programma: Programma, beeld: Programmabeeld) -> list[Middel]:
    """Give what each participant has for each topic that is there, as it was last told."""
    laatste: dict[tuple[Any, str, str], Middel] = {}
    rijen = Middel.objects.filter(programma=programma, bekend_op__lte=beeld.dag)
    for m in rijen.order_by("bekend_op", "volgnummer"):
        laatste[m.onderdeel_id, m.regeling, m.deelnemer] = m
    return [m for m in laatste.values() if m.onderdeel_id in beeld.delen]


def _list_posten(programma: Programma, beeld: Programmabeeld) -> list[Rij]:
    middelen = list_middelen(programma, beeld)
    namen = list_namen({m.deelnemer for m in middelen}, beeld.dag)
    posten = [
        {
            "naam": beeld.delen[m.onderdeel_id].naam,
            "url": get_adres(beeld.delen[m.onderdeel_id]),
            "regeling": m.regeling,
            "deelnemer": namen.get(m.deelnemer, m.deelnemer),
            "toegekend": m.toegekend,
            "besteed": m.besteed,
            "over": m.toegekend - m.besteed,
            "dag": m.bekend_op,
        }
        for m in middelen
    ]
    return sorted(posten, key=lambda r: (r["regeling"], r["naam"], r["deelnemer"]))


def make_tegenspraken(gegevens: Gegevens, vraag: Vraag) -> Beeldpagina:
    """Show the statements that do not agree."""
    programma, _, _ = gegevens
    rijen = list(programma.tegenspraken.order_by("besloten_op", "op", "id")[:200])
    rijen.sort(key=lambda t: t.besloten_op is not None)
    wacht = sum(t.besloten_op is None for t in rijen)
    return Beeldpagina(
        programma,
        "Tegenspraken",
        f"{format_telling(wacht, 'wacht', 'wachten')} op een besluit; {format_telling(len(rijen) - wacht, 'is', 'zijn')} beslecht.",
        (),
        tegenspraken=tuple(rijen),
    )
