"""One term as a picture: when it runs, when it stands still, by how much it was lengthened, and where it ends."""

from datetime import date, timedelta

from django.utils.safestring import SafeString

from vth.tijd.rules import OPEN_DAG
from vth.vormgeving.grafieken.doek import INKT, PAPIER, Doek, fit, get_kleur, make_grafiek
from vth.vormgeving.onderdelen import Grafiek, Kolom
from vth.vormgeving.opmaak import format_datum, format_telling

from .termijnklok import Klokgebeurtenis, Klokstand, list_opschortingen

DAG = timedelta(days=1)
BOVEN, BALK, ONDER = 34.0, 26.0, 44.0
KOLOMMEN = (
    Kolom("wat", "Wat"),
    Kolom("van", "Van", "datum"),
    Kolom("tot", "Tot en met", "datum"),
    Kolom("dagen", "Dagen", "getal"),
)
Deel = tuple[str, date, date]


def derive_delen(stand: Klokstand, gebeurtenissen: list[Klokgebeurtenis], op: date) -> list[Deel]:
    """Cut a term in stretches, each with what it is, its first day and its last day; what stands still is open up to `op`."""
    uit = stand.uitkomst
    eind = uit.laatste_dag or max(op, uit.begin)
    delen: list[Deel] = []
    dag = uit.begin
    for stil in list_opschortingen(gebeurtenissen):
        van, tot = max(stil.vanaf, dag), min(stil.tot or OPEN_DAG, eind + DAG)
        if van >= tot or van > eind:
            continue
        if van > dag:
            delen.append(("loopt", dag, van - DAG))
        delen.append(("staat stil", van, tot - DAG))
        dag = tot
    if dag <= eind:
        delen.append(("loopt", dag, eind))
    if uit.laatste_dag is not None and op > eind:
        delen.append(("te laat", eind + DAG, stand.voldaan_op or stand.vervallen_op or op))
    return [d for d in delen if d[1] <= d[2]]


def make_termijnbeeld(
    titel: str, stand: Klokstand, gebeurtenissen: list[Klokgebeurtenis], op: date
) -> Grafiek:
    """Draw a term from its first day, with today on it; the stretches stand in the table as well."""
    delen = derive_delen(stand, gebeurtenissen, op if stand.loopt else stand.uitkomst.laatste_dag or op)
    rijen: list[dict[str, object]] = [
        {"wat": wat, "van": van, "tot": tot, "dagen": (tot - van).days + 1} for wat, van, tot in delen
    ]
    tekst = "; ".join(
        f"{r['wat']} van {format_datum(van)} tot en met {format_datum(tot)} ({format_telling(int(str(r['dagen'])), 'dag', 'dagen')})"
        for r, (_, van, tot) in zip(rijen, delen, strict=True)
    )

    def teken(breedte: float) -> SafeString:
        return _draw(delen, op, breedte, titel, tekst or "nog niet begonnen")

    return make_grafiek(titel, teken if delen else None, KOLOMMEN, rijen, "termijnen in Open VTH", op)


def _draw(delen: list[Deel], op: date, breedte: float, titel: str, tekst: str) -> SafeString:
    """Draw the stretches on one line of days."""
    begin, eind = delen[0][1], max(delen[-1][2], min(op, delen[-1][2]))
    dagen = max((eind - begin).days + 1, 1)
    doek = Doek(breedte, BOVEN + BALK + ONDER, titel, tekst)

    def place(dag: date) -> float:
        return 2 + (breedte - 4) * (dag - begin).days / dagen

    for wat, van, tot in delen:
        x, breed = place(van), place(tot + DAG) - place(van)
        kleur = {"loopt": get_kleur(0), "staat stil": PAPIER, "te laat": get_kleur(5)}[wat]
        streep = "4 3" if wat == "staat stil" else None
        doek.add(
            "rect",
            x=x,
            y=BOVEN,
            width=max(breed, 1),
            height=BALK,
            fill=kleur,
            stroke=INKT,
            stroke_dasharray=streep,
        )
        if breed > 60:
            inkt = INKT if wat == "staat stil" else PAPIER
            doek.add(
                "text",
                fit(wat, breed - 8),
                x=x + 5,
                y=BOVEN + 17,
                fill=inkt,
                klasse="vth-svg__wit" if inkt == PAPIER else "vth-svg__tekst",
            )
    doek.add_tekst(2, BOVEN + BALK + 18, format_datum(begin))
    doek.add_tekst(breedte - 2, BOVEN + BALK + 36, format_datum(eind), anker="end", klasse="vet")
    if begin <= op <= eind:
        x = place(op)
        doek.add_lijn(x, BOVEN - 8, x, BOVEN + BALK + 4, as_=True)
        anker = "start" if x < 60 else "end" if x > breedte - 60 else "middle"
        doek.add_tekst(x, BOVEN - 12, "vandaag", anker=anker, klasse="zacht")
    return doek.render()
