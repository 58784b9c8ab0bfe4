"""Charts as SVG made on the server: no JavaScript, no library, readable in print and without colour.

Each `make_` gives a Grafiek for the tag `{% figuur %}`: the drawing for a wide and for a narrow page, and the
same figures as a table. Series differ by shape and dash as well as by colour, and are named where they end.
"""

from .aandeel import make_aandeelbalk
from .kaart import Punt, Vlak, make_locatiekaart
from .landkaart import Landvlak, make_landkaart
from .lijn import Reeks, make_lijngrafiek
from .matrix import make_matrix
from .mijlpaaltrend import Trend, make_mijlpaaltrend
from .netwerk import Schakel, make_netwerk
from .staaf import make_staafgrafiek
from .tegel import Tegel, make_tegelkaart
from .tijdbalk import Balk, make_tijdbalk
from .veelvoud import make_kleine_lijnen, make_trendlijn

__all__ = [
    "Balk",
    "Landvlak",
    "Punt",
    "Reeks",
    "Schakel",
    "Tegel",
    "Trend",
    "Vlak",
    "make_aandeelbalk",
    "make_kleine_lijnen",
    "make_landkaart",
    "make_lijngrafiek",
    "make_locatiekaart",
    "make_matrix",
    "make_mijlpaaltrend",
    "make_netwerk",
    "make_staafgrafiek",
    "make_tegelkaart",
    "make_tijdbalk",
    "make_trendlijn",
]
