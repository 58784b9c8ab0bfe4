"""What a decision still misses before it can be signed, each with what to do about it."""

from vth.toegang.rules import Viewer
from vth.zaken.besluiten import OPEN, needs_goedkeuring
from vth.zaken.documenten.selectors import list_besluitdocumenten, sees_documenten
from vth.zaken.models import Besluit, Brief, Goedkeuring

from .kamers import Gemis, list_briefkamers


def list_gemis(viewer: Viewer, besluit: Besluit) -> list[Gemis]:
    """List what is missing before a draft can be signed; nothing for one that was signed."""
    if besluit.staat not in OPEN:
        return []
    gemis = []
    laatste = besluit.versies.order_by("-volgnummer").first()
    if not besluit.tekst:
        gemis.append(Gemis("De tekst van het besluit", "Schrijf op wat er wordt besloten."))
    if not besluit.overwegingen.exists():
        gemis.append(Gemis("Een overweging", "Schrijf op waarom dit wordt besloten."))
    if besluit.tekst and needs_goedkeuring(besluit):
        keuringen = Goedkeuring.objects.filter(besluit=besluit, versie=laatste)
        if not keuringen.filter(uitkomst="akkoord").exists():
            gevraagd = keuringen.filter(uitkomst="gevraagd").exists()
            doe = "Wacht op het oordeel." if gevraagd else "Leg het besluit voor aan een collega."
            gemis.append(Gemis("De goedkeuring van deze tekst door een tweede persoon", doe))
    for kamer in list_briefkamers():
        gemis += kamer.gemis(viewer, besluit)
    return [*gemis, *_list_briefgemis(viewer, besluit)]


def _list_briefgemis(viewer: Viewer, besluit: Besluit) -> list[Gemis]:
    """List what is missing of the letter that carries the decision."""
    if not sees_documenten(viewer):
        return []
    ids = [d.pk for d in list_besluitdocumenten(viewer, besluit.pk)]
    brieven = Brief.objects.filter(documentversie__document_id__in=ids).select_related("documentversie")
    brief = brieven.order_by("-op", "-id").first()
    if brief is None:
        return [Gemis("De brief met het besluit", "Maak hem uit een sjabloon.")]
    laatste = besluit.versies.order_by("-volgnummer").first()
    if laatste is not None and brief.besluitversie_id != laatste.pk:
        return [
            Gemis("De brief met de tekst van nu", "De tekst is na de brief gewijzigd. Maak de brief opnieuw.")
        ]
    # What only the signature itself gives is not missing before it.
    na = ("besluit.datum", "besluit.ondertekening", "besluit.ondertekend_namens")
    return [
        Gemis(f"In de brief: {r['veld']}", "Vul dit gegeven aan en maak de brief opnieuw.")
        for r in brief.herkomst
        if r["ontbreekt"] and r["veld"] not in na
    ]
