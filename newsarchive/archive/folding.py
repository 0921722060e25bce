"""The form in which words are compared: width, case and Han script folded, so that 人民日報 finds 人民日报.

Traditional and simplified meet character by character, by OpenCC's table; its phrases would need a dictionary of words
in the index. The table is a file of ours, not a package, since an index that was filled with one table must not be
asked with another.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from newsarchive.archive import codepoints
from newsarchive.text import INVISIBLE

#: What becomes of each character, by their numbers; 0 where it was not met yet, or becomes none or several.
_FOLDED = np.zeros(codepoints.MANY, np.uint32)
#: Words of fewer characters are folded one by one.
_SHORT = 64


@lru_cache(maxsize=16)  # a text is folded for the index, for its sketch, and for each that it is compared with
def fold(words: str) -> str:
    """Return `words` for searching: NFKC, case folded, invisible characters gone, Han simplified.

    >>> fold("《人民日報》ＡＩ Straße")
    '《人民日报》ai strasse'
    """
    if words.isascii():
        return words.lower()
    if len(words) < _SHORT:
        return _composed(words.translate(_FORMS))
    numbers = codepoints.of(words)
    folded = _FOLDED[numbers]
    if not folded.all():
        for char in set(codepoints.string(numbers[folded == 0])):
            words = words.replace(char, _learnt(char))
        folded = _FOLDED[codepoints.of(words)]
    return _composed(codepoints.string(folded))


def _composed(words: str) -> str:
    return words if unicodedata.is_normalized("NFC", words) else unicodedata.normalize("NFC", words)


class _Forms(dict[int, str]):
    """What becomes of each character, by their numbers, as it is learnt."""

    def __missing__(self, number: int) -> str:
        return self.setdefault(number, form(chr(number)))


_FORMS = _Forms()


def form(char: str) -> str:
    """What becomes of one character where it stands alone."""
    folded = "" if INVISIBLE.match(char) else unicodedata.normalize("NFKC", char).casefold()
    return folded.translate(_simplified())


def _learnt(char: str) -> str:
    """What becomes of a character; it is written down where it is one. What was folded is not changed by folding."""
    folded = form(char)
    for one in folded:
        _FOLDED[ord(one)] = ord(one)
    if len(folded) == 1:
        _FOLDED[ord(char)] = ord(folded)
    return folded


def fold_with_places(words: str) -> tuple[str, list[int]]:
    """Return `fold(words)` and, for each of its characters, the place in `words` of the one it came from."""
    folded = fold(words)
    if len(folded) == len(words):  # a width or a case that moves and moves back costs a mark, no more
        return folded, list(range(len(words)))
    lengths = {char: len(form(char)) for char in set(words)}
    places = [place for place, char in enumerate(words) for _ in range(lengths[char])]
    if len(places) != len(folded):  # marks were put together with their letters
        places = [start for start, cluster in _clusters(words) for _ in fold(cluster)]
    return folded, places


def _clusters(words: str) -> list[tuple[int, str]]:
    """A character with those that follow it and may be put together with it, and where it stands."""
    starts = [place for place, char in enumerate(words) if place == 0 or not _joins(char)]
    return [(start, words[start:end]) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]


def _joins(char: str) -> bool:
    """Is it a mark, in whatever width, or a later part of a Hangul syllable?"""
    return "\u1160" <= char <= "\u11ff" or unicodedata.combining(unicodedata.normalize("NFKC", char)[0]) > 0


@cache
def _simplified() -> Mapping[int, str]:
    table = json.loads((files("newsarchive.archive") / "simplified.json").read_text("utf-8"))
    return dict(zip(map(ord, table["traditional"]), table["simplified"], strict=True))
