"""What near copies of a text can be found by: a few of its shingles, chosen so that its copy likely chose them too.

A shingle is six tokens in a row, a token a pair of characters or a word, as the search index has them. All shingles
have one order: those that begin with a rare anchor first, then those with a common one, then the rest, and by their
hash among themselves. The first ones of a text are its sketch, so that of a long text few need to be hashed. Anchors
are a sixteenth, and a fourth, of all first characters.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
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
#: A hash has 60 bits; above them stands how rare the shingle's anchor is.
_BITS = 60


class _Ranks(dict[str, int]):
    """How late shingles come that begin with this character: 0, 1 or 2."""

    def __missing__(self, char: str) -> int:
        number = zlib.crc32(char.encode())
        rank = self[char] = 0 if number % 16 == 1 else 1 if number % 4 == 1 else 2
        return rank


_ranks = _Ranks()


def tokens(segmented: str) -> list[str]:
    """The tokens of a text that `bigrams.segment` has cut up."""
    return segmented.split()


def sketch(found: Sequence[str]) -> list[int]:
    """The first shingles of a text by their order, ASKED at most; [] for one of fewer than SHORTEST tokens."""
    if len(found) < SHORTEST:
        return []
    ranks = list(map(_ranks.__getitem__, map(itemgetter(0), found[: 1 - _LENGTH])))
    chosen: list[int] = []
    for rank in range(3):
        starts = compress(range(len(ranks)), map(rank.__eq__, ranks))
        chosen += sorted({rank << _BITS | shingle for shingle in _hashes(found, starts)})
        if len(chosen) >= ASKED:
            break
    return chosen[:ASKED]


def _hashes(found: Sequence[str], starts: Iterable[int]) -> list[int]:
    digest = xxhash.xxh3_64_intdigest
    return [digest(" ".join(found[start : start + _LENGTH]).encode()) >> 64 - _BITS for start in starts]
