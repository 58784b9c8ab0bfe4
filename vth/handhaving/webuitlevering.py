"""The delivery out of violations and measures in the site."""

from vth.register.uitleverdeur import Deur, make_views

from .uitlevering import BESTANDEN, describe_bestanden, make_uitlevering

DEUR = Deur(
    titel="Lever overtredingen en maatregelen uit",
    intro="Kies van wie en over welke periode. U krijgt de overtredingen en maatregelen die u mag zien, zoals Open VTH ze ook weer inleest.",
    bestanden=BESTANDEN,
    uitleg=describe_bestanden(),
    maak=make_uitlevering,
    adres="handhaving:uitbestand",
    kruimel=("Handhaving", "handhaving:lijst"),
    handeling="handhaving.uitlevering",
    soorten=("overtreding", "handhavingsmaatregel"),
)
show_uitlevering, send_uitlevering = make_views(DEUR)
