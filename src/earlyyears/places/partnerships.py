"""Organisations and the partnerships that they form; a hub is one kind."""

from earlyyears.kernel import Record, fact, record, ref, refs

__all__ = ["Organisation", "Partnership"]


@record("organisation", purpose="knowing the partners", visible="public")
class Organisation(Record):
    """A body that takes part: a council team, a school, a health trust, a college."""

    name: str = fact(label="Name")
    kind: str = fact(label="Kind", codes="organisation-kind")
    #: Local authorities it works in; a cross-borough body has several.
    boroughs: tuple[str, ...] = fact(
        default=(), converter=tuple, label="Local authorities"
    )
    #: Settings that it is or runs, for judging conflicts of interest.
    settings: tuple[str, ...] = refs(
        "setting", default=(), label="Settings that it runs"
    )


@record("partnership", purpose="knowing the partners", visible="public")
class Partnership(Record):
    """Organisations that work together for a time, with a lead body and aims."""

    name: str = fact(label="Name")
    kind: str = fact(label="Kind", codes="partnership-kind")
    partners: tuple[str, ...] = refs("organisation", label="Partners")
    lead: str | None = ref("organisation", default=None, label="Lead body")
    boroughs: tuple[str, ...] = fact(
        default=(), converter=tuple, label="Local authorities"
    )
    predecessor: str | None = ref("partnership", default=None, label="Followed on from")
    aims: tuple[str, ...] = fact(default=(), converter=tuple, label="Aims")
