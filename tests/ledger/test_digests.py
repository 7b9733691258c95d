"""The digest of a row is what its contract says, however it is worked out."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from earlyyears.ledger import Row, digest_of

words = st.text()
maybe = st.none() | words


rows = st.builds(
    Row,
    *(st.integers(1), st.integers(0), words, words, words, words),
    *(maybe, maybe, st.just(""), words),
)


@given(rows)
def test_a_digest_is_of_the_rows_json_list(row: Row) -> None:
    """Whatever the text, the digest is SHA-256 of the JSON list of the contents."""
    *contents, _, source = row
    text = json.dumps([*contents, source])
    assert hashlib.sha256(text.encode()).hexdigest() == digest_of(row)
