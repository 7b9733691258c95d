"""What make_safe shows, hides and leaves out."""

import copy
import pickle
import re
from pathlib import Path

import pytest

from earlyyears.disclosure import (
    Audience,
    Axis,
    Category,
    CellOf,
    Certificate,
    Clearance,
    CountTable,
    DigitsInProseError,
    Heading,
    Hidden,
    Highlights,
    Issued,
    Listing,
    Mark,
    Narrative,
    Omitted,
    Population,
    Prose,
    RecordColumn,
    RecordRow,
    RecordTable,
    SafeCell,
    SafeDocument,
    SafeHighlights,
    SafeListing,
    SafeProse,
    SafeRecords,
    SafeText,
    UnevenTotalsError,
    UnsafeDocumentError,
    WrongAudienceError,
    audience_from,
    hiding,
    make_safe,
    policy,
)
from earlyyears.kernel import (
    EarlyYearsError,
    Faults,
    Figure,
    Sensitivity,
    Share,
    evolve,
)
from tests.disclosure.samples import (
    ALL,
    DAY,
    document,
    figure,
    made,
    rows,
    shown,
    strict,
    table,
)


def test_totals_are_derived_when_the_document_is_made_safe() -> None:
    """A table holds no total; the safe one holds the sum of its cells."""
    counted = table("t", rows(a=6, b=7), "kind")
    assert [("a", ""), ("b", "")] == [key for key, _ in counted.cells]
    assert {("a", ""): "6", ("b", ""): "7", ("", ""): "13"} == shown(made(counted))


def test_a_small_count_takes_its_total_along() -> None:
    """A hidden cell hides the total that contains it, and nothing else."""
    safe = made(table("t", rows(a=3, b=7, c=0, d=9), "kind"))
    assert {("a", ""): "[c]", ("b", ""): "7", ("d", ""): "9", ("", ""): "[c]"} == shown(
        safe
    )


def test_a_true_zero_and_a_count_at_the_threshold_are_shown() -> None:
    """Nothing is hidden that is not above nothing and below the threshold."""
    two = [{"kind": k, "size": s} for k in "ab" for s in "xy" for _ in range(5)]
    kept = [row for row in two if row != {"kind": "a", "size": "y"}]
    assert {
        ("a", "x"): "5",
        ("a", "y"): "0",
        ("b", "x"): "5",
        ("b", "y"): "5",
        ("a", ""): "5",
        ("b", ""): "10",
        ("", "x"): "10",
        ("", "y"): "5",
        ("", ""): "15",
    } == shown(made(table("t", kept, "kind", "size")))


def test_a_table_by_two_keys_loses_both_totals_and_the_grand_one() -> None:
    """A hidden cell takes its row's, its column's and the grand total."""
    two = [
        *({"kind": "a", "size": "x"} for _ in range(2)),
        *({"kind": "a", "size": "y"} for _ in range(8)),
        *({"kind": "b", "size": "x"} for _ in range(9)),
        *({"kind": "b", "size": "y"} for _ in range(6)),
    ]
    found = shown(made(table("t", two, "kind", "size")))
    hidden = {("a", "x"), ("a", ""), ("", "x"), ("", "")}
    assert hidden == {key for key, text in found.items() if text == "[c]"}


def test_a_total_hidden_in_one_table_cannot_be_added_up_from_another() -> None:
    """A second table over the same population loses its smallest part as well."""
    both = [
        {"kind": kind, "area": area}
        for kind, area, count in [("a", "n", 3), ("b", "n", 20), ("b", "s", 15)]
        for _ in range(count)
    ]
    safe = made(table("t", both, "kind"), table("u", both, "area"))
    assert {("a", ""): "[c]", ("b", ""): "35", ("", ""): "[c]"} == shown(safe)
    assert {("n", ""): "23", ("s", ""): "[c]", ("", ""): "[c]"} == shown(safe, 1)


def test_a_cell_hidden_in_one_table_is_hidden_as_the_total_of_another() -> None:
    """The same number under the same keys is one number wherever it stands."""
    both = [
        {"kind": kind, "area": area}
        for kind, area, count in [("a", "n", 2), ("a", "s", 9), ("b", "n", 9)]
        for _ in range(count)
    ]
    safe = made(table("t", both, "kind", "area"), table("u", both, "kind"))
    assert "[c]" == shown(safe, 1)["a", ""]


