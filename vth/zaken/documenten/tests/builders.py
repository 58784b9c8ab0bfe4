"""Builders with fixed values: small files of each kind, and a document of a zaak."""

import io
import zipfile
from typing import Any

from docx import Document as Word

from vth.toegang.rules import Viewer
from vth.zaken.documenten.plek import NieuwDocument
from vth.zaken.documenten.services import accept_document, accept_versie
from vth.zaken.models import Document, Documentversie, Zaak
from vth.zaken.tests.builders import ANNA

# The test file of the anti-virus makers, in two halves so that no scanner stops at this file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"


def make_pdf(tekst: str = "Het geluid blijft onder de norm.", bladen: int = 1) -> bytes:
    """Write a PDF with a line of text per page, by hand."""
    paginas = range(bladen)
    kinderen = " ".join(f"{4 + 2 * n} 0 R" for n in paginas)
    delen = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kinderen}] /Count {bladen} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n in paginas:
        stroom = f"BT /F1 12 Tf 72 720 Td ({tekst} {n + 1}) Tj ET"
        delen.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        delen.append(f"<< /Length {len(stroom)} >>\nstream\n{stroom}\nendstream")
    uit, plaatsen = b"%PDF-1.4\n", []
    for nummer, deel in enumerate(delen, 1):
        plaatsen.append(len(uit))
        uit += f"{nummer} 0 obj\n{deel}\nendobj\n".encode()
    tabel = len(uit)
    uit += f"xref\n0 {len(delen) + 1}\n0000000000 65535 f \n".encode()
    uit += b"".join(f"{plaats:010d} 00000 n \n".encode() for plaats in plaatsen)
    uit += f"trailer << /Size {len(delen) + 1} /Root 1 0 R >>\nstartxref\n{tabel}\n%%EOF\n".encode()
    return uit


def make_docx(*alineas: str) -> bytes:
    """Write a Word document."""
    word, uit = Word(), io.BytesIO()
    for alinea in alineas or ("Het geluid blijft onder de norm.",):
        word.add_paragraph(alinea)
    word.save(uit)
    return uit.getvalue()


def add_to_zip(inhoud: bytes, naam: str, deel: bytes) -> bytes:
    """Put one more file in a ZIP."""
    uit = io.BytesIO(inhoud)
    with zipfile.ZipFile(uit, "a", zipfile.ZIP_DEFLATED) as zip_:
        zip_.writestr(naam, deel)
    return uit.getvalue()


def make_document(
    zaak: Zaak,
    inhoud: bytes | None = None,
    *,
    viewer: Viewer = ANNA,
    naam: str = "rapport.pdf",
    **velden: Any,
) -> Document:
    """Take in a report for a zaak."""
    nieuw = NieuwDocument(**({"titel": "Akoestisch rapport", "zaak_id": zaak.pk} | velden))
    return accept_document(
        viewer=viewer, nieuw=nieuw, brokken=[make_pdf() if inhoud is None else inhoud], bestandsnaam=naam
    )


def add_versie(document: Document, inhoud: bytes, *, viewer: Viewer = ANNA, **velden: Any) -> Documentversie:
    """Take in a next version."""
    vast = {"bestandsnaam": "rapport.pdf"} | velden
    return accept_versie(viewer=viewer, document_id=document.pk, brokken=[inhoud], **vast)
