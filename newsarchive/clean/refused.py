"""What a page claims of persons and sources, and is refused: why, and how often."""

from __future__ import annotations

from collections import Counter

from newsarchive import text
from newsarchive.clean import names, persons
from newsarchive.model import Draft

#: The longest claim of a field that may name somebody: several persons stand in one.
_LONGEST = {"author": 8 * persons.LONGEST, "source": names.LONGEST}


def refused(draft: Draft) -> str:
    """The reasons with their counts, "author: too long 2, source: markup 1"; "" where nothing is refused."""
    found = Counter(
        f"{claim.field}: {reason}"
        for claim in draft.claims
        if claim.field in _LONGEST and (reason := _reason(claim.words, _LONGEST[claim.field]))
    )
    return ", ".join(f"{reason} {count}" for reason, count in sorted(found.items()))


def _reason(words: str, longest: int) -> str:
    if len(words) > longest:
        return "too long"
    if "<" in words and ">" in words:
        return "markup"
    return "hidden characters" if not words.isprintable() and text.BIDI.search(words) else ""
