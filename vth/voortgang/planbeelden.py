"""The views on a programme in time: slippage, timeline, what waits for what, and what a shift would push."""

from bisect import bisect_left
from datetime import date

from vth.vormgeving.grafieken import Balk, Schakel, Trend, make_mijlpaaltrend, make_netwerk, make_tijdbalk
from vth.vormgeving.onderdelen import Grafiek, Kolom
from vth.vormgeving.opmaak import format_telling

from .beeld import Gepland, Programmabeeld
from .beeldblok import BRON, Beeldpagina, Blok, Gegevens, Vraag, make_rij
from .bladeren import read_begin, slice_lijst
from .forms import WatalsForm
from .keten import derive_ruimte, derive_schuiven, list_volgorde
from .models import Programma
from .rules import VoortgangError
from .selectors import list_rondes
from .weergave import MIJLPAALKOLOMMEN, get_adres, get_toestand, make_mijlpaalrij, name_partijen, say_dag

MEESTE_BALKEN, MEESTE_TRENDS, MEESTE_KEUZES = 60, 6, 200


SAMENHANGKOLOMMEN = (
    Kolom("naam", "Samenhang"),
    Kolom("van", "Van"),
    Kolom("naar", "Naar"),
    Kolom("aard", "Aard"),
    Kolom("ruimte", "Ruimte (dagen)", "getal"),
)
WEG = "niet meer in het programma"
KETENZIN = "De dikke lijn is de kritieke keten: wat daarop verschuift, verschuift het einde."
RUIMTEZIN = (
    "Ruimte: hoeveel dagen het eerste kan verschuiven voordat iets na het einde van het programma valt."
)
# What a shift pushes past the end of the programme.
VOORBIJ = ("fout", "komt na het einde")


def list_trends(beeld: Programmabeeld, programma: Programma, hoogstens: int = MEESTE_TRENDS) -> list[Trend]:
    """Give how the milestones that slipped most were planned in each round."""
    momenten = [*sorted(r.peildatum for r in list_rondes(programma) if r.peildatum < beeld.dag), beeld.dag]
    gevonden = []
    for deel in beeld.list_alle("mijlpaal"):
        rij = [p for p in beeld.planningen.get(deel.id, ()) if p.wanneer.tot]
        begin = bisect_left(momenten, rij[0].bekend_op) if rij else len(momenten)
        # What was seen in one round only has no line.
        if begin >= len(momenten) - 1:
            continue
        eerste = next(p for p in reversed(rij) if p.bekend_op <= momenten[begin])
        schuif = (_get_tot(rij[-1]) - _get_tot(eerste)).days
        gevonden.append((-schuif, deel.titel, rij))
    gevonden.sort(key=lambda g: g[:2])
    return [Trend(titel, _list_punten(rij, momenten)) for _, titel, rij in gevonden[:hoogstens]]


def _get_tot(planning: Gepland) -> date:
    assert planning.wanneer.tot is not None
    return planning.wanneer.tot


def _list_punten(rij: list[Gepland], momenten: list[date]) -> list[tuple[date, date]]:
    """Give for each moment at which a milestone was planned the day that it was planned for."""
    punten = []
    for moment in momenten:
        laatste = next((p for p in reversed(rij) if p.bekend_op <= moment), None)
        if laatste:
            punten.append((moment, _get_tot(laatste)))
    return punten


def make_verschuiving(gegevens: Gegevens, vraag: Vraag) -> Beeldpagina:
    """Show how milestones slipped."""
    programma, beeld, c = gegevens
    namen = name_partijen(beeld)
    trends = list_trends(beeld, programma)
    beeldje = (
        make_mijlpaaltrend(
            "Hoe mijlpalen verschoven",
            trends,
            grens=("Einde van het programma", programma.einddatum),
            bron=BRON,
            datum=beeld.dag,
        )
        if trends
        else None
    )
    alle = beeld.list_alle("mijlpaal")
    schoof = [d for d in alle if beeld.statussen[d.id].kwartalen]
    deze, volgende = slice_lijst(schoof, read_begin(vraag))
    verschoven = [make_mijlpaalrij(beeld, d, c, namen) for d in deze]
    zin = f"{len(schoof)} van {format_telling(len(alle), 'mijlpaal', 'mijlpalen')} {'is' if len(schoof) == 1 else 'zijn'} anders gepland dan in het pijlerplan."
    uitleg = "Een lijn die stijgt, verschuift. Een mijlpaal is gehaald waar zijn lijn de stippellijn raakt. Hier staan de mijlpalen die het meest verschoven."
    return Beeldpagina(
        programma,
        "Verschuiving van mijlpalen",
        zin,
        (
            Blok("Trend", uitleg, beeldje, leeg="Er zijn nog geen twee rondes om te vergelijken."),
            Blok(
                "Verschoven mijlpalen",
                "",
                None,
                MIJLPAALKOLOMMEN,
                tuple(verschoven),
                "Geen mijlpaal is verschoven.",
            ),
        ),
        volgende=volgende,
    )


