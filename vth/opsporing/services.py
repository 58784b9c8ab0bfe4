"""Opening a file, who works on it, whom it is about, what was seen and said, looking at it, and closing it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from vth.regelgeving.selectors import read_termijnregels
from vth.regelgeving.termijnen import derive_einde, make_termijn
from vth.tijd import klok
from vth.toegang.models import Lidmaatschap
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer, check_bevoegd
from vth.toegang.selectors import ACCOUNT

from .boeking import check_doel, check_tekst, get_verdachte, lock_dossier, write_act, write_regel
from .eigen import in_eigen
from .models import Dossierlid, Opsporingsdossier, Opsporingshandeling, Persoonsoort, Verdachte
from .rules import Handelingbeeld, OpsporingError, check_handeling, derive_fase
from .selectors import LEIDEN, OPSPOREN, find_regel, get_dossier, list_cauties, mag_opsporen

ROLLEN = ("boa", "opsporingsleider")


@dataclass(frozen=True)
class NieuwDossier:
    """What is needed to open a file: of whom, what it is about, for which purpose, from when there is a suspicion and why, and what gave rise to it."""

    organisatie: str
    titel: str
    doel: str
    verdenking_op: datetime
    verdenking_grond: str
    controle: uuid.UUID | None = None
    overtreding: uuid.UUID | None = None


@dataclass(frozen=True)
class NieuweVerdachte:
    """Who is suspected."""

    persoonsoort: str
    naam: str
    gegevens: str = ""
    bronobject: uuid.UUID | None = None


@dataclass(frozen=True)
class NieuweHandeling:
    """What was seen, said or done, and when."""

    soort: str
    op: datetime
    tekst: str = ""
    verdachte: uuid.UUID | None = None
    met: str = ""


def record_dossier(*, viewer: Viewer, nieuw: NieuwDossier) -> Opsporingsdossier:
    """Open a file: from now on it is investigation. Who opens it works on it.

    Raises GeenToegangError, and OpsporingError for a purpose that is not on the list, a suspicion in the future, or without words.
    """
    check_bevoegd(viewer, OPSPOREN, namens=nieuw.organisatie)
    if not mag_opsporen(viewer) or nieuw.organisatie not in viewer.organisaties - {ALLE_ORGANISATIES}:
        raise OpsporingError(
            "Een opsporingsdossier is van één organisatie waarvoor u zelf werkt, en niet van wie accounts of logboeken beheert."
        )
    check_doel(nieuw.doel, nieuw.organisatie)
    nu = klok.now()
    if nieuw.verdenking_op > nu:
        raise OpsporingError(
            f"De verdenking begint op {nieuw.verdenking_op:%d-%m-%Y}, en dat is nog niet geweest. Vul in wanneer u iemand als verdachte ging zien."
        )
    titel = check_tekst(nieuw.titel, "Waar het dossier over gaat")
    grond = check_tekst(nieuw.verdenking_grond, "Waaruit de verdenking blijkt")
    with in_eigen():
        dossier = Opsporingsdossier.objects.create(
            organisatie=nieuw.organisatie,
            titel=titel[:300],
            doel=nieuw.doel,
            verdenking_op=nieuw.verdenking_op,
            verdenking_grond=grond[:2000],
            controle=nieuw.controle,
            overtreding=nieuw.overtreding,
            geopend_op=nu,
            geopend_door=viewer.actor,
        )
        Dossierlid.objects.create(dossier=dossier, betrokkene=viewer.actor, vanaf=nu, door=viewer.actor)
        write_act(viewer, dossier, "dossier.open")
    return dossier


def record_inzage(
    *, viewer: Viewer, dossier_id: uuid.UUID | str, doel: str, wat: str = "dossier.read"
) -> Opsporingsdossier:
    """Write that somebody looks at a file, and for which purpose, before it is shown. Raises BestaatNietError and OpsporingError."""
    dossier = get_dossier(viewer, dossier_id)
    check_bevoegd(viewer, OPSPOREN, namens=dossier.organisatie)
    check_doel(doel, dossier.organisatie)
    write_regel(viewer.actor, dossier, wat, doel)
    return dossier


def record_lid(*, viewer: Viewer, dossier_id: uuid.UUID, betrokkene: str, gezien: int | None = None) -> None:
    """Put a colleague on a file; only who leads may. Raises OpsporingError for who is no boa of this organisation or is on it already."""
    check_bevoegd(viewer, LEIDEN)
    with in_eigen():
        dossier = lock_dossier(viewer, dossier_id, LEIDEN, gezien=gezien)
        if not _is_opspoorder(betrokkene, dossier.organisatie):
            raise OpsporingError(
                "Alleen een boa van uw eigen organisatie kan aan dit dossier werken. Kies een collega uit de lijst."
            )
        if dossier.leden.filter(betrokkene=betrokkene).exists():
            raise OpsporingError("Deze collega werkt al aan dit dossier.")
        Dossierlid.objects.create(dossier=dossier, betrokkene=betrokkene, vanaf=klok.now(), door=viewer.actor)
        write_act(viewer, dossier, "lid.record")


def _is_opspoorder(betrokkene: str, organisatie: str) -> bool:
    """Tell whether an account is that of a boa, or of who leads them, at an organisation today."""
    nummer, dag = betrokkene.removeprefix(ACCOUNT), klok.today()
    if not (betrokkene.startswith(ACCOUNT) and nummer.isascii() and nummer.isdigit()):
        return False
    leden = Lidmaatschap.objects.filter(gebruiker_id=int(nummer), gebruiker__is_active=True, rol__in=ROLLEN)
    return leden.filter(organisatie=organisatie, begin__lte=dag, eind__gt=dag).exists()


def record_verdachte(
    *, viewer: Viewer, dossier_id: uuid.UUID, nieuw: NieuweVerdachte, gezien: int | None = None
) -> Verdachte:
    """Write who is suspected. Raises OpsporingError for a kind of person that does not exist, without a name, or the same one twice."""
    check_bevoegd(viewer, OPSPOREN)
    if nieuw.persoonsoort not in Persoonsoort.values:
        raise OpsporingError(
            f"‘{nieuw.persoonsoort[:40]}’ is geen soort persoon. Kies uit: {', '.join(Persoonsoort.values)}."
        )
    naam = nieuw.naam.strip()
    if not naam:
        raise OpsporingError(
            "Er staat geen naam. Is de naam niet bekend, schrijf dan hoe de persoon wordt aangeduid, zoals NN1."
        )
    with in_eigen():
        dossier = lock_dossier(viewer, dossier_id, OPSPOREN, gezien=gezien)
        if dossier.verdachten.filter(naam=naam[:300]).exists():
            raise OpsporingError(
                f"{naam[:300]} staat al in dit dossier. Kies die verdachte, of schrijf bij de naam wie u bedoelt."
            )
        verdachte = Verdachte.objects.create(
            dossier=dossier,
            persoonsoort=nieuw.persoonsoort,
            naam=naam[:300],
            gegevens=nieuw.gegevens,
            bronobject=nieuw.bronobject,
            geregistreerd_op=klok.now(),
            geregistreerd_door=viewer.actor,
        )
        write_act(viewer, dossier, "verdachte.record")
    return verdachte


def record_handeling(
    *, viewer: Viewer, dossier_id: uuid.UUID, nieuw: NieuweHandeling, gezien: int | None = None
) -> Opsporingshandeling:
    """Write what was seen, said or done, in the phase that its moment falls in: supervision before the suspicion, investigation from then on.

    Raises OpsporingError for a kind that does not exist, a moment to come, or a statement of a suspect without a caution before it.
    """
    check_bevoegd(viewer, OPSPOREN)
    if nieuw.soort not in Opsporingshandeling.Soort.values:
        raise OpsporingError(
            f"‘{nieuw.soort[:40]}’ is geen soort handeling. Kies uit: {', '.join(Opsporingshandeling.Soort.values)}."
        )
    with in_eigen():
        dossier = lock_dossier(viewer, dossier_id, OPSPOREN, gezien=gezien)
        verdachte = get_verdachte(dossier, nieuw.verdachte) if nieuw.verdachte else None
        check_handeling(
            Handelingbeeld(
                nieuw.soort, nieuw.op, str(verdachte.pk) if verdachte else "", nieuw.tekst, nieuw.met
            ),
            verdenking_op=dossier.verdenking_op,
            cauties=list_cauties(verdachte) if verdachte else (),
            nu=klok.now(),
            naam=verdachte.naam if verdachte else "",
        )
        handeling = Opsporingshandeling.objects.create(
            dossier=dossier,
            volgnummer=dossier.handelingen.count() + 1,
            soort=nieuw.soort,
            fase=derive_fase(nieuw.op, dossier.verdenking_op),
            verdachte=verdachte,
            met=nieuw.met.strip()[:300],
            op=nieuw.op,
            tekst=nieuw.tekst.strip(),
            geregistreerd_op=klok.now(),
            geregistreerd_door=viewer.actor,
        )
        write_act(viewer, dossier, f"handeling.{nieuw.soort}")
    return handeling


def close_dossier(
    *, viewer: Viewer, dossier_id: uuid.UUID, reden: str, gezien: int | None = None
) -> Opsporingsdossier:
    """Close a file and set the day up to which it is kept.

    Raises OpsporingError while verzet is still open against a strafbeschikking, or without a reason.
    """
    check_bevoegd(viewer, OPSPOREN)
    dag = klok.today()
    with in_eigen():
        dossier = lock_dossier(viewer, dossier_id, OPSPOREN, gezien=gezien)
        reden = check_tekst(reden, "Waarom het dossier sluit")
        for s in dossier.strafbeschikkingen.all():
            if s.verzet_tot and s.verzet_tot >= dag:
                raise OpsporingError(
                    f"Tegen een strafbeschikking kan nog tot en met {s.verzet_tot:%d-%m-%Y} verzet worden gedaan. Sluit het dossier daarna."
                )
        termijn = make_termijn(find_regel("opsporing.bewaartermijn", dag, dienst=dossier.organisatie))
        einde = derive_einde(
            termijn, dag, regels=read_termijnregels(geldig_op=dag), gebeurtenis="het sluiten"
        )
        dossier.staat, dossier.gesloten_op, dossier.gesloten_reden = (
            Opsporingsdossier.Staat.GESLOTEN,
            dag,
            reden[:1000],
        )
        dossier.bewaren_tot = einde.laatste_dag
        write_act(viewer, dossier, "dossier.close")
    return dossier
