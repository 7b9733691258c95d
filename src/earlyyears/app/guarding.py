"""What happens when the statutory guard refuses an answer: kept, told, and shown.

And what a report says of plugins that are not in use and whose records are kept.
"""

from collections.abc import Callable, Iterable

from earlyyears.disclosure import Document
from earlyyears.funding import GuardRefusal
from earlyyears.kernel import evolve
from earlyyears.ledger import Ledger
from earlyyears.plugins import Refusals, StatutoryGuardError

__all__ = ["keep_refusals", "noted", "owners_gone"]


def keep_refusals(
    refusals: Refusals,
    ledger: Ledger,
    *,
    actor: str,
    tell: Callable[[StatutoryGuardError], object],
) -> None:
    """Record and tell of each rule and kind that is refused, once.

    What is on record already, from an earlier opening of the hub, is told again and not
    recorded again.
    """
    told: set[str] = set()

    def keep(fault: StatutoryGuardError) -> None:
        refusal = _record(fault)
        if refusal.id in told:
            return
        told.add(refusal.id)
        ledger.commit(
            [refusal],
            actor=actor,
            reason=f"statutory guard: {fault.message}",
            only_news=True,
        )
        tell(fault)

    refusals.listen(keep)


def _record(fault: StatutoryGuardError) -> GuardRefusal:
    said = {key: str(value) for key, value in fault.data.items()}
    parts = ("plugin", "version", "rule", "question", "kind", "by")
    key = "-".join(said[part].replace("/", ".") for part in parts if said[part])
    return GuardRefusal(
        id=f"guard-refusal/{key}",
        plugin=said["plugin"],
        version=said["version"],
        rule=said["rule"],
        question=said["question"],
        forbidden=said["kind"],
        by=said["by"],
        law=said["cause"],
    )


def noted(
    document: Document,
    refused: Iterable[StatutoryGuardError],
    gone: Iterable[str],
) -> Document:
    """The document with a note for each refusal, and for each plugin that is gone."""
    notes = (
        *(_refusal_note(fault) for fault in refused),
        *(_gone_note(name) for name in gone),
    )
    return evolve(document, notes=(*document.notes, *notes))


def _refusal_note(fault: StatutoryGuardError) -> str:
    said = fault.data
    return (
        f"Refused by the statutory guard [{fault.code}]: {fault.message} (plugin"
        f" {said['plugin']} {said['version']}; {said['cause']})."
    )


def _gone_note(name: str) -> str:
    return (
        f"Provider removed: the plugin “{name}” is not in use; its records are kept"
        " and left out here."
    )


def owners_gone(ledger: Ledger) -> tuple[str, ...]:
    """Plugins that are not in use and whose records are kept, by name."""
    kinds = ledger.undescribed()
    return tuple(sorted({kind.partition(".")[0] for kind in kinds}))
