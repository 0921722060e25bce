"""Bylines that no reader claimed: elements that are named after authors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from newsarchive.clean import boxes
from newsarchive.model import Claim, Page

_NAMES = re.compile(r"author|byline|autor|reporter|writer|verfasser", re.IGNORECASE)
#: One of these is in the text of every page that has such an element: most have none, and are not walked through.
_CUES = ("uthor", "yline", "utor", "eporter", "riter", "erfasser")
#: Boxes of other articles, of comments and pictures, of biographies.
_APART = re.compile(
    r"related|sidebar|comment|recommend|more-|footer|menu|nav\b|teaser|popular|meistgelesen|trending|bild|image|photo"
    r"|caption|contact|social|authorslist|bio\b|about-?author",
    re.IGNORECASE,
)
#: Names of elements that can hold nothing but an author: author, entry-author-name, post__author, fn.
_SURE = re.compile(
    r"(?:^|\s)(?:(?:[a-z]+[-_]{1,2}){0,3}(?:author|autor)(?:[-_]{1,2}(?:name|link))?|fn)(?:\s|$)", re.IGNORECASE
)


def found(page: Page) -> Iterator[Claim]:
    """Claims to the author, in the order of the document.

    The rule begins with "sure" where the element can hold nothing but an author.
    """
    source = page.decoded.text
    if not any(cue in source for cue in _CUES):
        return
    others = [name for name in ("rel", "itemprop", "property") if f'{name}="author' in source]
    for element in boxes.named(page.tree, _NAMES, ("class", *others)):
        words = boxes.words(element)
        if 2 < len(words) <= boxes.LONGEST and not _is_apart(element):
            name = element.get("rel") or element.get("itemprop") or element.get("class") or ""
            sure = "sure " if _SURE.search(name) else ""
            yield Claim("author", words, "markup", f"{sure}{element.tag}.{name}"[:60])


def _is_apart(element: HtmlElement) -> bool:
    return any(
        one.tag in ("aside", "footer", "figure") or _APART.search(boxes.names(one)) for one in boxes.near(element)
    )
