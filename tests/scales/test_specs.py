"""Scales as data: what ships, what is refused, how others add to them."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from earlyyears import scales
from earlyyears.scales.shelf import data_file
from tests.scales.cases import ITERS, TOY, codes, seen

FILES = sorted(
    (file for file in data_file().iterdir() if file.name.endswith(".toml")),
    key=lambda file: file.name,
)
SHAPES = {
    "iters-3": [4, 4, 6, 10, 6, 3],
    "ecers-3": [7, 4, 5, 11, 5, 3],
    "fccers-3": [4, 4, 6, 10, 6, 3],
    "iters-r": [5, 6, 3, 10, 4, 4, 7],
    "ecers-r": [8, 6, 4, 10, 5, 4, 6],
    "fccers-r": [6, 6, 3, 11, 4, 4, 4],
    "sstew": [3, 1, 4, 4, 2],
    "movers": [4, 3, 3, 1],
    "ecers-e": [6, 4, 5, 3],
    "class-pre-k": [4, 3, 3],
    "class-toddler": [5, 3],
    "class-infant": [4],
    "toy": [2, 3],
}


def test_the_scales_that_ship_have_their_shapes() -> None:
    """Items by subscale are those of the public pages."""
    shapes = {
        scale.id: [len(part.items) for part in scale.subscales]
        for scale in scales.available()
    }
    assert SHAPES == shapes


@pytest.mark.parametrize(
    ("scale", "number", "title"),
    [
        ("iters-3", "27", "Peer interaction"),
        ("fccers-3", "27", "Provider-child interaction"),
        ("ecers-3", "35", "Whole-group activities for play and learning"),
    ],
)
def test_items_have_their_titles(scale: str, number: str, title: str) -> None:
    """The same number means other things in other scales."""
    assert title == scales.get(scale).item(number).title


def texts(value: object, path: str = "") -> list[tuple[str, str]]:
    """Every text in a TOML file with where it stands."""
    if isinstance(value, dict):
        return [
            one for key, held in value.items() for one in texts(held, f"{path}.{key}")
        ]
    if isinstance(value, list):
        return [one for held in value for one in texts(held, path)]
    return [(path, value)] if isinstance(value, str) else []


def wording(file: str) -> list[str]:
    """Texts of a scale file that are too long for a name, outside source and remark."""
    free = re.compile(r"\.(source|remark)")
    return [
        f"{path}: {text}"
        for path, text in texts(tomllib.loads(file))
        if len(text) > 70 and not free.match(path)
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_wording_of_indicators_ships(file: Path) -> None:
    """Spec files hold names and numbers: no long text, no real indicator."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    if data["pack"] != "scale":
        return
    assert [] == wording(file.read_text(encoding="utf-8"))
    if data["basis" if "basis" in data else "id"] != "invented":
        assert "item" not in data
        assert "relation" not in data
    assert len(data.get("remark", "")) < 250


def test_a_long_text_would_be_found() -> None:
    """The check above sees wording that somebody adds."""
    text = FILES[-1].read_text(encoding="utf-8")
    planted = (
        text + '\n[item.5.text]\n"1.1" = "' + "Children may not reach it. " * 4 + '"\n'
    )
    assert [] == wording(text)
    assert 1 == len(wording(planted))


def test_what_was_recalled_says_so() -> None:
    """A row that nobody has read carries its mark wherever it is printed."""
    scale = scales.get("ecers-e")
    assert any("group shape-or-sorting" in row for row in scale.recalled)
    assert "one of 9, 10 counts [recalled]" in scale.outline()
    assert "Positive climate [recalled]" in scales.get("class-pre-k").outline()
    assert "[recalled]" in str(scales.get("iters-r").subscales[2])
    assert () == ITERS.recalled


def test_titles_that_are_not_held_are_numbers() -> None:
    """An item without a title prints as its number."""
    assert "item 11" == str(scales.get("movers").item("11"))


def test_every_scale_cites_its_source() -> None:
    """No scale ships without saying what it is known from; none is confirmed yet."""
    for scale in scales.available():
        assert scale.source.instrument, scale.id
        assert not scale.source.confirmed, scale.id


def test_an_edition_can_be_named() -> None:
    """An edition that is held is found, another one refused with those that are."""
    assert ITERS is scales.get("iters-3", "2017")
    with pytest.raises(scales.NoSuchScaleError, match=r"Held: 2015\."):
        scales.get("sstew", "2024")


SMALL = """\
pack = "scale"
id = "village"
edition = "2026"
title = "Village scale"
source = { instrument = "the village's own decision", confirmed = true }

[[subscale]]
id = "all"
title = "All"
first = 1
last = 3
"""


