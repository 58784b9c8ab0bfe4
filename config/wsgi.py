"""The site as a WSGI application; it does not start on a database that does not guard the register, nor with roles that have too much."""

import gc
import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from vth.interface.loket import Loket

from .opwarmen import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django = get_wsgi_application()
# Where a document comes in, no more is taken in than a document may be.
KLEINER = dict.fromkeys(
    ("/zaken/", "/documenten/", "/sjablonen/", "/signalen/", "/api/v1/documentontvangsten"),
    settings.DOCUMENT_MAX_BYTES,
)
application = Loket(django, hoogstens=settings.AANLEVERING_MAX_BYTES, kleiner=KLEINER)


def check_start() -> None:
    """Refuse to start when the database cannot be read or does not guard the register, or a file with roles gives too much; says what to do."""
    from django.db import DatabaseError, connection

    from vth.regelgeving.rules import RegelError
    from vth.tijd.services import BewakingError, check_guard, warn_voorbijganger
    from vth.toegang.selectors import check_rolbestanden

    try:
        check_rolbestanden()
        check_guard()
        warn_voorbijganger()
    except (BewakingError, RegelError) as fout:
        sys.exit(f"Open VTH start niet. {fout}")
    except DatabaseError as fout:
        sys.exit(
            f"Open VTH start niet: de database is niet te lezen ({fout}). Draai `vth migreer` en start opnieuw."
        )
    finally:
        connection.close()


check_start()
warm_up()
# What the site holds from its start is never rubbish: else each full round looks all of it over, in the middle of a page.
gc.collect()
gc.freeze()
