"""A page's own tree, for the few questions that no reader has answered: its pieces of text, its time elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import cast
from weakref import WeakKeyDictionary

from lxml import etree
from lxml.html import HtmlElement

from newsarchive import text
from newsarchive.model import Page

#: Characters of the longest text of an element that is a date, or a byline, and little else.
LONGEST = 90
#: How many elements of a kind are looked at: a list of a hundred teasers tells nothing.
MOST = 40
#: Characters of one piece of text that are looked through, and pieces at most.
_PIECE, _PIECES = 20_000, 5000
#: How many boxes around an element say what it is part of. Farther ones are named after all that they hold.
_CLOSE = 4
#: Elements whose text nobody sees.
_UNSEEN = ("script", "style", "noscript", "template")

#: The pieces of the trees at hand: a page without a date is asked for them up to three times.
_REMEMBERED: WeakKeyDictionary[HtmlElement, list[str]] = WeakKeyDictionary()
_TEXTS = etree.XPath("body/descendant::text()", smart_strings=False)


def texts(page: Page) -> Iterator[str]:
    """The first pieces of text of the body, in order, blanks folded; none of a script or style."""
    return (" ".join(words.split()) for words in _pieces(page))


def text_of(page: Page) -> str:
    """The same pieces as one line."""
    return " ".join(" ".join(_pieces(page)).split())


def _pieces(page: Page) -> list[str]:
    if (found := _REMEMBERED.get(page.tree)) is None:
        unseen = {one.text for tag in _UNSEEN for one in page.by_tag[tag] if one.text}
        lengths = set(map(len, unseen))  # a script is long to look up: it is told by its length
        found = _REMEMBERED[page.tree] = [
            words[:_PIECE]
            for words in cast(list[str], _TEXTS(page.tree))
            if not words.isspace() and (len(words) not in lengths or words not in unseen)
        ][:_PIECES]
    return found


def near(element: HtmlElement) -> list[HtmlElement]:
    """An element and the boxes close around it, less those that hold the whole article."""
    around = [element, *islice(element.iterancestors(), _CLOSE)]
    return [one for one in around if one.tag not in ("body", "html", "main", "article")]


def names(element: HtmlElement) -> str:
    """What an element is called by its page: class and id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def is_apart(element: HtmlElement, tags: frozenset[str], others: re.Pattern[str]) -> bool:
    """Is it in one of `tags`, or in a box that is named one of `others`?"""
    return any(one.tag in tags or others.search(names(one)) for one in near(element))


def words(element: HtmlElement) -> str:
    """All words in an element, on one line; more than it may hold is cut."""
    return text.line(" ".join(element.itertext())[: 4 * LONGEST])
