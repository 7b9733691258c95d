"""Disclosure policies are dated data with a source."""

import datetime as dt
from pathlib import Path

import pytest

from earlyyears.disclosure import (
    Audience,
    UnknownPolicyError,
    marks_source,
    policies,
    policies_from,
    policy,
)
from earlyyears.kernel import Faults, NoRowError, Sensitivity

DAY = dt.date(2026, 3, 1)
OWN = """
[[policy]]
name = "newham"
label = "Newham's own"
from = 2026-01-01
source = { instrument = "decision of the steering group", confirmed = true }

[[policy.audience]]
audience = "public"
passes = ["public"]
threshold = { public = 5 }
"""


def own(tmp_path: Path, text: str) -> Path:
    """A borough's own file of policies."""
    file = tmp_path / "policies.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_shipped_policy_covers_every_audience() -> None:
    """Each named policy says what each audience may see."""
    names = {key.partition("/")[0] for key in policies().keys()}  # noqa: SIM118
    wanted = {f"{name}/{audience}" for name in names for audience in Audience}
    assert wanted == set(policies().keys())


def test_no_shipped_policy_lets_the_public_see_more_than_published_facts() -> None:
    """Whatever the policy, the public sees public figures only and no names."""
    for key in policies().keys():  # noqa: SIM118
        held = policies().on(key, DAY).value
        if held.audience is Audience.PUBLIC:
            assert {Sensitivity.PUBLIC} == held.passes
            assert (False, False, False) == (
                held.records,
                held.withheld,
                held.narrative,
            )


def test_a_borough_writes_its_own_policy(tmp_path: Path) -> None:
    """A file of a borough is read like the shipped one, with dates and thresholds."""
    table = policies_from(own(tmp_path, OWN))
    held = policy(Audience.PUBLIC, DAY, name="newham", table=table)
    assert (5, 0, 1) == (
        held.threshold_for(Sensitivity.PUBLIC),
        held.threshold_for(Sensitivity.SETTING),
        held.base_for(Sensitivity.PUBLIC),
    )
    assert held.source.confirmed


def test_before_its_first_day_a_policy_does_not_hold(tmp_path: Path) -> None:
    """A day that the policy does not cover is refused, not guessed."""
    table = policies_from(own(tmp_path, OWN))
    with pytest.raises(NoRowError):
        policy(Audience.PUBLIC, dt.date(2025, 12, 31), name="newham", table=table)


def test_an_unknown_policy_is_refused_with_those_there_are() -> None:
    """The sentence lists the policies."""
    with pytest.raises(UnknownPolicyError, match="eight-then-five, published-facts"):
        policy(Audience.PUBLIC, DAY, name="none")


def test_all_faults_of_a_file_are_said_at_once(tmp_path: Path) -> None:
    """Unknown words, audiences, sensitivities and sizes are reported together."""
    broken = OWN.replace(
        '"public"\npasses = ["public"]', '"press"\npasses = ["secret"]'
    )
    broken = broken.replace("public = 5", "public = 0") + "treshold = 3\n"
    with pytest.raises(Faults) as caught:
        policies_from(own(tmp_path, broken))
    assert {"unknown_word", "unknown_audience", "unknown_sensitivity", "bad_size"} == {
        one.code for one in caught.value.findings
    }


def test_a_policy_without_a_source_is_refused(tmp_path: Path) -> None:
    """Nobody may hide or show without saying by whose decision."""
    lines = [line for line in OWN.splitlines() if not line.startswith("source")]
    with pytest.raises(Faults, match="without a source"):
        policies_from(own(tmp_path, "\n".join(lines)))


def test_the_shorthand_has_a_source() -> None:
    """The marks are cited like any other rule."""
    assert "Government Statistical Service" in str(marks_source())
