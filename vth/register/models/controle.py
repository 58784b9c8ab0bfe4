"""The voorkomens of controles, what they found, and incidents: the kernel that parties share; working on it is `toezicht`."""

from .velden import Objectvoorkomen, code, codes, datum, geheel, list_indexen, maat, tekst

# The relations by which a visit and its findings lead to what they are about.
VAN_BEZOEKEN = (
    "controle_van",
    "controle_van_activiteit",
    "bevinding_bij",
    "bevinding_bij_activiteit",
    "getoetst_aan",
)


class ControleVoorkomen(Objectvoorkomen):
    """CONTROLE: that somebody went to see whether rules are complied with, or tried to."""

    kenmerk = tekst(100)
    controledatum = datum()
    controletype = code()
    uitvoerder = codes()
    uitkomst = code()
    bijzonderheden = tekst(1000)

    class Meta(Objectvoorkomen.Meta):
        """Found by the act that wrote it."""

        indexes = list_indexen("controle")


class BevindingVoorkomen(Objectvoorkomen):
    """BEVINDING: what a controle found on one point; that a norm is complied with is a finding too."""

    volgnummer = geheel()
    onderwerp = code()
    aandachtspunt = tekst(500)
    resultaat = code()
    bijzonderheden = tekst(2000)
    gevolg = code()
    gedrag = code()
    norm = tekst(500)
    sevesocategorie = code()

    class Meta(Objectvoorkomen.Meta):
        """Found by the act that wrote it."""

        indexes = list_indexen("bevinding")


class IncidentVoorkomen(Objectvoorkomen):
    """INCIDENT: something happened that disturbs, or endangers the surroundings."""

    kenmerk = tekst(100)
    incidenteffect = code()
    incidentdatum = datum()
    indicatie_veroorzaker = code()
    omschrijving = tekst(1000)

    class Meta(Objectvoorkomen.Meta):
        """Found by the act that wrote it."""

        indexes = list_indexen("incident")


class IncidentsignaalVoorkomen(Objectvoorkomen):
    """INCIDENTSIGNAAL: a complaint, a signal or what a company tells of itself. Who told it is nowhere in the register."""

    kenmerk = tekst(100)
    signaalsoort = code()
    signaalcategorie = code()
    signaaldatum = datum()
    afloop = code()
    x = maat()
    y = maat()

    class Meta(Objectvoorkomen.Meta):
        """Found by the act that wrote it."""

        indexes = list_indexen("incidentsignaal")
