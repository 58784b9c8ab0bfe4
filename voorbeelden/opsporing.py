"""The criminal files of the demo, by the same services that boas use: one sent within the term for verzet, one handed over, one with what came of it."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from vth.opsporing import overdrachten, processenverbaal, services, strafbeschikkingen
from vth.opsporing.models import Opsporingsdossier, Overdracht, Procesverbaal, Verdachte
from vth.organisaties.selectors import make_viewer
from vth.tijd import klok
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer
from vth.toezicht.models import Controle

from .wereld import read_gegevens

Verhaal = Mapping[str, Any]


def make_opsporing(controles: Mapping[str, Controle]) -> None:
    """Open the files of the story when there are none. What it made is told nowhere."""
    if not controles or Opsporingsdossier.objects.exists():
        return
    for stuk in read_gegevens("opsporing")["dossiers"]:
        _make_dossier(stuk, controles)


def _find_viewer(gebruiker: str) -> Viewer:
    """Look as an account of the demo."""
    return make_viewer(Gebruiker.objects.get(username=gebruiker), klok.today())


def _make_dossier(stuk: Verhaal, controles: Mapping[str, Controle]) -> None:
    """Open one file and do what the story says."""
    viewer = _find_viewer(stuk["door"])
    controle = controles[stuk["controle"]].pk if "controle" in stuk else None
    nieuw = services.NieuwDossier(
        organisatie=viewer.organisatie,
        titel=stuk["titel"],
        doel="dagelijkse_taak",
        verdenking_op=klok.now() - timedelta(days=stuk["sinds"]),
        verdenking_grond=stuk["grond"],
        controle=controle,
    )
    dossier = services.record_dossier(viewer=viewer, nieuw=nieuw)
    vast: dict[str, Any] = {"viewer": viewer, "dossier_id": dossier.pk}
    verdachte = services.record_verdachte(nieuw=services.NieuweVerdachte(**stuk["verdachte"]), **vast)
    for h in stuk["handelingen"]:
        _do_handeling(vast, h, verdachte)
    _weigh(vast, stuk["weging"], verdachte)
    if straf := stuk.get("strafbeschikking"):
        _give_out(vast, straf, verdachte)
    if pv := stuk.get("procesverbaal"):
        _hand_over(vast, stuk, _make_procesverbaal(vast, dossier, pv, verdachte))


def _do_handeling(vast: dict[str, Any], stuk: Verhaal, verdachte: Verdachte) -> None:
    """Write one thing that was seen or said."""
    wie = verdachte.pk if stuk["soort"] in ("cautie", "verklaring_verdachte") else None
    op = klok.now() - timedelta(days=stuk["dag"])
    nieuw = services.NieuweHandeling(stuk["soort"], op, stuk.get("tekst", ""), wie, stuk.get("met", ""))
    services.record_handeling(nieuw=nieuw, **vast)


def _weigh(vast: dict[str, Any], stuk: Verhaal, verdachte: Verdachte) -> None:
    """Weigh."""
    inhoud = dict(stuk)
    dag = klok.today() - timedelta(days=inhoud.pop("dag"))
    nieuw = strafbeschikkingen.NieuweWeging(verdachte=verdachte.pk, feitdatum=dag, **inhoud)
    strafbeschikkingen.record_weging(nieuw=nieuw, **vast)


def _give_out(vast: dict[str, Any], stuk: Verhaal, verdachte: Verdachte) -> None:
    """Draft a strafbeschikking, and have the chief give it out."""
    s = strafbeschikkingen.record_strafbeschikking(
        verdachte=verdachte.pk, bedrag=Decimal(stuk["bedrag"]), **vast
    )
    wie = _find_viewer(stuk["door"])
    strafbeschikkingen.decide_strafbeschikking(
        **(vast | {"viewer": wie}), strafbeschikking=s.pk, op=klok.today(), mandaat=stuk["mandaat"]
    )


def _make_procesverbaal(
    vast: dict[str, Any], dossier: Opsporingsdossier, stuk: Verhaal, verdachte: Verdachte
) -> Procesverbaal:
    """Make a proces-verbaal, look it over and close it."""
    pv = processenverbaal.record_procesverbaal(verdachte=verdachte.pk, **stuk, **vast)
    antwoorden = {code: {"oordeel": "ja"} for code in processenverbaal.read_punten(dossier)}
    processenverbaal.record_kwaliteit(procesverbaal=pv.pk, antwoorden=antwoorden, **vast)
    return processenverbaal.close_procesverbaal(procesverbaal=pv.pk, **vast)


def _hand_over(vast: dict[str, Any], stuk: Verhaal, pv: Procesverbaal) -> Overdracht:
    """Hand it over, and write what came of it where the story says."""
    nieuw = overdrachten.NieuweOverdracht(op=klok.today(), procesverbaal=pv.pk, **stuk["overdracht"])
    overdracht = overdrachten.record_overdracht(nieuw=nieuw, **vast)
    if uitkomst := stuk.get("uitkomst"):
        id_: uuid.UUID = overdracht.pk
        overdrachten.record_uitkomst(overdracht=id_, dag=klok.today(), **uitkomst, **vast)
    return overdracht
