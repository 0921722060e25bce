"""Text -> tree: lxml parses; where it loses text, which is seen cheaply, BeautifulSoup does.

What is nested too deep for lxml is made less deep.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.html
from lxml import etree
from lxml.etree import ParserError
from lxml.html import HtmlElement

from newsarchive.errors import Undecodable
from newsarchive.markup import depth, soup

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
#: What is no text between the tags of a document's end.
_NO_TEXT = re.compile(rb"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->|<!--|<[a-z/!?][^>]*>|\s+")
#: Bytes of text that a page must have lost to be parsed anew, and lines that the last element may be before its end.
_MUCH, _LINES = 200, 20
#: Elements of the last branch of a tree that are looked at.
_DEEPEST = 3000
#: Tags that are asked for by name, wherever they stand.
_ASKED = (
    "title", "meta", "link", "base", "script", "style", "noscript", "template", "iframe", "frame", "object", "time",
    "abbr", "h1", "input", "rss", "feed", "urlset", "sitemapindex",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grown:
    """A document's root element, who parsed it, and why it was not lxml, or not the document as it is."""

    root: HtmlElement
    parser: str = "lxml"
    why: str = ""


def parse(text: str, url: str = "") -> HtmlElement:
    """Return the root of `text` as HTML. Raises Undecodable where there is no element at all."""
    return grow(text.encode("utf-8", "replace"), url).root


def grow(document: bytes, url: str = "") -> Grown:
    """Return the tree of a document in UTF-8. Raises Undecodable where there is no element at all.

    Every element is a plain HtmlElement: lxml.html's own look-up of a class for each tag is Python code.
    """
    document = document.replace(b"\0", b"")
    parser = _parser()
    root = _root(document, parser, url)
    if _is_too_deep(parser):
        return _shallow(document, parser, url)
    if len(document) > soup.LARGEST or not (why := _loss(document, root)):
        return Grown(root)
    return Grown(soup.tree(document, parser), "BeautifulSoup", why)


def _shallow(document: bytes, parser: etree.HTMLParser, url: str) -> Grown:
    """The tree of a document that is nested too deep for lxml; by BeautifulSoup where lxml opens more than it says."""
    again = _parser()
    root = _root(depth.flattened(document), again, url)
    if _is_too_deep(again) and len(document) <= soup.LARGEST:
        return Grown(soup.tree(document, parser), "BeautifulSoup", "nested too deep")
    return Grown(root, why="nested too deep")


def by_tag(root: HtmlElement) -> dict[str, list[HtmlElement]]:
    """The elements that readers ask for by their tag (meta, link, script, frame, time …), in the order of the page.

    One pass for all: a tree of a thousand elements is gone through in a twentieth of the time that it took to parse.
    """
    found: dict[str, list[HtmlElement]] = {tag: [] for tag in _ASKED}
    for element in root.iter(*_ASKED):
        found[element.tag].append(element)
    return found


def _parser() -> etree.HTMLParser:
    parser = etree.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False, encoding="utf-8"
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser


def _root(document: bytes, parser: etree.HTMLParser, url: str) -> HtmlElement:
    try:
        root = lxml.html.document_fromstring(document, parser=parser)
    except ParserError as error:
        raise Undecodable(url, "no HTML") from error
    if root.getnext() is not None:
        _gather(root)
    return root


def without_declaration(text: str) -> str:
    """`text` without an XML declaration, whose encoding is no longer true of a str."""
    return _DECLARATION.sub("", text, count=1)


def _gather(root: HtmlElement) -> None:
    """Put what stands after an early </html>, which browsers show, into the body: lxml leaves it beside the root."""
    home = root.find("body")
    for other in list(root.itersiblings()):
        (root if home is None else home).append(other)


def _is_too_deep(parser: etree.HTMLParser) -> bool:
    """Did lxml give up half-way?"""
    return any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)


def _loss(document: bytes, root: HtmlElement) -> str:
    """Why text of a document is not in its tree; "" where it is."""
    if _has_open_comment(document) and not _hides_scripts(root):
        return "a comment without an end"
    last = _last(root)
    if _is_script(last):
        return ""
    lines = document.count(b"\n") + 1
    seen = last.sourceline or lines
    if lines - seen > _LINES and _is_cut(document, seen, last):
        return "markup without an end"
    return ""


def _last(root: HtmlElement) -> HtmlElement:
    """The last element of a tree."""
    element = root
    for _ in range(_DEEPEST):
        inner = next(element.iterchildren(reversed=True), None)
        if inner is None:
            break
        element = inner
    return element


def _is_script(element: HtmlElement) -> bool:
    return element.tag in ("script", "style")


def _has_open_comment(document: bytes) -> bool:
    """Does the last comment go on to the end, with much text in it?"""
    start = document.rfind(b"<!--")
    if start < 0 or document.find(b"-->", start) >= 0 or document.find(b"--!>", start) >= 0:
        return False
    return len(_NO_TEXT.sub(b"", document[start:])) > _MUCH


def _hides_scripts(root: HtmlElement) -> bool:
    """Old scripts hide in a comment, whose end is often forgotten: that is in the script's text."""
    return any("<!--" in (script.text or "") for script in root.iter("script", "style"))


def _is_cut(document: bytes, line: int, last: HtmlElement) -> bool:
    """Is there text after a line of the document that does not stand in or after the last element?"""
    rest = document.split(b"\n", line)[-1]
    held = last.xpath("string-length(string())") + sum(len(one.tail or "") for one in (last, *last.iterancestors()))
    return bool(len(_NO_TEXT.sub(b"", rest)) > _MUCH + 4 * held)
