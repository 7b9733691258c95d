"""The commands questions, answer and choose, from a question to the lead."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from earlyyears.inspection import NoChildrenOnRoll
from tests.cli.conftest import Run
from tests.services.open_borough import (
    EVERYTHING,
    PRESETS,
    SPRING,
    opened,
    setting,
    visit,
)

DAY = ("--on", "2026-03-01")
SIGNED = ("--as", "head-of-early-years", "--reason", "steering group of 12 January")


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A borough in which there is a question of nearly every kind."""
    return kept(tmp_path, EVERYTHING)


def kept(folder: Path, records: Any) -> str:
    """Keep records in a hub on disk, and give its URL."""
    url = f"sqlite:///{folder / 'hub.db'}"
    opened(records, url).close()
    return url


def asked(run: Run, store: str) -> list[dict[str, Any]]:
    """The open questions, as data."""
    code, printed, _ = run("questions", "--store", store, *DAY, "--json")
    assert 0 == code
    told: list[dict[str, Any]] = json.loads(printed)
    return told


def leads(run: Run, store: str) -> dict[str, str | None]:
    """Who leads on each setting, by number."""
    _, printed, _ = run("lead", "--store", store, *DAY, "--json")
    return {row["setting"][-1]: row["lead"] for row in json.loads(printed)}


def test_from_one_question_to_the_leads_of_all_its_settings(
    run: Run, tmp_path: Path
) -> None:
    """Printed, chosen, answered, no longer printed; the handovers can be opened."""
    store = kept(tmp_path, PRESETS)
    code, printed, _ = run("questions", "--store", store, *DAY)
    assert 0 == code
    assert printed.startswith("1. Which preset decides")
    assert "Bears on 3 settings" in printed
    assert "if any_area_urgent: 1 authority (duty" in printed
    assert printed.endswith("1 question open on 2026-03-01.\n")
    assert {"1": None, "2": None, "3": None} == leads(run, store)

    code, printed, _ = run(
        *("choose", "support-lead", "any_area_urgent", "--store", store),
        *("--from", "2026-01-01", *SIGNED),
    )
    assert 0 == code
    assert "newham: any_area_urgent, 2026-01-01 to further notice" in printed
    assert "earlyyears review" in printed

    assert {"1": "mentors", "2": "mentors", "3": "authority"} == leads(run, store)
    _, printed, _ = run("questions", "--store", store, *DAY)
    assert "No questions open on 2026-03-01.\n" == printed
    _, printed, _ = run("review", "--store", store, *DAY)
    assert "3 handovers opened.\nCommit 3.\n" == printed


def test_questions_in_the_same_words_are_printed_once(run: Run, tmp_path: Path) -> None:
    """What a table answers is said once, with number, setting and key of each."""
    empty = visit(9, SPRING, NoChildrenOnRoll(outcome="met"), SPRING)
    store = kept(tmp_path, [*EVERYTHING, *setting(9), empty])
    _, printed, _ = run("questions", "--store", store, *DAY)
    assert 1 == printed.count("The only visit found no children on roll")
    assert "\n4 to 5. The only visit found no children on roll" in printed
    assert "Bears on 2 settings, each apart." in printed
    assert 1 == printed.count("type a row for each of these settings")
    lines = [line.split() for line in printed.splitlines()]
    for number, held in (("4", "ofsted:EY900007"), ("5", "ofsted:EY900009")):
        assert [number, held, "key", f"ncor_only:registration/{held}"] in lines
    assert printed.endswith(
        "6 questions open on 2026-03-01; the command answer takes 3 of them.\n"
    )


def test_a_number_that_no_word_answers_says_what_to_import(
    run: Run, store: str
) -> None:
    """The kind of table, its columns, and the setting as it is written there."""
    for wanted in ("5", "ncor_only:registration/ofsted:EY900007"):
        code, _, complaint = run(
            *("answer", wanted, "none", "--store", store, *DAY, *SIGNED)
        )
        assert 1 == code
        assert "a row for ofsted:EY900007 and bring it in with" in complaint
        assert "import FILE --kind inspections (columns Setting," in complaint
        assert "import FILE --kind overrides (columns Setting, Who" in complaint


@pytest.mark.parametrize("kind", ["inspections", "overrides"])
def test_the_columns_that_a_question_names_are_those_of_the_blank_table(
    run: Run, store: str, kind: str
) -> None:
    """An officer finds every column that is named on the sheet."""
    how = next(one["how"] for one in asked(run, store) if one["code"] == "ncor_only")
    _, after = how.split(f"--kind {kind} (columns ")
    _, blank, _ = run("template", kind)
    heads = next(csv.reader([blank.splitlines()[0]]))
    named = after.split(", and those", 1)[0].split(").", 1)[0].split(", ")
    assert {name.removesuffix(")") for name in named} <= {
        head.removesuffix(")") for head in heads
    }


