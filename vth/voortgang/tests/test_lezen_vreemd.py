"""Reports in a build-up that nobody knew are read, with doubt where it is due; what is no report is refused still."""


import pytest

from vth.voortgang.lezen.rapport import read_rapport
from vth.voortgang.lezen.uitkomst import GeenRapport, Gelezen

TIJDEN = "De oplevering is vertraagd en volgt op 1 mei 2031. Het tweede deel is gereed sinds 3 juni 2030. Start in Q3 2031."
GEEN = {
    "notulen": "# Notulen vergadering projectteam 3 maart 2031\n\n## Opening\n\nDe planning is vertraagd.\n\n## Bouw\n\nDe bouw wordt op 1 mei 2031 afgerond.\n\n## Rondvraag\n\nDe sleutel is op 4 maart 2031 opgeleverd. Start in Q3 2031.\n",
    "readme": "# Readme\n\n## Installatie\n\nDe oplevering is gereed op 1 mei 2031.\n\n## Gebruik\n\nVersie 2 volgt op 3 juni 2031 en is vertraagd.\n\n## Licentie\n\nVanaf 1 januari 2032.\n",
    "wijzigingen": "# Changelog\n\n## 1.2 - 2031-05-01\n\n- Zoeken is afgerond\n\n## 1.1 - 2031-03-01\n\n- Inloggen is gereed\n\n## 1.0 - 2031-01-01\n\n- Eerste versie opgeleverd\n",
    "plan": "# Projectplan Nieuwe brug\n\n## Voorbereiding\n\nDe voorbereiding start op 1 mei 2031 en is gereed op 1 juni 2031.\n\n## Bouw\n\nDe bouw wordt in Q3 2031 opgeleverd.\n\n## Nazorg\n\nDe nazorg is gereed in Q4 2031.\n",
    "roman met dagen": "# De overtocht\n\n## Een\n\nOp 3 mei 1931 vertrok de boot. Het was vertraagd.\n\n## Twee\n\nOp 4 mei 1931 was het brood gereed.\n\n## Drie\n\nOp 5 mei 1931 kwam hij thuis.\n",
    "geschiedenis": "# Geschiedenis van het programma Zuiderzee\n\n## Dijk\n\nDe dijk is in mei 1932 opgeleverd.\n\n## Polder\n\nDe polder is in juni 1942 gereed gekomen.\n\n## Stad\n\nDe stad is in juli 1967 afgerond.\n",
    "verjaardagen": "# Verjaardagen\n\n| Naam | Dag | Opmerking |\n|---|---|---|\n| Jan | 3 mei 2031 | Taart is gereed. |\n| Piet | 4 juni 2031 | Taart is vertraagd. |\n| Klaas | 5 juli 2031 | Nog niets. |\n",
    "csv met stand": "naam;datum;stand\nAnna;1 mei 2031;gereed\nBram;2 mei 2031;vertraagd\nCees;3 mei 2031;gereed\n",
    "tabs met stand": "naam\tdatum\tstand\nAnna\t1 mei 2031\tgereed\nBram\t2 mei 2031\tvertraagd\nCees\t3 mei 2031\tgereed\n",
    "nieuwsbrief": "# Nieuwsbrief programma Water, mei 2031\n\n**Gemaal** is gereed sinds 3 mei 2031 en dat vierden wij met taart.\n\n**Sluis** is vertraagd en volgt op 4 juni 2031, zegt de wethouder.\n\n**Borrel** op 5 juli 2031 in de kantine voor iedereen.\n",
    "concert": "# Programmaboekje herfstconcert\n\n**Mozart** wordt om acht uur gespeeld op 3 mei 2031 en is gereed.\n\n**Bach** begint op 4 mei 2031 en is vertraagd door de trein.\n\n**Haydn** volgt op 5 mei 2031 in de grote zaal.\n",
    "alleen een titel": "# Update programma Groen\n\nWij hebben niets te melden.\n",
    "titel en proza": f"# Update programma Groen\n\n{TIJDEN}\n",
    "geen tijden": "# Update programma Groen\n\n## Bomen\n\nOp schema.\n\n## Struiken\n\nVertraagd.\n\n## Gras\n\nGereed.\n",
}  # fmt: skip


@pytest.mark.parametrize("naam", GEEN)
def test_what_only_speaks_like_a_report_is_refused(naam: str):
    with pytest.raises(GeenRapport, match="geen voortgangsrapportage"):
        read_rapport(GEEN[naam], vorm="md")


def of(gelezen: Gelezen, soort: str) -> list[str]:
    return [v.sleutel for v in gelezen.voorstellen if v.soort == soort]
