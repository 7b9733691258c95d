"""Agreed links between items of two frameworks, and the gaps on both sides."""

from .checks import guards
from .matrices import Matrix, items_of, matrix, matrix_of
from .records import Alignment, FrameworkEdition, Statement
from .staleness import StaleLink, stale, stale_links

__all__ = [
    "Alignment",
    "FrameworkEdition",
    "Matrix",
    "StaleLink",
    "Statement",
    "guards",
    "items_of",
    "matrix",
    "matrix_of",
    "stale",
    "stale_links",
]
