"""Links whose far end says something else now, because a source was re-issued."""

from collections.abc import Iterable, Mapping

from earlyyears.kernel import Facts, ItemRef, frozen

from .records import Alignment, FrameworkEdition, Statement

__all__ = ["StaleLink", "stale", "stale_links"]


@frozen
class StaleLink:
    """A link that has to be agreed again, and why."""

    alignment: Alignment
    #: The end that has changed.
    points_at: ItemRef
    #: `altered` where the newer edition words it otherwise, `dropped` where it is gone,
    #: `unknown` where nobody recorded what the older edition said.
    reason: str
    #: Edition in force now.
    edition: str


def stale(
    links: Iterable[Alignment],
    words: Mapping[ItemRef, str],
    editions: Mapping[str, str],
) -> tuple[StaleLink, ...]:
    """The links that a newer edition of either end has made stale, in their order.

    `words` says what each item says in each edition that is known; `editions` which
    edition of a framework is in force.  A link to a statement that the newer edition
    repeats word for word is as good as before.

    >>> link = Alignment(id="x", item="aims/2022/A1", serves="needs/2021/N4")
    >>> words = {
    ...     ItemRef("needs", "2021", "N4"): "Speech at two",
    ...     ItemRef("needs", "2024", "N4"): "Speech at two and a half",
    ... }
    >>> [one.reason for one in stale([link], words, {"needs": "2024"})]
    ['altered']
    """
    return tuple(
        found
        for link in links
        for end in (ItemRef.parse(link.item), ItemRef.parse(link.serves))
        if end is not None and (found := _changed(link, end, words, editions))
    )


def _changed(
    link: Alignment,
    end: ItemRef,
    words: Mapping[ItemRef, str],
    editions: Mapping[str, str],
) -> StaleLink | None:
    now = editions.get(end.framework, end.edition)
    if now == end.edition:
        return None
    said = words.get(ItemRef(end.framework, now, end.item))
    if said is None:
        return StaleLink(link, end, "dropped", now)
    if end not in words:
        return StaleLink(link, end, "unknown", now)
    altered = _plain(said) != _plain(words[end])
    return StaleLink(link, end, "altered", now) if altered else None


def _plain(text: str) -> str:
    return " ".join(text.split())


def stale_links(facts: Facts) -> tuple[StaleLink, ...]:
    """The links of the day that have to be agreed again.

    The edition in force is the one issued last by the day; where two are valid and
    neither says when it was issued, the later record holds.
    """
    return stale(
        facts.all(Alignment),
        {one.points_at: one.text for one in facts.all(Statement)},
        _in_force(facts),
    )


def _in_force(facts: Facts) -> dict[str, str]:
    issued = sorted(
        (one for one in facts.all(FrameworkEdition) if one.issued_on is not None),
        key=lambda one: (one.issued_on, one.edition),
    )
    undated = [one for one in facts.all(FrameworkEdition) if one.issued_on is None]
    return {one.framework: one.edition for one in (*undated, *issued)}