def test_a_difference_between_nested_populations_hides_the_narrow_one() -> None:
    """Seven of nine tells of the other two, so the seven are hidden."""
    narrow = Population("group settings", within=ALL.name)
    wide = table("t", rows(a=9, b=30), "kind")
    small = table("u", rows(a=7, b=30), "kind", population=narrow)
    safe = made(wide, small)
    assert {("a", ""): "9", ("b", ""): "30", ("", ""): "39"} == shown(safe)
    assert {("a", ""): "[c]", ("b", ""): "30", ("", ""): "[c]"} == shown(safe, 1)


def test_counts_are_rounded_and_totals_on_their_own() -> None:
    """Shown counts are multiples of the base; one that rounds to nothing says so."""
    safe = made(table("t", rows(a=12, b=13, c=2), "kind"), policy=strict(1, 5))
    assert {("a", ""): "10", ("b", ""): "15", ("c", ""): "[low]", ("", ""): "25"} == (
        shown(safe)
    )
    assert (5,) == safe.certificate.rounded_to


def test_public_figures_are_shown_whole_under_the_shipped_policy() -> None:
    """What published facts determine is not hidden from anybody."""
    counted = table("t", rows(a=1, b=7), "kind", sensitivity=Sensitivity.PUBLIC)
    public = evolve(
        counted,
        cells=tuple(
            (key, evolve(cell, sensitivity=Sensitivity.PUBLIC))
            for key, cell in counted.cells
            if isinstance(cell, Figure)
        ),
    )
    safe = make_safe(
        document(public, audience=Audience.PUBLIC), policy(Audience.PUBLIC, DAY)
    )
    assert "1" == shown(safe)["a", ""]
    assert () == safe.certificate.hidden


def test_one_confidential_cell_keeps_a_whole_table_from_the_public() -> None:
    """The sensitivity of a table is the highest of its cells', whatever it declares."""
    counted = table("t", rows(a=9, b=7), "kind", sensitivity=Sensitivity.PUBLIC)
    safe = make_safe(
        document(counted, audience=Audience.PUBLIC), policy(Audience.PUBLIC, DAY)
    )
    assert (Omitted("Settings by kind", "It is not for this audience."),) == safe.blocks
    assert (Hidden("Settings by kind", "left_out"),) == safe.certificate.hidden
    assert () == safe.issued.shown


def test_a_report_counted_for_few_is_refused_for_many() -> None:
    """What was counted for the steering group cannot be made safe for everybody."""
    with pytest.raises(WrongAudienceError, match="Make it again for the public"):
        make_safe(document(), policy(Audience.PUBLIC, DAY))


def test_a_report_counted_for_everybody_may_go_to_few() -> None:
    """A public report may be shown to officers."""
    safe = make_safe(
        document(Heading("A"), audience=Audience.PUBLIC), policy(Audience.INTERNAL, DAY)
    )
    assert Audience.INTERNAL is safe.audience


def test_prose_shows_what_its_table_shows() -> None:
    """A cell quoted in prose is hidden when the table hides it."""
    counted = table("t", rows(a=3, b=7), "kind")
    said = Prose(
        ("Of ", CellOf("t"), ", ", CellOf("t", "a"), " and ", CellOf("t", "b"))
    )
    block = made(counted, said).blocks[1]
    assert isinstance(block, SafeProse)
    assert ["Of ", "[c]", ", ", "[c]", " and ", "7"] == [
        str(one) for one in block.parts
    ]


def test_a_figure_in_prose_counts_as_the_total_that_it_is() -> None:
    """A figure over a population is hidden where the population's total is."""
    said = Prose(("There are ", figure(10)))
    block = made(table("t", rows(a=3, b=7), "kind"), said).blocks[1]
    assert isinstance(block, SafeProse)
    assert "[c]" == str(block.parts[1])


def test_highlights_show_what_their_tables_show() -> None:
    """A highlight of a hidden cell is a mark, one of a table left out as well."""
    items = (("A", CellOf("t", "a")), ("B", CellOf("t", "b")), ("C", CellOf("no")))
    block = made(table("t", rows(a=3, b=7), "kind"), Highlights(items)).blocks[1]
    assert isinstance(block, SafeHighlights)
    assert ["[c]", "7", "[c]"] == [str(cell) for _, cell in block.items]


