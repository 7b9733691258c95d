"""A plugin for another contract runs, or is told in words exactly what changed."""

import warnings
from pathlib import Path
from typing import Any, ClassVar

import pytest

from earlyyears.disclosure import SafeDocument, Writer
from earlyyears.kernel import Faults, frozen
from earlyyears.plugins import (
    CONTRACT,
    BoroughPlugin,
    Change,
    Contract,
    PluginContractError,
    PluginDeprecationWarning,
    check_contract,
    contracts,
    discover,
    offers_of,
    renamed_fields,
)
from earlyyears.plugins.contracts import contracts_from, renames
from earlyyears.plugins.deprecating import at_work
from tests.plugins.laying import lay

#: A table as it may stand one day: contract 2 breaks nothing, contract 3 does.
TABLE = (
    Contract(1, "2026.11.0"),
    Contract(
        2,
        "2027.3.0",
        changes=(
            Change("renamed", "writers", instead="formats"),
            Change("added", "letters"),
            Change("deprecated", value="Writer", field="media", instead="media_type"),
        ),
    ),
)
BROKEN = (
    *TABLE,
    Contract(
        3,
        "2028.1.0",
        changes=(
            Change("removed", "packs", instead="packs in the manifest"),
            Change("changed", "stores", about="the driver is asked for a key"),
        ),
    ),
)


def test_the_running_contract_is_the_newest_of_the_table() -> None:
    """The number in the code and the shipped table agree."""
    assert CONTRACT == contracts()[-1].number
    assert all(one.since for one in contracts())


def test_a_plugin_for_an_older_contract_runs_where_nothing_broke() -> None:
    """Built for contract n - 1 it runs on n, and one can see what is new."""
    assert TABLE[1].changes == check_contract(1, TABLE)
    assert () == check_contract(2, TABLE)


def test_a_plugin_for_an_older_contract_is_told_every_edit() -> None:
    """What was removed and changed since is listed hook by hook, with what to write."""
    with pytest.raises(PluginContractError) as raised:
        check_contract(2, BROKEN, "brook", "1.0")
    told = str(raised.value)
    assert "“brook” is built for contract 2, and contract 3 runs" in told
    assert "packs was removed; write packs in the manifest" in told
    assert "stores was changed (the driver is asked for a key)" in told
    assert "writers" not in told, "what it knew already is no news"
    assert len(raised.value.lines("earlyyears 2028.1.0")) <= 6


@pytest.mark.parametrize(
    ("built_for", "advice"), [(3, "newer earlyyears"), (0, "Write contract = 2")]
)
def test_a_contract_that_does_not_run_here_is_refused(
    built_for: int, advice: str
) -> None:
    """Built for n + 1 it waits for a newer library; contract 0 there never was."""
    with pytest.raises(PluginContractError, match=advice):
        check_contract(built_for, TABLE)


@pytest.mark.parametrize(("built_for", "runs"), [(1, True), (2, True), (3, False)])
def test_installed_plugins_are_held_to_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, built_for: int, *, runs: bool
) -> None:
    """Packages built for n - 1, n and n + 1 against a table whose newest is n."""
    monkeypatch.syspath_prepend(str(tmp_path))
    point = lay(tmp_path, f"built{built_for}", manifest=f"contract = {built_for}")
    (found,) = discover([point], table=TABLE)
    assert runs == (found.fault is None)
    assert runs == (found.plugin is not None)


def text(safe: SafeDocument) -> bytes:
    """The title."""
    return safe.document.title.encode()


class Old(BoroughPlugin):
    """A plugin that knows a hook by its old name."""

    name: ClassVar[str] = "old"

    def writers(self) -> list[Writer]:
        """Report formats, as the hook was called under contract 1."""
        return [Writer("text", ".txt", "text/plain", text)]


def test_a_renamed_hook_still_works_with_one_warning() -> None:
    """What it gives is filed under the new name; the warning says what to write."""
    with pytest.warns(PluginDeprecationWarning) as caught:
        offer = offers_of(Old(), "old", old=renames(TABLE))
    assert [".txt"] == [one.ending for one in offer["formats"]]
    assert () == offer.faults
    (one,) = caught
    assert str(one.message).startswith(
        "the plugin “old” uses the hook writers, which will go; write formats"
    )


def test_without_the_table_the_old_name_is_no_hook() -> None:
    """The machinery is the table's: nothing is renamed in the code."""
    assert () == offers_of(Old(), "old")["formats"]


@renamed_fields(media="media_type")
@frozen
class Sample:
    """A value one of whose fields had another name."""

    media_type: str
    size: int = 1


def test_a_renamed_field_still_works_with_one_warning_each() -> None:
    """Making and reading by the old name work, and each warning names the plugin."""
    with (
        at_work("brook"),
        pytest.warns(
            PluginDeprecationWarning, match=r"“brook” uses Sample\.media, .*media_type"
        ),
    ):
        made: Any = Sample(media="text/plain", size=2)  # type: ignore[call-arg]
    assert Sample("text/plain", 2) == made
    with pytest.warns(PluginDeprecationWarning, match=r"write Sample\.media_type"):
        assert "text/plain" == made.media
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "text/plain" == Sample("text/plain").media_type


def test_a_table_that_makes_no_sense_is_refused() -> None:
    """Numbers out of order, unknown kinds and renames to nothing are told at once."""
    rows = [
        {"number": 2, "since": "x", "change": [{"kind": "moved", "hook": "a"}]},
        {"number": 1, "since": "y", "change": [{"kind": "renamed", "hook": "b"}]},
    ]
    with pytest.raises(Faults) as raised:
        contracts_from({"contract": rows})
    assert {"numbers", "kind", "instead"} == {one.code for one in raised.value.findings}
