"""Names of role-holders, from the people directory of a plugin."""

from earlyyears.plugins import Catalogue, HookRaisedError

__all__ = ["name_from"]


def name_from(catalogue: Catalogue, holder: str) -> str | None:
    """The name that the directory of a holder's key knows, None where it knows none.

    A key without a colon belongs to no directory; one whose directory no plugin in
    use offers is refused.
    """
    scheme, colon, key = holder.removeprefix("person/").partition(":")
    if not colon:
        return None
    directory = catalogue.directory_for(scheme)
    try:
        found = directory.find(key)
    except Exception as cause:
        owner = catalogue.owners["people_directories", scheme]
        raise HookRaisedError(
            f"the people directory “{scheme}” of the plugin “{owner.name}”"
            f" {owner.version} stopped with {type(cause).__name__}",
            advice="Ask the plugin's owner; no other directory is asked in its place.",
            plugin=owner.name,
            version=owner.version,
            hook="people_directories",
            cause=type(cause).__name__,
        ) from cause
    return found.name if found else None
