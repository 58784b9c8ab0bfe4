"""Charts as SVG made on the server: no JavaScript, no library, readable in print and without colour.

Each `make_` gives a Grafiek for the tag `{% figuur %}`: the drawing for a wide and for a narrow page, and the
same figures as a table. Series differ by shape and dash as well as by colour, and are named where they end.
"""

from .aandeel import make_aandeelbalk
from .kaart import Punt, Vlak, make_locatiekaart
from .lijn import Reeks, make_lijngrafiek
from .matrix import make_matrix
from .staaf import make_staafgrafiek
from .tegel import Tegel, make_tegelkaart
from .veelvoud import make_kleine_lijnen, make_trendlijn

__all__ = [
    "Punt",
    "Reeks",
    "Tegel",
    "Vlak",
    "make_aandeelbalk",
    "make_kleine_lijnen",
    "make_lijngrafiek",
    "make_locatiekaart",
    "make_matrix",
    "make_staafgrafiek",
    "make_tegelkaart",
    "make_trendlijn",
]
