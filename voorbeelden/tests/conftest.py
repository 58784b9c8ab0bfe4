"""One Lindeland for all tests that only look at it: delivered once, with every file delivered a second time behind it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings

from voorbeelden import demo
from voorbeelden.leveringen import Levering
from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.services import accept_aanlevering, process_aanlevering
from vth.register.models import VOORKOMENS, Bronobject, Leverstatus, Relatie
from vth.tijd.models import Herkomst


@dataclass
class Lindeland:
    """What was delivered, in order, and which files changed something when they came a second time."""

    map_: Path
    aanleveringen: dict[Path, Aanlevering] = field(default_factory=dict)
    toch_gewijzigd: list[str] = field(default_factory=list)

    @property
    def mappen(self) -> dict[str, Path]:
        """The settings that say where files are kept."""
        var = self.map_ / "var"
        return {"VAR_DIR": var} | {
            f"{m.upper()}_DIR": var / m for m in ("aanleveringen", "dagstand", "documenten")
        }


def count_register() -> list[int]:
    """How many rows the register has, table by table, the closed ones counted apart."""
    tabellen = [*VOORKOMENS.values(), Relatie, Leverstatus]
    open_ = [m.objects.believed().count() for m in tabellen]
    return [Bronobject.objects.count(), *(m.objects.count() for m in tabellen), *open_]


def deliver_again(levering: Levering) -> Aanlevering:
    """Deliver the same bytes once more."""
    aanlevering = accept_aanlevering(
        viewer=demo.get_beheerder(levering.leverancier),
        profiel_id=levering.profiel,
        brokken=[(demo.AANLEVERINGEN / levering.pad).read_bytes()],
        bestandsnaam=levering.pad.name,
        peildatum=levering.peildatum,
        correctie=levering.bijzonder == "correctie",
    )
    return process_aanlevering(aanlevering.pk)


def load_lindeland(lindeland: Lindeland, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the demo, and behind each file deliver it again."""
    eenmaal = demo.deliver

    def deliver(levering: Levering, eerdere: Aanlevering | None = None) -> Aanlevering:
        aanlevering = eenmaal(levering, eerdere)
        lindeland.aanleveringen[levering.pad] = aanlevering
        voor = count_register()
        nog_eens = deliver_again(levering)
        if count_register() != voor or nog_eens.staat != levering.uitkomst:
            lindeland.toch_gewijzigd.append(str(levering.pad))
        return aanlevering

    monkeypatch.setattr(demo, "deliver", deliver)
    demo.make_demo()


@pytest.fixture(scope="module")
def lindeland(
    request: Any, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[Lindeland]:
    """The whole story, in a database of its own that lives as long as the module."""
    huis = next(p for p in request.config.pluginmanager.get_plugins() if hasattr(p, "_copy_sqlite"))
    copy = huis._copy_sqlite if connection.vendor == "sqlite" else huis._copy_postgres
    uitkomst = Lindeland(tmp_path_factory.mktemp("lindeland"))
    with django_db_blocker.unblock():
        for _ in copy(connection.settings_dict["NAME"], uitkomst.map_):
            with override_settings(**uitkomst.mappen), pytest.MonkeyPatch.context() as monkeypatch:
                load_lindeland(uitkomst, monkeypatch)
            yield uitkomst


@pytest.fixture
def in_lindeland(lindeland: Lindeland, eigen_map: None, settings: Any) -> Lindeland:
    """One test that looks at Lindeland: its files stand where they were put."""
    for naam, map_ in lindeland.mappen.items():
        setattr(settings, naam, map_)
    return lindeland


def count_herkomsten() -> int:
    """How many acts were recorded."""
    return Herkomst.objects.count()
