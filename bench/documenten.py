"""Documents and letters: making a letter beside bare typst, storing beside writing a file, and lists over many documents.

`python -m bench.documenten [--omvang 20000] [--database sqlite|postgresql] [--vragen 20]`. The letter is a decision of some ten
pages. `--omvang 5000000` gives the size of issue 5 for the lists: five documents a zaak, made set-based, without bytes.
"""

import json
import os
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from .zaken import _time, fill, run

PER_ZAAK, BYTES, ALINEAS = 5, 1 << 20, 62
ALINEA = "De inrichting houdt zich aan de voorschriften die bij dit besluit horen, ook als een ander het werk uitvoert. "


def main(argumenten: Sequence[str] | None = None) -> int:
    """Make, measure and print."""
    return run(argumenten, "bench.documenten", __doc__, measure, omvang=20_000, vragen=20)


def measure(omvang: int, vragen: int) -> dict[str, Any]:
    """Do all measurements in a fresh installation."""
    return measure_brief(vragen) | measure_opslag(vragen) | measure_lijst(omvang, vragen)


def measure_brief(vragen: int) -> dict[str, Any]:
    """Make a letter of ten pages: the whole act, only the making apart, and typst itself with the same content."""
    import pypdfium2 as pdfium
    import typst

    from vth.zaken.brieven.maker import BRIEF
    from vth.zaken.brieven.services import make_proef, record_brief
    from vth.zaken.brieven.sjablonen import make_bytes
    from vth.zaken.brieven.velden import derive_boom
    from vth.zaken.brieven.waarden import Briefbron
    from vth.zaken.documenten.bewaarplaats import get_opslag
    from vth.zaken.documenten.opslag import get_werkmap
    from vth.zaken.tests.builders import ANNA, make_besluit, make_zaak

    tekst = "\n\n".join(ALINEA * 6 for _ in range(ALINEAS))
    besluit = make_besluit(make_zaak(), tekst=tekst)
    proef = make_proef(ANNA, Briefbron(besluit.zaak, besluit, besluit.zaak.startdatum), "besluit")  # type: ignore[arg-type]
    doel = get_werkmap() / "bench.pdf"
    blokken = [{"soort": "tekst", "regels": [ALINEA * 6]}] * ALINEAS
    kader = {"titel": "Besluit", "afzender": "Dienst", "ontvanger": "", "datum": "vandaag", "kenmerk": "B1"}
    data = json.dumps({"kader": kader, "blokken": blokken})

    def bare(_n: int) -> None:
        typst.compile(BRIEF, sys_inputs={"data": data}, pdf_standards=["ua-1"])

    def whole(n: int) -> Any:
        dag = date(2026, 1, 1) + timedelta(days=n)
        return record_brief(viewer=ANNA, sjabloon="besluit", besluit_id=besluit.pk, verzending=dag)

    uit: dict[str, Any] = {
        "kaal": _time(bare, vragen),
        "apart": _time(lambda _n: make_bytes(proef.sjabloon, derive_boom(proef.waarden), doel), vragen),
        "heel": _time(whole, vragen),
    }
    versie = whole(vragen + 1).documentversie
    uit["bladzijden"] = len(pdfium.PdfDocument(get_opslag().open(versie.sha256).read()))
    return {"brief_ms": uit}


def measure_opslag(vragen: int) -> dict[str, Any]:
    """Store a megabyte: set down, hash, sync and move; beside writing a file, with and without having it synced."""
    from vth.zaken.documenten.bewaarplaats import get_opslag
    from vth.zaken.documenten.opslag import get_werkmap, set_down

    ruw = os.urandom(BYTES)

    def make(n: int) -> bytes:
        return n.to_bytes(4, "big") + ruw

    def write(n: int, sync: bool) -> None:
        with (get_werkmap() / f"kaal-{n}-{sync}").open("wb") as uit:
            uit.write(make(n))
            if sync:
                uit.flush()
                os.fsync(uit.fileno())

    def store(n: int) -> None:
        bestand = set_down([make(n)])
        get_opslag().put(bestand.pad, bestand.sha256)

    return {
        "opslag_ms_per_mb": {
            "kaal": _time(lambda n: write(n, False), vragen),
            "kaal_met_sync": _time(lambda n: write(n, True), vragen),
            "opslag": _time(store, vragen),
        }
    }