def test_a_share_is_shown_only_where_nothing_is_hidden_or_rounded() -> None:
    """Two numbers in one would get round the hiding of either."""
    share = evolve(figure(0), value=Share(1, 12))
    hidden = made(Prose((share,))).blocks[0]
    free = made(Prose((share,)), policy=strict(0)).blocks[0]
    assert (SafeProse((SafeCell(mark=Mark.CONFIDENTIAL),)), "1 of 12") == (
        hidden,
        str(free.parts[0]) if isinstance(free, SafeProse) else "",
    )


def test_digits_in_prose_are_refused() -> None:
    """A number that nothing could hide cannot be typed into a sentence."""
    with pytest.raises(DigitsInProseError):
        Prose(("There are 31 of them",))


def test_days_may_stand_in_prose() -> None:
    """A date is a node of its own and passes."""
    said = Prose(("On ", DAY))
    assert SafeProse(("On ", DAY)) == made(said).blocks[0]


def test_sensitive_prose_and_listings_are_left_out() -> None:
    """A block that says how sensitive it is goes no further than it may."""
    blocks = (
        Prose(("Between us",), sensitivity=Sensitivity.SETTING),
        Listing("Names", (("a", "b"),), sensitivity=Sensitivity.PERSONAL),
        Listing("Rules", (("a", "b"),)),
    )
    safe = make_safe(
        document(*blocks, audience=Audience.PUBLIC), policy(Audience.PUBLIC, DAY)
    )
    assert [Omitted, Omitted, SafeListing] == [type(block) for block in safe.blocks]


RECORDS = RecordTable(
    "worklist",
    "Worklist",
    "settings",
    ALL,
    (
        RecordColumn("name", "Setting"),
        RecordColumn("concern", "Concern", Sensitivity.PERSONAL),
    ),
    (
        RecordRow(("Elm House", "leadership")),
        RecordRow(("Name withheld", "none"), withheld=True),
        RecordRow(("Oak House", "none"), sensitivity=Sensitivity.PERSONAL),
    ),
)


def test_the_public_sees_no_table_of_named_settings() -> None:
    """The worklist is left out of what is published, and the page says so."""
    safe = make_safe(
        document(RECORDS, audience=Audience.PUBLIC), policy(Audience.PUBLIC, DAY)
    )
    assert (Omitted("Worklist", "It is not for this audience."),) == safe.blocks


def test_partners_see_neither_personal_columns_nor_personal_rows() -> None:
    """Steering gets names and no concerns; officers get both."""
    seen = []
    for audience in (Audience.STEERING, Audience.INTERNAL):
        safe = make_safe(document(RECORDS), policy(audience, DAY))
        block = safe.blocks[0]
        assert isinstance(block, SafeRecords)
        seen.append((len(block.columns), block.rows))
    assert (1, (("Elm House",), ("Name withheld",))) == seen[0]
    assert (2, 3) == (seen[1][0], len(seen[1][1]))


def test_a_policy_may_keep_withheld_rows_out() -> None:
    """A row whose name a register withholds goes where the policy lets it."""
    kept = evolve(strict(), withheld=False)
    block = make_safe(document(RECORDS), kept).blocks[0]
    assert isinstance(block, SafeRecords)
    assert ["Elm House", "Oak House"] == [row[0] for row in block.rows]


STORY = Narrative("From the hub", "the hub lead", "Visits went well.")


def test_free_text_needs_clearance_before_the_public_sees_it() -> None:
    """Without a named person's clearance for everybody it is left out."""
    half = evolve(STORY, clearance=Clearance("post/lead", DAY, Audience.STEERING))
    whole = evolve(STORY, clearance=Clearance("post/lead", DAY, Audience.PUBLIC))
    safe = make_safe(
        document(STORY, half, whole, audience=Audience.PUBLIC),
        policy(Audience.PUBLIC, DAY),
    )
    assert [Omitted, Omitted, SafeText] == [type(block) for block in safe.blocks]
    last = safe.blocks[2]
    assert isinstance(last, SafeText)
    assert "post/lead" == last.cleared_by


def test_free_text_is_shown_inside() -> None:
    """Partners and officers see it as it was written."""
    assert (
        SafeText("From the hub", "the hub lead", "Visits went well.")
        == (made(STORY).blocks[0])
    )