def make_tijdlijn(gegevens: Gegevens, vraag: Vraag) -> Beeldpagina:
    """Show when what is planned."""
    programma, beeld, c = gegevens
    namen, balken = name_partijen(beeld), []
    for pijler in beeld.list_soort("pijler"):
        for deel in beeld.list_onder("mijlpaal", pijler.id):
            plan = beeld.find_planning(deel.id)
            if plan and plan.wanneer.van and plan.wanneer.tot and plan.stand != "gehaald":
                toestand, woord = get_toestand(beeld.statussen[deel.id].stand, c)
                balken.append(
                    Balk(pijler.naam, deel.titel, plan.wanneer.van, plan.wanneer.tot, toestand, woord)
                )
    dag = {
        d.id: p.wanneer.tot or date.max
        for d in beeld.list_alle("mijlpaal")
        if (p := beeld.find_planning(d.id))
    }
    alle = sorted(beeld.list_alle("mijlpaal"), key=lambda d: (dag.get(d.id, date.max), d.titel))
    deze, volgende = slice_lijst(alle, read_begin(vraag))
    rijen = [make_mijlpaalrij(beeld, d, c, namen) for d in deze]
    meer = f" Getekend zijn de eerste {MEESTE_BALKEN}." if len(balken) > MEESTE_BALKEN else ""
    grafiek = make_tijdbalk(
        "Mijlpalen die nog komen",
        balken[:MEESTE_BALKEN],
        grens=("Einde van het programma", programma.einddatum),
        bron=BRON,
        datum=beeld.dag,
    )
    return Beeldpagina(
        programma,
        "Tijdlijn",
        f"{format_telling(len(balken), 'mijlpaal komt', 'mijlpalen komen')} nog.{meer}",
        (
            Blok("Tijdlijn", "", grafiek if balken else None, leeg="Er zijn geen mijlpalen met dagen."),
            Blok("Alle mijlpalen", "De eerste dag eerst.", None, MIJLPAALKOLOMMEN, tuple(rijen)),
        ),
        volgende=volgende,
    )


def make_keten(beeld: Programmabeeld) -> Grafiek | None:
    """Draw what waits for what as it was recorded, with the critical chain; None where nothing waits for anything."""
    pijlen = [pijl for _, pijl in beeld.iter_afhankelijk()]
    gebonden = {k for p in pijlen for k in (p.van, p.naar)}
    if not gebonden:
        return None
    keten = set(beeld.kritieke_keten)
    volgorde = [k for k in list_volgorde(beeld.knopen, beeld.pijlen) if k in gebonden | keten]
    namen = {str(d.id): d for d in beeld.delen.values()}
    schakels = [
        Schakel(
            k,
            namen[k].naam,
            say_dag(beeld.verwacht[k][0]) if k in beeld.verwacht else "niet in bron",
            k in keten,
        )
        for k in volgorde
    ]
    lijnen = {(p.van, p.naar) for p in beeld.pijlen if p.van in set(volgorde) and p.naar in set(volgorde)}
    return make_netwerk(
        "Wat waarop wacht", schakels, lijnen, nadruk="Op de kritieke keten", bron=BRON, datum=beeld.dag
    )


