"""Reading violations, measures and money: only what the viewer may see, by the one filter of `toegang`."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.rules import Grond, RegelError
from vth.regelgeving.selectors import find_grond
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer, derive_zicht_q
from vth.toezicht.models import Bevinding
from vth.zaken.selectors import get_zichtbaar

from .models import (
    Handhavingsverzoek,
    Last,
    Lastadressaat,
    Lastbedrag,
    Lastschorsing,
    Lastverzoekbesluit,
    Maatregel,
    Overtreder,
    Overtreding,
    Overtredingsonderwerp,
    Verbeurte,
)
from .rules import IN_KRACHT, Adressaatbeeld, HandhavingError, Lastbeeld, Maatregelbeeld, Overtredingbeeld
from .verbeuren import Bedragen, Verbeurd


def list_zichtbaar(viewer: Viewer) -> QuerySet[Overtreding]:
    """Give the violations the viewer may see."""
    return Overtreding.objects.filter(derive_zicht_q(viewer.zicht))


def list_zichtbare_maatregelen(viewer: Viewer) -> QuerySet[Maatregel]:
    """Give the measures the viewer may see."""
    return Maatregel.objects.filter(derive_zicht_q(viewer.zicht))


def list_zichtbare_verbeurten(viewer: Viewer) -> QuerySet[Verbeurte]:
    """Give the forfeited amounts the viewer may see."""
    return Verbeurte.objects.filter(derive_zicht_q(viewer.zicht))


def list_zichtbare_verzoeken(viewer: Viewer) -> QuerySet[Handhavingsverzoek]:
    """Give the requests to enforce that the viewer may see."""
    return Handhavingsverzoek.objects.filter(derive_zicht_q(viewer.zicht))


def list_overtredingen_bij(viewer: Viewer, ids: Collection[uuid.UUID]) -> QuerySet[Overtreding]:
    """Give the violations at some records or by them that the viewer may see.

    Which they are is asked first, by both at once: of most things there are none, and then nothing else is asked.
    """
    bij = Overtredingsonderwerp.objects.filter(bronobject_id__in=ids).values_list("overtreding_id", flat=True)
    door = Overtreder.objects.filter(bronobject_id__in=ids).values_list("overtreding_id", flat=True)
    gevonden = set(bij.union(door))
    return list_zichtbaar(viewer).filter(pk__een_van=gevonden) if gevonden else Overtreding.objects.none()


def get_overtreding(viewer: Viewer, overtreding_id: uuid.UUID | str) -> Overtreding:
    """Give one violation; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbaar(viewer), overtreding_id, "Overtreding")


def get_maatregel(viewer: Viewer, maatregel_id: uuid.UUID | str) -> Maatregel:
    """Give one measure; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbare_maatregelen(viewer), maatregel_id, "Maatregel")


def get_verbeurte(viewer: Viewer, verbeurte_id: uuid.UUID | str) -> Verbeurte:
    """Give one forfeited amount; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbare_verbeurten(viewer), verbeurte_id, "Verbeurde dwangsom")


def list_samen(viewer: Viewer, overtreding: Overtreding, hoogstens: int = 50) -> list[Overtreding]:
    """List the other open violations that one decision can be about with this one (Awb 5:8): of the same authority, by the same offender or at the same place."""
    wie = Overtreder.objects.filter(bronobject__in=overtreding.overtreders.values("bronobject_id"))
    waar = Overtredingsonderwerp.objects.filter(
        bronobject__in=overtreding.onderwerpen.values("bronobject_id")
    )
    ids = {id_ for rijen in (wie, waar) for id_ in rijen.values_list("overtreding_id", flat=True)[:1000]}
    rijen = list_zichtbaar(viewer).filter(
        pk__in=ids - {overtreding.pk},
        staat=Overtreding.Staat.VASTGESTELD,
        leverancier=overtreding.leverancier,
        gebied=overtreding.gebied,
        bevoegd_gezag=overtreding.bevoegd_gezag,
    )
    return list(rijen.order_by("-overtredingsdatum", "id")[:hoogstens])


