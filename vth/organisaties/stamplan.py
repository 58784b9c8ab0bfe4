"""What a folder of reference data changes: planned in full before the first row is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from vth.begrippen.selectors import read_model
from vth.tijd.models import Herkomst
from vth.tijd.rules import Geldigheid

from .models import Bronhouderschap, Deelneming, Opvolging, Organisatie, OrganisatieVoorkomen, Werkgebied
from .rules import LANDELIJK, Dienstperiode, check_bestaan, check_enkelvoudig
from .stambestand import TIJDLIJNTABELLEN, Stamgegevens, Stamrij, list_opgaven, refuse_fouten
from .tijdlijnen import Schrijfplan, apply_schrijfplan, make_schrijfplan


@dataclass
class Stamplan:
    """What must be written: new identities by code, timelines per table, successions to withdraw and to add."""

    nieuw: Mapping[str, str]
    plannen: Mapping[str, Schrijfplan]
    intrekken: list[int] = field(default_factory=list)
    opvolgingen: list[Opvolging] = field(default_factory=list)
    overgeslagen: list[str] = field(default_factory=list)
    laatste: datetime | None = None

    def count_rijen(self) -> dict[str, int]:
        """Count the rows to close or add per table."""
        eigen = {tabel: plan.aantal for tabel, plan in self.plannen.items()}
        return eigen | {"opvolgingen": len(self.intrekken) + len(self.opvolgingen)}

    def list_overgeslagen(self) -> tuple[str, ...]:
        """Name what was left alone because the installation stated it itself."""
        tijdlijnen = (
            f"{tabel}: {naam}" for tabel, plan in self.plannen.items() for naam in plan.overgeslagen
        )
        return (*tijdlijnen, *self.overgeslagen)


def make_stamplan(stam: Stamgegevens, *, wijkt_behalve_voor: str) -> Stamplan:
    """Compare a folder with the register; inside the transaction that will write it.

    Raises StamgegevensError for rows that name what does not exist or contradict a known code.
    """
    bekend = dict(Organisatie.objects.values_list("code", "soort"))
    nieuw = _find_nieuw(stam, bekend)
    _check_verwijzingen(stam, bekend | nieuw)
    plannen = {
        tabel: make_schrijfplan(model, list_opgaven(tabel, stam), wijkt_behalve_voor=wijkt_behalve_voor)
        for tabel, model in TIJDLIJNTABELLEN.items()
    }
    plan = Stamplan(
        nieuw, plannen, laatste=max(filter(None, (p.laatste for p in plannen.values())), default=None)
    )
    _plan_opvolgingen(plan, stam, wijkt_behalve_voor)
    return plan


def apply_stamplan(plan: Stamplan, herkomst: Herkomst, naam: str) -> None:
    """Write the plan under one origin, then refuse it whole when the outcome contradicts itself."""
    Organisatie.objects.bulk_create(
        [Organisatie(code=c, soort=s, herkomst=herkomst) for c, s in plan.nieuw.items()]
    )
    for schrijfplan in plan.plannen.values():
        apply_schrijfplan(schrijfplan, herkomst)
    Opvolging.objects.filter(pk__in=plan.intrekken).update(ingetrokken_op=herkomst.moment)
    for opvolging in plan.opvolgingen:
        opvolging.herkomst = herkomst
    Opvolging.objects.bulk_create(plan.opvolgingen)
    refuse_fouten(naam, list_tegenspraken())


def list_tegenspraken() -> list[str]:
    """Say in Dutch where the believed reference data contradict themselves: two diensten, or life after the end."""
    einden = {
        v.organisatie_id: v.eind_geldigheid
        for v in OrganisatieVoorkomen.objects.believed().order_by("eind_geldigheid")
    }
    diensten = [
        Dienstperiode(w.organisatie_id, w.taak, w.gebied, Geldigheid(w.begin_geldigheid, w.eind_geldigheid))
        for w in Werkgebied.objects.believed()
    ]
    fouten = check_enkelvoudig(diensten)
    for d in diensten:
        fouten += [
            check_bestaan("Het werkgebied", code, d.geldigheid, einden) for code in (d.organisatie, d.gebied)
        ]
    for n in Deelneming.objects.believed():
        geldigheid = Geldigheid(n.begin_geldigheid, n.eind_geldigheid)
        fouten += [
            check_bestaan("De deelneming", code, geldigheid, einden)
            for code in (n.omgevingsdienst_id, n.deelnemer_id)
        ]
    for b in Bronhouderschap.objects.believed():
        geldigheid = Geldigheid(b.begin_geldigheid, b.eind_geldigheid)
        fouten.append(check_bestaan("Het bronhouderschap", b.organisatie_id, geldigheid, einden))
    return sorted(set(filter(None, fouten)))


def _find_nieuw(stam: Stamgegevens, bekend: dict[str, str]) -> dict[str, str]:
    """Give the organisations that are not known yet, with their kind; a code keeps its kind and its capitals."""
    nieuw: dict[str, str] = {}
    klein = {code.lower(): code for code in bekend}
    for rij in stam.rijen["organisaties"]:
        code, soort = rij.waarden["organisatie_id"], rij.waarden["soort"]
        ander = klein.setdefault(code.lower(), code)
        if ander != code:
            stam.fouten.append(
                f"{rij.plaats}: {code} lijkt te veel op {ander}. Codes verschillen meer dan in hoofdletters."
            )
        elif (bekend | nieuw).get(code, soort) != soort:
            stam.fouten.append(
                f"{rij.plaats}: {code} is bekend als {(bekend | nieuw)[code]}, hier staat {soort}. Een code krijgt nooit een "
                "andere betekenis. Kies een nieuwe code, of verbeter de soort."
            )
        elif code not in bekend:
            nieuw[code] = soort
    refuse_fouten("organisaties", stam.fouten)
    return nieuw


def _check_verwijzingen(stam: Stamgegevens, soorten: Mapping[str, str]) -> None:
    """Refuse rows that name an organisation, area or gegevensset that does not exist or cannot stand there."""
    for tabel in ("werkgebieden", "bronhouderschappen"):
        for rij in stam.rijen[tabel]:
            _check_code(stam, rij, soorten, "organisatie_id")
            if rij.waarden["gebied"] != LANDELIJK:
                _check_code(stam, rij, soorten, "gebied", soort=Organisatie.Soort.GEMEENTE)
    for rij in stam.rijen["bronhouderschappen"]:
        if (naam := rij.waarden["gegevensset"]) not in read_model():
            stam.fouten.append(
                f"{rij.plaats}: gegevensset {naam!r} bestaat niet. Kies uit: {', '.join(read_model())}."
            )
    for rij in stam.rijen["deelnemingen"]:
        _check_code(stam, rij, soorten, "omgevingsdienst_id", soort=Organisatie.Soort.OMGEVINGSDIENST)
        _check_code(stam, rij, soorten, "deelnemer_id")
    for rij in stam.rijen["opvolgingen"]:
        _check_code(stam, rij, soorten, "voorganger_id")
        _check_code(stam, rij, soorten, "opvolger_id")
        if rij.waarden["voorganger_id"] == rij.waarden["opvolger_id"]:
            stam.fouten.append(
                f"{rij.plaats}: {rij.waarden['opvolger_id']} kan zichzelf niet opvolgen. Noem de opvolger."
            )
    refuse_fouten("verwijzingen", stam.fouten)


def _check_code(
    stam: Stamgegevens, rij: Stamrij, soorten: Mapping[str, str], kolom: str, *, soort: str = ""
) -> None:
    """Note a code that does not exist, or is not of the kind that must stand there."""
    code = rij.waarden[kolom]
    if code not in soorten:
        stam.fouten.append(
            f"{rij.plaats}: {code} bestaat niet. Voeg de organisatie toe aan organisaties.csv."
        )
    elif soort and soorten[code] != soort:
        stam.fouten.append(
            f"{rij.plaats}: {code} is {soorten[code]}; hier hoort een {soort}. Verbeter de code."
        )


def _plan_opvolgingen(plan: Stamplan, stam: Stamgegevens, wijkt_behalve_voor: str) -> None:
    """Compare the successions of the folder with those in force: another date withdraws the old one.

    The list of the program leaves alone what an installation stated itself, and what it withdrew.
    """
    alle = list(Opvolging.objects.select_related("herkomst").order_by("ingetrokken_op"))
    geldend = {(o.voorganger_id, o.opvolger_id): o for o in alle if o.ingetrokken_op is None}
    for rij in stam.rijen["opvolgingen"]:
        waarden = dict(rij.waarden)
        ingetrokken = waarden.pop("ingetrokken")
        paar = (waarden["voorganger_id"], waarden["opvolger_id"])
        oud = geldend.pop(paar, None)
        eerder = [oud] if oud else [o for o in alle if (o.voorganger_id, o.opvolger_id) == paar]
        zelfde = [o for o in eerder if all(getattr(o, k) == w for k, w in waarden.items())]
        if oud and zelfde and not ingetrokken:
            continue
        if wijkt_behalve_voor and _is_van_ander(oud, zelfde, wijkt_behalve_voor):
            plan.overgeslagen.append(f"opvolgingen: {' '.join(paar)}")
            continue
        if oud:
            plan.intrekken.append(oud.pk)
        if not ingetrokken:
            plan.opvolgingen.append(Opvolging(**waarden))


def _is_van_ander(oud: Opvolging | None, zelfde: list[Opvolging], eigen: str) -> bool:
    """Tell whether another supplier stated the succession in force, or withdrew the very one that is said now."""
    return oud.herkomst.leverancier != eigen if oud else bool(zelfde)
