"""How well the checks of the kits tell right from wrong, as a matrix of saboteurs.

`python -m tests.testing.scoring` runs every check of its kit on every saboteur.
"""

from collections import defaultdict
from collections.abc import Iterator

from earlyyears.testing import checks_of
from earlyyears.testing.running import run_kits
from tests.testing.saboteurs import SABOTEURS

__all__ = ["Score", "score"]

_GUARD = "test_no_standard_check_is_missing"


class Score:
    """Which checks failed for which saboteurs."""

    def __init__(self, killers: dict[str, set[str]]) -> None:
        #: The checks that failed, by saboteur.
        self.killers = killers
        kits = {one.kit.__mro__[1] for one in SABOTEURS}
        #: Every check of the kits under trial, the guard aside: it has its own tests.
        self.checks = {name for kit in kits for name in checks_of(kit)} - {_GUARD}

    @property
    def killing(self) -> set[str]:
        """Checks to which at least one saboteur falls."""
        return {name for names in self.killers.values() for name in names} & self.checks

    @property
    def alone(self) -> set[str]:
        """Checks to which at least one saboteur falls that no other check sees."""
        single = (names for names in self.killers.values() if len(names) == 1)
        return {name for names in single for name in names} & self.checks

    def lines(self) -> Iterator[str]:
        """The score in lines."""
        caught = sum(bool(names) for names in self.killers.values())
        yield f"{caught} of {len(SABOTEURS)} saboteurs fall to a check"
        yield f"{len(self.killing)} of {len(self.checks)} checks kill a saboteur"
        yield f"{len(self.alone)} checks kill one that no other check sees"
        yield f"no saboteur falls to: {', '.join(sorted(self.checks - self.killing))}"


def score() -> Score:
    """Run every check of its kit on every saboteur; it takes some minutes."""
    done = run_kits([one.kit for one in SABOTEURS])
    killers: dict[str, set[str]] = defaultdict(set)
    for one in done.outcomes:
        if one.became == "failed":
            killers[one.kit].add(one.check)
    return Score({one.kit.__name__: killers[one.kit.__name__] for one in SABOTEURS})


if __name__ == "__main__":
    for line in score().lines():
        print(line)  # noqa: T201  it speaks to the person at the keyboard
