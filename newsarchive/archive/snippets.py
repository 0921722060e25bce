"""A line of a text around the words that were looked for, and where they stand in it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newsarchive.archive import bigrams
from newsarchive.archive.folding import fold, fold_with_places

#: Columns of a terminal; a wide character takes two.
WIDTH = 120
_BEFORE = 0.3
_CUT = "…"
#: Folding makes few characters longer; how many there are before a place is found in so many goes at most.
_GUESSES = 6

Marks = tuple[tuple[int, int], ...]


def cut(text: str, wanted: list[str]) -> tuple[str, Marks]:
    """Return about WIDTH columns of `text` on one line, and the (start, end) of each of `wanted` in it.

    The line begins a little before the first of them, or with the text if none stands in it (the headline had it).
    """
    flat = text.replace("\n", " ")
    pattern = _pattern(wanted)
    first = _first(flat, pattern) if pattern else 0
    start, end = _window(flat, first)
    line = (_CUT if start else "") + flat[start:end].strip() + (_CUT if end < len(flat) else "")
    return line, _marks(line, pattern)


def _first(flat: str, pattern: re.Pattern[str]) -> int:
    """Where the first of the words stands; 0 if none does. Accents are looked through only where that helps."""
    folded = fold(flat)
    found = pattern.search(folded) or pattern.search(_unaccented(folded))
    if found is None:
        return 0
    return found.start() if len(folded) == len(flat) else _place(flat, found.start())


def _place(flat: str, start: int) -> int:
    """About where the character stands that is the one at `start` in the folded text: it is the place of a window."""
    at = start
    for _ in range(_GUESSES):
        over = len(fold(flat[:at])) - start
        if not over:
            break
        at = min(max(at - over, 0), len(flat) - 1)
    return at


def _marks(line: str, pattern: re.Pattern[str] | None) -> Marks:
    if pattern is None:
        return ()
    folded, places = fold_with_places(line)
    places.append(len(line))
    matches = pattern.finditer(_unaccented(folded))
    return tuple((places[found.start()], places[found.end()]) for found in matches if found[0])


def _pattern(wanted: list[str]) -> re.Pattern[str] | None:
    """Each phrase as its runs and words with anything between them that is no letter; words begin and end as words."""
    phrases = [r"[\W_]*".join(_part(part) for part in bigrams.parts(words)) for words in map(_unaccented, wanted)]
    return re.compile("|".join(filter(None, phrases))) if any(phrases) else None


def _part(part: str) -> str:
    if bigrams.is_run(part):
        return re.escape(part)
    left, right = r"(?<![a-z0-9])", r"(?![a-z0-9])"
    return left + re.escape(part) + right


def _window(flat: str, at: int) -> tuple[int, int]:
    """Where a line of WIDTH columns begins and ends that shows `at` with some words before it."""
    start, room = at, WIDTH * _BEFORE
    while start > 0 and room > 0:
        start -= 1
        room -= _columns(flat[start])
    start = _word_start(flat, start, at)
    end, room = start, WIDTH
    while end < len(flat) and room > 0:
        room -= _columns(flat[end])
        end += 1
    return start, end


def _word_start(flat: str, start: int, at: int) -> int:
    """Not inside a word, where a word ends before the match."""
    if start == 0 or not (flat[start - 1].isascii() and flat[start - 1].isalnum()):
        return start
    blank = flat.find(" ", start, at)
    return start if blank < 0 else blank + 1


def _unaccented(words: str) -> str:
    """`words` as the index compares them: no accents on Latin, Greek and Cyrillic letters; as many characters."""
    return words if words.isascii() else "".join(map(_base, words))


@lru_cache(maxsize=4096)
def _base(char: str) -> str:
    apart = unicodedata.normalize("NFD", char)
    return apart[0] if all("\u0300" <= mark <= "\u036f" for mark in apart[1:]) else char


def _columns(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
