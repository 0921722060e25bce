"""Lines whose place settles them are chosen as they would be if their words were looked at too."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from newsarchive import read
from newsarchive.extract import choice

PAGES = sorted((Path(__file__).parents[1] / "line" / "pages").glob("*.html"))


def texts() -> list[str]:
    return [read(page.read_bytes(), f"https://news.example/{page.stem}.html", anyway=True).text for page in PAGES]


def test_words_that_are_passed_over_would_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    settled = texts()
    looked_at = []
    of_words = choice.of_words
    monkeypatch.setattr(choice, "of_words", lambda run, *rest: looked_at.append(run) or of_words(run, *rest))
    assert texts() == settled
    some = len(looked_at)
    monkeypatch.setattr(choice, "_SURELY_NOT", -math.inf)
    monkeypatch.setattr(choice, "_SURELY", math.inf)
    assert texts() == settled
    assert len(looked_at) - some > some  # else the pages have no such lines, and nothing was tested
