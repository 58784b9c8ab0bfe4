"""What a zaak, a verzoek and a besluit are refused for before anything is written."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from vth.register.selectors import find_zichtbaar
from vth.tijd import klok
from vth.toegang.rules import VERTROUWELIJKHEDEN, Viewer

from .models import Verzoek, Zaak
from .models.velden import Onderwerp
from .rules import ZaakError
from .selectors import get_zaak


@dataclass(frozen=True)
class Over:
    """A record that a zaak, verzoek or besluit is about, and as what."""

    bronobject_id: uuid.UUID
    rol: str


def check_niveau(viewer: Viewer, niveau: str) -> None:
    """Refuse a confidentiality that does not exist, or that would hide the thing from who makes it."""
    if niveau not in VERTROUWELIJKHEDEN:
        raise ZaakError(
            f"De vertrouwelijkheid {niveau[:40]!r} bestaat niet. Kies uit: {', '.join(VERTROUWELIJKHEDEN)}."
        )
    if niveau not in viewer.zicht.niveaus:
        raise ZaakError(
            f"U ziet zelf geen gegevens die {niveau.replace('_', ' ')} zijn, en zou deze zaak na het openen kwijt zijn. Kies een "
            "lagere vertrouwelijkheid, of vraag een collega met meer zicht."
        )


def check_hoofdzaak(viewer: Viewer, hoofdzaak_id: uuid.UUID | None) -> Zaak | None:
    """Give the main zaak, and refuse one that is itself a part of another (ZGW zrc-013)."""
    if hoofdzaak_id is None:
        return None
    hoofd = get_zaak(viewer, hoofdzaak_id)
    if hoofd.hoofdzaak_id is not None:
        raise ZaakError(
            f"Zaak {hoofd.identificatie} is zelf al deel van een andere zaak. Een deelzaak heeft geen deelzaken. Kies de hoofdzaak."
        )
    return hoofd


def check_onderwerpen(viewer: Viewer, onderwerpen: Sequence[Over]) -> None:
    """Refuse records that are not there for this viewer, and roles that do not exist."""
    zichtbaar = find_zichtbaar(viewer, [o.bronobject_id for o in onderwerpen])
    for over in onderwerpen:
        if over.rol not in Onderwerp.Rol.values:
            raise ZaakError(
                f"De rol {over.rol[:40]!r} bestaat niet. Kies uit: {', '.join(Onderwerp.Rol.values)}."
            )
        if over.bronobject_id not in zichtbaar:
            raise ZaakError(
                f"Het gegeven {over.bronobject_id} bestaat niet, of u mag het niet zien. Zoek het op in het register."
            )


def check_verzoek(type_: str, doel: str, indiendatum: date, ontvangen_op: date, nummer: str) -> None:
    """Refuse what cannot be a verzoek."""
    keuzes: tuple[tuple[str, str, Collection[str]], ...] = (
        ("Het type", type_, Verzoek.Type.values),
        ("Het doel", doel, Verzoek.Doel.values),
    )
    for wat, waarde, mag in keuzes:
        if waarde not in mag:
            raise ZaakError(f"{wat} {waarde[:40]!r} bestaat niet. Kies uit: {', '.join(mag)}.")
    if not nummer.strip():
        raise ZaakError(
            "Een verzoek heeft een nummer. Neem dat van het Omgevingsloket over, of geef zelf een nummer."
        )
    if indiendatum > ontvangen_op or ontvangen_op > klok.today():
        raise ZaakError(
            f"Ingediend op {indiendatum}, ontvangen op {ontvangen_op}, en vandaag is het {klok.today()}. Die volgorde kan niet. "
            "Verbeter de datums."
        )