def fill_documenten(omvang: int) -> int:
    """Write documents with one version each, five a zaak, without bytes; gives how many."""
    from django.db import connection, transaction

    sqlite = connection.vendor == "sqlite"
    moment = "'2026-10-01 08:00:00'" if sqlite else "'2026-10-01 08:00:00+00'::timestamptz"
    nee = "0" if sqlite else "false"
    aantal = 0
    for k in range(PER_ZAAK):
        id_ = f"'d{k}' || substr(z.id, 3)" if sqlite else f"('d{k}' || substr(z.id::text, 3))::uuid"
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"""INSERT INTO zaken_document (id, soort, leverancier, gebied, vertrouwelijkheid, identificatie, zaak_id, documentsoort,
                titel, beschrijving, auteur, creatiedatum, openbare_delen, status, versie, geregistreerd_op, geregistreerd_door)
                SELECT {id_}, 'document', z.leverancier, z.gebied, z.vertrouwelijkheid, 'D{k}-' || z.identificatie, z.id, 'overig',
                'Stuk {k} bij ' || z.identificatie, '', 'x', z.startdatum, {nee}, 'in_bewerking', 1, {moment}, z.behandelaar
                FROM zaken_zaak z WHERE z.leverancier <> 'OD-NOORD'"""
            )
            aantal += cursor.rowcount
            cursor.execute(
                f"""INSERT INTO zaken_documentversie (document_id, volgnummer, sha256, bestandsomvang, formaat, bestandsnaam, naam_gegeven,
                scan, reden, door, op) SELECT {id_}, 1, '{uuid.uuid4().hex * 2}', 1000, 'application/pdf', 'stuk.pdf', 'stuk.pdf',
                'schoon', '', z.behandelaar, {moment} FROM zaken_zaak z WHERE z.leverancier <> 'OD-NOORD'"""
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return aantal


def measure_lijst(omvang: int, vragen: int) -> dict[str, Any]:
    """Ask the documents of a zaak, what is expected of it, and what somebody brought last; beside the bare indexed query."""
    from django.db import connection

    from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus
    from vth.zaken.documenten.documentpagina import make_zaakblok
    from vth.zaken.documenten.lijstpagina import read_lijstpagina
    from vth.zaken.models import Zaak

    begin = time.perf_counter()
    fill(max(omvang // PER_ZAAK, 1))
    aantal = fill_documenten(omvang)
    vullen = round(time.perf_counter() - begin, 1)
    rijen = Zaak.objects.filter(documenten__documentsoort="overig").select_related("zaaksoortversie")
    zaken = list(rijen.order_by("id").distinct()[: vragen * 2])
    gebieden = frozenset(z.gebied for z in zaken)
    zicht = Zicht(soorten=ALLE_SOORTEN, gebieden=gebieden, niveaus=derive_niveaus("vertrouwelijk"))

    def bare(n: int) -> None:
        id_ = zaken[n % len(zaken)].pk
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM zaken_document WHERE zaak_id = %s",
                [id_.hex if connection.vendor == "sqlite" else id_],
            )
            assert len(cursor.fetchall()) == PER_ZAAK

    def block(n: int) -> None:
        assert make_zaakblok(Viewer("x", zicht), zaken[n % len(zaken)]).rijen

    def own(n: int) -> None:
        read_lijstpagina(Viewer(zaken[n % len(zaken)].behandelaar, zicht), {})

    def everything(n: int) -> None:
        assert read_lijstpagina(Viewer("x", zicht), {"wie": "alles"}).rijen

    vragen_: dict[str, Callable[[int], None]] = {
        "kaal": bare,
        "zaakblok": block,
        "eigen": own,
        "alles": everything,
    }
    return {
        "documenten": aantal,
        "vullen_s": vullen,
        "lijst_ms": {naam: _time(vraag, vragen) for naam, vraag in vragen_.items()},
    }


if __name__ == "__main__":
    sys.exit(main())
