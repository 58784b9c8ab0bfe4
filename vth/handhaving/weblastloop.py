"""The acts of the site on a last after it was imposed; the page is that of its measure."""

import uuid
from typing import Any

from django.forms import Form

from vth.tijd import klok
from vth.toegang.rules import Viewer

from . import lastloopforms, lasttermijn, lastverzoeken, schorsen
from .lastverzoekdag import record_lastverzoekdag
from .maatregelpagina import Maatregelpagina
from .rules import IN_KRACHT


def make_lastloopforms(pagina: Maatregelpagina, data: Any = None) -> dict[str, Form]:
    """Make the form of each act that this viewer may do on a last that is in force."""
    vast = {"gezien": pagina.maatregel.versie}
    dagen: dict[str, Form] = {}
    if pagina.mag and pagina.verzoeken:
        keuzes = [(v["id"], _name_vraag(v)) for v in pagina.verzoeken]
        dagen["lastverzoekdag"] = lastloopforms.LastverzoekdagForm(data, verzoeken=keuzes, initial=vast)
    if not pagina.mag or pagina.last is None or pagina.maatregel.staat not in IN_KRACHT:
        return dagen
    wie = [(a["id"], a["naam"]) for a in pagina.adressaten]
    gemaakt: dict[str, Form] = dagen | {
        "schors": lastloopforms.SchorsForm(data, adressaten=wie, initial=vast | {"van": klok.today()})
    }
    if pagina.last.begunstiging_tot and not pagina.geen_termijn:
        gemaakt["termijn"] = lastloopforms.TermijnForm(
            data,
            initial=vast | {"besloten_op": klok.today(), "verzonden_op": klok.today()},
            auto_id="id_termijn_%s",
        )
    if lopend := [
        (s["id"], f"vanaf {s['van']:%d-%m-%Y}, {s['wie']}") for s in pagina.schorsingen if s["open"]
    ]:
        gemaakt["schors_einde"] = lastloopforms.SchorseindeForm(data, schorsingen=lopend, initial=vast)
    if pagina.is_dwangsom:
        gemaakt["lastverzoek"] = lastloopforms.LastverzoekForm(
            data, adressaten=wie, initial=vast | {"ontvangen_op": klok.today()}
        )
    if vragen := [(v["id"], _name_vraag(v)) for v in pagina.verzoeken if v["open"]]:
        gemaakt["lastverzoek_besluit"] = lastloopforms.LastbeslissingForm(
            data, verzoeken=vragen, initial=vast | {"besloten_op": klok.today()}
        )
    return gemaakt


def _name_vraag(v: dict[str, Any]) -> str:
    """Name a request as one chooses it."""
    return f"{v['ontvangen']:%d-%m-%Y}, {v['wie']}: {v['vraag']}"


def _suspend(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Note that it was suspended."""
    gezien = velden.pop("gezien")
    nieuw = schorsen.NieuweSchorsing(**velden)
    schorsen.record_schorsing(viewer=viewer, maatregel_id=id_, nieuw=nieuw, gezien=gezien)
    return "De schorsing is vastgelegd. In die dagen verbeurt niets."


def _lengthen(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Note that the term was lengthened."""
    gezien = velden.pop("gezien")
    nieuw = lasttermijn.Termijnbesluit(**velden)
    lasttermijn.record_lasttermijn(viewer=viewer, maatregel_id=id_, nieuw=nieuw, gezien=gezien)
    return "De nieuwe laatste dag is vastgelegd; wat er stond, blijft te zien. Tot en met die dag verbeurt niets."


def _end_schorsing(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Note that the suspension ended."""
    schorsen.end_schorsing(viewer=viewer, maatregel_id=id_, **velden)
    return "Vastgelegd wanneer de schorsing eindigt."


def _take_in(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Take in a request."""
    gezien = velden.pop("gezien")
    verzoek = lastverzoeken.record_lastverzoek(
        viewer=viewer, maatregel_id=id_, nieuw=lastverzoeken.NieuwLastverzoek(**velden), gezien=gezien
    )
    return f"Het verzoek is ingeboekt. Beslis {verzoek.termijn['samenvatting']}."


def _correct_dag(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Put right on which day a request came."""
    dag = record_lastverzoekdag(viewer=viewer, maatregel_id=id_, **velden)
    return f"De dag is verbeterd; wat er stond, blijft te zien. Beslis {dag.termijn['samenvatting']}."


def _decide(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Decide a request."""
    gezien, verzoek_id = velden.pop("gezien"), velden.pop("verzoek_id")
    lastverzoeken.decide_lastverzoek(
        viewer=viewer,
        maatregel_id=id_,
        verzoek_id=verzoek_id,
        beslissing=lastverzoeken.Lastbeslissing(**velden),
        gezien=gezien,
    )
    return "De beslissing is vastgelegd."


DADEN: dict[str, Any] = {
    "termijn": _lengthen,
    "schors": _suspend,
    "schors_einde": _end_schorsing,
    "lastverzoek": _take_in,
    "lastverzoekdag": _correct_dag,
    "lastverzoek_besluit": _decide,
}
