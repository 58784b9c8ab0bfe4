"""What must be done now in a file, in the order of the work, for who sees such a file for the first time."""

from datetime import date

from .dossierlezen import Dossierbeeld
from .models import Opsporingsdossier, Opsporingshandeling, Strafweging, Verdachte
from .strafbeschikkingen import is_op_tijd, list_gebreken


def list_te_doen(beeld: Dossierbeeld, vandaag: date) -> list[str]:
    """List it in sentences: first whom it is about, then weighing, strafbeschikkingen, processen-verbaal, and what others must tell."""
    terug = [
        f"Leg vast wat er van de overdracht aan {beeld.say_overdracht(o)} kwam, zodra u dat hoort."
        for o in beeld.overdrachten
        if o.pk not in beeld.uitkomsten
    ]
    if beeld.dossier.staat != Opsporingsdossier.Staat.OPEN:
        return terug
    if not beeld.verdachten:
        return ["Leg vast wie de verdachte is.", *terug]
    doe = [zin for v in beeld.verdachten for zin in _list_van_verdachte(beeld, v)]
    doe += _list_van_strafbeschikkingen(beeld)
    doe += [
        f"Kijk het proces-verbaal ‘{p.titel}’ na en sluit het."
        for p in beeld.processenverbaal
        if p.gesloten_op is None
    ]
    return [*doe, *terug]


def _list_van_verdachte(beeld: Dossierbeeld, v: Verdachte) -> list[str]:
    """List what must be done about one suspect."""
    doe = []
    if not any(
        h.verdachte_id == v.pk and h.soort == Opsporingshandeling.Soort.CAUTIE for h in beeld.handelingen
    ):
        doe.append(f"Stelt u {v.naam} vragen? Geef eerst de cautie, en leg vast wanneer.")
    gedaan = {p.verdachte_id for p in beeld.processenverbaal}
    gedaan |= {s.weging.verdachte_id for s in beeld.strafbeschikkingen}
    w = beeld.laatste_wegingen.get(v.pk)
    if w is None:
        doe.append(f"Weeg voor {v.naam} of een bestuurlijke strafbeschikking kan.")
    elif w.uitkomst == Strafweging.Uitkomst.OVERLEG:
        doe.append(
            f"Overleg over {v.naam} met de parketsecretaris van het Functioneel Parket, leg dat vast en weeg opnieuw."
        )
    elif v.pk not in gedaan:
        kan = w.uitkomst == Strafweging.Uitkomst.STRAFBESCHIKKING
        wat = "Stel de strafbeschikking op" if kan else "Maak een proces-verbaal voor het Functioneel Parket"
        doe.append(f"{wat} voor {v.naam}.")
    return doe


def _list_van_strafbeschikkingen(beeld: Dossierbeeld) -> list[str]:
    """List what must be done about strafbeschikkingen: what lacks, who gives them out, and verzet that must go on."""
    doe = []
    for s in beeld.strafbeschikkingen:
        naam = s.weging.verdachte.naam
        if s.verzenddatum is None:
            doe += list_gebreken(s) or [
                f"Leg de strafbeschikking voor {naam} voor aan uw leidinggevende: een boa geeft haar niet zelf uit."
            ]
        elif is_op_tijd(s) and not beeld.overdrachten:
            doe.append(f"{naam} deed op tijd verzet: draag de zaak over aan het Openbaar Ministerie.")
    return doe
