"""The field: what an inspector takes along, makes without a network, and sends when there is one."""
