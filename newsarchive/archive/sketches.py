"""What near copies of a text can be found by: a few of its shingles, chosen so that its copy likely chose them too.

A shingle is six tokens in a row, a token a pair of characters or a word, as the search index has them. All shingles
have one order, by their hash; the first ones of a text are its sketch. Those that begin with an anchor, a token whose
first character is one of an eighth of all, come before all others: of a long text only an eighth needs to be hashed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from itertools import compress
from operator import itemgetter

import xxhash

#: Kept in `meta`: sketches of one version are not compared with those of another.
VERSION = "1"
#: How many shingles of a text are stored, and how many of a new one are looked up: a longer text has more.
STORED, ASKED = 8, 32
#: A text of fewer tokens has too little to tell it from others; only the very same text is its copy.
SHORTEST = 40
_LENGTH = 6
_LATE = 1 << 62


class _Anchors(dict[str, bool]):
    """Does a token that begins with this character make an anchor?"""

    def __missing__(self, char: str) -> bool:
        found = self[char] = zlib.crc32(char.encode()) % 8 == 1
        return found


_anchors = _Anchors()


def tokens(segmented: str) -> list[str]:
    """The tokens of a text that `bigrams.segment` has cut up."""
    return segmented.split()


def sketch(found: Sequence[str]) -> list[int]:
    """The first shingles of a text by their order, ASKED at most; [] for one of fewer than SHORTEST tokens."""
    if len(found) < SHORTEST:
        return []
    last = len(found) - _LENGTH + 1
    starts = compress(range(last), map(_anchors.__getitem__, map(itemgetter(0), found)))
    chosen = set(_hashes(found, starts))
    if len(chosen) < ASKED:
        chosen |= {_LATE | shingle for shingle in _hashes(found, range(last))}
    return nsmallest(ASKED, chosen)


def _hashes(found: Sequence[str], starts: Iterable[int]) -> Iterable[int]:
    digest = xxhash.xxh3_64_intdigest
    return (digest(" ".join(found[start : start + _LENGTH]).encode()) >> 2 for start in starts)
