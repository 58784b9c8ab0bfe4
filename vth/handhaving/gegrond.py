"""What a bezwaar or beroep that was (partly) well-founded asks of who enforces: nothing of it is carried over by itself, for what it changes stands in its words."""

from vth.regelgeving.dagen import as_dagtekst
from vth.zaken.models import Rechtsmiddelprocedure

from .models import Maatregel, Vervolgbesluit
from .rules import IN_KRACHT

Uitkomst = Rechtsmiddelprocedure.Uitkomst
VAN_DE_LAST = (
    "Wat dat aan de last verandert, neemt Open VTH niet over. Geldt de last niet meer, leg dan bij ‘De maatregel eindigt’ vast dat zij is vernietigd. Geldt een deel niet meer, "
    "scheld dan kwijt wat daarvoor is verbeurd, betaal terug wat daarvan is betaald, en leg een nieuw besluit als nieuwe maatregel vast."
)
VAN_HET_VERVOLG = (
    "Wat dat aan de bedragen verandert, neemt Open VTH niet over. Scheld kwijt wat niet meer verschuldigd is. Ga ook na of het besluit de verjaring nog heeft gestuit; stuit haar "
    "bij twijfel opnieuw."
)


def list_gegrond(maatregel: Maatregel) -> list[str]:
    """Say of a measure that was imposed which bezwaar or beroep against it, or against what followed it, was well-founded, and what to do."""
    if maatregel.opgelegd_op is None:
        return []
    vervolg = dict(Vervolgbesluit.objects.filter(maatregel=maatregel).values_list("besluit_id", "soort"))
    eigen = [maatregel.besluit_id] if maatregel.besluit_id and maatregel.staat in IN_KRACHT else []
    rijen = Rechtsmiddelprocedure.objects.filter(
        besluit__in=[*eigen, *vervolg], uitkomst__in=(Uitkomst.GEGROND, Uitkomst.DEELS)
    )
    return [
        f"{str(p.get_soort_display()).capitalize()} tegen besluit {p.besluit.identificatie} is op {as_dagtekst(p.afgedaan_op)} {p.get_uitkomst_display()}. "
        + (VAN_HET_VERVOLG if p.besluit_id in vervolg else VAN_DE_LAST)
        for p in rijen.select_related("besluit").order_by("afgedaan_op", "id")
        if p.afgedaan_op is not None
    ]
