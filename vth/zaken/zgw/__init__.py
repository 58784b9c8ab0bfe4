"""Files as the APIs for zaakgericht werken (ZGW) of VNG show them, for the case system of a service: the side that reads."""
