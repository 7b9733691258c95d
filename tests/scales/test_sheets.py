"""Score sheets as files: wide, long, exported; every fault at once; both ways."""

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyyears import scales
from tests.scales.cases import DAY, ITERS, LATER, TOY, codes, seen

# Headings as two survey tools export them.
DASHES = (
    "start,deviceid,visit-scale,visit-room,visit-date,"
    "s-item_1,s-item_2,s-item_3,meta/instanceID"
)
SLASHES = (
    "SubmissionDate,visit:scale,visit:room,visit:date,"
    "play/item_1,play/item_2,play/item_3,KEY"
)
FULL = seen(
    edition="1",
    setting="ofsted:EY000001",
    observer="k1",
    role="joint",
    notes="toy-town",
    purpose="baseline",
    item_scores={"1": 5},
    item_na={"4": "no water today", "5": ""},
    answers={"2": "AN|YN.|..|...", "3": "NN|YA|AYN.|Y"},
)


def read(text: str, scale: scales.Scale | str | None = None) -> scales.Observation:
    """Read the text of a file."""
    return scales.read_sheet(text.encode(), scale, name="sheet.csv")


def test_what_is_written_wide_is_read_again() -> None:
    """A wide sheet loses nothing but the wish to be a formula."""
    odd = seen(
        edition="1", setting='=HYPERLINK("x")', observer="-k", item_scores={"1": 5}
    )
    text = scales.write_wide([FULL, odd], TOY)
    assert (FULL, odd) == scales.read_sheets(text.encode(), name="two.csv")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [] == [cell for cell in cells if cell[:1] in "=+-@" and cell]


def test_what_is_written_long_is_read_again() -> None:
    """A long sheet has a head of two rows and says the same."""
    text = scales.write_long(FULL, TOY)
    assert FULL == read(text)
    assert "item,indicator,answer" in text.splitlines()


answers = st.text("YN.", min_size=3, max_size=3)


@given(
    st.dictionaries(st.sampled_from(list(ITERS.items)), st.integers(1, 7), max_size=33),
    st.sampled_from(list(scales.Role)),
)
def test_any_sheet_goes_out_and_in(scores: dict[str, int], role: scales.Role) -> None:
    """Whatever was scored comes back from either form."""
    one = seen(scale="iters-3", edition="2017", item_scores=scores, role=role)
    assert one == read(scales.write_wide([one], ITERS))
    assert one == read(scales.write_long(one, ITERS))


def test_cycles_go_out_and_in() -> None:
    """Scores by cycle stand in one cell, apart by spaces."""
    scale = scales.get("class-infant")
    one = seen(
        scale=scale.id, edition=scale.edition, cycles={"teacher-sensitivity": (5, 6)}
    )
    assert one == read(scales.write_wide([one], scale))


def test_the_empty_form_can_be_filled_in() -> None:
    """The template has every head field and item, and reads once it is filled."""
    head, row = scales.sheet_template(ITERS).splitlines()
    filled = dict(zip(head.split(","), row.split(","), strict=True))
    filled |= {"room": "a", "date": "2026-03-02", "33": "6"}
    text = f"{','.join(filled)}\n{','.join(filled.values())}\n"
    assert {"33": 6} == read(text).item_scores


@pytest.mark.parametrize(
    "text",
    [
        "scale,room,date,1,item 2,Item_3\ntoy,a,2026-03-02,5,4,NA\n",
        "\ufeffScale;Room ID;Observation date;1;2;3\ntoy;a;02/03/2026;5;4;n/a\n",
        "scale\troom\tdate\tShelves\tRugs\tBlocks\nTOY\ta\t02.03.2026\t5.0\t4\tNA\n",
        "scale,room,date\ntoy,a,2026-03-02\n\nitem,score\n1,5\n2,4\n3,NA\n",
        "scale,room,date,item,answer\ntoy,a,2026-03-02,1,5\ntoy,a,2026-03-02,2,4\ntoy,a,2026-03-02,3,NA\n",
        "scale,room,date\ntoy,a,2026-03-02\n\n1,2,3\n5,4,NA\n",
        f"{DASHES}\n2026,x,toy,a,2026-03-02T10:00,5,4,NA,uuid:1\n",
        f"{SLASHES}\n2026,toy,a,2026-03-02,5,4,NA,uuid:1\n",
    ],
    ids=[
        "wide",
        "semicolons",
        "titles",
        "head",
        "long",
        "head-wide",
        "odk-dash",
        "odk-slash",
    ],
)
def test_one_sheet_in_many_shapes(text: str) -> None:
    """Wide, long, with a head or exported by a survey tool, it is the same sheet."""
    found = read(text)
    assert (DAY, "a", "toy") == (found.on, found.room, found.scale)
    assert {"1": 5, "2": 4} == found.item_scores
    assert {"3": ""} == found.item_na


def test_exported_indicators_are_read() -> None:
    """Survey tools write indicators as names under their item."""
    text = "room,date,b/item_5/i_1_1,b/item_5/i_3_2,5/7.1\na,2026-03-02,no,yes,NO\n"
    assert {"5": "N..|.Y.|...|N."} == read(text, "toy").answers


