"""Profiles: strengths, growth, what is in the way, and the picture."""

from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from earlyyears import scales
from earlyyears.kernel import evolve
from tests.scales.cases import TOY, seen


def room(name: str, **about: object) -> scales.Sheet:
    """A room of the invented scale with three scores and one set of answers."""
    scores = {"2": 6, "3": 2, "4": 4} | about.pop("scores", {})  # type: ignore[operator]
    return scales.score(
        seen(room=name, item_scores=scores, answers={"1": "NNN|YYYY|YNN|.."}, **about)
    )


def test_strengths_and_growth_follow_the_scale() -> None:
    """Good and better are strengths, minimal and worse is to grow."""
    found = scales.profile(room("a"))
    assert (("2",), ("3", "1")) == (found.strengths, found.growth)
    strict = evolve(TOY, strength_from=7, growth_to=1)
    sheet = scales.score(room("a").observation, strict)
    assert ((), ()) == (scales.profile(sheet).strengths, scales.profile(sheet).growth)


def test_what_is_in_the_way_is_listed_lowest_first() -> None:
    """For every room and item with answers, what blocks the next score."""
    low = scales.score(seen(room="b", answers={"2": "NY|YYY|YY|YYY"}))
    steps = scales.profile([room("a"), low], name="Both").next_steps
    assert [("b", "2", 1, ("1.2",)), ("a", "1", 3, ("5.2", "5.3"))] == [
        (step.room, step.item, step.score, step.blocking) for step in steps
    ]


def test_a_setting_is_the_mean_over_its_rooms() -> None:
    """Items, subscales and the total of several rooms are means over all of them."""
    found = scales.profile([room("a"), room("b", scores={"2": 3})], name="Setting")
    assert Fraction(9, 2) == found.items["2"]
    assert Fraction(15, 4) == found.subscales["place"]
    assert found.total == (Fraction(15, 4) + Fraction(12, 4)) / 2
    assert None is found.items["5"]


def test_an_open_total_is_not_settled() -> None:
    """While a room has blanks that matter there is no total, and one sees it."""
    found = scales.profile(scales.score(seen(answers={"1": "NNN|YYY.|NNN|NN"})))
    assert found.total is None
    assert "not settled" in found.svg()


def test_the_text_names_items_and_no_wording() -> None:
    """Titles and numbers are shown; wording only when it is asked for."""
    sheet = scales.score(seen(answers={"1": "YNN|YYYY|YYY|YY"}))
    text = scales.profile(sheet).text()
    assert "1 Shelves [invented] at 1: 1.1" in text
    assert "wobbles" not in text
    assert "1.1 The shelf wobbles." in scales.profile(sheet, with_text=True).text()


def test_the_picture_is_readable_without_seeing_it() -> None:
    """The SVG is well formed, has a title and a description with every number."""
    found = scales.profile(room("a"), name="Room <a> & more")
    tree = ET.fromstring(found.svg())  # noqa: S314  our own picture
    names = {element.tag.rpartition("}")[2]: element.text for element in tree}
    assert "Room <a> & more, Toy Room (1) [invented]" == names["title"]
    assert "The place [invented] 4.50" in str(names["desc"])
    assert "Total 3.75" in str(names["desc"])


def test_notebooks_get_text_and_picture() -> None:
    """A notebook shows the picture, a console the name and the total."""
    found = scales.profile(room("a"))
    shown = found._repr_mimebundle_()
    assert {"text/plain", "image/svg+xml"} == set(shown)
    assert found._repr_svg_() == shown["image/svg+xml"]
    assert "<Profile a: Toy Room (1) [invented], total 3.75>" == repr(found)


def test_scales_do_not_share_a_profile() -> None:
    """Rooms seen through two scales, or none at all, make no profile."""
    other = scales.score(seen(scale="movers", item_scores={"1": 4}))
    with pytest.raises(scales.MixedScalesError):
        scales.profile([room("a"), other])
    with pytest.raises(scales.RatingsError):
        scales.profile([])


def test_the_bars_stand_in_the_picture() -> None:
    """One bar a row below the other, longer for a better mean, inside the frame."""
    tree = ET.fromstring(scales.profile(room("a")).svg())  # noqa: S314
    bars = [one.attrib for one in tree if one.tag.endswith("rect")]
    tops, wide = ([float(bar[key]) for bar in bars] for key in ("y", "width"))
    # The place 4.50, the play 3.00, the total 3.75 on a scale from 1 to 7 over 420.
    assert [245.0, 140.0, 192.5] == wide
    assert [28.0, 28.0] == [b - a for a, b in pairwise(tops)]
    assert tops[-1] + 18 < float(tree.attrib["height"]) - 24
    assert max(float(bar["x"]) + 420 for bar in bars) < float(tree.attrib["width"])