def test_a_plugin_adds_a_scale_with_one_file(tmp_path: Path) -> None:
    """One TOML file is a scale: by path, and among the packs of a folder."""
    (tmp_path / "village.toml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "other.toml").write_text('pack = "calendar"', encoding="utf-8")
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    scale = scales.load(tmp_path / "village.toml")
    assert (scale,) == scales.load_folder(tmp_path)
    sheet = scales.score(seen(scale="village", item_scores={"1": 3, "3": 4}), scale)
    assert "3.50" == sheet.total.display


def test_a_folder_of_the_wheel_is_a_folder() -> None:
    """A folder inside a package, not on disk by name, can be read too."""
    assert scales.available() == scales.load_folder(data_file())


BROKEN: list[tuple[tuple[str, str], set[str]]] = [
    (('pack = "scale"', 'pack = "scales"'), {"not_a_scale"}),
    (('id = "village"\n', ""), {"missing"}),
    (('title = "Village scale"', 'titel = "x"'), {"missing", "unknown_setting"}),
    (("source = {", "sauce = {"), {"unknown_setting"}),
    (
        ('{ instrument = "the village\'s own decision", confirmed = true }', "{}"),
        {"no_citation"},
    ),
    (
        (
            "last = 3",
            "last = 3\n[[subscale]]\nid = 'all'\ntitle = 'X'\nfirst = 3\nlast = 4",
        ),
        {"duplicate_item", "duplicate_subscale"},
    ),
    (
        (
            "last = 3",
            "last = 3\n[rule]\nanchors = [1, 2, 4]\nall_na = 'maybe'\npartial = 2",
        ),
        {"bad_rule"},
    ),
    (
        ("last = 3", "last = 3\n[rule]\nmodel = 'cycles'\nlow = 7\nhigh = 1"),
        {"bad_rule"},
    ),
    (
        ("last = 3", "last = 3\n[[group]]\nid = 'g'\nmembers = ['1', '9']"),
        {"unknown_item"},
    ),
    (("last = 3", "last = 3\n[total]\nleave_out = ['some']"), {"unknown_subscale"}),
    (("last = 3", "last = 3\n[item.9]\nna = true"), {"unknown_item"}),
    (("last = 3", "last = 'three'"), {"bad_value"}),
    (
        (
            "last = 3",
            "last = 3\n[item.1]\n1 = ['1.1', '1.1']\n2 = ['2.1']\nboxes = ['9.9']",
        ),
        {
            "duplicate_indicator",
            "unknown_level",
            "unknown_indicator",
            "empty_level",
        },
    ),
    (
        (
            "last = 3",
            "last = 3\n[[relation]]\nkind = 'likes'\nfirst = '1/1.1'\nsecond = '1/3.1'",
        ),
        {"bad_relation", "unknown_indicator"},
    ),
    (("first = 1", "first = = 1"), {"bad_toml"}),
]


@pytest.mark.parametrize(("change", "found"), BROKEN, ids=map(str, range(len(BROKEN))))
def test_a_bad_file_is_refused_with_all_its_faults(
    tmp_path: Path, change: tuple[str, str], found: set[str]
) -> None:
    """Every fault of a scale file is reported, with the name of the file."""
    file = tmp_path / "village.toml"
    file.write_text(SMALL.replace(*change), encoding="utf-8")
    with pytest.raises(scales.ScaleFileError) as caught:
        scales.load(file)
    assert found == set(codes(caught.value))
    assert "village.toml" in str(caught.value)


FILLED = """\
pack = "layer"
scale = "movers"
edition = "2017"
holder = "Council of Nowhere"
licence = "one room, for trying out"

[item.1]
na = true
boxes = ["3.1"]
1 = ["1.1"]
3 = ["3.1", "3.2"]
5 = ["5.1"]
7 = ["7.1"]

[item.1.text]
"5.1" = "An invented sentence."

[[relation]]
kind = "excludes"
first = "1/1.1"
second = "1/5.1"
"""


def test_a_licensed_layer_is_loaded_beside_the_scale(tmp_path: Path) -> None:
    """Holder and edition are kept, sheets with answers score, no wording is printed."""
    file = tmp_path / "mine.toml"
    file.write_text(FILLED, encoding="utf-8")
    scale = scales.with_layer(scales.get("movers"), file)
    assert scale.layer is not None
    assert ("Council of Nowhere", "2017") == (scale.layer.holder, scale.layer.edition)
    about = seen(scale="movers", answers={"1": "N|AY|N|N"})
    sheet = scales.score(about, layer=file)
    assert (3, ("5.1",)) == (sheet.items["1"].score, sheet.items["1"].blocking)
    for shown in (
        repr(scale),
        scale.outline(),
        repr(sheet),
        scales.profile(sheet).text(),
    ):
        assert "invented sentence" not in shown
    assert "invented sentence" in scales.profile(sheet, with_text=True).text()
    assert () == scales.get("movers").item("1").levels


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (('pack = "layer"', 'pack = "scale"'), "not_a_layer"),
        (('holder = "Council of Nowhere"', 'holder = " "'), "missing"),
        (('edition = "2017"', 'edition = "2030"'), "spec_mismatch"),
        (('scale = "movers"', 'scale = "sstew"'), "spec_mismatch"),
        (("[item.1]", "[item.12]"), "unknown_item"),
        (('licence = "', 'license = "x"\nlicence = "'), "unknown_setting"),
    ],
)
def test_a_layer_for_something_else_is_refused(
    tmp_path: Path, change: tuple[str, str], code: str
) -> None:
    """A layer says whose it is and for which edition, or it is not used."""
    file = tmp_path / "mine.toml"
    file.write_text(FILLED.replace(*change), encoding="utf-8")
    with pytest.raises(scales.ScaleFileError) as caught:
        scales.with_layer(scales.get("movers"), file)
    assert code in codes(caught.value)