def test_two_tables_that_disagree_are_refused() -> None:
    """One total with two numbers is a fault of the report, and nothing is printed."""
    with pytest.raises(UnevenTotalsError):
        made(table("t", rows(a=6, b=7), "kind"), table("u", rows(c=14), "kind"))


def test_a_table_with_faults_says_them_all() -> None:
    """A missing cell and a figure of another population are reported together."""
    with pytest.raises(Faults) as caught:
        CountTable(
            code="t",
            title="T",
            measure="settings",
            unit="settings",
            population=ALL,
            rows=Axis("kind", "Kind", (Category("a", "A"), Category("b", "B"))),
            cells=((("a", ""), figure(1, Population("another"))),),
        )
    assert ["cells", "figure"] == [one.code for one in caught.value.findings]


def test_a_mark_stands_for_a_number_and_for_its_total() -> None:
    """Where a cell is not known, neither is the total, and both say so."""
    counted = table("t", rows(a=6, b=7), "kind")
    (first, _), second = counted.cells
    unknown = evolve(counted, cells=((first, Mark.NOT_AVAILABLE), second))
    assert {("a", ""): "[x]", ("b", ""): "7", ("", ""): "[x]"} == shown(made(unknown))


def test_categories_that_overlap_have_no_total() -> None:
    """Where one thing may be counted twice no total is made of the counts."""
    counted = evolve(table("t", rows(a=6, b=3), "kind"), shares_out=False)
    assert {("a", ""): "6", ("b", ""): "[c]"} == shown(made(counted))


def test_rows_of_a_record_table_fit_its_columns() -> None:
    """A row that is too short is refused with its number."""
    with pytest.raises(Faults, match="row 1"):
        RecordTable("t", "T", "settings", ALL, RECORDS.columns, (RecordRow(("a",)),))


def forged() -> SafeDocument:
    """Try to make a safe document by hand."""
    real = made(Heading("A"))
    return SafeDocument(real.document, real.blocks, real.certificate, real.issued)


def test_only_make_safe_makes_a_safe_document() -> None:
    """By hand, by copying and by unpickling it is refused."""
    real = made(Heading("A"))
    for attempt in (forged, lambda: copy.copy(real), lambda: pickle.dumps(real)):
        with pytest.raises(UnsafeDocumentError):
            attempt()


def test_a_safe_document_cannot_be_changed() -> None:
    """Neither its blocks nor anything else in it can be replaced."""
    with pytest.raises(UnsafeDocumentError):
        made(Heading("A")).blocks = ()


def test_the_unsafe_blocks_are_gone() -> None:
    """A safe document does not carry what it was made from."""
    assert () == made(table("t", rows(a=3, b=7), "kind")).document.blocks


def test_the_certificate_names_what_was_hidden_and_why() -> None:
    """Every hidden number is in it with the code of its reason."""
    certificate = made(table("t", rows(a=3, b=7), "kind")).certificate
    assert isinstance(certificate, Certificate)
    assert (
        Hidden("settings of settings: total", "contains"),
        Hidden("settings of settings: kind a", "small"),
    ) == certificate.hidden


def test_every_reason_for_hiding_has_words() -> None:
    """No certificate holds a code that cannot be said."""
    source = Path(hiding.__file__).read_text(encoding="utf-8")
    codes = set(re.findall(r': "([a-z_]+)"|= "([a-z_]+)"$', source, re.MULTILINE))
    found = {one or other for one, other in codes}
    assert {"small", "differs", "nested", "hidden_before", "contains", "completes"} == (
        found
    )
    assert [] == [code for code in found if not Hidden("x", code).in_words]


def test_an_unknown_audience_is_refused_with_those_there_are() -> None:
    """The sentence lists the audiences."""
    with pytest.raises(EarlyYearsError, match="public, steering, internal"):
        audience_from("press")


def test_marks_say_what_they_mean() -> None:
    """Every mark has its meaning in words."""
    assert [] == [mark for mark in Mark if not mark.meaning]


def test_issued_notes_are_kept_per_day_and_commit() -> None:
    """The note of a safe document says what readers now know."""
    note = made(table("t", rows(a=3, b=7), "kind")).issued
    assert isinstance(note, Issued)
    assert (DAY, 3, [7]) == (note.on, note.as_at, [value for _, value in note.shown])
    assert 2 == len(note.hidden)
