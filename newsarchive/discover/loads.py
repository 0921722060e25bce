"""Lists that a page loads as it is scrolled: JSON that holds stories, or markup, and where the next of it is.

No two sites name things alike, so they are known by what they are: a story is an object with a URL and words as long
as a headline, wherever in the document it lies; markup is a string with links in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from newsarchive import text, urls
from newsarchive.discover import anchors, lists
from newsarchive.discover.links import Links
from newsarchive.discover.shape import is_file
from newsarchive.errors import Undecodable
from newsarchive.model import Link, Page, Publisher

_URL = re.compile(
    r"^(web|art(icle)?|doc|news|detail|page|share|canonical|full|abs(olute)?|public|post|story|item|target)?_?"
    r"(url|link|href|permalink|path|uri)$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^(news|art(icle)?|doc|post|story|item)?_?(title|headline|subject|name)$", re.IGNORECASE)
_DAY = re.compile(r"(date|time|publish|created|_at$)", re.IGNORECASE)
_NEXT = re.compile(r"^(next|more)(_?(page|url|link|href))*$", re.IGNORECASE)
#: A mark of the place where the next piece begins, which is sent back as it came.
_CURSOR = re.compile(r"^(next|end)_?(cursor|(page|continuation)?_?token|after|key|marker)$", re.IGNORECASE)
_SENT_BACK = re.compile(r"^(cursor|after|((page|continuation)_?)?token|marker|start_?(after|key))$", re.IGNORECASE)
_PAGE = re.compile(r"^(page|p|pn|paged|page_?(no|num|number|index)|cur_?page|current_?page)$", re.IGNORECASE)
_START = re.compile(r"^(offset|start|from|skip|begin)$", re.IGNORECASE)
#: A script may call a function with the document: callback({…});
_CALL = re.compile(r"^\s*[\w.$]+\(\s*(?=[{\[])|\)\s*;?\s*$")
#: The types of scripts that are data.
_DATA = re.compile(r"application/(ld\+)?json", re.IGNORECASE)
_MARKUP = re.compile(r"<a\s", re.IGNORECASE)
#: Objects within objects that are looked into.
_DEEPEST = 12
#: Seconds since 1970 of the first day that a number is taken for: 1990; and from where on it counts milliseconds.
_EARLIEST, _MILLISECONDS = 631_152_000, 100_000_000_000


def is_json(page: Page) -> bool:
    """Is the document JSON, or a script that calls a function with some?"""
    head = page.body.lstrip()[:200]
    return head.startswith((b"{", b"[{", b"[")) or bool(re.match(rb"[\w.$]{1,60}\(\s*[{\[]", head))


def links_of(page: Page, publisher: Publisher) -> Links:
    """The articles that a loaded list offers, and its next page. Raises Undecodable."""
    told = _parsed(page)
    stories = {link.url: link for link in _stories(told, page, publisher)}
    for markup in _strings(told):
        if _MARKUP.search(markup):
            stories |= {link.url: link for link in _of_markup(markup, page, publisher)}
    found = tuple(stories.values())
    further = [_link(url, page, publisher) for url in _next(told, page, len(found)) if url != page.url]
    return Links(found, tuple(further[:1]))


def embedded(page: Page, publisher: Publisher) -> list[Link]:
    """The stories that a page carries as JSON, for its script to show: those that tell their day."""
    found: dict[str, Link] = {}
    for script in page.tree.iter("script"):
        if _DATA.match(script.get("type") or "") and (told := _json(script.text or "")) is not None:
            found |= {link.url: link for link in _stories(told, page, publisher) if link.published}
    return [link for link in found.values() if urls.within(link.url, publisher.domains) and link.url != page.url]


def _json(words: str) -> Any:
    """The JSON of a script; None where it is none, as a script that assigns it."""
    try:
        return json.loads(words)
    except (ValueError, RecursionError):
        return None


def _parsed(page: Page) -> Any:
    try:
        return json.loads(_CALL.sub("", page.decoded.text))
    except (ValueError, RecursionError) as error:
        raise Undecodable(page.url, "no JSON") from error


def _walk(told: Any, depth: int = 0) -> Iterator[Any]:
    """The document, and everything in it."""
    yield told
    if depth < _DEEPEST:
        for inner in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
            yield from _walk(inner, depth + 1)


def _strings(told: Any) -> Iterator[str]:
    return (found for found in _walk(told) if isinstance(found, str))


def _stories(told: Any, page: Page, publisher: Publisher) -> Iterator[Link]:
    for found in _walk(told):
        if isinstance(found, dict) and (link := _story(found, page, publisher)):
            yield link


def _story(found: dict[str, Any], page: Page, publisher: Publisher) -> Link | None:
    """An object as a link to an article; None if it is no story of the publisher's."""
    href = _value(found, _URL)
    title = text.line(re.sub(r"<[^>]+>", "", _value(found, _TITLE)))
    url = urls.canonical(href, page.url) if re.search(r"[/.?]", href) else ""
    if not url or is_file(url) or lists.weight(title) < lists.HEADLINE or not _fits(url, publisher):
        return None
    day = next((value for name, value in found.items() if _DAY.search(name) and _moment(value)), "")
    return replace(_link(url, page, publisher), title=title, published=_moment(day))


