"""How long a closed zaak is kept, and its destruction by two people with a protocol that stays; and what goes to an archive."""
