"""Each row of the case study that we claim has a public name and a test behind it."""

import ast
import csv
import importlib
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

TABLE = "docs/reference/case-study-rows.csv"
COLUMNS = ["row", "requirement", "public name", "test"]


def rows() -> list[dict[str, str]]:
    """The rows of the table, as written."""
    with (ROOT / TABLE).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def faults(row: dict[str, str], root: Path) -> list[str]:
    """Say what is wrong with one row."""
    found: list[str] = []
    if not re.fullmatch(r"S(0[1-9]|[1-9]\d|1[0-2]\d|13[01])", row["row"]):
        found.append(f"{row['row']}: the case study has no such row")
    if not row["requirement"].strip():
        found.append(f"{row['row']}: no requirement")
    found += [
        f"{row['row']}: no public name {name}"
        for name in names(row["public name"])
        if not resolves(name)
    ]
    found += [
        f"{row['row']}: no test {test}"
        for test in names(row["test"])
        if not exists(test, root)
    ]
    return found


def names(cell: str) -> list[str]:
    """The names in a cell, separated by semicolons; an empty cell names nothing."""
    return [name.strip() for name in cell.split(";")]


def resolves(name: str) -> bool:
    """Tell whether a dotted name is public and can be reached from its package."""
    first, *rest = name.split(".")
    if first != "earlyyears" or not rest or any(part.startswith("_") for part in rest):
        return False
    return reached(name) is not None


def reached(name: str) -> object | None:
    """Give what a dotted name means, the longest importable part taken first."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part, None)
        return found
    return None


def exists(test: str, root: Path) -> bool:
    """Tell whether `tests/file.py::test_name` is there."""
    path, _, name = test.partition("::")
    file = root / path
    if not path.startswith("tests/") or not file.is_file():
        return False
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = {
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    }
    return name.startswith("test_") and name in functions


def test_the_table_has_its_columns() -> None:
    """The first line names the four columns, in order."""
    first = (ROOT / TABLE).read_text(encoding="utf-8").splitlines()[0]
    assert COLUMNS == first.split(",")


def test_every_row_has_a_public_name_and_a_test() -> None:
    """What a row names can be reached, and the test it names is there."""
    assert [] == [fault for row in rows() for fault in faults(row, ROOT)]


def test_no_row_stands_twice_and_they_are_in_order() -> None:
    """The rows are sorted by number and none is repeated."""
    found = [int(row["row"].removeprefix("S")) for row in rows()]
    assert sorted(set(found)) == found


GOOD = {
    "row": "S27",
    "requirement": "a requirement",
    "public name": "earlyyears.kernel",
    "test": "tests/test_case_study_rows.py::test_a_planted_fault_is_found",
}


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("row", "S132", "S132: the case study has no such row"),
        ("row", "27", "27: the case study has no such row"),
        ("requirement", " ", "S27: no requirement"),
        (
            "public name",
            "earlyyears.nowhere",
            "S27: no public name earlyyears.nowhere",
        ),
        ("public name", "", "S27: no public name "),
        ("public name", "json.loads", "S27: no public name json.loads"),
        ("test", "", "S27: no test "),
        (
            "test",
            "tests/test_case_study_rows.py::test_not_there",
            "S27: no test tests/test_case_study_rows.py::test_not_there",
        ),
    ],
)
def test_a_planted_fault_is_found(column: str, value: str, fault: str) -> None:
    """A row with one thing wrong is told so, and a good row is not."""
    assert [] == faults(GOOD, ROOT)
    assert [fault] == faults({**GOOD, column: value}, ROOT)
