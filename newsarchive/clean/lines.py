"""Lines that may say who, when and where from: what stands close above, at the head, at the tail and close below.

A line is cut into parts, each with its label: 来源：X 作者：Y 2012年1月12日 is a source, an author and a date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from newsarchive import text
from newsarchive.model import Draft

Place = Literal["above", "head", "tail", "below"]

#: Characters of the longest line that is read whole: credits are short, and every pattern's time is bounded by it.
LONGEST = 240
#: How many blocks of the body may open, or close, with words that are none of it.
HEAD_BLOCKS = 2
TAIL_BLOCKS = 4
#: How many lines below the body still belong to it.
BELOW = 12


@dataclass(frozen=True, slots=True)
class Line:
    """Some words near the body: a whole line, or the end of a paragraph that is turned to us."""

    words: str
    place: Place
    index: int
    """Of the block it is part of, or of the line in `above` or `below`."""
    whole: bool = True
    """Is it all of the line or block? False: its first or last characters."""


def near(draft: Draft) -> list[Line]:
    """The lines of `draft` that may hold credits, in reading order; no blocks are there twice."""
    return [*_listed(draft.above, "above"), *_blocks(draft), *_listed(draft.below[:BELOW], "below")]


def tidy(words: str) -> str:
    """`words` as one line, without what could make a name lie: bidirectional marks, zero-width characters."""
    return text.line(text.BIDI.sub("", words))


def _listed(lines: list[str], place: Place) -> Iterator[Line]:
    for index, words in enumerate(lines):
        if words and len(words) <= LONGEST:
            yield Line(tidy(words), place, index)


def _blocks(draft: Draft) -> Iterator[Line]:
    count = len(draft.blocks)
    for index in range(min(HEAD_BLOCKS, count)):
        yield _end(draft.blocks[index].text, "head", index)
    for index in range(max(count - TAIL_BLOCKS, 0), count):
        yield _end(draft.blocks[index].text, "tail", index)


def _end(words: str, place: Place, index: int) -> Line:
    if len(words) <= LONGEST:
        return Line(tidy(words), place, index)
    return Line(tidy(words[:LONGEST] if place == "head" else words[-LONGEST:]), place, index, whole=False)


