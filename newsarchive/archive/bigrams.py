"""Scripts without spaces as overlapping pairs of characters, which stock FTS5 finds at any length.

人工智能 is indexed as 人工 工智 智能 能. A query of two characters and more is a phrase of pairs; one of a single
character is a prefix; the last character stands alone so that it begins a word too, and so that no phrase reaches over
the end of a run. Where another run follows, only marks between them, the last character is followed by the first one of
that run; and behind a word of letters and digits stands the first character of the run. So a phrase may end with a
single character and is still made of whole words of the index: a prefix in a phrase takes FTS5 a second at a million.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

from newsarchive.archive import codepoints
from newsarchive.archive.codepoints import Codepoints
from newsarchive.archive.folding import fold

#: Kept in `meta`; an index that was filled by another version, or with other columns, is filled anew.
VERSION = "3"

#: Han, kana, bopomofo, Hangul, Thai, Lao, Khmer, Myanmar: letters, digits and marks, nothing that parts words.
_RUN = re.compile(
    "[\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9\U00020000-\U000323af\u1100-\u11ff\uac00-\ud7a3"
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0ede\u1780-\u17d3\u17e0-\u17e9\u1000-\u1049\u1050-\u109d]+"
)
#: What parts two runs that are no neighbours: letters, digits, and private characters, which FTS5 takes for such.
_WORD = re.compile("[^\\W_]+|[\ue000-\uf8ff]+")
#: Joins the ends of two runs to a word of the index. A private character, which no keyboard has.
SEAM = "\ue000"
#: Stands before, between and behind texts that are cut up together; half a character, which no stored text holds.
_WALL = "\ud800"
#: What means something to the index and not to people.
_OURS = re.compile('["\ue000-\ue00f]')
#: Kinds of characters.
_OF_RUN, _OF_WORD = 1, 2

Places = NDArray[np.intp]


def segment(words: str) -> str:
    """Return `words`, folded, as the index takes them.

    >>> segment("AI人工,智能").replace(SEAM, "|")
    'ai |人 人工 工|智 , 智能 能 '
    """
    return _WALL.join(segments(words))


def segments(*fields: str) -> list[str]:
    """Return each of some texts, folded, as the index takes it: in one go, since most of the work is to begin.

    >>> segments("人工", "AI")
    ['人工 工 ', 'ai']
    """
    folded = [fold(words) for words in fields]
    return folded if all(map(str.isascii, folded)) else _segmented(folded)


def _segmented(fields: list[str]) -> list[str]:
    """Each character, with the other one of its pair and a blank where there is one; and what joins runs."""
    chars = codepoints.of(_WALL.join(("", *fields, "")))
    kinds = _kinds()[chars]
    runs = kinds == _OF_RUN
    edges = np.flatnonzero(runs[1:] != runs[:-1])
    if not len(edges):
        return fields
    walls = np.flatnonzero(chars == ord(_WALL))
    pairs, blanks = runs[:-1] & runs[1:], runs[:-1] | runs[1:]
    blanks[walls[:-1]] = False
    widths = pairs.view(np.int8) + blanks.view(np.int8)
    widths += 1
    starts = edges[::2] + 1
    apart, ends, others = _joints(starts, edges[1::2], walls, np.flatnonzero(kinds == _OF_WORD))
    widths[apart] += 3
    widths[ends] += 2
    return codepoints.string(_laid_out(chars, pairs, widths, apart, (ends, others))).split(_WALL)[1:]


def _joints(starts: Places, ends: Places, walls: Places, words: Places) -> tuple[Places, Places, Places]:
    """Where a run begins behind a word; and where one ends behind which another begins, only marks between them."""
    before = np.zeros_like(starts)  # where the run before ends
    before[1:] = ends[:-1]
    wall = walls[np.searchsorted(walls, starts) - 1]
    apart = np.searchsorted(words, starts) > np.searchsorted(words, np.maximum(before, wall))
    joined = ~apart & (before > wall)
    return starts[apart], before[joined], starts[joined]


def _laid_out(
    chars: Codepoints, pairs: NDArray[np.bool_], widths: NDArray[np.int8], apart: Places, joined: tuple[Places, Places]
) -> Codepoints:
    """Characters in the room that each of them takes. All that is not filled is a blank."""
    stops = widths.cumsum()
    places = stops - widths
    room = np.full(stops[-1], ord(" "), np.uint32)
    leads, (ends, others) = places[apart], joined
    room[leads], room[leads + 1] = ord(SEAM), chars[apart]
    places[apart] += 3
    room[places] = chars[:-1]
    room[places[pairs] + 1] = chars[1:][pairs]
    tails = places[ends]
    room[tails + 1], room[tails + 2] = ord(SEAM), chars[others]
    return room


@cache
def _kinds() -> NDArray[np.uint8]:
    """Of each character: is it of a run, of a word, or neither?"""
    runs = codepoints.matching(_RUN)
    return np.where(runs, _OF_RUN, np.where(codepoints.matching(_WORD), _OF_WORD, 0)).astype(np.uint8)


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
    folded = _OURS.sub(" ", fold(words))
    if not any(map(_speaks, folded)):
        return ""
    last = _last_run(folded)
    if last is None:
        return f'"{segment(folded).strip()}"'
    head, _, end = segment(folded[: last.end()]).strip().rpartition(" ")  # more of the run may follow in a text
    return f'"{head.strip()}"' if any(map(_speaks, head)) else f'"{end}" *'


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