def test_a_question_is_data_with_every_promised_key(run: Run, store: str) -> None:
    """A program reads number, key, words, settings, and what would follow."""
    found = asked(run, store)
    assert [1, 2, 3, 4, 5] == [one["number"] for one in found]
    first = found[0]
    assert ("no_preset_chosen", None, 3, True, ["newham"]) == (
        *(first["code"], first["about"], first["count"], first["answerable"]),
        first["boroughs"],
    )
    assert first["count"] == len(first["settings"])
    below = first["answers"][0]
    assert "any_area_below_expected" == below["answer"]
    ((lead, settings),) = [(one["lead"], one["settings"]) for one in below["then"]]
    assert ("authority", 3) == (lead, settings)


def test_a_ruling_and_a_day_are_answered_by_number_in_several_words(
    run: Run, store: str
) -> None:
    """Words need no quotation marks; the commit holds who and why."""
    numbers = {one["code"]: str(one["number"]) for one in asked(run, store)}
    code, printed, _ = run(
        *("answer", numbers["publication_unknown"], "27", "February", "2026"),
        *("--store", store, *DAY, *SIGNED),
    )
    assert 0 == code
    assert "published on 2026-02-27" in printed
    code, printed, _ = run(
        *("answer", numbers["between_two_rules"], "as", "before"),
        *("--store", store, *DAY, *SIGNED, "--json"),
    )
    told = json.loads(printed)
    assert 0 == code
    assert {"from": "2026-01-01", "before": None} == told["records"][0]["valid"]
    assert "as_before" == told["records"][0]["reading"]
    left = {one["code"] for one in asked(run, store)}
    assert {"no_preset_chosen", "judgement_missing", "ncor_only"} == left
    _, printed, _ = run("history", told["records"][0]["id"], "--store", store, "--json")
    (version,) = json.loads(printed)
    assert (SIGNED[1], SIGNED[3]) == (version["actor"], version["reason"])


def test_the_same_again_says_that_nothing_was_written(run: Run, store: str) -> None:
    """A decision typed twice is one commit."""
    words = (
        *("choose", "publication-months", "2", "--store", store),
        *("--from", "2026-01-01", *SIGNED),
    )
    _, first, _ = run(*words)
    _, second, _ = run(*words)
    assert "Commit 2." in first
    assert "nothing was written" in second
    _, third, _ = run(*words, "--json")
    assert json.loads(third)["commit"] is None


def test_one_borough_of_several_can_choose(run: Run, store: str) -> None:
    """With `--borough` the choice is that authority's alone."""
    code, printed, _ = run(
        *("choose", "out-of-school", "same_rule", "--store", store),
        *("--borough", "LB Newham", "--from", "2026-01-01", *SIGNED, "--json"),
    )
    assert 0 == code
    assert ["newham"] == [one["borough"] for one in json.loads(printed)["records"]]


CHOOSE = ("choose", "--store", "{}", "--from", "2026-01-01", *SIGNED)
ANSWER = ("answer", "--store", "{}", *DAY, *SIGNED)
FAILURES: list[tuple[tuple[str, ...], str]] = [
    ((*CHOOSE, "support-lead", "strict"), "any_area_urgent"),
    ((*CHOOSE, "out-of-school", "yes"), "no_grade, same_rule"),
    ((*CHOOSE, "publication-months", "0"), "whole number"),
    ((*CHOOSE, "support-led", "any_area_urgent"), "publication-months"),
    ((*CHOOSE[:5], "support-lead", "any_area_urgent"), "--reason"),
    (
        (*CHOOSE, "--borough", "barnet", "support-lead", "any_area_urgent"),
        "this hub knows no settings of barnet. Use newham",
    ),
    (
        (*CHOOSE[:5], "--reason", "x", "support-lead", "any_area_urgent"),
        "Give --as POST",
    ),
    ((*ANSWER, "1", "strict"), "leadership_and_safeguarding"),
    ((*ANSWER, "2", "perhaps"), "as_report_card, as_before"),
    ((*ANSWER, "4", "expected"), "Correct the record inspection/ofsted:EY900008"),
    ((*ANSWER, "5", "nobody"), "earlyyears import FILE --kind overrides"),
    ((*ANSWER, "3", "soon"), "such as 2026-02-13"),
    ((*ANSWER, "3", "2026-02-27", "--from", "2026-01-01"), "Leave out the day"),
    ((*ANSWER, "9", "x"), "there is no question 9 on 2026-03-01: 5 open"),
    ((*ANSWER, "1"), "Missing argument"),
]


@pytest.mark.parametrize(("words", "expected"), FAILURES)
def test_a_wrong_answer_or_choice_ends_with_a_sentence(
    run: Run, store: str, words: tuple[str, ...], expected: str
) -> None:
    """It says what is allowed, without a traceback, and the hub is as it was."""
    before = run("verify", "--store", store, "--json")[1]
    code, _, complaint = run(*(word.format(store) for word in words))
    assert 0 != code
    assert expected in complaint
    assert "Traceback" not in complaint
    assert "inside earlyyears" not in complaint
    assert before == run("verify", "--store", store, "--json")[1]
