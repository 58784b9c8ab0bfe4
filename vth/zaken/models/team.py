"""Teams, who is in them when, and who stands in for whom."""

from django.db import models

from vth.tijd.rules import OPEN_DAG


class Team(models.Model):
    """A group of colleagues with one work list, at one organisation."""

    code = models.CharField(max_length=40, primary_key=True)
    naam = models.CharField(max_length=100)
    organisatie = models.CharField(max_length=40)

    def __str__(self) -> str:
        """Name the team."""
        return self.naam


class Teamlid(models.Model):
    """That an account (`gebruiker 12`) is in a team in a period, half-open."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="leden")
    lid = models.CharField(max_length=200, db_index=True)
    begin = models.DateField()
    eind = models.DateField(default=OPEN_DAG)

    class Meta:
        """A period is never empty."""

        constraints = [
            models.CheckConstraint(condition=models.Q(eind__gt=models.F("begin")), name="teamlid_periode")
        ]

    def __str__(self) -> str:
        """Say who is where."""
        return f"{self.lid} in {self.team_id}"


class Waarneming(models.Model):
    """That one account approves in the place of another in a period, half-open; who decided that, and why."""

    voor = models.CharField(max_length=200)
    door = models.CharField(max_length=200, db_index=True)
    begin = models.DateField()
    eind = models.DateField()
    reden = models.CharField(max_length=300)
    geregeld_door = models.CharField(max_length=200)
    geregeld_op = models.DateTimeField()

    class Meta:
        """Never for oneself, and never without a day."""

        constraints = [
            models.CheckConstraint(condition=models.Q(eind__gt=models.F("begin")), name="waarneming_periode"),
            models.CheckConstraint(condition=~models.Q(voor=models.F("door")), name="waarneming_ander"),
        ]

    def __str__(self) -> str:
        """Say who stands in for whom."""
        return f"{self.door} voor {self.voor}"
