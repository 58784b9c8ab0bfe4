"""The words by which a sentence about planning is judged: what was, what is new, what shifted, what is done, what is still to come."""

import re


def _words(woorden: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?<!\bte )(?:{woorden})(?!\w)", re.IGNORECASE)


WAS = _words(
    r"(?:stond|stonden|was|waren)(?: \w+){0,3}? (?:gepland|voorzien|beoogd|geraamd|geagendeerd|verwacht|toegezegd)|(?:stond|stonden) (?:op|voor|in)|zou(?:den)?|oorspronkelijke?"
    r"|aanvankelijke?|eerder(?:e)? (?:gepland|voorzien|planning)|eerst gepland|(?:eerder|eerst) (?:werd|is|ging)|uitgegaan van|had(?:den)?(?: \w+){0,7} (?:moeten|zullen)|in plaats van|i\.p\.v\.|voorheen|was(?: \w+){0,3} (?:in|eind|begin)"
)
WAS_DIRECT = re.compile(
    r"(?:\bwas|in plaats van|i\.p\.v\.|\bvan(?= \S+ (?:\S+ ){0,4}?naar\b)|vorige planning)[:\s]*(?:in |op |eind )?\Z|\beerder:?\s\Z|\b(?:eerder was|voorheen was|eerst was)(?: dat| dit)?\s(?:in |op )?\Z|\ben niet(?:,[^,]{0,40},)?\s(?:op|in|per)\s\Z",
    re.IGNORECASE,
)
NAAR = re.compile(r"\b(?:naar|tot)\s(?:(?:na|het|de|in|op|begin|uiterlijk)\s){0,2}\Z", re.IGNORECASE)
# "… wordt niet gehaald" gives up a time that was; "… wordt opgeleverd" holds one that is.
WORDT_NIET = re.compile(
    r"\b(?:wordt|worden|zal|zullen|kan|kunnen)(?: \w+){0,4} niet(?: \w+){0,2} (?:gehaald|gerealiseerd|haalbaar)|niet gehaald worden",
    re.IGNORECASE,
)
DAG_ZONDER_JAAR = re.compile(
    r"\b\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
)
GELD = re.compile(r"€|\b(?:euro|miljoen|budget|begroot|begroting|kosten|subsidie)\b", re.IGNORECASE)
VAN_NAAR = re.compile(r"\bvan\s(?:het\s|de\s)?\Z", re.IGNORECASE)
NIET = _words(
    r"niet(?! later)(?: \w+){0,3} (?:gehaald|gerealiseerd|geleverd|opgeleverd|afgerond|gereed|klaar|gelukt|voltooid|gestart|verleend)|(?:planning|datum|termijn)(?: \w+){0,4} niet gehaald"
    r"|nog niet gerealiseerd|niet haalbaar|niet op tijd(?: \w+)?|niet(?: \w+){0,3} doorgaan|(?:is|zijn) er(?: nog)? niet(?=[.,;]|\Z)|niet doorgegaan|blijven liggen|niet van gekomen"
)
NIET_GELUKT = re.compile(
    r"\bniet gelukt\b.{0,160}\b(?:te starten|te beginnen|af te ronden|op te leveren|te halen|te realiseren)\b|\bniet (?:op tijd|op het voorziene moment|volgens planning) (?:gestart|begonnen|afgerond|opgeleverd)\b",
    re.IGNORECASE,
)
HERPLAN = _words(
    r"opnieuw (?:gemaakt|opgesteld|gepland|bepaald|bekeken|bezien)|wordt(?: \w+){0,4} (?:herzien|aangepast|herijkt)|geen (?:nieuwe )?planning|geen (?:nieuwe )?datum|(?:nieuwe )?(?:datum|planning) (?:volgt|wordt nog bepaald|is er nog niet)|planning volgt|volgt(?: \w+){0,2} planning|wordt er een planning gemaakt"
    r"|nader te bepalen|n\.t\.b\.|nog te bepalen|n\.n\.b\.|planning(?: \w+){0,4} nog (?:niet bekend|onbekend)|(?:wanneer|\w*datum|termijn|start)\b[^.]{0,60} (?:nog )?(?:niet bekend|onbekend)|herijking|planning (?:wordt|worden) (?:herzien|aangepast|bijgesteld)"
)
HERPLAN_ONDERWERP = _words(
    r"planning\w*|deze|dit|die|wanneer|start|\w*datum|termijn|tijdsplan|tijdlijn|tijdpad|herijking|n\.t\.b\.|n\.n\.b\.|nader te bepalen|nog te bepalen"
)
SCHUIF = _words(
    r"(?:bij|door|ver|uit)(?:gesteld|geschoven|schoven|geplaatst)|schuift(?: \w+)?|schuiven(?: \w+)?|opgeschoven|vertraagd(?= tot| naar)|uitgesteld|uitgelopen|loopt uit|verlengd|naar achteren|later|bijgesteld|verplaatst"
)
LATER = re.compile(
    r"(?<!niet )(?<!\w)later (?:\w+ ){0,2}dan (?:gepland|voorzien|verwacht|beoogd)(?!\w)", re.IGNORECASE
)
UITLOOP = _words(r"loo?p(?:t|en)(?: \w+){0,3} uit|vertraagd|vertraging|later dan (?:gepland|voorzien)")
VERTRAAGD = _words(r"vertraagd|vertraging|vertraging opgelopen|loopt achter")
DUUR = _words(
    r"met (?:(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|enkele|\d{1,2}) )?(?:half ?jaar|halfjaar|jaar|kwartaal|kwartalen|maanden|maand|weken)(?: \w+)? (?:vertraagd|uitgesteld|verschoven|opgeschoven)|(?:half ?jaar|jaar|kwartaal|kwartalen|maanden|maand|weken) (?:achter|vertraging|uitloop|later dan)(?: \w+){0,3}"
)
TOEKOMST = _words(
    r"wordt|worden|zal|zullen|volgt|volgen|moet|moeten|gepland|voorzien|verwacht|starten?|gaat|gaan|vindt|vinden|beoogde?|eindigt|loopt|lopen|geldt|komt|komen|verschijnt|levert|leveren|uiterlijk"
)
HULP = _words(r"is|zijn|heeft|hebben|werd|werden|was|waren")
KLAAR = _words(
    r"afgerond\w*|opgeleverd|gerealiseerd|gereed(?:gekomen)?|ingediend|plaatsgevonden|ingevoerd|opgesteld|gehaald|gepubliceerd|gestart|begonnen|van start(?: gegaan)?|hersteld"
    r"|opengesteld|geopend|ging(?:en)?(?: [\w.]+){1,6} (?:open|in|live)|in gebruik(?: genomen)?|voltooid|klaar|geplaatst|ingericht|uitgevoerd|aangelegd|aangesloten|verzonden|gestuurd|toegezonden|aangeboden|getekend|ondertekend|geleverd|ingesteld|verleend|beëindigd|gesloten|gehouden|vastgesteld|gegaan|gelanceerd|verschenen|beschikbaar|operationeel|van kracht|aangevraagd|gegund|uitgebracht|toegekend|opgericht|overgedragen|uitgerold|vrijgegeven|opgezet|gebouwd|genomen|bereikt|behaald|gepresenteerd"
)
# "Per 1 oktober werken alle gemeenten …": what holds from a day that is past was reached on it.
PER = re.compile(r"(?:per|met ingang van) \d", re.IGNORECASE)
# Any other participle at the end of a clause with "is" or "heeft": "is in oktober getest met veertig leraren".
VOLTOOID = re.compile(
    r"\b(?:\w{0,6}ge\w{2,}(?:d|t|en)|be\w{3,}(?:d|t|en))(?: (?:met|door|aan|voor|in|bij|op|van) [^,;.]{1,40})?\W*\Z",
    re.IGNORECASE,
)
AFGEROND = _words(
    r"(?<=\bis )af(?=[.,;]|\Z)|(?<=zijn )af(?=[.,;]|\Z)|afgerond|afgesloten|opgeleverd|gerealiseerd|voltooid|gereed(?:gekomen)?|klaar|ingevoerd|gehaald|op schema opgeleverd"
)
BIJGESTELD = _words(
    r"(?:planning|oplevering|datum)\b[^.;]{0,120} (?:is|zijn) (?:bijgesteld|aangepast|verschoven|uitgesteld|doorgeschoven)"
)
IS_AF = _words(
    r"(?:is|zijn|werd|werden)(?: \w+){0,3} (?:afgerond|opgeleverd|gerealiseerd|voltooid|gereed|klaar|ingevoerd)"
)
PLANNING = _words(
    r"planning|oplevering|afronding|vaststelling|ingebruikname|start|uitvoering|mijlpaal|deadline|publicatie"
)
AL = _words(
    r"niet|nog|pas|wordt|worden|zal|zullen|zodra|als|wanneer|nadat|moet|moeten|bijna|deels|concept|\w+ van de (?:\d+|twee|drie|vier|vijf|zes|zeven|acht|negen|elf|twaalf|\w*tien|twintig|dertig|veertig|vijftig|honderd)|nagenoeg|volgt|kan|kunnen"
)
# "Voorzien Q2 2027, schuift door naar Q4 2027": without a verb that says that it was.
VOORZIEN = re.compile(r"\b(?:voorzien|gepland|planning):?\s(?:in |voor |op )?\Z", re.IGNORECASE)
DOOR_NAAR = re.compile(
    r",?\s(?:maar |nu |en )?(?:\w+ ){0,2}(?:schuift|schuiven|verschoven|doorgeschoven|uitgesteld|verplaatst|loopt uit|wordt)\b",
    re.IGNORECASE,
)
# "Nieuwe opleverdatum: 1 oktober": that it is new says that there was another.
NIEUW = re.compile(
    r"\b(?:nieuwe|herziene|bijgestelde|aangepaste) (?:\w*datum|\w*planning|termijn|deadline)(?: is| wordt)?:?\s(?:in |op |per )?(?:het )?\Z",
    re.IGNORECASE,
)
GRENS = re.compile(
    r";\s|, (?=(?:dit|deze|nieuwe planning|nu|thans|inmiddels)\b)|,? maar |,? echter |,? waarna |,? zodat | – | en (?=(?:is|zijn|wordt|worden|loopt|volgt|start|eindigt|zal|zullen|gaat|oplevering|de oplevering|afronding|het (?:\de|\w+de) |uitvoering)\b)"
)
# Times that say something about somebody or something beside the plan.
GEEN_BIJZIN = re.compile(
    r"geldt|is|zijn|wordt|worden|werd|blijkt|verwacht\w*|betekent|afgesproken|zodat|zegt|was|doel|planning",
    re.IGNORECASE,
)
BIJZIN = re.compile(
    r"\b(?:die|dat)\b(?=[^,.;]{0,80}$)|\bmet (?:tot|als) doel\b|\bsinds\b|\bmotie\b|\bwet van\b|\baantal\b[^,;.]*$|\bgewerkt aan\b|\bpeildatum\b|\bstand per\b",
    re.IGNORECASE,
)