def _fits(url: str, publisher: Publisher) -> bool:
    wanted = publisher.visit.articles
    return not wanted or any(re.search(pattern, url) for pattern in wanted)


def _value(found: dict[str, Any], name: re.Pattern[str]) -> str:
    return next((value for key, value in found.items() if name.match(key) and isinstance(value, str) and value), "")


def _moment(value: Any) -> str:
    """A date as it is written; numbers are seconds, or milliseconds, since 1970."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return ""
    number = float(value) if not isinstance(value, str) else float(value) if re.fullmatch(r"\d{10,13}", value) else 0.0
    if number:
        number = number / 1000 if number > _MILLISECONDS else number
        return datetime.fromtimestamp(number, UTC).isoformat() if _EARLIEST < number < _MILLISECONDS else ""
    return text.line(value) if isinstance(value, str) and re.search(r"\d", value) else ""


def _of_markup(markup: str, page: Page, publisher: Publisher) -> Iterator[Link]:
    """What a piece of a list's markup offers."""
    piece = Page(page.url, f"<html><body>{markup}</body></html>".encode(), headers={"content-type": "text/html"})
    for anchor in lists.articles(anchors.read(piece), piece, publisher):
        link = _link(anchor.url, page, publisher)
        yield replace(link, title=lists.title(anchor), published=anchor.published)


def _link(url: str, page: Page, publisher: Publisher) -> Link:
    return Link(url, publisher.slug, found_on=page.url)


def _next(told: Any, page: Page, count: int) -> Iterator[str]:
    """Where the list goes on: where it says so; else, while it shows anything, at the next number of its own URL."""
    for found in _walk(told):
        if isinstance(found, dict):
            for name, value in found.items():
                if _NEXT.match(name) and isinstance(value, str) and re.search(r"[/?]", value):
                    yield urls.canonical(value, page.url)
                elif _CURSOR.match(name) and isinstance(value, str | int) and value and count:
                    yield _sent_back(page.url, name, str(value))
    if count:
        yield from _counted_on(page.url, count)


def _sent_back(url: str, name: str, mark: str) -> str:
    """The URL with the mark where its own mark stands; else under the mark's name, less "next".

    >>> _sent_back("https://news.example/api?limit=8", "nextCursor", "c7")
    'https://news.example/api?limit=8&cursor=c7'
    >>> _sent_back("https://news.example/api?after=c7", "endCursor", "d8")
    'https://news.example/api?after=d8'
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    plain = re.sub(r"^(next|end)_?", "", name)
    own = next((known for known, _ in pairs if _SENT_BACK.match(known)), plain[:1].lower() + plain[1:])
    kept = [pair for pair in pairs if pair[0] != own]
    return urls.canonical(urlunsplit(parts._replace(query=urlencode([*kept, (own, mark)]))))


def _counted_on(url: str, count: int) -> Iterator[str]:
    """The URL with its page's number one higher, or its offset as much as was shown."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for at, (name, value) in enumerate(pairs):
        step = 1 if _PAGE.match(name) else count if _START.match(name) else 0
        if step and value.isdigit():
            pairs[at] = (name, str(int(value) + step))
            yield urls.canonical(urlunsplit(parts._replace(query=urlencode(pairs))))
            return
