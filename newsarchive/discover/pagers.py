"""The further pages of a list: "next", numbers, "last", a drop-down of pages, and what forms ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsarchive import text, urls
from newsarchive.discover import forms, scripts
from newsarchive.discover.anchors import Anchor, base
from newsarchive.discover.forms import Turn
from newsarchive.discover.shape import is_file
from newsarchive.discover.wording import FURTHER, LOADS, PERHAPS, said
from newsarchive.model import Page, Publisher

_NEXT = said(FURTHER, (r"load\s+more", "加载更多"))
_PERHAPS = re.compile(rf"{said(PERHAPS).pattern}|^(»|›|>|>>|››|»»)$", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:page|pagina|página|seite|страница)?\s*[\[(（第]?\s*(\d{1,5})\s*[\])）页頁]?$", re.IGNORECASE)
_PAGER = re.compile(r"pag(e|ing|ination|er)|next|fenye|pg", re.IGNORECASE)
_SKIPS = re.compile(r"^(…|\.{2,3})$")
_CALENDAR = re.compile(r"calendar|datepicker|rili", re.IGNORECASE)
_POSTBACK = re.compile(r"__doPostBack\(\s*['\"]([^'\"]*)['\"]\s*,\s*['\"]([^'\"]*)['\"]")
_PAGE = re.compile(
    r"/(page|p|str|seite|pagina)[/-]?\d+/?|[_-]\d+(?=\.\w+$)|/index(?=[_.])|/(list|index)?[_-]?\d*\.\w+$", re.IGNORECASE
)
#: Attributes in which a button carries where more is, and the number of the page that it loads.
_CARRIES = ("data-next-url", "data-next", "data-url", "data-href", "data-load", "data-ajax-url", "hx-get", "data-src")
_PAGES = ("data-page", "data-next-page", "data-paged", "data-p")
_LOADS = said(LOADS)
_JUMPS = re.compile(r"location|window\.open|jump|\bgo\(", re.IGNORECASE)


def turns(found: list[Anchor], page: Page, publisher: Publisher) -> list[Turn]:
    """Where the pagers of `page` lead, in its order, each once."""
    ways: dict[Turn, None] = {}
    for anchor in found:
        if turn := _turn(anchor, page, publisher):
            ways[turn] = None
    for url in (*_declared(page), *_loaded(page), *scripts.further(page)):
        if _own(url, page, publisher):
            ways[Turn(url)] = None
    for turn in forms.turns(page):
        if _on_site(turn.url, page, publisher) and (turn.form or turn.url != page.url):
            ways[turn] = None
    return list(ways)


def is_pager(anchor: Anchor) -> bool:
    """Are the words of this link those of a pager?"""
    words = anchor.words
    return any(pattern.match(words) for pattern in (_NEXT, _NUMBER, _SKIPS)) or (
        bool(_PERHAPS.match(words)) and _among_pages(anchor.element)
    )


def _turn(anchor: Anchor, page: Page, publisher: Publisher) -> Turn | None:
    if posted := _POSTBACK.search(anchor.href):
        idle = not is_pager(anchor) or (_SKIPS.match(anchor.words) and not posted[2])
        return None if idle else forms.posted(anchor.element, posted[1], posted[2], page)
    if not _own(anchor.url, page, publisher):
        return None
    number = _NUMBER.match(anchor.words)
    if _NEXT.match(anchor.words) or "next" in (anchor.element.get("rel") or "").lower():
        return Turn(anchor.url)
    if _PERHAPS.match(anchor.words) and (_same_list(anchor.url, page.url) or _among_pages(anchor.element)):
        return Turn(anchor.url)
    if number and not _in_calendar(anchor.element) and _counts(anchor.url, int(number[1])):
        return Turn(anchor.url)
    return None


def _declared(page: Page) -> Iterator[str]:
    """Pages that a document names beside its links: rel=next, and drop-downs that jump."""
    here = base(page)
    for link in page.tree.xpath("//link[@rel='next']/@href"):
        yield urls.canonical(str(link), here)
    for select in page.tree.iter("select"):
        if not _JUMPS.search(select.get("onchange") or ""):
            continue
        for option in select.iter("option"):
            value, words = option.get("value") or "", text.line(str(option.text_content()))
            if re.search(r"[/.?]", value) and _NUMBER.match(words):
                yield urls.canonical(value, here)


def _loaded(page: Page) -> Iterator[str]:
    """What a button loads that says "more": the URL that it carries, with the page's number if that stands apart."""
    here = base(page)
    for node in page.tree.iter("a", "button", "div", "span", "li"):
        place = next((value for name in _CARRIES if (value := node.get(name))), "")
        if not place or not _LOADS.match(text.line(str(node.text_content()))[:40]):
            continue
        number = next((value for name in _PAGES if (value := node.get(name) or "").isdigit()), "")
        if number and not re.search(rf"(?<!\d){number}(?!\d)", place):
            place += ("&" if "?" in place else "?") + f"page={number}"
        yield urls.canonical(place, here)


def _own(url: str, page: Page, publisher: Publisher) -> bool:
    return bool(url) and _on_site(url, page, publisher) and url != page.url and not is_file(url)


def _on_site(url: str, page: Page, publisher: Publisher) -> bool:
    return urls.within(url, publisher.domains) if publisher.domains else urls.host(url) == urls.host(page.url)


def _counts(url: str, number: int) -> bool:
    """Can the URL be that of page `number`? It holds the number, the one before (lists that count from 0), or how
    many entries come before that page; the first page may hold none."""
    runs = [int(run) for run in re.findall(r"\d{1,7}", urlsplit(url).path + "?" + urlsplit(url).query)]
    before = number - 1
    return (
        number == 1 or number in runs or before in runs or any(run and run % before == 0 for run in runs if run >= 10)
    )


def _among_pages(element: HtmlElement) -> bool:
    """Does a link stand among numbers of pages, or in what is named a pager?"""
    near = [element, *element.iterancestors()][:3]
    if any(_PAGER.search(f"{node.get('class') or ''} {node.get('id') or ''}") for node in near if node.tag != "body"):
        return True
    return any(_NUMBER.match(text.line(str(link.text_content()))) for node in near[1:] for link in node.iter("a"))


def _same_list(url: str, here: str) -> bool:
    """Do two URLs differ by no more than a page's number?"""
    return _stem(url) == _stem(here)


def _stem(url: str) -> str:
    parts = urlsplit(url)
    path = _PAGE.sub("", parts.path)
    return parts.netloc + path.rstrip("/")


def _in_calendar(element: HtmlElement) -> bool:
    """Does the number stand in a calendar? Its days look like pages, and there are too many of them."""
    for node in element.iterancestors():
        if _CALENDAR.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
            return True
        if node.tag == "table":
            days = {
                found[1] for link in node.iter("td") if (found := _NUMBER.match(text.line(str(link.text_content()))))
            }
            return len(days) >= 28 and {"28", "15", "7"} <= days
    return False
