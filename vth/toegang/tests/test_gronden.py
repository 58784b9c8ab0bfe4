"""Roles, their acts and their grounds say the same thing: nothing is given that is not named, nothing is named twice."""

from vth.begrippen.selectors import read_model
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.toegang.rules import decide_inzage
from vth.toegang.selectors import make_systeemviewer, read_gronden, read_rollen

# What lives in files, permits and visits instead of in the register (`zaken`, `vergunningen`, `toezicht`, `handhaving`).
ZAAK = ("zaak", "verzoek", "besluit", "adviesverzoek", "document", "vergunning", "voorschrift")
BEZOEK = ("controledossier", "incidentdossier", "signaaldossier", "veiligheidswaarschuwing")
OPTREDEN = ("overtredingdossier", "maatregeldossier", "dwangsomdossier")
DOSSIER = (*ZAAK, *BEZOEK, *OPTREDEN, "indicator", "programma", "zelfbeoordeling")


def test_every_role_that_sees_something_has_a_purpose_and_a_legal_ground() -> None:
    gronden = read_gronden(op=klok.today())
    for rol in read_rollen(op=klok.today()):
        assert gronden.get(rol), f"{rol} heeft geen grond"
        assert all(g.doel and g.grondslag for g in gronden[rol])


def test_grounds_name_roles_and_kinds_that_exist() -> None:
    gronden = read_gronden(op=klok.today())
    assert set(gronden) <= set(read_rollen(op=klok.today()))
    assert {s for g in gronden.values() for grond in g for s in grond.soorten} <= {*read_model(), *DOSSIER}


def test_every_act_of_a_role_has_a_name_in_words() -> None:
    namen = find_grond("toegang.handelingen", geldig_op=klok.today()).waarde
    assert {h for rol in read_rollen(op=klok.today()).values() for h in rol["mag"]} <= set(namen)


def test_only_roles_that_need_to_know_a_person_see_natural_persons() -> None:
    gronden = read_gronden(op=klok.today())
    zien = {rol for rol, g in gronden.items() if any("natuurlijkpersoon" in grond.soorten for grond in g)}
    assert zien.isdisjoint({"lezer", "stelselbeheerder"})


def test_command_on_the_machine_looks_under_a_ground() -> None:
    assert decide_inzage(make_systeemviewer("proef", op=klok.today()), "natuurlijkpersoon").grond
