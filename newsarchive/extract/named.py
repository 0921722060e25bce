"""Boxes that are named after authors or dates: claims that stand behind all others.

A site that tells machines nothing still calls its byline `byline`. The walk over the page knows every box by its name,
so that these cost next to nothing; links and bold words are looked at near the headline and the end alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from newsarchive import text
from newsarchive.extract.layout import Box, Run
from newsarchive.extract.sheet import Sheet
from newsarchive.model import Claim

#: Characters of the longest text of a box that is a date, or a byline, and little else.
LONGEST = 90
#: Characters of the longest text whose first LONGEST may tell when the page was published.
_LONGER = 350
#: How many boxes of a kind are looked at: a list of a hundred teasers tells nothing.
_MOST = 40
#: How many boxes around one say what it is part of. Farther ones are named after all that they hold.
_CLOSE = 5
#: Lines after a headline, and after a body, in which links and bold words are looked at.
_BYLINES, _SIGNATURES = 24, 8

_AUTHORS = ("author", "byline", "autor", "reporter", "writer", "verfasser")
_DATES = (
    "date", "datum", "time", "publish", "posted", "created", "stand", "meta", "byline", "fecha", "docdata", "tarih",
)  # fmt: skip
#: Names of boxes that can hold nothing but an author: author, entry-author-name, post__author, fn.
_SURE = re.compile(
    r"(?:^|\s)(?:(?:[a-z]+[-_]{1,2}){0,3}(?:author|autor)(?:[-_]{1,2}(?:name|link))?|fn)(?:\s|$)", re.IGNORECASE
)
_SURELY_DATE = re.compile(r"published|entry-date|post-date|pubdate", re.IGNORECASE)
#: Boxes of other articles, of comments and pictures, of biographies.
_APART_AUTHOR = re.compile(
    r"related|sidebar|comment|recommend|more-|footer|menu|nav\b|teaser|popular|meistgelesen|trending|bild|image|photo"
    r"|caption|contact|social|authorslist|bio\b|about-?author",
    re.IGNORECASE,
)
_APART_DATE = re.compile(
    r"related|teaser|sidebar|widget|comment|recommend|more-|latest|footer|menu|nav|aside|newslist|archive|calendar",
    re.IGNORECASE,
)
_APART_TAGS = frozenset({"aside", "footer", "nav", "figure"})
_INLINE_NAMES = ("class", "rel", "itemprop")
_WHOLE = frozenset({"body", "html", "main", "article"})


def read(sheet: Sheet, headline: Run | None, last: Run | None, dated: bool) -> Iterator[Claim]:
    """Claims to "byline" and, unless the page is `dated` already, to "stamp": words of boxes that are named so.

    The rule of a claim begins with "sure" where the name fits nothing else, with "apart" where others' dates stand.
    """
    boxes = [box for box in sheet.layout.boxes if box.names and box.tag not in _WHOLE]
    names = "\0".join([box.names for box in boxes]).lower()
    for at in islice(_called(names, _AUTHORS), _MOST):
        if not _is_apart(boxes[at], _is_apart_author):
            yield from _byline(boxes[at].element, boxes[at].names)
    for element in _inline(sheet, headline, last):
        name = " ".join(filter(None, map(element.get, _INLINE_NAMES)))
        if any(map(name.lower().__contains__, _AUTHORS)):
            yield from _byline(element, name)
    for at in islice(_called(names, _DATES), _MOST) if not dated else ():
        yield from _stamp(boxes[at])


def _called(names: str, words: Iterable[str]) -> list[int]:
    """The numbers of the names, parted by NULs, that hold one of some words: few of the hundreds of a page do, so that
    all are searched at once."""
    found: set[int] = set()
    for word in words:
        number = start = 0
        while (at := names.find(word, start)) >= 0:
            number += names.count("\0", start, at)
            found.add(number)
            start = at + 1
    return sorted(found)


@lru_cache(maxsize=4096)
def _is_apart_author(names: str) -> bool:
    return _APART_AUTHOR.search(names) is not None


@lru_cache(maxsize=4096)
def _is_apart_date(names: str) -> bool:
    return _APART_DATE.search(names) is not None


def _inline(sheet: Sheet, headline: Run | None, last: Run | None) -> list[HtmlElement]:
    """Links and emphasised words near the headline and the end of the body."""
    start = max(headline.index - 2, 0) if headline else 0
    end = last.index if last else start
    runs = sheet.layout.runs
    near = (*runs[start : start + _BYLINES], *runs[max(end, start + _BYLINES) : end + _SIGNATURES])
    return [element for run in near for _, tag, element in run.marks if tag[0] != "/"]


def _byline(element: HtmlElement, name: str) -> Iterator[Claim]:
    words = _words(element)
    if 2 < len(words) <= LONGEST:
        yield Claim("byline", words, "boxes", f"{'sure ' if _SURE.search(name) else ''}{element.tag}.{name}"[:60])


def _stamp(box: Box) -> Iterator[Claim]:
    apart = _is_apart(box, _is_apart_date)
    if apart and not _SURELY_DATE.search(box.names):
        return
    words = box.element.get("content") or box.element.get("title") or _words(box.element)
    if words and len(words) <= _LONGER and any(map(str.isdigit, words[:LONGEST])):
        yield Claim("stamp", words[:LONGEST], "boxes", f"{'apart ' if apart else ''}{box.tag}.{box.names}"[:60])


def _words(element: HtmlElement) -> str:
    """All words in an element, on one line; more than it may hold is cut."""
    return text.line(" ".join(islice(element.itertext(), LONGEST))[: 4 * LONGEST])


def _is_apart(box: Box, is_other: Callable[[str], bool]) -> bool:
    """Is it part of a list of other articles, of comments, of a picture, of the page's frame?"""
    around = [one for one in islice(box.within(), _CLOSE) if one.tag not in _WHOLE]
    return any(one.tag in _APART_TAGS or is_other(one.names) for one in around)
