"""The programme of the demo: its facts are those of the report, June is locked, December waits for its owner, and again changes nothing."""

import pytest

from vth.organisaties.services import record_stamgegevens
from vth.tijd import klok
from vth.toegang.selectors import make_systeemviewer
from vth.voortgang.models import Bijdrage, Programma, Rapportageronde
from vth.voortgang.selectors import read_beeld, read_rondebeeld

from ..demo import STAMGEGEVENS, make_accounts
from ..programma import make_programma


@pytest.mark.django_db
def test_the_programme_has_two_rounds_and_something_of_everything():
    viewer = make_systeemviewer("proef", op=klok.today())
    record_stamgegevens(viewer=viewer)
    record_stamgegevens(viewer=viewer, map_=STAMGEGEVENS)
    make_accounts(viewer)
    assert make_programma() == 33 and make_programma() == 0
    programma = Programma.objects.get()
    beeld = read_beeld(programma)
    assert [len(beeld.list_soort("onderwerp", p.id)) for p in beeld.list_soort("pijler")] == [
        4,
        5,
        11,
        4,
        4,
        5,
    ]
    standen = {beeld.statussen[d.id].stand for d in beeld.list_alle("onderwerp")}
    assert standen == {"volgens", "wijkt_af", "wijkt_sterk_af", "niet_in_bron"}
    juni, december = Rapportageronde.objects.order_by("peildatum").select_related("programma")
    assert (juni.stand, december.stand) == ("vergrendeld", "open")
    assert len(read_rondebeeld(juni).list_alle("onderwerp")) == 26
    open_ = Bijdrage.objects.filter(ronde=december).exclude(stand="goedgekeurd")
    assert dict(open_.values_list("onderdeel__sleutel", "stand")) == {
        "p5.o1": "concept",
        "p5.o2": "teruggegeven",
    }
    assert len(beeld.kritieke_keten) >= 3
