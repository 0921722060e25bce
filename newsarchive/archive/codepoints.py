"""Texts as arrays of numbers, one a character: folded, cut up and hashed at the speed of C."""

from __future__ import annotations

import re
import sys
from functools import cache

import numpy as np
from numpy.typing import NDArray

#: A character's number, as Unicode counts them.
Codepoints = NDArray[np.uint32]

#: One more than the last of them.
MANY = sys.maxunicode + 1
_CODEC = f"utf-32-{sys.byteorder[0]}e"


def of(words: str) -> Codepoints:
    """The numbers of the characters of `words`; half an emoji counts too."""
    return np.frombuffer(words.encode(_CODEC, "surrogatepass"), np.uint32)


def string(numbers: Codepoints) -> str:
    """The characters of these numbers, one after the other."""
    return numbers.tobytes().decode(_CODEC, "surrogatepass")


@cache
def matching(pattern: re.Pattern[str]) -> NDArray[np.bool_]:
    """Of each character: does `pattern`, of one or more of a kind, match it?"""
    found = np.zeros(MANY, np.bool_)
    for some in pattern.finditer(string(np.arange(MANY, dtype=np.uint32))):
        found[some.start() : some.end()] = True
    return found
