"""Scripts without spaces as overlapping pairs of characters, which stock FTS5 finds at any length.

人工智能 is indexed as 人工 工智 智能 能. A query of two characters and more is a phrase of pairs; one of a single
character is a prefix; the last character stands alone so that it begins a word too, and so that no phrase reaches over
the end of a run.
"""

from __future__ import annotations

import re
import unicodedata
from operator import add

import numpy as np
from numpy.typing import NDArray

from newsarchive.archive import codepoints
from newsarchive.archive.codepoints import Codepoints
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
    return folded if folded.isascii() else _segmented(folded)


def _segmented(folded: str) -> str:
    """A character a row: itself; where it begins a pair, the other one; a blank, where a pair or a word ends."""
    chars = codepoints.of(folded)
    runs = of_runs(chars)
    if not runs.any():
        return folded
    rows, shown = np.full((len(chars), 3), ord(" "), np.uint32), np.ones((len(chars), 3), np.bool_)
    rows[:, 0], rows[:-1, 1] = chars, chars[1:]
    follows = np.append(runs[1:], False)  # does one of a run follow?
    shown[:, 1], shown[:, 2] = runs & follows, runs | follows
    return codepoints.string(rows[shown])


def of_runs(chars: Codepoints) -> NDArray[np.bool_]:
    """Of each character: is it of a script without spaces?"""
    return codepoints.matching(_RUN)[chars]


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
