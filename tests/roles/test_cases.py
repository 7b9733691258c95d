"""The rules agree with cases that were worked out by hand."""

from itertools import combinations
from typing import Any

import pytest

from earlyyears import roles
from earlyyears.inspection import frameworks
from earlyyears.kernel import Answered
from tests.roles import build

EVERY = [
    pytest.param(case, preset, lead, id=f"{case['says']} [{preset}]")
    for case in build.CASES
    for preset, lead in build.expected(case).items()
]


@pytest.mark.parametrize(("case", "preset", "lead"), EVERY)
def test_a_case_worked_by_hand_comes_out_so(
    case: dict[str, Any], preset: str, lead: str
) -> None:
    """Each case has the body, the duty and the reason that a person worked out."""
    assert lead == build.told(case, preset)


def test_there_are_at_least_forty_cases_over_every_framework() -> None:
    """The table covers every framework whose outcome a setting can have."""
    seen = {
        one.outcome.framework for case in build.CASES for one in build.inspections(case)
    }
    assert 40 <= len(build.CASES)
    assert set(frameworks()) - {"none", "school_report_card"} == seen


def test_no_case_stands_twice() -> None:
    """Each case says something of its own."""
    says = [case["says"] for case in build.CASES]
    assert len(set(says)) == len(says)


def test_each_pair_of_presets_is_separated_by_a_case() -> None:
    """For any two presets at least one case names different leads."""
    for one, other in combinations(sorted(roles.presets()), 2):
        assert any(
            build.expected(case).get(one, "").split()[:1]
            != build.expected(case).get(other, "").split()[:1]
            for case in build.CASES
        ), (one, other)


@pytest.mark.parametrize("case", build.CASES, ids=lambda case: case["says"])
def test_every_answer_gives_its_grounds(case: dict[str, Any]) -> None:
    """Whatever the answer, it names rule, source and working, and a lead its duty."""
    answer = build.facts(case).ask(roles.support_lead, build.setting(case))
    why = answer.why
    if isinstance(answer, Answered):
        assert isinstance(answer.value, roles.Lead)
        assert answer.value.duty
    assert why.rule is not None
    assert why.basis is not None
    assert why.steps
    assert all(step.endswith(".") for step in why.steps)