def test_rows_of_a_spreadsheet_library_are_read() -> None:
    """Cells may be numbers and dates, as such libraries give them."""
    rows = [
        ["scale", "room", "date", "1", "2", None],
        ["toy", "a", dt.datetime(2026, 3, 2, tzinfo=dt.UTC), 5.0, 4, None],
    ]
    (found,) = scales.read_rows(rows)
    assert ({"1": 5, "2": 4}, DAY) == (found.item_scores, found.on)


def test_a_reason_may_stand_with_na() -> None:
    """Behind NA and a colon the reason is kept."""
    text = "scale,room,date,4\ntoy,a,2026-03-02,NA: tap is broken\n"
    assert {"4": "tap is broken"} == read(text).item_na


FAULTS: list[tuple[str, list[str]]] = [
        ("room,date,1\na,2026-03-02,5\n", ["no_scale"]),
        ("scale,room,date,1\nitres-3,a,2026-03-02,5\n", ["no_such_scale"]),
        ("scale,edition,room,date\ntoy,9,a,2026-03-02\n", ["no_such_scale"]),
        ("scale,room,date,1,99\ntoy,a,2026-03-02,5,4\n", ["unknown_column"]),
        ("scale,room,date,1,1\ntoy,a,2026-03-02,5,4\n", ["duplicate_column"]),
        ("scale,room,date,1/1.1,1/1.1\ntoy,a,2026-03-02,Y,N\n", ["duplicate_indicator"]),  # noqa: E501
        ("scale,room,date,1/9.9\ntoy,a,2026-03-02,Y\n", ["unknown_indicator"]),
        ("scale,room,date,1/1.1\ntoy,a,2026-03-02,perhaps\n", ["bad_answer"]),
        ("scale,date,1\ntoy,2026-03-02,5\n", ["missing"]),
        ("scale,room,date,1\ntoy,a,yesterday,5\n", ["bad_date"]),
        ("scale,room,date,role,1\ntoy,a,2026-03-02,boss,5\n", ["bad_role"]),
        ("scale,room,date,start time,1\ntoy,a,2026-03-02,half nine,5\n", ["bad_time"]),
        ("scale,room,date,1,2,3\ntoy,a,2026-03-02,8,4.5,5 6\n", ["bad_score"] * 3),
        ("scale,room,date\ntoy,a,2026-03-02\n\nitem,score\n1,5\n1,4\n77,3\n",
         ["duplicate_item", "unknown_item"]),
        ("scale,room,date\ntoy,a,2026-03-02\n\nitem,score,colour\n1,5,red\n", ["unknown_column"]),  # noqa: E501
        ("scale,room,date,1\n", ["empty"]),
        ("", ["empty"]),
        (f"scale,room,date,1\ntoy,{'x' * 5000},2026-03-02,5\n", ["long_cell"]),
        ("scale,room,date,1\ntoy,a\x07,2026-03-02,5\n", ["control_character"]),
        ("scale,room,date,1\ntoy,a,2026-03-02,5\ntoy,b,2026-03-02,5\n", ["not_one_observation"]),  # noqa: E501
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    FAULTS,
    ids=[f"{n}-{one[0]}" for n, (_, one) in enumerate(FAULTS)],
)
def test_a_fault_has_its_code_and_nothing_is_read(text: str, found: list[str]) -> None:
    """Whatever is wrong with a file is named by a stable code."""
    with pytest.raises(scales.SheetFileError) as caught:
        read(text)
    assert found == codes(caught.value)


def test_all_faults_of_a_file_come_at_once() -> None:
    """Row, heading and advice of every fault, without the cell's content."""
    text = (
        "scale,room,date,role,1,2,9\n"
        "toy,,31/02/2026,chief,8,x,3\n"
        "toy,b,2026-03-02,joint,5,Jo Bloggs,\n"
    )
    with pytest.raises(scales.SheetFileError) as caught:
        scales.read_sheets(text.encode(), name="bad.csv")
    assert [
        "unknown_column", "missing", "bad_date", "bad_role", *["bad_score"] * 3,
    ] == codes(caught.value)  # fmt: skip
    assert "bad.csv, row 3, “2”" in str(caught.value)
    assert "Bloggs" not in str(caught.value)


def test_another_scales_file_is_refused() -> None:
    """A file that names its scale is not read as another's."""
    text = "scale,room,date,1\niters-3,a,2026-03-02,5\n"
    with pytest.raises(scales.SheetFileError) as caught:
        read(text, "fccers-3")
    assert ["spec_mismatch"] == codes(caught.value)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00a", b"scale,room\n" + b"x" * 20_000_001]
)
def test_what_is_no_sheet_is_refused(data: bytes) -> None:
    """A binary file and one of many megabytes are no score sheets."""
    with pytest.raises(scales.SheetFileError):
        scales.read_sheet(data)


