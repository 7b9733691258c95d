"""The page of checks says what the checks themselves say."""

from tests.testing.pages import CHECKS, checks_page


def test_the_page_of_checks_is_made_from_the_checks() -> None:
    """Run `python -m tests.testing.pages` after a check was added or reworded."""
    assert checks_page() == CHECKS.read_text(encoding="utf-8")
