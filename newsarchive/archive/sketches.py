"""What near copies of a text can be found by: a few of its shingles, chosen so that its copy likely chose them too.

A shingle is some letters in a row: marks and blanks are left out, so that a text can be set anew. All shingles of a
text are hashed, and those with the smallest hashes are its sketch.

The hash of a shingle is a polynomial in its letters, modulo 2 to the 64th, stirred. Those of all shingles are
differences of running sums (Rabin and Karp), which numpy takes for a whole text at once.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from newsarchive.archive import bigrams, codepoints
from newsarchive.archive.codepoints import Codepoints

#: Kept in `meta`: sketches of one version are not compared with those of another.
VERSION = "3"
#: How many shingles of a text are stored, and how many of a new one are looked up: a longer text has more.
STORED, ASKED = 8, 32
#: A text of fewer bytes (of its letters in UTF-8) has too little to tell it from others; only the very same text is its
#: copy. These are 50 Han characters, or 30 English words.
SHORTEST = 150
#: Letters of a shingle: where a character is half a word, and where it is a fifth of one.
_WIDE, _NARROW = 7, 23
#: A hash has 47 bits: SQLite keeps such a number in six bytes.
_BITS = 47
_LETTERS = re.compile(r"\w+")
#: Letters that are hashed at a time.
_PIECE = 1 << 16
#: Odd numbers without a pattern, to multiply by: letters, the base of the polynomials, what is stirred.
_LETTER, _BASE, _STIR = (np.uint64(word) for word in (0x9E3779B97F4A7C15, 0xD1342543DE82EF95, 0xBF58476D1CE4E5B9))
_HALF = np.uint64(32)

Hashes = NDArray[np.uint64]


def letters(folded: str) -> Codepoints:
    """The letters and digits of a folded text, one after the other."""
    chars = codepoints.of(folded)
    return chars[codepoints.matching(_LETTERS)[chars]]


def sketch(folded: str) -> list[int]:
    """The smallest hashes of a folded text's shingles, ASKED at most; [] for one that is shorter than SHORTEST."""
    found = letters(folded)
    if len(found) < SHORTEST and len(codepoints.string(found).encode()) < SHORTEST:
        return []
    hashes = [_hashes(found[at : at + _PIECE + _NARROW]) for at in range(0, len(found), _PIECE)]
    return _smallest(hashes[0] if len(hashes) == 1 else np.concatenate(hashes))


def _smallest(hashes: Hashes) -> list[int]:
    """The first ASKED of all, in their order, each once: among those, most often, that are small for so many."""
    some = hashes[hashes < np.uint64(2 * ASKED * (1 << _BITS) // max(1, len(hashes)))]
    found = sorted(set(some.tolist()))
    return found[:ASKED] if len(found) >= ASKED else np.unique(hashes)[:ASKED].tolist()


def _hashes(found: Codepoints) -> Hashes:
    """The hashes of the shingles that begin at each letter, as far as they end here."""
    powers, inverses = _powers()
    sums = np.zeros(len(found) + 1, np.uint64)
    np.cumsum(_stirred(found * _LETTER) * powers[: len(found)], out=sums[1:])
    wide = bigrams.of_runs(found)
    starts = ((wide, _WIDE), (~wide, _NARROW))
    hashes = [_differences(sums, inverses, begins, length) for begins, length in starts if begins.any()]
    return _stirred(np.concatenate(hashes)) >> np.uint64(64 - _BITS)


def _differences(sums: Hashes, inverses: Hashes, begins: NDArray[np.bool_], length: int) -> Hashes:
    """What the letters from each place that `begins` on add to the sum, wherever in the text it is."""
    many = max(0, len(sums) - length)
    found = (sums[length:] - sums[:many]) * inverses[:many]
    return found[begins[:many]]


def _stirred(numbers: Hashes) -> Hashes:
    """Let every bit depend on every other one."""
    return (numbers ^ numbers >> _HALF) * _STIR


@cache
def _powers() -> tuple[Hashes, Hashes]:
    """The base to the power of each place of a piece, and their inverses."""
    inverse = np.uint64(pow(int(_BASE), -1, 1 << 64))
    powers, inverses = (np.full(_PIECE + _NARROW, base).cumprod(dtype=np.uint64) for base in (_BASE, inverse))
    return powers, inverses
