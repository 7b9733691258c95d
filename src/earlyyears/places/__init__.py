"""Organisations, boroughs, settings, registrations, networks, partnerships."""

from .editions import RegisterEdition
from .networks import Network, NetworkMember
from .partnerships import Organisation, Partnership
from .settings import (
    UNKNOWN_SECTOR,
    Departure,
    Merge,
    Provider,
    Registration,
    SectorStatement,
    Setting,
    Succession,
)

__all__ = [
    "UNKNOWN_SECTOR",
    "Departure",
    "Merge",
    "Network",
    "NetworkMember",
    "Organisation",
    "Partnership",
    "Provider",
    "RegisterEdition",
    "Registration",
    "SectorStatement",
    "Setting",
    "Succession",
]
