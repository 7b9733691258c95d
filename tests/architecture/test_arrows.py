"""The package keeps to the table of who may import whom, and the check can fail."""

import pytest

from tests.architecture import arrows

PACKAGE = arrows.modules()


def test_every_room_has_a_row() -> None:
    """No folder or file of the package is missing from the table."""
    assert [] == arrows.unknown_rooms(PACKAGE)


def test_arrows_point_the_way_the_table_says() -> None:
    """A room imports only what its row names."""
    assert [] == arrows.forbidden_arrows(PACKAGE)


def test_packages_from_outside_stay_in_their_place() -> None:
    """Each third-party package is imported only where the table puts it."""
    assert [] == arrows.forbidden_packages(PACKAGE)


def test_clock_chance_and_surroundings_are_passed_in() -> None:
    """The core never asks for the time, for chance or for settings of the machine."""
    assert [] == arrows.forbidden_names(PACKAGE)


def test_modules_import_one_another_in_no_circle() -> None:
    """There is no circle of imports, late and type-checking ones included."""
    assert [] == arrows.knots(arrows.graph(PACKAGE))


def test_the_table_itself_has_no_circle() -> None:
    """The rows could not allow two rooms to import each other."""
    rooms = arrows.TABLE["room"]
    edges = {room: arrows.allowed(room) - {room} for room in rooms}
    assert [] == arrows.knots(edges)


def test_money_cannot_see_the_councils_own_view_of_quality() -> None:
    """The row for funding names neither scales, schemes, mentoring nor training."""
    unseen = {"scales", "schemes", "mentoring", "training"}
    assert set() == unseen & arrows.allowed("funding")


def test_journeys_see_neither_plugins_nor_stores() -> None:
    """The row for services names neither plugins nor stores."""
    assert set() == {"plugins", "stores"} & arrows.allowed("services")


PLANTED_ARROWS = [
    ("kernel/dates.py", "from earlyyears.places import Setting"),
    ("kernel/dates.py", "from earlyyears import places"),
    ("kernel/dates.py", "import earlyyears.places.settings"),
    ("kernel/dates.py", "from ..places import Setting"),
    ("kernel/dates.py", "def late():\n    from earlyyears.places import Setting"),
    ("kernel/dates.py", "import importlib\nimportlib.import_module('earlyyears.app')"),
    (
        "kernel/dates.py",
        (
            "from typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING:\n    from earlyyears.places import Setting"
        ),
    ),
    ("funding/rates.py", "from earlyyears.scales import score"),
    ("services/onboarding.py", "from earlyyears.stores import sqlite"),
    ("app/hub.py", "from earlyyears.testing import kit"),
    ("cli/demo.py", "from earlyyears.synthetic import borough"),
    ("cli/lead.py", "def late():\n    from earlyyears.roles import lead"),
    ("roles/lead.py", "from earlyyears import open_hub"),
    ("roles/lead.py", "import earlyyears"),
    ("__init__.py", "from earlyyears.app import open_hub"),
]


@pytest.mark.parametrize(("path", "text"), PLANTED_ARROWS)
def test_a_planted_arrow_is_found(path: str, text: str) -> None:
    """An import that no row allows is found wherever and however it is written."""
    assert 1 == len(arrows.forbidden_arrows([arrows.module(path, text)]))


ALLOWED_ARROWS = [
    ("places/settings.py", "from earlyyears.kernel import Record"),
    ("places/__init__.py", "from .settings import Setting"),
    ("places/data/load.py", "from ..settings import Setting"),
    ("app/hub.py", "from earlyyears import roles, stores"),
    ("cli/demo.py", "def late():\n    from earlyyears.synthetic import borough"),
    ("__init__.py", "from earlyyears.kernel import Answered"),
    ("__init__.py", "def __getattr__(name):\n    from earlyyears.app import open_hub"),
    (
        "__init__.py",
        (
            "from typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING:\n    from earlyyears.app import open_hub"
        ),
    ),
]


