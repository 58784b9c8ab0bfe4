"""Documents of a zaak, a verzoek or a besluit: their bytes, their versions, and who may see them."""
