"""Organisations, boroughs, settings, registrations, networks, partnerships."""

from .authorities import (
    Area,
    Authority,
    OnsCode,
    UnknownAuthorityError,
    area,
    authorities,
    authority,
)
from .calendars import SchoolTerm, calendar_of, guards
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
from .vocabularies import (
    CodeRow,
    CodeTakenError,
    DatedLabel,
    UnknownCodeError,
    UnknownVocabularyError,
    Vocabulary,
    plain_words,
    vocabularies,
    vocabulary,
    vocabulary_from,
)

__all__ = [
    "UNKNOWN_SECTOR",
    "Area",
    "Authority",
    "CodeRow",
    "CodeTakenError",
    "DatedLabel",
    "Departure",
    "Merge",
    "Network",
    "NetworkMember",
    "OnsCode",
    "Organisation",
    "Partnership",
    "Provider",
    "RegisterEdition",
    "Registration",
    "SchoolTerm",
    "SectorStatement",
    "Setting",
    "Succession",
    "UnknownAuthorityError",
    "UnknownCodeError",
    "UnknownVocabularyError",
    "Vocabulary",
    "area",
    "authorities",
    "authority",
    "calendar_of",
    "guards",
    "plain_words",
    "vocabularies",
    "vocabulary",
    "vocabulary_from",
]
