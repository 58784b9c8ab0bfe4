"""The delivery out of visits and findings in the site."""

from vth.register.uitleverdeur import Deur, make_views

from .uitlevering import BESTANDEN, describe_bestanden, make_uitlevering

DEUR = Deur(
    titel="Lever controles uit",
    intro="Kies van wie en over welke periode. U krijgt de controles en bevindingen die u mag zien, zoals Open VTH ze ook weer inleest.",
    bestanden=BESTANDEN,
    uitleg=describe_bestanden(),
    maak=make_uitlevering,
    adres="toezichtuit:bestand",
    kruimel=("Toezicht", "toezicht:lijst"),
    handeling="toezicht.uitlevering",
    soorten=("controle", "bevinding"),
)
show_uitlevering, send_uitlevering = make_views(DEUR)
