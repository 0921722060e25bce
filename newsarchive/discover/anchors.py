"""The links of a page as a reader sees them: their words, the row they stand in, the date beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from lxml.html import HtmlElement

from newsarchive import text, urls
from newsarchive.discover.dates import beside
from newsarchive.discover.shape import shape
from newsarchive.model import Page

#: Parts of class names and ids that mark what stands on every page: menus, footers, paths, partners.
_CHROME = re.compile(
    r"^(nav\w*|menus?|submenu|dropdown|top(bar|nav|menu)|foot(er)?|copyright|bread\w*|crumbs?|weizhi|friend\w*|flinks?"
    r"|yqlj|lang(uage)?s?|pag(er|ination|enavi|inator)|login|share|social|tagcloud|toolbar|sitemap)$"
)
_TOKENS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_CHROME_TAGS = frozenset({"nav", "footer"})
_OPENS = re.compile(r"""(?:location(?:\.href)?\s*=|window\.open\()\s*['"]([^'"\s]+)['"]""")
#: Attributes of a row that carry where it leads.
_ROW_LEADS = ("data-href", "data-link", "data-url")
_CUT = re.compile(r"(\.\.\.|…)+$")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
#: A row holds one link and what belongs to it: a title, a summary, a date. More text than this is no row.
_LONGEST_ROW = 700
_HIGHEST_ROW = 7


@dataclass(slots=True)
class Anchor:
    """One link of a page."""

    url: str
    """Canonical; "" where the link only runs a script."""
    href: str
    words: str
    """What a reader reads: the link's text, or its title where the text is cut short, or a picture's name."""
    element: HtmlElement
    chrome: bool
    """Does it stand in a menu, a footer, a path, a list of partners?"""
    shape: str = ""
    row: HtmlElement = field(init=False)
    published: str = ""
    """The date in its row, as printed."""

    @property
    def headed(self) -> bool:
        """Is the link a heading, or in one?"""
        inside = (self.element, *self.element.iterancestors()) if self.row is not self.element else (self.element,)
        return any(node.tag in _HEADINGS for node in (*inside[:4], *self.element.iterdescendants(*_HEADINGS)))


def read(page: Page) -> list[Anchor]:
    """The links of `page` in reading order, with their rows and dates."""
    here, encoding = base(page), page.decoded.encoding
    nodes = page.tree.iter("a", "area", "tr", "li", "div", "article")
    found = [anchor for node in nodes if (anchor := _anchor(node, here, encoding))]
    owner = {anchor.element: anchor for anchor in found}
    for anchor in found:
        anchor.row = _row(anchor, owner)
    for anchor in found:
        anchor.published = "" if anchor.chrome else beside(anchor.row, anchor.element)
    return found


def base(page: Page) -> str:
    """The URL that the page's links are relative to."""
    declared = next((node.get("href") for node in page.tree.iter("base") if node.get("href")), "")
    return (urls.canonical(declared, page.url) if declared else "") or page.url


def _anchor(element: HtmlElement, here: str, encoding: str) -> Anchor | None:
    href = (element.get("href") or "").strip()
    if not href or href.startswith(("javascript:", "#")):
        opened = _OPENS.search(element.get("onclick") or "") or _OPENS.search(href)
        href = opened[1] if opened else href
    if element.tag not in ("a", "area") and not element.get("onclick"):
        href = _opened_by_script(element)
    if not href:
        return None
    url = (
        ""
        if href.startswith(("javascript:", "#", "mailto:", "tel:"))
        else urls.canonical(as_sent(href, encoding), here)
    )
    if not url and "__doPostBack" not in href:
        return None
    return Anchor(url, href, words(element), element, in_chrome(element), shape(url))


def _opened_by_script(element: HtmlElement) -> str:
    """Where a row leads that a script makes a link of; "" where it is none, or holds a link of its own."""
    href = next((value for name in _ROW_LEADS if (value := element.get(name))), "")
    return href if "/" in href and next(element.iter("a"), None) is None else ""


def as_sent(href: str, encoding: str) -> str:
    """The URL that a browser makes of an href: slashes turned, and the query in the encoding of the page.

    >>> as_sent("\\\\show.asp?name=长沙", "gb18030")
    '/show.asp?name=%B3%A4%C9%B3'
    """
    path, mark, query = href.partition("?")
    path = path.replace("\\", "/")
    if query.isascii() or encoding.replace("_", "-").lower() in ("utf-8", "utf-8-sig"):
        return path + mark + query
    return path + mark + quote(query, safe="%/:@!$'()*+,;=~-._?[]{}|&#", encoding=encoding, errors="replace")


def words(element: HtmlElement) -> str:
    """The words of a link: its text; its title where that tells the same in full; a picture's name."""
    seen = text.line(str(element.text_content())) if element.tag in ("a", "area") else _headline(element)
    title = text.line(element.get("title") or "")
    if title and (not seen or (_CUT.search(seen) and title.startswith(_CUT.sub("", seen)[:8]))):
        return title
    if seen:
        return seen
    return next((text.line(image.get("alt") or "") for image in element.iter("img")), "")


def _headline(row: HtmlElement) -> str:
    """The longest of the texts of a row that is a link as a whole: its title, beside a date, a section, a summary."""
    headings = list(row.iter(*_HEADINGS)) or [row]
    return max((text.line(str(words)) for node in headings for words in node.itertext()), key=len, default="")


def in_chrome(element: HtmlElement) -> bool:
    """Does the element stand in what a site repeats on every page?"""
    for node in (element, *element.iterancestors()):
        if node.tag in ("body", "html", "article", "main"):
            return False
        if node.tag in _CHROME_TAGS or any(_CHROME.match(token) for token in _tokens(node)):
            return True
    return False


def _tokens(node: HtmlElement) -> Iterator[str]:
    for name in (node.get("class") or "", node.get("id") or ""):
        for token in _TOKENS.findall(name):
            yield token.lower()


def _row(anchor: Anchor, owner: dict[HtmlElement, Anchor]) -> HtmlElement:
    """The largest node around a link in which no other link of its shape stands."""
    row = anchor.element
    for node, _ in zip(anchor.element.iterancestors(), range(_HIGHEST_ROW), strict=False):
        if node.tag in ("body", "html", "form", "ul", "ol", "table", "tbody", "dl"):
            break
        others = [owner[link] for link in node.iter("a", "area") if link in owner and owner[link].url != anchor.url]
        if any(other.shape == anchor.shape for other in others) or len(others) > 4:
            break
        if len(text.line(str(node.text_content()))) > _LONGEST_ROW:
            break
        row = node
    return row
