"""Finding a subject by what people call it, its history, and the register's counts."""

from typing import Any

from earlyyears.inspection import Inspection
from earlyyears.ledger import Ledger, Version, View
from earlyyears.places import RegisterEdition, Registration, Setting
from earlyyears.registers import add_counts, register_counts, unflatten_counts

__all__ = ["counts_of", "histories_of", "subject_ids"]


def subject_ids(view: View, subject: str) -> tuple[str, ...]:
    """Ids of the records about a subject: of a setting, all that is told of it.

    The subject is a record's id or a registration number as scheme:value.
    """
    if "/" in subject:
        return (subject,)
    setting = view.setting(subject)
    registrations = view.all(Registration).where(setting=setting.id)
    inspections = view.all(Inspection).where(setting=setting.id)
    return (setting.id, *(one.id for one in (*registrations, *inspections)))


def histories_of(ledger: Ledger, ids: tuple[str, ...], view: View) -> list[Version]:
    """All versions of some records that the viewer may see, oldest first."""
    found = [version for each in ids for version in ledger.history(each, view)]
    return sorted(found, key=lambda version: version.commit)


def counts_of(view: View) -> dict[str, Any]:
    """Counts of the register on the view's day, as the file would give them."""
    editions = [one for one in view.all(RegisterEdition) if one.edition <= view.on]
    # A registration that people typed in, such as a school's, stands in no edition.
    listed = [one for one in view.all(Registration) if one.first_seen is not None]
    records = [*view.all(Setting), *listed, *view.all(Inspection)]
    counts = register_counts(records, view.on)
    if editions and (tally := max(editions, key=lambda one: one.edition).not_recorded):
        return add_counts(counts, unflatten_counts(tally))
    return counts
