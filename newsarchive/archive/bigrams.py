"""Scripts without spaces as overlapping pairs of characters, which stock FTS5 finds at any length.

人工智能 is indexed as 人工 工智 智能 能. A query of two characters and more is a phrase of pairs; one of a single
character is a prefix; the last character stands alone so that it begins a word too, and so that no phrase reaches over
the end of a run.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from operator import add

from newsarchive.archive.folding import fold

#: Kept in `meta`; an index that was filled by another version, or with other columns, is filled anew.
VERSION = "2"

#: Han, kana, bopomofo, Hangul, Thai, Lao, Khmer, Myanmar: letters, digits and marks, nothing that parts words.
_RUN = re.compile(
    "[\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9\U00020000-\U000323af\u1100-\u11ff\uac00-\ud7a3"
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0ede\u1780-\u17d3\u17e0-\u17e9\u1000-\u1049\u1050-\u109d]+"
)


def segment(words: str) -> str:
    """Return `words`, folded, as the index takes them.

    >>> segment("AI人工智能")
    'ai 人工 工智 智能 能 '
    """
    folded = fold(words)
    if folded.isascii():
        return folded
    parts = _RUNS.split(folded)
    parts[1::2] = _pairs(parts[1::2])
    return " ".join(parts)


def phrase(words: str) -> str:
    """Return the FTS5 expression that finds `words` one after the other; "" if nothing in them is a letter or digit.

    >>> phrase("人工智能")
    '"人工 工智 智能"'
    >>> phrase("人")
    '"人" *'
    """
    folded = fold(words).replace('"', " ")
    if not any(map(_speaks, folded)):
        return ""
    last = _last_run(folded)
    if last is None:
        return f'"{segment(folded).strip()}"'
    head, run = segment(folded[: last.start()]), last[0]
    tail = " ".join(map(add, run, run[1:])) or run
    return f'"{f"{head} {tail}".strip()}"' + (" *" if len(run) == 1 else "")


def parts(words: str) -> list[str]:
    """Return the runs and words of `words`, folded, in their order: what a phrase has to match."""
    return [found[0] for found in _PART.finditer(fold(words))]


_PART = re.compile(rf"{_RUN.pattern}|(?:(?!{_RUN.pattern[:-1]})\w)+")


_RUNS = re.compile(f"({_RUN.pattern})")
#: Characters as numbers, of which three make a pair and its blank. Texts are cut up as arrays, at the speed of C.
_CODEC = f"utf-32-{sys.byteorder[0]}e"
_BLANK = array("I", " ".encode(_CODEC))


def _pairs(runs: list[str]) -> list[str]:
    """Each run as its pairs and its last character.

    All of them at once: put one after the other, with a mark between them, their pairs are those of one string, and a
    mark and what it was paired with shows where a run begins and ends.
    """
    if not runs:
        return []
    chars = array("I", "\0".join(["", *runs, ""]).encode(_CODEC))
    pairs = array("I", bytes(3 * chars.itemsize * (len(chars) - 1)))
    pairs[0::3], pairs[1::3], pairs[2::3] = chars[:-1], chars[1:], _BLANK * (len(chars) - 1)
    found = pairs.tobytes().decode(_CODEC)[1:-2].split("\0 \0")
    return [run[2:] for run in found]


def _last_run(folded: str) -> re.Match[str] | None:
    """The run that `folded` ends with; None if it ends with a word."""
    for run in reversed(list(_RUN.finditer(folded))):
        return None if any(map(_speaks, folded[run.end() :])) else run
    return None


def _speaks(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


def is_run(part: str) -> bool:
    """Is `part`, one of `parts`, of a script without spaces?"""
    return _RUN.match(part) is not None
