"""How the interface tells of a programme, a part, a round, money and what a report proposes."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from vth.interface.antwoord import make_antwoord
from vth.interface.vraag import Vraag

from .apibasis import Json, make_adres
from .beeld import Deel, Programmabeeld
from .inzage import note_gezien
from .models import (
    Bijdrage,
    Bijdragetekst,
    Inlezing,
    Middel,
    Planning,
    Programma,
    Rapportageronde,
    Statusoordeel,
    Tegenspraak,
    Voorstelregel,
)
from .selectors import (
    get_onderdeel,
    list_bijdragen,
    list_planningen,
    list_rondes,
    read_beeld,
    read_rondebeeld,
    read_teksten,
)


def as_programma(request: Vraag, programma: Programma, *, met_versies: bool = False) -> Json:
    """Tell of a programme with its rounds; with its participants and how it was before when that is asked."""
    rondes = [
        {"id": str(r.pk), "naam": r.naam, "peildatum": r.peildatum, "stand": r.stand}
        for r in list_rondes(programma)
    ]
    versies = list(programma.versies.order_by("volgnummer")) if met_versies else []
    return {
        "id": str(programma.pk),
        "code": programma.code,
        "naam": programma.naam,
        "organisatie": programma.organisatie,
        "einddatum": programma.einddatum,
        "geeindigdOp": programma.geeindigd_op,
        "rondes": rondes,
        "deelnemers": versies[-1].deelnemers if versies else None,
        "versies": [
            {
                "versie": v.volgnummer,
                "naam": v.naam,
                "einddatum": v.einddatum,
                "deelnemers": v.deelnemers,
                "geeindigd": v.geeindigd,
                "reden": v.reden or None,
                "bekendOp": v.bekend_op,
                "vastgelegdOp": v.op,
            }
            for v in versies
        ]
        or None,
        "_links": {
            "self": make_adres(request, f"programmas/{programma.pk}"),
            "onderdelen": make_adres(request, f"programmas/{programma.pk}/onderdelen"),
        },
    }


def answer_programma(request: Vraag, programma: Programma, *, status: int = 201) -> HttpResponse:
    """Answer with a programme as it is after an act."""
    inhoud = as_programma(request, programma, met_versies=True)
    location = inhoud["_links"]["self"]["href"] if status == 201 else ""
    return make_antwoord(inhoud, status=status, location=location)


def as_onderdeel(
    request: Vraag, beeld: Programmabeeld, deel: Deel, planningen: Iterable[Planning] = ()
) -> Json:
    """Tell of a part as a moment shows it."""
    uitkomst, basis = beeld.statussen.get(deel.id), beeld.find_basis(deel.id)
    return {
        "id": str(deel.id),
        "soort": deel.soort,
        "sleutel": deel.sleutel,
        "ouder": str(deel.ouder) if deel.ouder else None,
        "titel": deel.titel,
        "inhoud": dict(deel.inhoud) or None,
        "partij": deel.partij or None,
        "bekendOp": deel.gewijzigd,
        "versie": deel.versie,
        "stand": uitkomst.stand if uitkomst else None,
        "beeldstand": uitkomst.beeldstand if uitkomst else None,
        "reden": uitkomst.reden if uitkomst else None,
        "pijlerplan": basis.tekst if basis else None,
        "planningen": [
            {
                "tekst": p.tekst,
                "van": p.van,
                "tot": p.tot,
                "stand": p.stand,
                "bekendOp": p.bekend_op,
                "vastgelegdOp": p.op,
                "beslotenDoor": p.besloten_door or None,
                "reden": p.reden or None,
            }
            for p in planningen
        ]
        or None,
        "_links": {"self": make_adres(request, f"onderdelen/{deel.id}")},
    }


def answer_onderdeel(request: Vraag, id_: Any, status: int = 200) -> HttpResponse:
    """Answer with one part; what ended is told as a record without a status."""
    onderdeel = get_onderdeel(request.viewer, id_)
    beeld = read_beeld(onderdeel.programma)
    deel = beeld.delen.get(onderdeel.pk)
    if deel is None:
        v = onderdeel.versies.order_by("-volgnummer")[0]
        vast = (onderdeel.pk, onderdeel.soort, onderdeel.sleutel, onderdeel.ouder_id)
        deel = Deel(*vast, v.titel, v.inhoud, v.partij, v.volgnummer, v.bekend_op, v.bekend_op)
    note_gezien(request, onderdeel.programma)
    plannen = list_planningen([deel.id], beeld.dag).get(deel.id, [])
    inhoud = as_onderdeel(request, beeld, deel, plannen)
    location = inhoud["_links"]["self"]["href"] if status == 201 else ""
    return make_antwoord(inhoud, status=status, location=location)


def as_oordeel(oordeel: Statusoordeel) -> Json:
    """Tell of a judgement on a status: what the rule said, and what was put in its place."""
    return {
        "volgnummer": oordeel.volgnummer,
        "ronde": str(oordeel.ronde_id) if oordeel.ronde_id else None,
        "regelstand": oordeel.regelstand,
        "regelreden": oordeel.regelreden,
        "beeldstand": oordeel.beeldstand or None,
        "stand": oordeel.stand or None,
        "motivering": oordeel.motivering or None,
        "bekendOp": oordeel.bekend_op,
        "vastgelegdOp": oordeel.op,
    }


def as_middel(middel: Middel) -> Json:
    """Tell what a participant has for a topic."""
    return {
        "onderdeel": str(middel.onderdeel_id),
        "regeling": middel.regeling,
        "deelnemer": middel.deelnemer,
        "toegekend": str(middel.toegekend),
        "besteed": str(middel.besteed),
        "over": str(middel.toegekend - middel.besteed),
        "toelichting": middel.toelichting or None,
        "bekendOp": middel.bekend_op,
    }


def as_bijdrage(bijdrage: Bijdrage, tekst: Bijdragetekst | None) -> Json:
    """Tell of a contribution with its last text."""
    return {
        "id": str(bijdrage.pk),
        "onderdeel": str(bijdrage.onderdeel_id),
        "stand": bijdrage.stand,
        "versie": bijdrage.versie,
        "voortgang": (tekst.voortgang if tekst else None) or None,
        "planning": (tekst.planning if tekst else None) or None,
    }


def answer_bijdrage(bijdrage: Bijdrage, *, status: int = 200) -> HttpResponse:
    """Answer with a contribution as it is."""
    tekst = read_teksten([bijdrage]).get(bijdrage.onderdeel_id)
    return make_antwoord(as_bijdrage(bijdrage, tekst), status=status)


def answer_ronde(request: Vraag, ronde: Rapportageronde, *, status: int = 200) -> HttpResponse:
    """Answer with a round and the contributions that the viewer may read."""
    bijdragen = list_bijdragen(request.viewer, ronde, read_rondebeeld(ronde))
    teksten = read_teksten(bijdragen, ronde.vergrendeld_op)
    note_gezien(request, ronde.programma)
    adres = make_adres(request, f"rondes/{ronde.pk}")
    inhoud = {
        "id": str(ronde.pk),
        "naam": ronde.naam,
        "programma": str(ronde.programma_id),
        "peildatum": ronde.peildatum,
        "indienenVoor": ronde.indienen_voor,
        "stand": ronde.stand,
        "versie": ronde.versie,
        "vergrendeldOp": ronde.vergrendeld_op,
        "bijdragen": [as_bijdrage(b, teksten.get(b.onderdeel_id)) for b in bijdragen],
        "_links": {"self": adres, "rapport": make_adres(request, f"rondes/{ronde.pk}/rapport")},
    }
    return make_antwoord(inhoud, status=status, location=adres["href"] if status == 201 else "")


def as_inlezing(request: Vraag, inlezing: Inlezing) -> Json:
    """Tell of a report that was read."""
    return {
        "id": str(inlezing.pk),
        "ronde": str(inlezing.ronde_id),
        "bestandsnaam": inlezing.bestandsnaam,
        "sha256": inlezing.sha256,
        "gelezenOp": inlezing.op,
        "meldingen": inlezing.meldingen or None,
        "onbegrepen": inlezing.onbegrepen or None,
        "_links": {"voorstellen": make_adres(request, f"inlezingen/{inlezing.pk}/voorstellen")},
    }


def as_voorstel(regel: Voorstelregel) -> Json:
    """Tell what a report proposes, with the sentence it came from and what was decided."""
    return {
        "nummer": regel.volgnummer,
        "soort": regel.soort,
        "sleutel": regel.sleutel,
        "ouder": regel.ouder or None,
        "velden": regel.velden,
        "regel": regel.regel,
        "zin": regel.zin,
        "twijfel": regel.twijfel or None,
        "stand": regel.stand,
        "onderdeel": str(regel.onderdeel_id) if regel.onderdeel_id else None,
        "reden": regel.reden or None,
    }


def as_tegenspraak(tegenspraak: Tegenspraak) -> Json:
    """Tell of two statements that do not agree, and which holds."""
    return {
        "id": str(tegenspraak.pk),
        "onderdeel": str(tegenspraak.onderdeel_id) if tegenspraak.onderdeel_id else None,
        "uitleg": tegenspraak.uitleg,
        "eersteZin": tegenspraak.eerste_zin,
        "eersteBron": tegenspraak.eerste_bron,
        "tweedeZin": tegenspraak.tweede_zin,
        "tweedeBron": tegenspraak.tweede_bron,
        "gekozen": tegenspraak.gekozen or None,
        "reden": tegenspraak.reden or None,
        "beslotenOp": tegenspraak.besloten_op,
    }
