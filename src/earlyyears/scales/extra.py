"""The one door to SciPy and statsmodels, which come with the extra `stats`."""

from importlib import import_module
from typing import Any

from earlyyears.kernel import CannotTell

from .estimates import cannot_tell

__all__ = [
    "MissingExtraError",
    "array",
    "distributions",
    "factor_model",
    "without_extra",
]


class MissingExtraError(ImportError):
    """SciPy or statsmodels is not installed; answers say so instead of raising it."""


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as cause:
        raise MissingExtraError(name) from cause


def distributions() -> Any:
    """The distributions of SciPy."""
    return _module("scipy.stats")


def factor_model() -> Any:
    """The factor model of statsmodels."""
    return _module("statsmodels.multivariate.factor").Factor


def array(matrix: list[list[float]]) -> Any:
    """A matrix as the models take it; NumPy comes with both."""
    return _module("numpy").array(matrix)


def without_extra() -> CannotTell:
    """What is answered where SciPy or statsmodels would be needed."""
    return cannot_tell(
        "extra_missing",
        "this needs a distribution or a model, which the library does not carry itself",
        'Install the extra: pip install "earlyyears[stats]".',
    )
