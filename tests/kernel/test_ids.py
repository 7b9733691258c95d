"""Identifiers say their scheme, and a number that could be anybody's is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyyears.kernel import (
    AmbiguousIdentifierError,
    BadIdentifierError,
    Identifier,
    UnknownSchemeError,
    schemes,
)

identifiers = st.one_of(
    st.from_regex(scheme.pattern, fullmatch=True).map(
        lambda value, key=key: Identifier(key, value)
    )
    for key, scheme in schemes().items()
)


@given(identifiers, st.sampled_from(["", " ", "\t"]))
def test_what_is_printed_is_read_back(identifier: Identifier, space: str) -> None:
    """An identifier of any scheme survives being written, in any case and padded."""
    written = f"{space}{str(identifier).lower()}{space}"
    assert identifier == Identifier.parse(written)


@pytest.mark.parametrize("key", sorted(schemes()))
def test_each_scheme_accepts_its_own_example(key: str) -> None:
    """The example in the advice is itself accepted."""
    scheme = schemes()[key]
    assert scheme.accepts(scheme.example)
    assert Identifier(key, scheme.example) == Identifier.of(key, scheme.example)


@given(st.text("0123456789ABCDEPRVY", max_size=9))
def test_a_bare_value_is_read_only_where_one_scheme_could_have_given_it(
    value: str,
) -> None:
    """One possible scheme is taken; several are refused by name, none is refused."""
    could = sorted(key for key, scheme in schemes().items() if scheme.accepts(value))
    if len(could) == 1:
        assert Identifier(could[0], value) == Identifier.parse(value)
    elif could:
        with pytest.raises(AmbiguousIdentifierError) as refused:
            Identifier.parse(value)
        assert could == refused.value.data["schemes"]
    else:
        with pytest.raises(BadIdentifierError):
            Identifier.parse(value)


def test_a_bare_six_digit_number_is_refused_with_the_way_out() -> None:
    """A school and a nursery may share six digits; the error says how to write it."""
    with pytest.raises(AmbiguousIdentifierError, match=r"Write .*school:100001"):
        Identifier.parse("100001")


def test_an_unknown_scheme_is_refused_with_the_known_ones() -> None:
    """A scheme nobody described names those that are."""
    with pytest.raises(UnknownSchemeError, match=r"“ofsteed” .*ofsted, ofsted-person"):
        Identifier.parse("ofsteed:EY123456")


def test_a_value_of_the_wrong_form_is_refused_with_an_example() -> None:
    """The error shows what a number of this scheme looks like."""
    with pytest.raises(BadIdentifierError, match="It should look like EY123456"):
        Identifier.of("ofsted", "EY12345")


def test_digits_of_other_scripts_are_no_digits() -> None:
    """Only 0 to 9 make a number, so that one number has one spelling."""
    with pytest.raises(BadIdentifierError):
        Identifier.of("school", "\u0661\u0660\u0660\u0660\u0660\u0661")


@pytest.mark.parametrize("text", ["ofsted:Ada Invented", "Ada Invented", "Ada I:EY1"])
def test_a_name_in_the_wrong_place_is_not_repeated(text: str) -> None:
    """Errors never hold personal data, even where somebody typed it."""
    with pytest.raises((BadIdentifierError, UnknownSchemeError)) as refused:
        Identifier.parse(text)
    told = f"{refused.value} {refused.value.data}".upper()
    assert "ADA" not in told