def test_the_blank_form_can_be_filled_in(tmp_path: Path) -> None:
    """The form that is generated loads as it is, and with numbers typed in."""
    blank = scales.layer_template(ITERS, holder="Council of “Nowhere”", licence="mine")
    assert 33 == blank.count("boxes = []")
    file = tmp_path / "iters.toml"
    file.write_text(blank, encoding="utf-8")
    assert ITERS.all_items == scales.with_layer(ITERS, file).all_items
    typed = blank.replace(
        "1 = []\n3 = []\n5 = []\n7 = []",
        '1 = ["1.1"]\n3 = ["3.1"]\n5 = ["5.1"]\n7 = ["7.1"]',
    )
    file.write_text(typed, encoding="utf-8")
    sheet = scales.score(seen(scale="iters-3", answers={"33": "N|Y|Y|N"}), layer=file)
    assert 5 == sheet.items["33"].score


def test_cycles_have_no_layer() -> None:
    """A scale without indicators has no form to fill in."""
    with pytest.raises(scales.ScaleFileError):
        scales.layer_template(scales.get("class-infant"))


def test_item_numbers_may_hold_dots(tmp_path: Path) -> None:
    """Numbers such as A2.2 are quoted in the form, and read back."""
    text = SMALL.replace(
        "first = 1\nlast = 3", 'items = [{ id = "A2.2" }, { id = "B1" }]'
    )
    file = tmp_path / "village.toml"
    file.write_text(text, encoding="utf-8")
    scale = scales.load(file)
    layer = tmp_path / "layer.toml"
    layer.write_text(
        scales.layer_template(scale, holder="x", licence="y"), encoding="utf-8"
    )
    assert ["A2.2", "B1"] == list(scales.with_layer(scale, layer).items)


def test_indicators_go_in_and_out_one_by_one() -> None:
    """Packing and unpacking indicators loses nothing; keys may name the scale."""
    given = {"toy/2/1.1": "na", "2/1.2": "no", "2/3.1": "YES", "5/7.2": "y"}
    lines = scales.pack(TOY, given)
    assert {"2": "AN|Y..|..|...", "5": "...|...|...|.Y"} == lines
    assert {"2/1.1": "A", "2/1.2": "N", "2/3.1": "Y", "5/7.2": "Y"} == scales.unpack(
        TOY, lines
    )
    with pytest.raises(scales.SheetError) as caught:
        scales.pack(TOY, {"iters-3/2/1.1": "Y", "2/1.1": "maybe", "1.1": "Y"})
    assert ["spec_mismatch", "bad_answer", "unknown_indicator"] == codes(caught.value)


def test_a_scale_file_can_be_copied_and_edited(tmp_path: Path) -> None:
    """The shipped invented scale is a pattern for one's own."""
    source = data_file("toy.toml")
    copy = tmp_path / "toy.toml"
    copy.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    shutil.copy(copy, tmp_path / "again.toml")
    assert (TOY, TOY) == scales.load_folder(tmp_path)


def test_the_warning_names_item_and_level() -> None:
    """Whoever loads the scale is told where the gap is."""
    (found,) = scales.spec_warnings(TOY)
    assert "item 4 at level 5" in found.message
    assert () == scales.spec_warnings(scales.get("class-infant"))


def test_a_layer_does_not_fit_a_scale_of_cycles(tmp_path: Path) -> None:
    """A scale without indicators takes no layer."""
    file = tmp_path / "layer.toml"
    head = 'pack = "layer"\nscale = "class-infant"\nedition = "2014"\n'
    file.write_text(f'{head}holder = "x"\nlicence = "y"\n', encoding="utf-8")
    with pytest.raises(scales.ScaleFileError):
        scales.with_layer(scales.get("class-infant"), file)
