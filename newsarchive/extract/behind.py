"""What stands right behind a text, also where its name leads away, so that it was passed over: gates and pagers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from lxml.html import HtmlElement

from newsarchive import text
from newsarchive.extract.layout import Run
from newsarchive.extract.tags import INVISIBLE_TEXT

#: Boxes around the last line behind each of which is looked, elements behind each, and all of them; the first elements
#: of one that are looked at; characters of the longest text of which each line counts.
_LEVELS, _SIBLINGS, _MOST, _WITHIN, _LONGEST = 4, 3, 4, 24, 400
#: Elements that hold no words for readers; those that end what is looked at.
_NOTHING = INVISIBLE_TEXT | {"br", "img", "hr", "ins"}
_ENDS = frozenset({"footer", "aside", "body"})


def behind(last: Run) -> list[list[str]]:
    """The words of each of the elements that follow the box of a text's last line, the nearest first: all of them on
    one line, then, where it has several texts, each of these."""
    return [lines for one in _elements(last) if (lines := _lines(one))]


def _elements(last: Run) -> Iterator[HtmlElement]:
    found = 0
    for box in islice(last.box.within(), _LEVELS):
        within = box.element[-1:] if box is last.box else []
        for one in chain(within, islice(box.element.itersiblings(), _SIBLINGS)):
            if one.tag in _ENDS or found == _MOST:
                return
            if isinstance(one.tag, str) and one.tag not in _NOTHING:
                found += 1
                yield one


def _lines(element: HtmlElement) -> list[str]:
    """The words of an element on one line, then each text of it, unless they are long."""
    said = [words for words in islice(element.itertext(), _WITHIN) if not words.isspace()]
    whole = text.line(" ".join(map(str, said))[: _LONGEST + 1])
    return [whole, *map(str.strip, said)] if len(said) > 1 and len(whole) <= _LONGEST else [whole][: len(said)]
