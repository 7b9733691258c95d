"""A report says how old the registers are that it rests on."""

import datetime as dt
import json
from importlib.resources import files
from typing import Any

import pytest

from earlyyears.disclosure import Audience, SafeDocument, SafeProse, make_safe, policy
from earlyyears.kernel import evolve, read_toml
from earlyyears.reports import age_blocks, register_age, support, write
from tests.reports.pages import Page
from tests.reports.samples import Seen, borough, edition, safe

#: The edition is as at 31 August 2021, so this is the last day on which it is not old.
LAST = dt.date(2022, 2, 28)
LATE = dt.date(2026, 11, 2)
SENTENCE = (
    "The register is old: the newest edition read is as at 31 August 2021, and this is"
    " about 2 November 2026. Which settings were registered, inspected or closed in"
    " between is not known from it."
)


def late(audience: Audience) -> SafeDocument:
    """The support report of a day five years after its only edition."""
    view = Seen(edition(), audience=audience.value, on=LATE)
    made = support(view, borough(), audience=audience, borough="Newham")
    return make_safe(made, policy(audience, LATE))


def test_an_edition_is_old_after_more_than_six_months() -> None:
    """The day six months on is not old yet; the next one is."""
    for on, old in ((LAST, False), (LAST + dt.timedelta(days=1), True)):
        assert old is bool(register_age(Seen(edition(), audience="public", on=on)))


def test_only_the_newest_edition_counts() -> None:
    """A later edition takes the warning away, one of a later day included."""
    for newest in (dt.date(2026, 9, 30), dt.date(2026, 12, 31)):
        later = evolve(edition(), id="edition/y", edition=newest)
        view = Seen(edition(), later, audience="public", on=LATE)
        assert () == age_blocks(view)


def test_a_hub_without_a_register_is_not_called_old() -> None:
    """Where no edition was read there is none to be old."""
    assert not register_age(Seen(audience="public", on=LATE))


@pytest.mark.parametrize("audience", list(Audience))
def test_an_old_register_is_said_before_any_figure(audience: Audience) -> None:
    """The first thing on the page of every audience is that the register is old."""
    made = late(audience)
    assert isinstance(made.blocks[0], SafeProse)
    assert SENTENCE.startswith(str(made.blocks[0].parts[0]))
    for ending in (".html", ".csv"):
        assert SENTENCE in write(made, ending).decode()
    found: Any = json.loads(write(made, ".json"))
    day = {"day": "2021-08-31", "text": "31 August 2021"}
    assert day == found["blocks"][0]["parts"][1]


def test_every_format_names_the_newest_edition_at_its_head() -> None:
    """Whoever reads the head knows how far the register goes, old or not."""
    page = Page(write(safe(), ".html"))
    said = [text for tag, text in page.texts if tag in {"dt", "dd"}]
    assert "31 August 2021" == said[said.index("Register as at") + 1]
    sheet = write(safe(), ".csv").decode().splitlines()
    assert any("Register as at 31 August 2021" in line for line in sheet[:4])
    found: Any = json.loads(write(safe(), ".json"))
    assert "2021-08-31" == found["register_as_at"]


def test_the_number_of_months_is_data_with_a_source() -> None:
    """Nobody has confirmed the six months, and the data file says so."""
    content: Any = read_toml(files("earlyyears.reports") / "data" / "age.toml")
    assert (6, False) == (
        content["old_after"]["months"],
        content["old_after"]["source"]["confirmed"],
    )