def test_files_are_written_for_one_scale() -> None:
    """Sheets of two scales do not share a file."""
    with pytest.raises(scales.MixedScalesError):
        scales.write_wide([FULL, seen(scale="iters-3")], TOY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two rounds of two rooms and a layer, as files."""
    for name, on, score in (("before", DAY, 3), ("after", LATER, 5)):
        rooms = [
            seen(room=room, on=on, observer="k1", item_scores={"1": score + n, "2": 4})
            for n, room in enumerate("ab")
        ]
        (tmp_path / f"{name}.csv").write_text(scales.write_wide(rooms, TOY), "utf-8")
    joint = seen(room="a", observer="k2", item_scores={"1": 4}, item_na={"4": ""})
    (tmp_path / "joint.csv").write_text(scales.write_wide([joint], TOY), "utf-8")
    single = seen(room="a", observer="k1", item_scores={"1": 6, "4": 2})
    (tmp_path / "single.csv").write_text(scales.write_long(single, TOY), "utf-8")
    return tmp_path


def test_the_command_score_has_its_data(folder: Path) -> None:
    """A scored file is plain data, exact and rounded."""
    sheet = scales.score_file(folder / "single.csv", "toy")
    data = json.loads(json.dumps(scales.sheet_data(sheet)))
    assert ("toy", "1", "a", "2026-03-02") == tuple(
        data[k] for k in ("scale", "edition", "room", "on")
    )
    assert (4, "4.00", 2) == tuple(
        data["total"][k] for k in ("mean", "display", "n_scored")
    )
    assert ("entered", 6) == (data["items"]["1"]["source"], data["items"]["1"]["score"])


def test_the_command_score_takes_a_layer(tmp_path: Path) -> None:
    """With a layer the indicators of a scale that ships can be scored."""
    layer = tmp_path / "layer.toml"
    blank = scales.layer_template(scales.get("movers"), holder="x", licence="y")
    layer.write_text(
        blank.replace(
            "1 = []\n3 = []\n5 = []\n7 = []",
            '1 = ["1.1"]\n3 = ["3.1"]\n5 = ["5.1"]\n7 = ["7.1"]',
        ),
        "utf-8",
    )
    file = tmp_path / "sheet.csv"
    file.write_text("room,date,1/1.1,1/3.1,1/5.1\na,2026-03-02,N,Y,N\n", "utf-8")
    sheet = scales.score_file(file, "movers", layer)
    data = scales.sheet_data(sheet)["items"]["1"]
    assert (3, ["5.1"]) == (data["score"], data["blocking"])


def test_the_command_agreement_has_its_data(folder: Path) -> None:
    """Two files compared: counts always, shares only under a named policy."""
    files = folder / "single.csv", folder / "joint.csv"
    data = scales.agreement_data(scales.agreement_of_files(*files))
    assert (1, 1, 0) == (
        data["n_both_scored"],
        data["n_na_mismatch"],
        data["within_one_count"],
    )
    assert ("cannot_tell", "na_policy") == (
        data["exact"]["status"],
        data["exact"]["reason"],
    )
    named = scales.agreement_data(
        scales.agreement_of_files(*files, na="mismatch_disagrees")
    )
    assert (0, 2) == (
        named["within_one"]["numerator"],
        named["within_one"]["denominator"],
    )
    assert {"1": 2} == named["more_than_one_apart"]
    json.dumps(named)


def test_the_command_change_has_its_data(folder: Path) -> None:
    """Two rounds compared, each a file or a folder of files."""
    found = scales.change_of_files(
        folder / "before.csv", folder / "after.csv",
        reliability="0.8", reliability_kind="between raters", sd=1,
    )  # fmt: skip
    data = json.loads(json.dumps(scales.change_data(found)))
    assert (2, 1, 2, {}) == (
        data["matched"],
        data["mean_change"],
        data["same_assessor"],
        data["unmatched"],
    )
    assert ("cannot_tell", "no_variance") == (
        data["verdict"]["status"],
        data["verdict"]["reason"],
    )
    assert "no clear change" == data["rooms"]["a"]["reliable"]["verdict"]
    apart = folder / "rounds"
    apart.mkdir()
    (folder / "after.csv").rename(apart / "after.csv")
    again = scales.change_of_files(folder / "before.csv", apart, scale="toy")
    assert found.mean == again.mean
    assert (
        "cannot_tell" == scales.change_data(again)["rooms"]["a"]["reliable"]["status"]
    )


def test_a_layer_needs_no_named_scale(tmp_path: Path) -> None:
    """Where the file names its scale, the layer alone is enough."""
    layer, file = tmp_path / "layer.toml", tmp_path / "sheet.csv"
    blank = scales.layer_template(scales.get("movers"), holder="x", licence="y")
    layer.write_text(blank, "utf-8")
    file.write_text("scale,room,date,1\nmovers,a,2026-03-02,5\n", "utf-8")
    sheet = scales.score_file(file, layer=layer)
    assert sheet.scale.layer is not None
    assert 5 == sheet.items["1"].score
