"""The shared register: what suppliers say of VTH-objecten, activiteituitvoeringen, betrokkenen and places, through time."""
