"""The building of Open VTH: one package per room, top storey first in `ontwerp.md` §3."""
