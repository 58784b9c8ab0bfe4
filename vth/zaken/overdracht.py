"""Handing zaken over: one, some, or everything of somebody who leaves, in one act and set-based."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet

from vth.agenda.services import assign_agendapunten
from vth.logboek.services import record_gebeurtenis
from vth.organisaties.selectors import make_viewer
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.lijst import derive_lijst
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer, check_bevoegd, decide_handeling, derive_zicht_q
from vth.toegang.selectors import ACCOUNT, list_actornamen
from vth.vormgeving.opmaak import format_datum

from .advies.boeking import hand_over_adviezen, list_lopend_van
from .boeking import as_ids
from .models import Team, Teamlid, Waarneming, Zaak, Zaakgebeurtenis
from .rules import ZaakError
from .selectors import BestaatNietError, list_zichtbaar
from .services import RECHT

VERDELEN = "zaak.assign"
MEESTE = 500


@transaction.atomic
@claim_alles()
def record_overdracht(
    *, viewer: Viewer, zaak_ids: Collection[uuid.UUID], naar: str, team: str = "", reden: str = ""
) -> int:
    """Hand some open zaken over to an account (`gebruiker 12`) and, when given, to a team; gives how many.

    One's own zaken one may hand over oneself; those of others ask the right to divide work. All or none: raises
    GeenToegangError, BestaatNietError when one is not there for this viewer, and ZaakError when one is closed or when the
    receiver may not see or handle it.
    """
    check_bevoegd(viewer, RECHT)
    if not 1 <= len(zaak_ids) <= MEESTE:
        raise ZaakError(f"Kies 1 tot en met {MEESTE} zaken. Gekozen zijn er {len(zaak_ids)}.")
    rijen = list_zichtbaar(viewer).filter(pk__in=zaak_ids)
    gevonden = list(rijen.select_for_update().values_list("pk", "behandelaar", "einddatum", "leverancier"))
    if len(gevonden) != len(set(zaak_ids)):
        raise BestaatNietError(
            "Een van deze zaken bestaat niet, of u mag die niet zien. Er is niets overgedragen."
        )
    if dicht := sum(einddatum is not None for _, _, einddatum, _ in gevonden):
        raise ZaakError(
            f"{dicht} van deze zaken zijn al gesloten. Haal die uit de keuze. Er is niets overgedragen."
        )
    for organisatie in {o for _, _, _, o in gevonden}:
        vreemd = any(b != viewer.actor for _, b, _, o in gevonden if o == organisatie)
        check_bevoegd(viewer, VERDELEN if vreemd else RECHT, namens=organisatie)
    return _hand_over(viewer, Zaak.objects.filter(pk__in=[pk for pk, *_ in gevonden]), naar, team, reden)


@transaction.atomic
@claim_alles()
def record_overdracht_van(*, viewer: Viewer, van: str, naar: str, team: str = "", reden: str = "") -> int:
    """Hand over every open zaak of an account that the viewer may see, in one act: when somebody leaves or is ill.

    Raises GeenToegangError, and ZaakError when the receiver may not see or handle one of them, or when some are out of the
    viewer's sight or at another organisation: nothing is left behind unseen.
    """
    check_bevoegd(viewer, VERDELEN)
    alles, adviezen = Zaak.objects.filter(behandelaar=van, einddatum=None), list_lopend_van(van)
    over = _count_buiten(viewer, alles) + _count_buiten(viewer, adviezen)
    if over:
        wie = list_actornamen([van])[van]
        raise ZaakError(
            f"{wie} heeft ook {over} zaken die u niet mag verdelen. Er is niets overgedragen. Laat dit doen door iemand die ze "
            "allemaal ziet, of draag ze in delen over vanaf de werklijst."
        )
    _check_ontvanger(adviezen, naar)
    aantal = _hand_over(viewer, alles, naar, team, reden)
    return aantal + hand_over_adviezen(list_lopend_van(van), van=van, naar=naar)


def _count_buiten(viewer: Viewer, rijen: QuerySet[Any]) -> int:
    """Count the rows that a viewer may not see, or that are of another organisation."""
    eigen = rijen.filter(derive_zicht_q(viewer.zicht))
    if ALLE_ORGANISATIES not in viewer.organisaties:
        eigen = eigen.filter(leverancier__in=viewer.organisaties)
    return rijen.count() - eigen.count()


def _hand_over(viewer: Viewer, zaken: QuerySet[Zaak], naar: str, team: str, reden: str) -> int:
    """Move zaken in some statements: the acts, the zaken, and their days in the agenda; one line of the log."""
    if not reden.strip():
        raise ZaakError("Schrijf op waarom u overdraagt. Wie de zaak krijgt, leest dat als eerste.")
    _check_ontvanger(zaken, naar)
    _check_team(zaken, team)
    ids = list(zaken.select_for_update().values_list("pk", flat=True))
    van = list(zaken.values_list("behandelaar", flat=True).distinct())
    _insert_acts(viewer, ids, naar, reden)
    for eerder in van:
        deel = Zaak.objects.filter(pk__een_van=ids, behandelaar=eerder).values("pk")
        assign_agendapunten(soort="zaak", onderwerpen=deel, van=eerder, naar=naar)
        hand_over_adviezen(list_lopend_van(eerder).filter(zaak_id__een_van=ids), van=eerder, naar=naar)
    velden = {"behandelaar": naar, "versie": F("versie") + 1} | ({"team": team} if team else {})
    aantal = Zaak.objects.filter(pk__een_van=ids).update(**velden)
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=viewer.organisatie,
        handeling="zaak.overdracht",
        onderwerp=("gebruiker", naar.removeprefix(ACCOUNT)),
        inhoud={"van": van[:20], "naar": naar, "team": team, "aantal": aantal, "zaken": as_ids(ids)},
    )
    return aantal


def _insert_acts(viewer: Viewer, ids: list[uuid.UUID], naar: str, reden: str) -> None:
    """Write the act on each zaak in one statement, each with its own next number and its own former handler."""
    voorwaarde, waarde = derive_lijst(ids, connection.vendor)
    acts, zaken = Zaakgebeurtenis._meta.db_table, Zaak._meta.db_table
    vast: list[Any] = [
        naar,
        klok.today(),
        connection.ops.adapt_datetimefield_value(klok.now()),
        viewer.actor,
        viewer.organisatie,
        reden.strip()[:1000],
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {acts} (zaak_id, volgnummer, handeling, van, naar, dag, op, door, namens, reden, grondslag) "
            f"SELECT z.id, z.versie + 1, 'overdracht', z.behandelaar, %s, %s, %s, %s, %s, %s, '' "
            f"FROM {zaken} z WHERE z.id {voorwaarde}",
            [*vast, waarde],
        )


def _check_ontvanger(zaken: QuerySet[Any], naar: str) -> None:
    """Refuse an account that is not there, or that may not see or handle one of these zaken."""
    nummer = naar.removeprefix(ACCOUNT)
    gebruiker = (
        Gebruiker.objects.filter(pk=nummer, is_active=True).first()
        if naar.startswith(ACCOUNT) and nummer.isascii() and nummer.isdigit()
        else None
    )
    if gebruiker is None:
        raise ZaakError(
            f"Het account {naar[:60]!r} bestaat niet of is gesloten. Kies een collega die nu werkt."
        )
    ontvanger = make_viewer(gebruiker, klok.today())
    for organisatie in zaken.values_list("leverancier", flat=True).distinct():
        if not decide_handeling(ontvanger, RECHT, namens=organisatie).mag:
            raise ZaakError(
                f"{gebruiker} mag geen zaken van {organisatie} behandelen. Kies een collega die dat wel mag."
            )
    blind = zaken.exclude(derive_zicht_q(ontvanger.zicht)).count()
    if blind:
        raise ZaakError(
            f"{gebruiker} mag {blind} van deze zaken niet zien. Er is niets overgedragen. Kies een ander, of deel ze op."
        )


def _check_team(zaken: QuerySet[Zaak], team: str) -> None:
    """Refuse a team that is not of the organisation whose zaken these are."""
    if team and zaken.exclude(leverancier__in=Team.objects.filter(code=team).values("organisatie")).exists():
        raise ZaakError(
            f"Het team {team[:40]!r} hoort niet bij de organisatie van deze zaken. Kies een eigen team."
        )


@transaction.atomic
def record_team(*, viewer: Viewer, code: str, naam: str, organisatie: str) -> Team:
    """Make a team, or give it another name. Raises GeenToegangError, and ZaakError for a code of another organisation."""
    check_bevoegd(viewer, VERDELEN, namens=organisatie)
    team, nieuw = Team.objects.get_or_create(code=code, defaults={"naam": naam, "organisatie": organisatie})
    if team.organisatie != organisatie:
        raise ZaakError(f"Het team {code!r} is van een andere organisatie. Kies een andere code.")
    if nieuw or team.naam != naam:
        team.naam = naam
        team.save()
        _log_team(viewer, "team.record", team.code, naam=naam)
    return team


@transaction.atomic
def record_teamlid(*, viewer: Viewer, team: str, lid: str, begin: date) -> Teamlid:
    """Put an account in a team from a day on; saying it again changes nothing. Raises GeenToegangError and ZaakError."""
    groep = Team.objects.filter(code=team).first()
    check_bevoegd(viewer, VERDELEN, namens=groep.organisatie if groep else "")
    if groep is None:
        raise ZaakError(f"Het team {team[:40]!r} bestaat niet. Maak het eerst.")
    al = Teamlid.objects.filter(team=groep, lid=lid, eind__gt=begin).first()
    if al is not None:
        return al
    _log_team(viewer, "teamlid.record", groep.code, lid=lid, begin=str(begin))
    return Teamlid.objects.create(team=groep, lid=lid, begin=begin)


@transaction.atomic
def record_waarneming(
    *, viewer: Viewer, voor: str, door: str, begin: date, eind: date, reden: str
) -> Waarneming:
    """Let one account approve in the place of another in a period, half-open. Raises GeenToegangError and ZaakError."""
    check_bevoegd(viewer, VERDELEN)
    if voor == door or eind <= begin or not reden.strip():
        raise ZaakError(
            f"Een waarneming is van de een voor de ander, duurt ten minste een dag ({format_datum(begin)} tot {format_datum(eind)}), en heeft een reden. "
            "Verbeter wat er niet klopt."
        )
    _check_eigen(viewer, voor, door)
    waarneming = Waarneming.objects.create(
        voor=voor,
        door=door,
        begin=begin,
        eind=eind,
        reden=reden.strip()[:300],
        geregeld_door=viewer.actor,
        geregeld_op=klok.now(),
    )
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=viewer.organisatie,
        handeling="waarneming.record",
        onderwerp=("gebruiker", door.removeprefix(ACCOUNT)),
        inhoud={"voor": voor, "begin": str(begin), "eind": str(eind)},
    )
    return waarneming


@transaction.atomic
def close_teamlid(*, viewer: Viewer, teamlid_id: int, per: date) -> None:
    """Say that an account is not in a team any more from a day on. Raises GeenToegangError and ZaakError."""
    lid = Teamlid.objects.select_for_update().select_related("team").filter(pk=teamlid_id).first()
    check_bevoegd(viewer, VERDELEN, namens=lid.team.organisatie if lid else "")
    if lid is None or lid.eind <= per:
        raise ZaakError("Deze persoon zit op die dag al niet meer in het team.")
    if per <= lid.begin:
        lid.delete()
    else:
        lid.eind = per
        lid.save(update_fields=["eind"])
    _log_team(viewer, "teamlid.close", lid.team_id, lid=lid.lid, per=str(per))


@transaction.atomic
def close_waarneming(*, viewer: Viewer, waarneming_id: int, per: date) -> None:
    """Let somebody stand in for another no longer than up to a day; before it began it never was. Raises GeenToegangError, ZaakError."""
    check_bevoegd(viewer, VERDELEN)
    rij = Waarneming.objects.select_for_update().filter(pk=waarneming_id).first()
    if rij is None or rij.eind <= per:
        raise ZaakError("Deze waarneming is op die dag al voorbij.")
    _check_eigen(viewer, rij.voor, rij.door)
    if per <= rij.begin:
        rij.delete()
    else:
        rij.eind = per
        rij.save(update_fields=["eind"])
    _log_team(viewer, "waarneming.close", rij.door, voor=rij.voor, per=str(per))


def _check_eigen(viewer: Viewer, *wie: str) -> None:
    """Refuse to arrange the work of accounts that have no role at an organisation of the viewer."""
    if ALLE_ORGANISATIES in viewer.organisaties:
        return
    for actor in wie:
        nummer = actor.removeprefix(ACCOUNT)
        rollen = Lidmaatschap.objects.filter(gebruiker=int(nummer)) if nummer.isdigit() else None
        if rollen and not rollen.filter(organisatie__in=viewer.organisaties).exists():
            raise ZaakError("Dit is een collega van een andere organisatie. Laat het daar regelen.")


def _log_team(viewer: Viewer, handeling: str, wat: str, **inhoud: object) -> None:
    """Write the line of an act on a team."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=viewer.organisatie,
        handeling=handeling,
        onderwerp=("team", wat),
        inhoud=inhoud,
    )
