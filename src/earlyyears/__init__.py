"""Early years hub partnerships of English local authorities.

Who supports which setting, under which rule, and why.  Importing the package loads
nothing: each name below comes in when it is first used.

>>> import datetime as dt
>>> import earlyyears as ey
>>> print(ey.since(2026, 1, 1))
2026-01-01 to further notice
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import (
        alignment,
        disclosure,
        funding,
        governance,
        inspection,
        kernel,
        ledger,
        mentoring,
        outcomes,
        people,
        places,
        plugins,
        registers,
        reports,
        roles,
        scales,
        services,
        stores,
        synthetic,
        testing,
    )
    from .app import Hub, open_hub
    from .kernel import (
        ALWAYS,
        Answer,
        Answered,
        Ask,
        Calendar,
        CannotTell,
        Citation,
        DateRange,
        EarlyYearsError,
        Facts,
        Faults,
        Figure,
        Finding,
        Hours,
        Identifier,
        ItemRef,
        Mean,
        NotApplicable,
        Pence,
        Question,
        Record,
        Records,
        Ref,
        Rule,
        RuleBook,
        Sensitivity,
        Share,
        Snapshot,
        Term,
        Unsupported,
        Why,
        academic_year,
        add_months,
        evolve,
        fact,
        personal,
        record,
        ref,
        refs,
        since,
        until,
    )
    from .roles import compare

    #: The version that is installed.
    __version__: str

__all__ = [
    "ALWAYS",
    "Answer",
    "Answered",
    "Ask",
    "Calendar",
    "CannotTell",
    "Citation",
    "DateRange",
    "EarlyYearsError",
    "Facts",
    "Faults",
    "Figure",
    "Finding",
    "Hours",
    "Hub",
    "Identifier",
    "ItemRef",
    "Mean",
    "NotApplicable",
    "Pence",
    "Question",
    "Record",
    "Records",
    "Ref",
    "Rule",
    "RuleBook",
    "Sensitivity",
    "Share",
    "Snapshot",
    "Term",
    "Unsupported",
    "Why",
    "__version__",
    "academic_year",
    "add_months",
    "alignment",
    "compare",
    "disclosure",
    "evolve",
    "fact",
    "funding",
    "governance",
    "inspection",
    "kernel",
    "ledger",
    "mentoring",
    "open_hub",
    "outcomes",
    "people",
    "personal",
    "places",
    "plugins",
    "record",
    "ref",
    "refs",
    "registers",
    "reports",
    "roles",
    "scales",
    "services",
    "since",
    "stores",
    "synthetic",
    "testing",
    "until",
]

if not TYPE_CHECKING:
    _ROOMS = frozenset(
        {
            "alignment",
            "disclosure",
            "funding",
            "governance",
            "inspection",
            "kernel",
            "ledger",
            "mentoring",
            "outcomes",
            "people",
            "places",
            "plugins",
            "registers",
            "reports",
            "roles",
            "scales",
            "services",
            "stores",
            "synthetic",
            "testing",
        }
    )
    # What other rooms than the kernel lend.
    _FROM = {"Hub": "app", "compare": "roles", "open_hub": "app"}

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module “{__name__}” has no “{name}”")
        value = globals()[name] = _fetched(name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})

    def _fetched(name: str) -> object:
        from importlib import import_module, metadata

        if name == "__version__":
            return metadata.version(__name__)
        if name in _ROOMS:
            return import_module(f"{__name__}.{name}")
        room = _FROM.get(name, "kernel")
        return getattr(import_module(f"{__name__}.{room}"), name)
