"""What checks are called on a page, and codes in what they say written as names.

A file for programs keeps the codes.
"""

import re
from collections.abc import Sequence
from datetime import date

from vth.organisaties.selectors import list_namen

GEMEENTECODE = re.compile(r"‘?\b(GM[0-9]{4})\b’?")
NAMEN = {
    "activiteitmelding.indiening_in_toekomst": "Ingediend na de dag van ontvangst",
    "activiteituitvoering.beeindigd_zonder_datum": "Beëindigd zonder datum",
    "activiteituitvoering.beeindiging_voor_ontstaan": "Geëindigd voor het ontstaan",
    "activiteituitvoering.ontstaan_in_toekomst": "Ontstaan na de dag van ontvangst",
    "activiteituitvoering.zonder_plaats": "Zonder object en zonder plek",
    "bevinding.half_oordeel": "Oordeel met maar één deel",
    "bevinding.oordeel_zonder_overtreding": "Oordeel terwijl er niets is overtreden",
    "bevinding.overtreding_zonder_norm": "Overtreding zonder norm",
    "bevinding.sevesocategorie_past_niet": "Seveso-categorie past niet bij het resultaat",
    "bevinding.volgnummer_dubbel": "Volgnummer staat twee keer bij de controle",
    "bevinding.zonder_controle": "Bevinding zonder controle",
    "bevinding.zonder_resultaat": "Bevinding zonder resultaat",
    "controle.datum_in_toekomst": "Gecontroleerd na de dag van ontvangst",
    "controle.hercontrole_voor_eerdere": "Hercontrole voor de eerdere controle",
    "controle.voor_ontstaan": "Gecontroleerd voordat er iets was",
    "controle.zonder_onderwerp": "Zonder object en zonder activiteit",
    "elk.begin_in_toekomst": "Geldt pas na de dag van ontvangst",
    "elk.eind_voor_begin": "Geldigheid eindigt voor zij begint",
    "elk.geldigheid_onleesbaar": "Begin of eind van de geldigheid is niet te lezen",
    "elk.perioden_overlappen": "Perioden van hetzelfde nummer overlappen",
    "elk.sleutel_dubbel": "Hetzelfde nummer met andere inhoud",
    "elk.sleutel_ontbreekt": "Zonder eigen nummer",
    "elk.sleutel_te_lang": "Eigen nummer is te lang",
    "elk.sleutelpatroon": "Eigen nummer heeft een andere vorm dan afgesproken",
    "geoobject.bag_vorm": "Geen geldig BAG-nummer",
    "geoobject.buiten_gemeente": "Punt buiten de genoemde gemeente",
    "geoobject.buiten_nederland": "Punt buiten Nederland",
    "geoobject.geometrie_ongeldig": "Vorm is niet te gebruiken",
    "geoobject.half_punt": "Maar één coördinaat",
    "geoobject.verwisseld": "Coördinaten verwisseld",
    "handhavingsmaatregel.afronding_voor_opleggen": "Afgerond voor het opleggen",
    "handhavingsmaatregel.bedrag_boven_maximum": "Dwangsom hoger dan het hoogste bedrag",
    "handhavingsmaatregel.begunstiging_voor_opleggen": "Hersteltermijn eindigt voor het opleggen",
    "handhavingsmaatregel.datum_in_toekomst": "Opgelegd of afgerond na de dag van ontvangst",
    "handhavingsmaatregel.dwangsom_bij_ander_instrument": "Dwangsom bij een ander instrument",
    "handhavingsmaatregel.dwangsom_onvolledig": "Bedrag of modaliteit van de dwangsom ontbreekt",
    "handhavingsmaatregel.geind_boven_verbeurd": "Meer geïnd dan verbeurd",
    "handhavingsmaatregel.klaar_zonder_datum": "Klaar zonder datum",
    "handhavingsmaatregel.status_tegen_datum": "Loopt nog volgens de status, en is afgerond",
    "handhavingsmaatregel.uitgewerkt_onder_maximum": "Uitgewerkt terwijl het hoogste bedrag niet is verbeurd",
    "handhavingsmaatregel.uitgewerkt_zonder_dwangsom": "Uitgewerkt zonder last onder dwangsom",
    "handhavingsmaatregel.verbeurd_binnen_termijn": "Verbeurd terwijl de hersteltermijn loopt",
    "handhavingsmaatregel.verbeurd_boven_maximum": "Meer verbeurd dan kan",
    "handhavingsmaatregel.zonder_maximum": "Last onder dwangsom zonder hoogste bedrag",
    "handhavingsmaatregel.zonder_overtreding": "Maatregel zonder overtreding",
    "handhavingsverzoek.beslist_voor_ontvangst": "Beslist voor de ontvangst",
    "handhavingsverzoek.datum_in_toekomst": "Verzoek van na de dag van ontvangst",
    "handhavingsverzoek.half_beslist": "Afloop en dag van beslissen niet allebei gegeven",
    "handhavingsverzoek.verzoeker_genoemd": "Omschrijving wijst naar een mens",
    "handhavingsverzoek.zonder_plaats": "Verzoek zonder plaats",
    "incident.datum_in_toekomst": "Incident na de dag van ontvangst",
    "incident.zonder_plaats": "Incident zonder plaats",
    "incidentsignaal.datum_in_toekomst": "Bericht van na de dag van ontvangst",
    "incidentsignaal.half_punt": "Bericht met maar één coördinaat",
    "natuurlijkpersoon.overlijden_in_toekomst": "Overleden na de dag van ontvangst",
    "nietnatuurlijkpersoon.beeindiging_voor_aanvang": "Gestopt voor het begin",
    "overtreding.datum_in_toekomst": "Vastgesteld of hersteld na de dag van ontvangst",
    "overtreding.half_oordeel": "Plaats in de matrix met maar één deel",
    "overtreding.herstel_voor_overtreding": "Hersteld voor de overtreding",
    "overtreding.nee_zonder_reden": "Niet opgetreden zonder reden",
    "overtreding.reden_bij_optreden": "Optreden, en een reden om dat niet te doen",
    "overtreding.voor_ontstaan": "Overtreding voordat er iets was",
    "overtreding.zonder_bevinding": "Overtreding zonder bevinding",
    "overtreding.zonder_norm": "Overtreding zonder norm",
    "overtreding.zonder_onderwerp": "Overtreding zonder object en zonder activiteit",
    "overtreding.zonder_overtreder": "Overtreding zonder overtreder",
    "relatie.kring": "Deel van zichzelf, langs een omweg",
    "relatie.verwijzing_gekozen": "Verwijst naar één van meer, gekozen volgens het profiel",
    "relatie.verwijzing_meerduidig": "Verwijst naar meer dan één",
    "relatie.verwijzing_naar_zichzelf": "Verwijst naar zichzelf",
    "relatie.verwijzing_onbekend": "Verwijst naar iets dat er niet is",
    "toestemming.verval_voor_inwerking": "Vervalt voor de inwerkingtreding",
    "veld.codelijst": "Code staat niet in de lijst",
    "veld.elfproef": "BSN met een verkeerd cijfer",
    "veld.grens": "Getal ligt buiten de grenzen",
    "veld.jaartal": "Jaartal kan niet kloppen",
    "veld.lengte": "Tekst is te lang",
    "veld.omzetten": "Waarde is niet te lezen",
    "veld.opmaak": "Opmaak of formule in een tekst",
    "veld.organisatie": "Organisatie is niet bekend",
    "veld.patroon": "Waarde heeft een andere vorm",
    "veld.tekens": "Verminkte letters",
    "veld.verplicht": "Verplicht gegeven is leeg",
    "veld.vulling": "Belangrijk gegeven is leeg",
    "verloop.aandeel_leeg": "Kolom is veel leger of voller dan de vorige keer",
    "verloop.aantal_rijen": "Veel meer of minder rijen dan de vorige keer",
    "verloop.betekenis": "Kolom heeft andere waarden dan de vorige keer",
    "verloop.vernummerd": "Dezelfde objecten onder een ander nummer",
    "verloop.vreemde_sleutels": "Nummers van een andere leverancier",
    "vestiging.beeindiging_voor_aanvang": "Gestopt voor het begin",
    "vestiging.vestigingsnummer_zonder_kvk": "Vestigingsnummer zonder KvK-nummer",
    "vthobject.beeindiging_voor_ontstaan": "Geëindigd voor het ontstaan",
    "vthobject.ontstaan_in_toekomst": "Ontstaan na de dag van ontvangst",
    "vthobject.zonder_locatie": "Zonder plek",
}


def name_gemeenten(teksten: Sequence[str], op: date) -> list[str]:
    """Write the codes of gemeenten in some texts as names, with the code behind it; all of them in one query."""
    codes = {code for tekst in teksten for code in GEMEENTECODE.findall(tekst)}
    namen = {code: naam for code, naam in list_namen(codes, op).items() if naam != code} if codes else {}
    return [
        GEMEENTECODE.sub(lambda m: f"{namen[m[1]]} ({m[1]})" if m[1] in namen else m[0], tekst)
        for tekst in teksten
    ]
