"""When somebody looked last, so that the next time only what is new needs to be told.

A visit is a row of looks with less than RUST between them. What a visit tells of begins where the last look of the visit
before it ended: a sealed number of the log, so that nothing that was committed late is missed and nothing is told twice.
"""

from datetime import datetime, timedelta

from django.db import router, transaction

from .models import Bezoek

RUST = timedelta(minutes=30)


def record_bezoek(*, actor: str, moment: datetime, volgnummer: int) -> Bezoek:
    """Note that an account looks now, up to this sealed number; gives also where its visit before this one ended."""
    with transaction.atomic(using=router.db_for_write(Bezoek)):
        nieuw = {"moment": moment, "volgnummer": volgnummer}
        bezoek, eerste = Bezoek.objects.get_or_create(actor=actor, defaults=nieuw)
        if eerste:
            return bezoek
        if moment - bezoek.moment >= RUST:
            bezoek.vorige_moment, bezoek.vorige_volgnummer = bezoek.moment, bezoek.volgnummer
        bezoek.moment, bezoek.volgnummer = moment, volgnummer
        bezoek.save()
    return bezoek
