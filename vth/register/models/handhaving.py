"""The voorkomens of violations, measures and requests to enforce: the kernel that parties share; working on it is `handhaving`."""

from .velden import Objectvoorkomen, bedrag, code, datum, janee, list_indexen, tekst


class OvertredingVoorkomen(Objectvoorkomen):
    """OVERTREDING: that a rule is not complied with, for as long as it lasts; a finding is a moment of it."""

    kenmerk = tekst(100)
    overtredingsdatum = datum()
    aard = tekst(500)
    indicatie_handhaving = janee()
    handhavingsstrategie = code()
    reden_geen_handhaving = tekst(1000)
    hersteldatum = datum()
    gevolg = code()
    gedrag = code()
    norm = tekst(500)

    class Meta(Objectvoorkomen.Meta):
        """Found by the act that wrote it."""

        indexes = list_indexen("overtreding")


class HandhavingsmaatregelVoorkomen(Objectvoorkomen):
    """HANDHAVINGSMAATREGEL: what is done against violations, from a talk to a penalty; amounts are in euro."""

    kenmerk = tekst(100)
    handhavingsinstrument = code()
    opgelegd_op = datum()
    opgelegd_door = code()
    status = code()
    afgerond_op = datum()
    begunstiging_tot = datum()
    dwangsombedrag = bedrag()
    dwangsommodaliteit = code()
    dwangsommaximum = bedrag()
    verbeurd = bedrag()
    geind = bedrag()

    class Meta(Objectvoorkomen.Meta):
        """Found by the act that wrote it."""

        indexes = list_indexen("handhavingsmaatregel")


class HandhavingsverzoekVoorkomen(Objectvoorkomen):
    """HANDHAVINGSVERZOEK: that somebody asked to enforce. Who asked is nowhere in the register."""

    kenmerk = tekst(100)
    ontvangstdatum = datum()
    omschrijving = tekst(1000)
    beslist_op = datum()
    afloop = code()

    class Meta(Objectvoorkomen.Meta):
        """Found by the act that wrote it."""

        indexes = list_indexen("handhavingsverzoek")