def make_samenhang(gegevens: Gegevens, vraag: Vraag) -> Beeldpagina:
    """Show what waits for what, and the critical chain."""
    programma, beeld, _ = gegevens
    ruimte = derive_ruimte(beeld.knopen, beeld.pijlen, programma.einddatum)
    rijen = []
    for deel in beeld.list_soort("samenhang"):
        van, naar = (beeld.find_sleutel(str(deel.inhoud.get(k, ""))) for k in ("van", "naar"))
        rijen.append(
            make_rij(
                beeld,
                deel,
                van=van.naam if van else WEG,
                naar=naar.naam if naar else WEG,
                aard=deel.inhoud.get("aard", ""),
                ruimte=ruimte.get(str(van.id)) if van else None,
            )
        )
    lengte = len(beeld.kritieke_keten)
    zin = (
        f"De keten met de minste ruimte telt {lengte} schakels."
        if lengte
        else "Er zijn nog geen afhankelijkheden."
    )
    blokken = (
        Blok(
            "Afhankelijkheden",
            KETENZIN,
            make_keten(beeld),
            leeg="Leg vast wat waarop wacht; dan verschijnt hier de keten.",
        ),
        Blok(
            "Alle samenhang",
            RUIMTEZIN,
            None,
            SAMENHANGKOLOMMEN,
            tuple(rijen),
        ),
    )
    return Beeldpagina(programma, "Samenhang en kritieke keten", zin, blokken)


def make_watals(gegevens: Gegevens, vraag: Vraag) -> Beeldpagina:
    """Show what a shift of one milestone would push."""
    programma, beeld, _ = gegevens
    keuzes = [
        (str(d.id), f"{d.titel} ({plan.wanneer.tekst})")
        for d in beeld.list_alle("mijlpaal")
        if (plan := beeld.find_planning(d.id)) and plan.wanneer.tot and plan.stand != "gehaald"
    ]
    # A choice out of thousands is none: those that come first, and the one that was asked for.
    keuzes = [k for n, k in enumerate(keuzes) if n < MEESTE_KEUZES or k[0] == vraag.get("mijlpaal")]
    form = WatalsForm(vraag if "mijlpaal" in vraag else None, mijlpalen=keuzes)
    blokken: list[Blok] = []
    zin = "Kies een mijlpaal en hoeveel kwartalen die verschuift. Er wordt niets vastgelegd."
    if form.is_valid():
        try:
            blok, zin = _derive_watals(beeld, programma.einddatum, **form.cleaned_data)
            blokken.append(blok)
        except VoortgangError as fout:
            form.add_error("kwartalen", str(fout))
    return Beeldpagina(programma, "Wat als een mijlpaal verschuift", zin, tuple(blokken), form=form)


def _derive_watals(beeld: Programmabeeld, einde: date, mijlpaal: str, kwartalen: int) -> tuple[Blok, str]:
    schuiven = derive_schuiven(beeld.knopen, beeld.pijlen, mijlpaal, kwartalen)
    namen = {str(d.id): d for d in beeld.delen.values()}
    rijen = []
    for s in schuiven:
        deel = namen[s.id]
        pijler = beeld.find_boven(deel, "pijler")
        voorbij = s.was <= einde < s.wordt
        stand = (
            VOORBIJ
            if voorbij
            else ("aandacht", "blijft na het einde")
            if s.wordt > einde
            else ("goed", "past")
        )
        rijen.append(
            {
                "naam": deel.naam,
                "url": get_adres(deel),
                "pijler": pijler.naam if pijler else "",
                "was": s.was,
                "wordt": s.wordt,
                "door": namen[s.door].naam if s.door else "zelf verschoven",
                "stand": stand,
            }
        )
    over = len({r["pijler"] for r in rijen})
    na_einde = sum(r["stand"] == VOORBIJ for r in rijen)
    koppen = (
        Kolom("naam", "Wat"),
        Kolom("pijler", "Pijler"),
        Kolom("was", "Klaar was", "datum"),
        Kolom("wordt", "Klaar wordt", "datum"),
        Kolom("door", "Wacht op"),
        Kolom("stand", "Tegen het einde", "toestand"),
    )
    zin = f"{format_telling(len(rijen) - 1, 'andere schuift', 'andere schuiven')} mee, over {format_telling(over, 'pijler', 'pijlers')}; {format_telling(na_einde, 'komt', 'komen')} daardoor na het einde van het programma ({say_dag(einde)})."
    return Blok("Wat er schuift", "", None, koppen, tuple(rijen)), zin
