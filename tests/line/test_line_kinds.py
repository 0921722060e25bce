"""News of those that are no newspapers: what is read of their pages."""

from __future__ import annotations

import pytest
from kinds import DAY, KINDS

from newsarchive import read


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_page_says_its_title_its_day_and_where_its_text_begins_and_ends(kind):
    got = read(kind.html.encode(), kind.url)
    lines = got.text.split("\n")
    assert got.title == kind.title
    assert got.published_at is not None
    assert got.published_at.date().isoformat() == DAY
    assert (lines[0], lines[-1]) == kind.lines
    if kind.updated:
        assert got.updated_at is not None
        assert got.updated_at.date().isoformat() == kind.updated