def get_verzoek(viewer: Viewer, verzoek_id: uuid.UUID | str) -> Handhavingsverzoek:
    """Give one request to enforce; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbare_verzoeken(viewer), verzoek_id, "Verzoek om handhaving")


def find_regel(id_: str, dag: date, *, gezag: str = "", dienst: str = "") -> Grond:
    """Give a rule of this room as it holds on a day. Raises HandhavingError that says which file lacks it, for a day that no rule covers."""
    try:
        return find_grond(id_, geldig_op=dag, bevoegd_gezag=gezag, omgevingsdienst=dienst)
    except RegelError as fout:
        raise HandhavingError(f"Voor {as_dagtekst(dag)} is er geen regel. {fout}") from fout


def derive_eerste_dag(last: Last, maatregel: Maatregel) -> date:
    """Give the first day on which a last under penalty that was imposed can be disobeyed: after its term, and after it was imposed."""
    assert maatregel.opgelegd_op is not None
    return max(last.begunstiging_tot or maatregel.opgelegd_op, maatregel.opgelegd_op) + timedelta(days=1)


def find_telling(last: Last, maatregel: Maatregel) -> Grond | None:
    """Give the rule by which units of time under a last are counted, on its first day; none where it makes no difference: a lump sum, or a day."""
    if last.modaliteit != Last.Modaliteit.TIJDSEENHEID or last.per == Last.Per.DAG:
        return None
    if maatregel.opgelegd_op is None:
        return None
    return find_regel(
        "handhaving.tijdseenheid_telt",
        derive_eerste_dag(last, maatregel),
        gezag=maatregel.bevoegd_gezag,
        dienst=maatregel.leverancier,
    )


def read_instrumenten(dag: date) -> Mapping[str, Mapping[str, Any]]:
    """Give the instruments of a day, by code."""
    instrumenten: Mapping[str, Mapping[str, Any]] = find_regel("handhaving.instrumenten", dag).waarde
    return instrumenten


def read_instrument(code: str, dag: date) -> Mapping[str, Any]:
    """Give one instrument. Raises HandhavingError for one that does not exist."""
    instrumenten = read_instrumenten(dag)
    if code not in instrumenten:
        raise HandhavingError(
            f"Het instrument ‘{code[:60]}’ bestaat niet. Kies uit: {', '.join(instrumenten)}."
        )
    return instrumenten[code]


def list_sancties_op(overtreding: Overtreding, *, behalve: uuid.UUID | None = None) -> list[str]:
    """Name the remedial sanctions in force against a violation, of whoever (Awb 5:6)."""
    rijen = Maatregel.objects.filter(overtredingen__overtreding=overtreding, staat__in=IN_KRACHT)
    if behalve is not None:
        rijen = rijen.exclude(pk=behalve)
    return [
        f"{read_instrument(m.instrument, m.geregistreerd_op.date())['naam']} {m.kenmerk}"
        for m in rijen.order_by("id")
        if read_instrument(m.instrument, m.geregistreerd_op.date())["herstelsanctie"]
    ]


def make_overtredingbeeld(overtreding: Overtreding, *, behalve: uuid.UUID | None = None) -> Overtredingbeeld:
    """Give what of a violation decides whether a measure can rest on it."""
    laatste = overtreding.afwegingen.order_by("-volgnummer").first()
    return Overtredingbeeld(
        kenmerk=overtreding.kenmerk,
        aard=overtreding.aard,
        datum=overtreding.overtredingsdatum,
        staat=overtreding.staat,
        normen=overtreding.normen.count(),
        plekken=overtreding.onderwerpen.count(),
        overtreders=overtreding.overtreders.count(),
        legalisatie=overtreding.legalisatie,
        gekozen=tuple(laatste.gekozen) if laatste else None,
        onder=tuple(list_sancties_op(overtreding, behalve=behalve)),
        bevinding_ingetrokken=Bevinding.objects.filter(
            overtredingen__overtreding=overtreding, ingetrokken_op__isnull=False
        ).exists(),
    )


def find_hersteldatum(maatregel: Maatregel) -> date | None:
    """Give the day since which all violations of a measure are ended; none while one is open."""
    rijen = Overtreding.objects.filter(maatregelen__maatregel=maatregel).values_list("staat", "hersteldatum")
    staten, dagen = zip(*rijen, strict=True) if rijen else ((), ())
    return max(dagen) if staten and set(staten) == {Overtreding.Staat.BEEINDIGD} else None


def find_last(maatregel: Maatregel) -> Last | None:
    """Give the last of a measure, if it has one."""
    return Last.objects.filter(maatregel=maatregel).first()


def list_adressaten(last: Last) -> list[Lastadressaat]:
    """List who must obey a last."""
    return list(Lastadressaat.objects.filter(last=last).select_related("bronobject").order_by("id"))


@dataclass(frozen=True)
class Schorsbeeld:
    """One suspension of a last as it holds now; no `tot` means that it is still so. Without `adressaat_id` it is for everybody."""

    id: int
    van: date
    tot: date | None
    instantie: str
    kenmerk: str
    reden: str
    adressaat_id: int | None

    def loopt_op(self, dag: date) -> bool:
        """Tell whether it holds on a day."""
        return self.van <= dag <= (self.tot or OPEN_DAG)


def list_schorsingen(last: Last) -> list[Schorsbeeld]:
    """List the suspensions of a last in order of time, each with the end that was told last; what was a mistake is left out."""
    rijen = Lastschorsing.objects.filter(last=last, sluit=None).select_related("gesloten_door")
    uit = []
    for r in rijen.order_by("van", "volgnummer"):
        einde = getattr(r, "gesloten_door", None)
        beeld = Schorsbeeld(
            r.pk,
            r.van,
            einde.tot if einde else r.tot,
            str(r.get_instantie_display()),
            r.kenmerk,
            einde.reden if einde else r.reden,
            r.adressaat_id,
        )
        if beeld.tot is None or beeld.tot >= beeld.van:
            uit.append(beeld)
    return uit


def list_buiten_werking(adressaat: Lastadressaat) -> list[tuple[date, date]]:
    """List the days, first and last, on which a last does not hold for an addressee: it was suspended or lifted."""
    opgeheven = Lastverzoekbesluit.objects.filter(
        verzoek__adressaat=adressaat, uitkomst=Lastverzoekbesluit.Uitkomst.OPGEHEVEN
    ).values_list("vanaf", flat=True)
    return [
        (s.van, s.tot or OPEN_DAG)
        for s in list_schorsingen(adressaat.last)
        if s.adressaat_id in (None, adressaat.pk)
    ] + [(dag, OPEN_DAG) for dag in opgeheven if dag]


def list_wijzigingen(adressaat: Lastadressaat) -> list[Bedragen]:
    """List the amounts that came instead of those that stand with an addressee, in the order in which they were told."""
    rijen = Lastbedrag.objects.filter(adressaat=adressaat).order_by("volgnummer")
    return [Bedragen(r.bedrag, r.maximum, r.vanaf) for r in rijen]


def find_bedragen(adressaat: Lastadressaat, op: date) -> Bedragen:
    """Give what an addressee forfeits each time and at most, as it holds on a day."""
    gelden = [w for w in list_wijzigingen(adressaat) if w.vanaf is not None and w.vanaf <= op]
    return gelden[-1] if gelden else Bedragen(adressaat.bedrag, adressaat.maximum)


def make_maatregelbeeld(maatregel: Maatregel, op: date) -> Maatregelbeeld:
    """Give what of a measure decides whether it can be imposed on a day."""
    overtredingen = Overtreding.objects.filter(maatregelen__maatregel=maatregel).order_by("id")
    last = find_last(maatregel)
    return Maatregelbeeld(
        instrument=maatregel.instrument,
        definitie=read_instrument(maatregel.instrument, op),
        op=op,
        motivering=maatregel.motivering,
        overtredingen=[make_overtredingbeeld(o, behalve=maatregel.pk) for o in overtredingen],
        voornemen_op=maatregel.voornemen_op,
        zienswijze_tot=maatregel.zienswijze_tot,
        zienswijze_op=maatregel.zienswijze_op,
        zienswijze_oordeel=maatregel.zienswijze_oordeel,
        niet_gehoord=maatregel.niet_gehoord,
        tot=maatregel.tot,
        last=make_lastbeeld(last) if last else None,
        boetegrond=maatregel.boetegrond,
        boetebedrag=maatregel.boetebedrag,
    )


def make_lastbeeld(last: Last) -> Lastbeeld:
    """Give what of a last the law asks about."""
    return Lastbeeld(
        soort=last.soort,
        opdracht=last.opdracht,
        begunstiging_tot=last.begunstiging_tot,
        begunstiging_motivering=last.begunstiging_motivering,
        modaliteit=last.modaliteit,
        bedrag_motivering=last.bedrag_motivering,
        spoed=last.spoed,
        spoed_motivering=last.spoed_motivering,
        adressaten=[Adressaatbeeld(str(a.bronobject), a.bedrag, a.maximum) for a in list_adressaten(last)],
    )


def list_verbeurd(adressaat: Lastadressaat) -> list[Verbeurd]:
    """List what an addressee forfeited so far, but for what was annulled."""
    rijen = Verbeurte.objects.filter(adressaat=adressaat, aard=Verbeurte.Aard.DWANGSOM).exclude(
        staat=Verbeurte.Staat.VERNIETIGD
    )
    return [Verbeurd(v.vanaf, v.dag, v.bedrag) for v in rijen.order_by("vanaf")]


def read_bedragen(maatregel: Maatregel) -> dict[str, Decimal]:
    """Add up the money of one measure in euro: forfeited, claimed, paid, waived or lapsed, and open."""
    rijen = Verbeurte.objects.filter(adressaat__last__maatregel=maatregel).exclude(
        staat=Verbeurte.Staat.VERNIETIGD
    )
    verjaard, ingevorderd = Q(staat=Verbeurte.Staat.VERJAARD), Q(ingevorderd_op__isnull=False)
    som = rijen.aggregate(
        som_verbeurd=Sum("bedrag", default=0),
        som_ingevorderd=Sum("bedrag", filter=ingevorderd, default=0),
        som_betaald=Sum("betaald", default=0),
        som_kwijt=Sum("kwijtgescholden", default=0),
        som_verjaard=Sum(F("bedrag") - F("betaald") - F("kwijtgescholden"), filter=verjaard, default=0),
    )
    uit = {naam: Decimal(som[f"som_{naam}"]) for naam in ("verbeurd", "ingevorderd", "betaald", "verjaard")}
    kwijt = Decimal(som["som_kwijt"])
    open_ = uit["verbeurd"] - uit["betaald"] - kwijt - uit["verjaard"]
    return uit | {"kwijtgescholden": kwijt, "open": open_}