@pytest.mark.parametrize(("path", "text"), ALLOWED_ARROWS)
def test_an_allowed_arrow_is_left_alone(path: str, text: str) -> None:
    """An import that a row allows is no fault."""
    assert [] == arrows.forbidden_arrows([arrows.module(path, text)])


PLANTED_PACKAGES = [
    ("roles/lead.py", "import cattrs"),
    ("app/built_in.py", "from pluggy import HookimplMarker"),
    ("kernel/terms.py", "from dateutil.relativedelta import relativedelta"),
    ("app/hub.py", "import click"),
    ("scales/score.py", "import numpy as np"),
    ("cli/kit.py", "def late():\n    import pytest"),
]


@pytest.mark.parametrize(("path", "text"), PLANTED_PACKAGES)
def test_a_planted_package_is_found(path: str, text: str) -> None:
    """A package from outside is found where it has no place."""
    assert 1 == len(arrows.forbidden_packages([arrows.module(path, text)]))


ALLOWED_PACKAGES = [
    ("ledger/codec.py", "import cattrs"),
    ("plugins/hooks.py", "import pluggy"),
    ("kernel/dates.py", "from dateutil.relativedelta import relativedelta"),
    ("cli/__init__.py", "def main():\n    import click"),
    ("roles/lead.py", "from __future__ import annotations\nimport attrs, json"),
]


@pytest.mark.parametrize(("path", "text"), ALLOWED_PACKAGES)
def test_an_allowed_package_is_left_alone(path: str, text: str) -> None:
    """A package from outside is no fault where the table puts it."""
    assert [] == arrows.forbidden_packages([arrows.module(path, text)])


PLANTED_NAMES = [
    ("roles/lead.py", "import datetime as dt\ndt.date.today()"),
    ("roles/lead.py", "from datetime import date\ntoday = date.today"),
    ("roles/lead.py", "import datetime\ndatetime.datetime.now(None)"),
    ("ledger/chain.py", "from time import time"),
    ("ledger/chain.py", "import secrets\nsecrets.token_hex()"),
    ("synthetic/borough.py", "import random\nrandom.choice([1])"),
    ("roles/lead.py", "import random\nrandom.Random(1)"),
    ("registers/read.py", "import os\nos.environ['X']"),
    ("places/settings.py", "from attrs import frozen"),
    ("places/settings.py", "import attrs as a\n@a.frozen\nclass X: ..."),
    ("places/settings.py", "from dataclasses import dataclass"),
]


@pytest.mark.parametrize(("path", "text"), PLANTED_NAMES)
def test_a_planted_name_is_found(path: str, text: str) -> None:
    """A name kept for other rooms is found under whatever name it was imported."""
    assert arrows.forbidden_names([arrows.module(path, text)])


ALLOWED_NAMES = [
    ("app/clock.py", "import datetime as dt\ndt.datetime.now(dt.UTC)"),
    ("synthetic/borough.py", "from random import Random\nRandom(7)"),
    ("places/settings.py", "import attrs\nattrs.evolve"),
    ("kernel/values.py", "from attrs import frozen"),
    ("roles/lead.py", "today = 1\ntoday"),
]


@pytest.mark.parametrize(("path", "text"), ALLOWED_NAMES)
def test_an_allowed_name_is_left_alone(path: str, text: str) -> None:
    """A name is no fault in a room that may use it."""
    assert [] == arrows.forbidden_names([arrows.module(path, text)])


def test_a_planted_circle_is_found() -> None:
    """Two modules that import each other are found, even by a late import."""
    circle = [
        arrows.module("kernel/a.py", "from .b import x"),
        arrows.module("kernel/b.py", "def late():\n    from .a import y"),
        arrows.module("kernel/c.py", "from .a import x"),
    ]
    assert [["earlyyears.kernel.a", "earlyyears.kernel.b"]] == arrows.knots(
        arrows.graph(circle)
    )


def test_a_planted_room_is_found() -> None:
    """A module outside every room is found."""
    assert ["utils.py: no row for this room"] == arrows.unknown_rooms(
        [arrows.module("utils.py", "")]
    )
