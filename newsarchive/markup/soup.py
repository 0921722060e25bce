"""A tree by BeautifulSoup, for markup in which lxml loses text: slow, patient, and never at a loss for an end."""

from __future__ import annotations

import re
from collections import Counter
from typing import cast

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString
from lxml import etree
from lxml.html import HtmlElement

#: Bytes of the largest document that is parsed so: a soup costs as much as ten trees.
LARGEST = 2 * 1024 * 1024
#: Elements of one name in each other, at most: what was opened oftener was forgotten to be closed.
_NESTED = 40
_TAG = re.compile(rb"(?i)<[a-z][^<>]*>")
#: Characters that no tree may hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def tree(document: bytes, parser: etree.HTMLParser) -> HtmlElement:
    """The root of a document in UTF-8; its elements are of the kind that `parser` makes."""
    root = cast(HtmlElement, parser.makeelement("html"))
    soup = BeautifulSoup(_mended(document).decode("utf-8", "replace"), "html.parser")
    path: list[tuple[Tag, HtmlElement]] = [(soup, root)]
    open_now: Counter[str] = Counter()
    for one in soup.descendants:
        while one.parent is not path[-1][0]:
            open_now[path.pop()[0].name] -= 1
        above = path[-1][1]
        if isinstance(one, Tag):
            path.append((one, above if open_now[one.name] >= _NESTED else _element(one, above, root)))
            open_now[one.name] += 1
        elif isinstance(one, NavigableString) and not isinstance(one, PreformattedString):
            _add(_UNFIT.sub("", one), above)
    return root


def _mended(document: bytes) -> bytes:
    """A document whose last comment ends, and whose tags hold no quotation mark without its fellow."""
    comment = document.rfind(b"<!--")
    if comment > document.rfind(b"-->"):
        document = document[:comment] + document[comment + 4 :]
    return _TAG.sub(lambda tag: tag[0].replace(b'"', b"") if tag[0].count(b'"') % 2 else tag[0], document)


def _element(tag: Tag, above: HtmlElement, root: HtmlElement) -> HtmlElement:
    """A new element in `above` for `tag`; for an <html> the root, and none for what has no name in XML."""
    try:
        element = root if tag.name == "html" else etree.SubElement(above, tag.name)
    except ValueError:
        return above
    for name, value in tag.attrs.items():
        words = " ".join(value) if isinstance(value, list) else str(value)
        try:
            element.set(name, _UNFIT.sub("", words))
        except ValueError:  # a name such as 0="" or a"b
            continue
    return cast(HtmlElement, element)


def _add(words: str, above: HtmlElement) -> None:
    """Add text behind what is in an element already."""
    if len(above):
        above[-1].tail = (above[-1].tail or "") + words
    else:
        above.text = (above.text or "") + words
