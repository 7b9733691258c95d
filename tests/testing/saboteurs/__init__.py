"""Plugins that are wrong on purpose; each must be caught by a check with a name."""

from tests.testing.saboteurs.formats import FORMATS
from tests.testing.saboteurs.made import Saboteur
from tests.testing.saboteurs.packs import PACKS
from tests.testing.saboteurs.rules import RULES
from tests.testing.saboteurs.stores import STORES
from tests.testing.saboteurs.wholes import WHOLES

__all__ = ["SABOTEURS", "Saboteur"]

#: All of them, each with the check that must catch it.
SABOTEURS: tuple[Saboteur, ...] = (*STORES, *RULES, *FORMATS, *PACKS, *WHOLES)
