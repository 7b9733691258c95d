"""Who runs a setting: what an interest may be in, and whose own setting it is."""

from earlyyears.kernel import Facts
from earlyyears.places import Organisation, Registration

__all__ = ["owners_of"]


def owners_of(facts: Facts, setting: str) -> frozenset[str]:
    """The id of a setting with those of whoever is registered as running it.

    >>> import datetime as dt
    >>> from earlyyears.kernel import Snapshot
    >>> held = Registration(
    ...     id="registration/1",
    ...     setting="setting/elm",
    ...     identifier="ofsted:EY123456",
    ...     type="non_domestic",
    ...     provider="provider/1",
    ... )
    >>> sorted(owners_of(Snapshot(held, on=dt.date(2026, 1, 5)), "setting/elm"))
    ['provider/1', 'setting/elm']
    """
    held = facts.all(Registration).where(setting=setting)
    run_by = (one.id for one in facts.all(Organisation) if setting in one.settings)
    registered = (one.provider for one in held if one.provider)
    return frozenset({setting, *registered, *run_by})
