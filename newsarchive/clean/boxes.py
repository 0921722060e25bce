"""Elements of a page that are named after what they hold, and the boxes around them that say whose they are."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from newsarchive import text

#: Characters of the longest text of an element that is a date, or a byline, and little else.
LONGEST = 90
#: How many elements of a kind are looked at: a list of a hundred teasers tells nothing.
MOST = 40
#: How many boxes around an element say what it is part of. Farther ones are named after all that they hold.
_CLOSE = 4


def named_by(*pieces: str, attributes: tuple[str, ...] = ("class", "id")) -> str:
    """An XPath condition: one of `attributes` holds one of `pieces`.

    Pieces leave out a first letter that may be a capital: folding the case of every attribute costs more than a parse.
    """
    return " or ".join(f"contains(@{attribute},'{piece}')" for attribute in attributes for piece in pieces)


def near(element: HtmlElement) -> list[HtmlElement]:
    """An element and the boxes close around it, less those that hold the whole article."""
    around = [element, *islice(element.iterancestors(), _CLOSE)]
    return [one for one in around if one.tag not in ("body", "html", "main", "article")]


def names(element: HtmlElement) -> str:
    """What an element is called by its page: class and id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def words(element: HtmlElement) -> str:
    """All words in an element, on one line; more than it may hold is cut."""
    return text.line(" ".join(element.itertext())[: 4 * LONGEST])
