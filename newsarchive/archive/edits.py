"""The class of an edit: how, and how much, a state of an article differs from the one before.

    typography  marks, blanks, widths, case, traditional and simplified: not a word, not a number
    wording     other words, with the same numbers and names
    facts       numbers or names came, went or changed
    headline    the headline says something else
    source      who is credited: source, kind, authors, editors
    date        when it says that it was published
    rewrite     less than half of the text is left, or the earlier text is less than half of it

Two states that differ only in what no reader sees (the language, when it says it was updated) have no class.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from newsarchive.archive.differences import Piece, compare
from newsarchive.archive.facts import Fact, facts
from newsarchive.archive.folding import fold
from newsarchive.text import plain

Edit = Literal["typography", "wording", "facts", "headline", "source", "date", "rewrite"]

#: In the order in which they are listed.
EDITS: tuple[Edit, ...] = get_args(Edit)
#: What a reader would want to be told of.
MATTERING: frozenset[Edit] = frozenset({"facts", "headline", "source", "date", "rewrite"})
#: The share of the longer text that must stand in both, or it is a rewrite; and letters below which nothing is one.
_LEFT, _SHORT = 0.5, 40


@dataclass(frozen=True, slots=True)
class Said:
    """What two states are compared by."""

    title: str
    text: str
    source: tuple[str, ...] = ()
    """Source in one form for all its spellings, kind, authors, editors: whatever differs makes another credit."""
    published: tuple[str, ...] = ()
    """Time in UTC, and precision."""
    language: str = ""


def edits(before: Said, after: Said) -> list[Edit]:
    """The classes of what changed from `before` to `after`, in the order of `EDITS`."""
    found = set(_text(before.text, after.text, after.language))
    found |= _headline(before.title, after.title, after.language)
    if before.source != after.source:
        found.add("source")
    if before.published != after.published:
        found.add("date")
    if found - {"typography"}:
        found.discard("typography")
    return [edit for edit in EDITS if edit in found]


def _text(old: str, new: str, language: str) -> Iterable[Edit]:
    if old == new:
        return []
    pieces = compare(old, new)
    if _is_rewrite(pieces, old, new):
        return ["rewrite"]
    return _words(pieces, old, new, language)


def _headline(old: str, new: str, language: str) -> set[Edit]:
    """A headline in other words is `headline`, and `facts` beside it where numbers or names changed."""
    if old == new:
        return set()
    found = set(_words(compare(old, new), old, new, language))
    return {"headline", *(found & {"facts"})} if found - {"typography"} else found


def _words(pieces: list[Piece], old: str, new: str, language: str) -> list[Edit]:
    lost, came = _changed(pieces, old, new, language)
    if _plain(old, []) == _plain(new, []) and _numbers(lost) == _numbers(came):
        return ["typography"]
    found: list[Edit] = []
    if Counter(fact.value for fact in lost) != Counter(fact.value for fact in came):
        found.append("facts")
    if _plain(old, lost) != _plain(new, came):
        found.append("wording")
    return found or ["typography"]


def _numbers(found: list[Fact]) -> list[str]:
    """1.5 and 15 have the same digits, as 3 and -3 have."""
    return [fact.value for fact in found if any(map(str.isdigit, fact.value))]


def _changed(pieces: list[Piece], old: str, new: str, language: str) -> tuple[list[Fact], list[Fact]]:
    """The numbers and names that the changes touch, before and after."""
    gone, fresh = [], []
    at = there = 0
    for piece in pieces:
        if piece.change != "equal":
            gone.append((at, at + len(piece.old)))
            fresh.append((there, there + len(piece.new)))
        at, there = at + len(piece.old), there + len(piece.new)
    return _touched(facts(old, language), gone), _touched(facts(new, language), fresh)


def _touched(found: list[Fact], spans: list[tuple[int, int]]) -> list[Fact]:
    """Facts that share a character with one of `spans`; both are in order."""
    result, place = [], 0
    for fact in found:
        while place < len(spans) and spans[place][1] <= fact.start:
            place += 1
        if any(start < fact.end and end > fact.start for start, end in spans[place : place + 8]):
            result.append(fact)
    return result


def _plain(words: str, without: list[Fact]) -> str:
    """Letters and digits of `words`, folded, less those facts."""
    kept, at = [], 0
    for fact in without:
        if fact.start >= at:
            kept.append(words[at : fact.start])
        at = max(at, fact.end)
    return plain(fold("".join((*kept, words[at:]))))


def _is_rewrite(pieces: list[Piece], old: str, new: str) -> bool:
    longer = max(len(old), len(new))
    kept = sum(len(piece.new) for piece in pieces if piece.change == "equal")
    return longer >= _SHORT and kept < _LEFT * longer
