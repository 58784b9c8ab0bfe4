"""The writers of the register: by hand one record at a time, and from deliveries a staged million at once."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

from vth.begrippen.rules import Objecttype
from vth.begrippen.selectors import list_waarden, read_objecttype
from vth.interface.stelsel import complete_plaats
from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.tijd.bulk import Staging, apply_staging, insert_staged
from vth.tijd.models import Herkomst
from vth.tijd.rules import BEGIN_DAG, OPEN_DAG, Geldigheid
from vth.tijd.services import Vaststelling, record_herkomst, record_voorkomen
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zoeken.models import Zoekregel
from vth.zoeken.services import forget_woorden, insert_staged_zoekregels, remove_zoekregels

from . import stand
from .models import (
    VOORKOMENS,
    Bronobject,
    Leverstatus,
    NatuurlijkPersoonVoorkomen,
    Persoonsgegeven,
    Pseudoniemsleutel,
    Relatie,
    Toewijzing,
    Zichtwijziging,
)
from .rules import RegisterError, check_inhoud, check_kop, derive_inhoud_md5, derive_pseudoniem
from .selectors import get_bronobject
from .weergave import NATUURLIJK_PERSOON as PERSOON
from .zoekregels import write_zoekregels, write_zoekregels_van


@transaction.atomic
@claim_alles()
def record_object(
    *,
    viewer: Viewer,
    leverancier: str,
    soort: str,
    sleutel: str,
    inhoud: Mapping[str, Any],
    begin_geldigheid: date,
    eind_geldigheid: date = OPEN_DAG,
    relaties: Mapping[str, Sequence[Bronobject]] | None = None,
    gebied: str = "",
    vertrouwelijkheid: str = "intern",
) -> Bronobject:
    """Write by hand what `leverancier` says of one record from a day on, and give the record.

    `inhoud` holds the attributes of the object type (`begrippen/model`); `relaties` gives for each kind of relation
    that is named the records it now leads to: what is not among them has ended. Of a place the coordinates that are
    lacking are computed, so that it is found on a map. The whole is one act in the log.
    Raises GeenToegangError, RegisterError (unknown or missing attributes, values that cannot be, codes that are in no
    list on the first day), TijdError (an empty period), and BestaatNietError when the record itself, or one that it
    would lead to, is there but not for this viewer.
    """
    check_bevoegd(viewer, "register.record", namens=leverancier)
    check_inhoud(objecttype := read_objecttype(soort), inhoud)
    _check_codes(objecttype, inhoud, begin_geldigheid)
    if soort == "geoobject":
        inhoud = {**inhoud, **complete_plaats(inhoud)}
    gebied = gebied or str(inhoud.get("gemeente") or "")
    check_kop(sleutel=sleutel, gebied=gebied, vertrouwelijkheid=vertrouwelijkheid)
    geldigheid = Geldigheid(begin_geldigheid, eind_geldigheid)
    if objecttype.persoonsgegevens:
        sleutel = derive_pseudoniem(get_pseudoniem(leverancier), sleutel)
    _check_zichtbaar(viewer, leverancier, soort, sleutel, relaties or {})
    herkomst = record_herkomst(leverancier=leverancier, soort=Herkomst.Soort.HANDELING)
    bronobject = _find_or_make(leverancier, soort, sleutel, gebied, vertrouwelijkheid, herkomst)
    _record_inhoud(bronobject, objecttype, inhoud, geldigheid, herkomst)
    for relatiesoort, doelen in (relaties or {}).items():
        _record_relaties(bronobject, relatiesoort, doelen, geldigheid, herkomst)
    stand.raise_nummer(leverancier, soort)
    write_zoekregels_van([bronobject.pk])
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=leverancier,
        handeling="register.record",
        onderwerp=(soort, str(bronobject.pk)),
        inhoud={"sleutel": bronobject.sleutel, "begin": str(begin_geldigheid), "herkomst": herkomst.pk},
    )
    return bronobject


def _check_zichtbaar(
    viewer: Viewer, leverancier: str, soort: str, sleutel: str, relaties: Mapping[str, Sequence[Bronobject]]
) -> None:
    """Refuse to write over, or to refer to, what the viewer may not see; a relation stays within one supplier."""
    bekend = Bronobject.objects.filter(leverancier=leverancier, soort=soort, sleutel=sleutel)
    for id_ in bekend.values_list("pk", flat=True):
        get_bronobject(viewer, id_)
    for doel in (d for doelen in relaties.values() for d in doelen):
        get_bronobject(viewer, doel.pk)
        if doel.leverancier != leverancier:
            raise RegisterError(
                f"{doel} is van {doel.leverancier}. Een relatie loopt tussen gegevens van één leverancier. Registreer ook "
                f"dat gegeven onder {leverancier}; ontdubbeling zegt daarna dat beide over hetzelfde gaan."
            )


def _check_codes(objecttype: Objecttype, inhoud: Mapping[str, Any], dag: date) -> None:
    """Refuse a code that its list does not have on a day."""
    for attribuut in objecttype.attributen:
        if attribuut.soort == "code" and (waarde := inhoud.get(attribuut.naam)):
            mag = {w.code for w in list_waarden(attribuut.lijst, dag)}
            onbekend = set(str(waarde).split(";") if attribuut.meervoudig else [str(waarde)]) - mag
            if onbekend:
                raise RegisterError(
                    f"In {attribuut.titel} staat ‘{'; '.join(sorted(onbekend))[:60]}’. De lijst {attribuut.lijst} heeft die "
                    f"code niet op {as_dagtekst(dag)}. Kies een code uit die lijst."
                )


def _record_inhoud(
    bronobject: Bronobject,
    objecttype: Objecttype,
    inhoud: Mapping[str, Any],
    geldigheid: Geldigheid,
    herkomst: Herkomst,
) -> None:
    """Write what is said of the record itself into its timeline."""
    md5 = derive_inhoud_md5(objecttype, inhoud)
    record_voorkomen(
        VOORKOMENS[bronobject.soort],
        sleutel={"bronobject": bronobject},
        venster=Geldigheid(geldigheid.begin),
        vaststellingen=[
            Vaststelling(
                geldigheid,
                _store_persoon(bronobject, inhoud, md5)
                if objecttype.persoonsgegevens
                else {**inhoud, "inhoud_md5": md5},
            )
        ],
        herkomst=herkomst,
    )


def get_pseudoniem(leverancier: str) -> str:
    """Give the secret of a supplier for keys of natural persons; made at first use, destroyed with the supplier."""
    sleutel, _ = Pseudoniemsleutel.objects.get_or_create(
        leverancier=leverancier, defaults={"geheim": secrets.token_hex(32)}
    )
    return sleutel.geheim


def _find_or_make(
    leverancier: str, soort: str, sleutel: str, gebied: str, vertrouwelijkheid: str, herkomst: Herkomst
) -> Bronobject:
    """Give the record of this key, made now when it is new; its sight follows what is said now."""
    bronobject, nieuw = Bronobject.objects.get_or_create(
        leverancier=leverancier,
        soort=soort,
        sleutel=sleutel,
        defaults={
            "reeks": "handwerk",
            "gebied": gebied,
            "vertrouwelijkheid": vertrouwelijkheid,
            "herkomst": herkomst,
        },
    )
    eerder = (bronobject.gebied, bronobject.vertrouwelijkheid)
    nu = (gebied or bronobject.gebied, vertrouwelijkheid)
    if not nieuw and eerder != nu:
        Zichtwijziging.objects.create(
            bronobject=bronobject, herkomst=herkomst, gebied=eerder[0], vertrouwelijkheid=eerder[1]
        )
        bronobject.gebied, bronobject.vertrouwelijkheid = nu
        bronobject.save(update_fields=["gebied", "vertrouwelijkheid"])
    return bronobject


def _store_persoon(bronobject: Bronobject, inhoud: Mapping[str, Any], md5: str) -> dict[str, Any]:
    """Put what is said of a natural person where it can be erased, and give what the voorkomen holds instead.

    What was said before just so is not stored a second time.
    """
    geloofd = NatuurlijkPersoonVoorkomen.objects.filter(
        bronobject=bronobject, persoonsgegeven__inhoud_md5=md5
    )
    eerder = geloofd.believed().first()
    if eerder:
        persoon = eerder.persoonsgegeven
    else:
        velden = {k: v for k, v in inhoud.items() if k != "voidredenen"}
        persoon = Persoonsgegeven.objects.create(**velden, inhoud_md5=md5)
    return {"persoonsgegeven_id": persoon.pk, "inhoud_md5": "", "voidredenen": inhoud.get("voidredenen")}


def _record_relaties(
    van: Bronobject,
    soort: str,
    doelen: Sequence[Bronobject],
    geldigheid: Geldigheid,
    herkomst: Herkomst,
) -> None:
    """Write to which records a relation leads from now on; one that is not named any more has ended."""
    relatiesoort = read_objecttype(van.soort).get_relatie(soort)
    if relatiesoort is None or any(d.soort not in relatiesoort.naar for d in doelen):
        raise RegisterError(
            f"Van {van.soort} loopt geen relatie {soort!r} naar {', '.join(d.soort for d in doelen)}. "
            "Zie `begrippen/model` voor de relaties die er zijn."
        )
    eerder = Relatie.objects.filter(van=van, soort=soort).believed().values_list("naar_id", flat=True)
    for naar_id in {*eerder, *(d.pk for d in doelen)}:
        gezegd = [Vaststelling(geldigheid, {})] if any(d.pk == naar_id for d in doelen) else []
        record_voorkomen(
            Relatie,
            sleutel={"van_id": van.pk, "soort": soort, "naar_id": naar_id},
            venster=Geldigheid(geldigheid.begin),
            vaststellingen=gezegd,
            herkomst=herkomst,
        )


def record_levering(
    *, staging: Staging, herkomst: Herkomst, leverancier: str, soorten: Sequence[str]
) -> dict[str, int]:
    """Write a staged delivery into the register: records, voorkomens, relations, status and search index.

    Runs inside the caller's transaction, which also writes the delivery's own row and its line in the log. What is
    staged is described in `tijd.bulk`; beside it stand `zicht` (records whose area or confidentiality changes), the
    index rows of new records, and `geraakt` (ids of all other records whose index row must be made again). Gives the new Stand number per kind.
    """
    insert_staged(Bronobject, staging, {"herkomst_id": herkomst.pk})
    _update_zicht(staging, herkomst)
    insert_staged(Persoonsgegeven, staging, {"vernietigd_op": None})
    for soort in soorten:
        apply_staging(VOORKOMENS[soort], staging, herkomst)
    apply_staging(Relatie, staging, herkomst)
    apply_staging(Leverstatus, staging, herkomst)
    if PERSOON in soorten and staging.has(nieuw := f"nieuw_{Bronobject._meta.db_table}"):
        nieuwe = (
            f"SELECT n.id FROM {staging.name_table(nieuw)} n JOIN register_bronobject m ON m.id = n.id "
            f"WHERE m.soort = '{PERSOON}'"
        )
        write_zoekregels(nieuwe, nieuw=True, soorten=[PERSOON])
    geraakt = staging.name_table("geraakt")
    if staging.has(zoekregels := f"nieuw_{Zoekregel._meta.db_table}"):
        insert_staged_zoekregels(staging.name_table(zoekregels))
    opnieuw = staging.make_table(
        "opnieuw",
        f"SELECT id FROM {geraakt} UNION SELECT r.van_id FROM {geraakt} g JOIN register_relatie r ON r.naar_id = g.id",
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT soort FROM register_bronobject WHERE id IN (SELECT id FROM {opnieuw})"
        )
        write_zoekregels(f"SELECT id FROM {opnieuw}", soorten=[soort for (soort,) in cursor.fetchall()])
    return {soort: stand.raise_nummer(leverancier, soort) for soort in soorten}


def _update_zicht(staging: Staging, herkomst: Herkomst) -> None:
    """Change the area and confidentiality of known records, which decide who sees them; what they were is kept."""
    if not staging.has("zicht"):
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO register_zichtwijziging (bronobject_id, herkomst_id, gebied, vertrouwelijkheid) "
            "SELECT b.id, %s, b.gebied, b.vertrouwelijkheid "
            f"FROM {staging.name_table('zicht')} z JOIN register_bronobject b ON b.id = z.id",
            [herkomst.pk],
        )
        cursor.execute(
            "UPDATE register_bronobject SET gebied = z.gebied, vertrouwelijkheid = z.vertrouwelijkheid "
            f"FROM {staging.name_table('zicht')} z WHERE z.id = register_bronobject.id"
        )


def record_toewijzingen(*, staging: Staging, herkomst: Herkomst) -> dict[str, int]:
    """Write staged Toewijzingen, set-based, inside the transaction of the run of `ontdubbeling` that they come from.

    What is staged is described in `tijd.bulk`. No record is touched, and nothing that refers to one.
    """
    return apply_staging(Toewijzing, staging, herkomst)


@transaction.atomic
@claim_alles()
def record_toewijzing(
    *, viewer: Viewer, bronobject_id: uuid.UUID, identiteit: uuid.UUID, herkomst: Herkomst
) -> int:
    """Say that one record is about another real thing than it seemed, on every day; give how many rows were written.

    Its own id takes it back to the thing that it founded: then the Toewijzing ends. Part of a judgement, which asked
    whether the viewer sees the two records that it is about; what hangs to those goes along, seen or not, and the
    judgement writes the line in the log. Raises GeenToegangError.
    """
    check_bevoegd(viewer, "ontdubbeling.decide")
    altijd = Geldigheid(BEGIN_DAG)
    elders = identiteit != bronobject_id
    return record_voorkomen(
        Toewijzing,
        sleutel={"bronobject_id": bronobject_id},
        venster=altijd,
        vaststellingen=[Vaststelling(altijd, {"identiteit": identiteit})] if elders else [],
        herkomst=herkomst,
    )


@transaction.atomic
@claim_alles()
def erase_persoonsgegevens(*, viewer: Viewer, bronobject_id: uuid.UUID | str, grond: str) -> int:
    """Erase what is said of one natural person and leave the keys; give how many rows of values were emptied.

    Part of the controlled destruction (`vth vernietig`); `grond` is the ground that the log keeps. What was erased
    before is not erased again, and writes no line. Raises GeenToegangError and BestaatNietError.
    """
    check_bevoegd(viewer, "register.erase")
    bronobject = get_bronobject(viewer, bronobject_id)
    if not read_objecttype(bronobject.soort).persoonsgegevens:
        raise RegisterError(
            f"{bronobject} is geen natuurlijk persoon. Alleen daarvan worden gegevens vernietigd."
        )
    _overwrite_deleted()
    voorkomens = NatuurlijkPersoonVoorkomen.objects.filter(bronobject=bronobject)
    over = Persoonsgegeven.objects.filter(
        pk__in=list(voorkomens.values_list("persoonsgegeven_id", flat=True)), vernietigd_op=None
    )
    leeg = {f.attname: None for f in Persoonsgegeven._meta.concrete_fields if f.null}
    aantal = over.update(**leeg | {"inhoud_md5": "", "vernietigd_op": klok.now()})
    if aantal:
        remove_zoekregels([bronobject.pk])
        stand.raise_nummer(bronobject.leverancier, bronobject.soort)
        record_gebeurtenis(
            actor=viewer.actor,
            organisatie=bronobject.leverancier,
            handeling="register.erase",
            onderwerp=("natuurlijkpersoon", str(bronobject.pk)),
            inhoud={"aantal": aantal, "grond": grond},
        )
    return aantal


def _overwrite_deleted() -> None:
    """Let SQLite write zeros over what goes; otherwise it stays readable in the file until its place is used again."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def erase_resten() -> None:
    """Let the database itself forget what was erased: the words in the search index, its journal and its dead rows; outside any transaction.

    On PostgreSQL the place is free to be used again; pages, archived WAL and copies keep what they had until then.
    """
    _overwrite_deleted()
    forget_woorden()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM register_persoonsgegeven")
