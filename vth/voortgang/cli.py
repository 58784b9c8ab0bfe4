"""`vth voortgang`: start a programme, and read an existing report into proposals."""

from pathlib import Path
from typing import Annotated

import typer

from vth.tijd.klok import today
from vth.toegang.rules import Viewer
from vth.toegang.selectors import make_systeemviewer

from .configuratie import list_bestanden
from .inlezen import HOOGSTENS, accept_rapport
from .models import Programma
from .rules import BEHEREN, VoortgangError
from .services import record_programma

app = typer.Typer(help="Programma's: beginnen, en een bestaand rapport inlezen.", no_args_is_help=True)
Bestand = Annotated[Path, typer.Argument(help="Het rapport: .md, .txt of .docx.")]
Code = Annotated[str, typer.Option(help="De code van het programma; mag weg als er maar één is.")]


@app.command()
def begin(
    code: Annotated[str, typer.Argument(help="De code: de naam van het bestand in de map programmas.")],
    organisatie: Annotated[str, typer.Option(help="Code van de organisatie die het programma houdt.")],
    deelnemer: Annotated[list[str] | None, typer.Option(help="Code van een deelnemer; mag vaker.")] = None,
) -> None:
    """Begin een programma, met zijn pijlers en hoofdstukken."""
    programma = record_programma(
        viewer=make_beheerder(), code=code, organisatie=organisatie, deelnemers=deelnemer or []
    )
    typer.echo(
        f"{programma.naam} is begonnen, met {programma.onderdelen.filter(soort='pijler').count()} pijlers."
    )


@app.command()
def lees(
    bestand: Bestand,
    programma: Code = "",
    ronde: Annotated[
        str,
        typer.Option(help="De ronde waar het rapport bij hoort; anders die van de periode die het noemt."),
    ] = "",
) -> None:
    """Lees een bestaand rapport in als voorstellen, die u op de site stuk voor stuk overneemt of afwijst."""
    if not bestand.is_file():
        raise VoortgangError(f"{bestand} is geen bestand. Controleer de naam.")
    if bestand.stat().st_size > HOOGSTENS:
        raise VoortgangError(
            f"{bestand} is groter dan {HOOGSTENS // 2**20} MB. Geef alleen het rapport zelf."
        )
    verslag = accept_rapport(
        viewer=make_beheerder(),
        programma=find_programma(programma),
        bestandsnaam=bestand.name,
        inhoud=bestand.read_bytes(),
        ronde=ronde,
    )
    inlezing = verslag.inlezing
    if not verslag.nieuw:
        typer.echo(f"Dit rapport was al ingelezen, voor {inlezing.ronde.naam}. Er is niets toegevoegd.")
        return
    typer.echo(
        f"{inlezing.bestandsnaam}: {verslag.voorstellen} voorstellen voor {inlezing.ronde.naam}, waarvan {verslag.twijfels} met twijfel."
    )
    typer.echo(
        f"{len(inlezing.onbegrepen)} zinnen over planning zijn niet begrepen; {verslag.tegenspraken} tegenspraken wachten op een besluit."
    )
    typer.echo(f"Neem de voorstellen over op /voortgang/inlezingen/{inlezing.pk}")


def make_beheerder() -> Viewer:
    """Give who keeps this machine the right to run programmes on it."""
    return make_systeemviewer("vth voortgang", op=today()).with_handeling(BEHEREN)


def find_programma(code: str) -> Programma:
    """Give the programme of a code, or the only one there is. Raises VoortgangError that says what can be chosen."""
    alle = {p.code: p for p in Programma.objects.order_by("code")}
    if code in alle:
        return alle[code]
    if not code and len(alle) == 1:
        return next(iter(alle.values()))
    if not alle:
        raise VoortgangError(
            f"Er is nog geen programma. Begin er een met: vth voortgang begin CODE --organisatie CODE. Er zijn bestanden voor: {', '.join(list_bestanden())}."
        )
    raise VoortgangError(f"Kies met --programma een van: {', '.join(alle)}.")
