"""Vocabularies: stable codes, people's words, and room for a borough's own."""

import datetime as dt

import pytest

from earlyyears.kernel import Faults
from earlyyears.places import (
    CodeTakenError,
    UnknownCodeError,
    UnknownVocabularyError,
    vocabularies,
    vocabulary,
    vocabulary_from,
)

OWN = {
    "pack": "vocabulary",
    "name": "setting-kind",
    "title": "Kinds of setting in a fictional borough",
    "source": {"instrument": "a decision of the borough"},
    "code": [
        {"code": "forest_school", "label": "Forest school", "parent": "full_day_care"}
    ],
}


@pytest.mark.parametrize("name", sorted(vocabularies()))
def test_every_vocabulary_that_ships_can_be_relied_on(name: str) -> None:
    """Parents exist, nothing is its own parent, and no spelling means two codes."""
    words = vocabulary(name)
    for row in words.rows:
        assert not row.parent or row.parent in words.codes()
        assert row.code != row.parent
        for text in (row.code, *row.aliases, *(label.text for label in row.labels)):
            assert row.code == words.code(text)


def test_labels_are_the_publishers_words() -> None:
    """What is printed for a code of Ofsted's is what Ofsted prints."""
    types = vocabulary("provider-type")
    assert "Childcare on non-domestic premises" == types.label("non_domestic")
    assert "ALL" == vocabulary("register-combination").label("eyr-ccr-vcr")


def test_spelling_differs_by_edition_and_the_code_does_not() -> None:
    """Case, spaces and punctuation do not matter."""
    types = vocabulary("provider-type")
    assert "childminder_agency" == types.code("Childminder Agency")
    assert "childminder_agency" == types.code(" childminder agency ")
    assert None is types.code("childminders' agency")


def test_a_label_that_changed_goes_by_the_day() -> None:
    """A 3 was satisfactory until 3 November 2013."""
    grades = vocabulary("overall-effectiveness")
    assert "Satisfactory" == grades.label("3", dt.date(2013, 11, 3))
    assert "Requires improvement" == grades.label("3", dt.date(2013, 11, 4))
    assert "Requires improvement" == grades.label("3")


def test_a_pack_adds_kinds_that_count_as_what_they_are() -> None:
    """A borough's own kind is found, and is a kind of its parent however far up."""
    kinds = vocabulary("setting-kind").extended(vocabulary_from(OWN))
    assert "Forest school" == kinds.label("forest_school")
    assert kinds.within("forest_school", "non_domestic_care")
    assert not kinds.within("forest_school", "school")


def test_a_pack_may_not_take_a_code_that_is_there() -> None:
    """Two meanings of one code would mix records of years."""
    taken = {**OWN, "code": [{"code": "childminder", "label": "Something else"}]}
    with pytest.raises(CodeTakenError) as refused:
        vocabulary("setting-kind").extended(vocabulary_from(taken))
    assert ("childminder",) == refused.value.data["codes"]


def test_all_faults_of_a_pack_are_told_at_once() -> None:
    """A row without a label and a code that stands twice are both named."""
    codes = [{"code": "a"}, {"code": "b", "label": "B"}, {"code": "b", "label": "B2"}]
    with pytest.raises(Faults) as refused:
        vocabulary_from({**OWN, "code": codes})
    assert ["no_label", "doubled_code"] == [one.code for one in refused.value.findings]


def test_an_unknown_vocabulary_or_code_is_refused_with_those_there_are() -> None:
    """The error names what could have been meant."""
    with pytest.raises(UnknownVocabularyError, match="provider-type"):
        vocabulary("provider-kind")
    with pytest.raises(UnknownCodeError, match="non_domestic"):
        vocabulary("provider-type").label("nursery")
