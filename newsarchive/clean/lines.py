"""Lines that may say who, when and where from: what stands close above, at the head, at the tail and close below.

A line is cut into parts, each with its label: 来源：X 作者：Y 2012年1月12日 is a source, an author and a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from newsarchive import text
from newsarchive.clean import gap, labels, moments, outlets
from newsarchive.model import Draft

Place = Literal["above", "head", "tail", "below"]

#: Characters of the longest line that is read whole: credits are short, and every pattern's time is bounded by it.
LONGEST = 240
#: How many blocks of the body may open, or close, with words that are none of it. The head ends with its first prose,
#: and the tail begins with its last.
HEAD_BLOCKS = 8
TAIL_BLOCKS = 4
#: How many blocks the tail has at most: some pages are lists without any prose.
_TAIL_MOST = 24
#: Characters of a paragraph that is prose.
PROSE = 80
#: A date alone on the line after the first prose, which was a caption then: blocks before it, and its characters.
_FIRST, _DATE = 2, 30
_BYLINE = re.compile(
    r"(?:by|von|text|par|por|di|autor|author|words|ein\w{0,2} [^\W\d_]{3,20} von"
    r"|this (?:article|story|piece|post)|dieser (?:artikel|beitrag|text)|cet article|este art[ií]culo|este artigo"
    r"|questo articolo)\b",
    re.IGNORECASE,
)
#: Characters of the shortest sentence: the text has begun then, and what follows is no dateline.
_SENTENCE = 40
_ENDS = (".", "。", "!", "！", "?", "？", ".”", "。”", '."')
#: What parts a label from a day, and the digit that this begins with; 年 stands in dates alone.
_LABELLED = re.compile(r"[^\W\d_]\s?[:：]\s?\D{0,12}\d")
#: Characters of the longest label that stands on a line of its own.
_LABEL = 14
_OF_SOURCE = re.compile("[来來]\\s?源|[出稿][处處源]|(?i:source|quelle|fuente|fonte|źródło|источник)")
#: How many lines above and below the body are looked at.
ABOVE = 30
BELOW = 15


T = TypeVar("T")


class _Once(Generic[T]):
    """A property that is worked out once. `functools.cached_property` takes a lock each time, and lines are many."""

    def __init__(self, work: Callable[[Line], T]) -> None:
        self.work, self.name, self.__doc__ = work, work.__name__, work.__doc__

    def __get__(self, line: Line, owner: type[Line]) -> T:
        found = line.__dict__[self.name] = self.work(line)
        return found


@dataclass(unsafe_hash=True)
class Line:
    """Some words near the body: a whole line, or the end of a paragraph that is turned to us. Nobody changes one."""

    words: str
    place: Place
    index: int
    """Of the block it is part of, or of the line in `above` or `below`."""
    distance: int = 0
    """How many lines lie between it and the edge of the body: 0 for the first and the last block."""
    whole: bool = True
    """Is it all of the line or block? False: its first or last characters."""
    language: str = ""
    country: str = ""
    opens: bool = False
    """Does the text open with it? Lines above the first sentence may stand before it."""

    @_Once
    def parts(self) -> list[labels.Part]:
        """Its labelled parts, in order; none where it has no label."""
        return labels.parts(self.words)

    @_Once
    def moments(self) -> list[moments.Moment]:
        """The dates in it, in order."""
        return moments.find(self.words, self.language, self.country)

    @_Once
    def undated(self) -> str:
        """Its words without its dates."""
        words = self.words
        for moment in reversed(self.moments):
            words = f"{words[: moment.start]} {words[moment.end :]}"
        return words.strip(" ()（）")

    @_Once
    def rest(self) -> str:
        """What is left of a whole line without its labelled parts and dates."""
        end = next((part.start for part in self.parts if part.role), len(self.words))
        result, at = [], 0
        for moment in self.moments:
            if moment.start < end:
                result.append(self.words[at : moment.start])
                at = moment.end
        return " ".join([*result, self.words[at:end]]).strip(labels.EDGE)


def near(draft: Draft, language: str = "", country: str = "") -> list[Line]:
    """The lines of `draft` that may hold credits, in reading order."""
    above = list(_listed(draft.above[-ABOVE:], "above", language, country))
    blocks = list(_blocks(draft, language, country))
    needs_date = language.startswith("zh") or draft.first("published") is None
    if needs_date and not any(_is_sure(line) for line in (*above, *blocks) if line.place in ("above", "head")):
        above += _listed(gap.lines(draft), "above", language, country)
    return [*above, *blocks, *_listed(draft.below[:BELOW], "below", language, country)]


def _is_sure(line: Line) -> bool:
    """Does a line tell a day, and not that of the visit, which many a masthead bears: has it a clock, or a label?"""
    return any(one.precision != "day" for one in line.moments) or bool(line.moments and _LABELLED.search(line.words))


def tidy(words: str) -> str:
    """`words` as one line, without what could make a name lie: bidirectional marks, zero-width characters.

    None of these is printable, nor is a blank that is no space: most lines need no more than that look.
    """
    if words.isprintable() and "  " not in words and words[:1] != " " and words[-1:] != " ":
        return words
    return text.line(text.BIDI.sub("", words))


def _listed(found: list[str], place: Place, language: str, country: str) -> Iterator[Line]:
    """The lines of `found`; a label that ends one takes the next one for its value.

    Below the text the label of a source may be an empty one: links to other articles follow, which are no outlets.
    """
    label = ""
    for index, words in enumerate(found):
        words = tidy(words[: LONGEST + 1])
        if label and not (place == "below" and _OF_SOURCE.search(label) and not outlets.looks_like_one(words)):
            words = label + words
        label = words + " " if len(words) <= _LABEL and words[-1:] in ":：" and index + 1 < len(found) else ""
        if words and not label and len(words) <= LONGEST:
            distance = index if place == "below" else len(found) - 1 - index
            yield Line(words, place, index, distance, True, language, country)


def _blocks(draft: Draft, language: str, country: str) -> Iterator[Line]:
    count = len(draft.blocks)
    opens = True
    for index in range(min(HEAD_BLOCKS, count)):
        words = draft.blocks[index].text
        yield _end(words, "head", index, index, language, country, opens)
        opens = opens and not (len(words) > _SENTENCE and words.endswith(_ENDS))
        if len(words) > PROSE:
            if index < min(_FIRST, count - 1) and _is_beside(draft.blocks[index + 1].text):
                yield _end(draft.blocks[index + 1].text, "head", index + 1, index + 1, language, country)
            break
    tail = max(count - _TAIL_MOST, 0)
    prose = next((index for index in range(count - 1, tail, -1) if len(draft.blocks[index].text) > 2 * PROSE), tail)
    for index in range(max(min(count - TAIL_BLOCKS, prose), tail), count):
        yield _end(draft.blocks[index].text, "tail", index, count - 1 - index, language, country)


def _is_beside(words: str) -> bool:
    """Is it a date or a byline, which the first prose parts from the headline: a lead, or a caption?"""
    if len(words) <= PROSE and _BYLINE.match(words):
        return True
    found = moments.find(words) if len(words) <= _DATE else []
    return bool(found) and found[0].start < 4 and len(words) - found[0].end < 4


def _end(words: str, place: Place, index: int, distance: int, language: str, country: str, opens: bool = False) -> Line:
    """A block, or the end of it that is turned to us."""
    end = words[:LONGEST] if place == "head" else words[-LONGEST:]
    return Line(tidy(end), place, index, distance, len(words) <= LONGEST, language, country, opens)
