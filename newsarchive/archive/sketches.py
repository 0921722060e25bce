"""What near copies of a text can be found by: a few of its shingles, chosen so that its copy likely chose them too.

A shingle is some letters in a row: marks and blanks are left out, so that a text can be set anew. All shingles have one
order: those that begin with an anchor come first, and all by their hash. The first ones of a text are its sketch, so
that of a long text few need to be hashed. An eighth of all characters are anchors; in twenty languages that were
counted, these are 7 to 15 of 100 letters of their texts.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from functools import cache

import xxhash

from newsarchive.archive import bigrams

#: Kept in `meta`: sketches of one version are not compared with those of another.
VERSION = "2"
#: How many shingles of a text are stored, and how many of a new one are looked up: a longer text has more.
STORED, ASKED = 8, 32
#: A text of fewer bytes (of its letters in UTF-8) has too little to tell it from others; only the very same text is its
#: copy. These are 50 Han characters, or 30 English words.
SHORTEST = 150
#: Letters of a shingle: where a character is half a word, and where it is a fifth of one.
_WIDE, _NARROW = 7, 23
#: A hash has 60 bits; the one above them says that the shingle begins with no anchor.
_BITS = 60

_MARKS = re.compile(r"[^\w\s]+")


def letters(folded: str) -> str:
    """The letters and digits of a folded text, one after the other."""
    return "".join(_MARKS.sub("", folded).split())


def sketch(folded: str) -> list[int]:
    """The first shingles of a folded text by their order, ASKED at most; [] for one that is shorter than SHORTEST."""
    found = letters(folded)
    if len(found) < SHORTEST and len(found.encode()) < SHORTEST:
        return []
    wide, narrow = _anchored()
    chosen = sorted(_hashes(wide.findall(found) + narrow.findall(found)))
    if len(chosen) < ASKED:
        chosen += sorted(1 << _BITS | shingle for shingle in _hashes(_all(found)).difference(chosen))
    return chosen[:ASKED]


def _hashes(shingles: Iterable[str]) -> set[int]:
    digest = xxhash.xxh3_64_intdigest
    return {digest(shingle.encode()) >> 64 - _BITS for shingle in shingles}


@cache
def _anchored() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands behind an anchor, in scripts without spaces and in others."""
    chars = (chr(number) for number in range(0x10000))
    anchors = [char for char in chars if char.isalnum() and zlib.crc32(char.encode()) % 8 == 1]
    wide = "".join(filter(bigrams.is_run, anchors))
    narrow = "".join(char for char in anchors if not bigrams.is_run(char))
    return re.compile(f"[{wide}](?=(.{{{_WIDE}}}))"), re.compile(f"[{narrow}](?=(.{{{_NARROW}}}))")


def _all(found: str) -> list[str]:
    """What stands behind each character."""
    lengths = (_WIDE if bigrams.is_run(char) else _NARROW for char in found[:-_WIDE])
    return [found[at : at + length] for at, length in enumerate(lengths, 1)]
