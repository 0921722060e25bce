"""RSS 0.9x to 2.0, RDF, Atom and JSON Feed -> links with titles and dates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from newsarchive import markup, text, urls
from newsarchive.discover import xml
from newsarchive.discover.links import Links
from newsarchive.errors import TooLarge, Undecodable
from newsarchive.model import Link, Page, Publisher

#: Tags of a feed: the parser takes some 20 microseconds and 650 bytes for each, and nothing else can run meanwhile.
MOST_TAGS = 300_000


def links_of(page: Page, publisher: Publisher) -> Links:
    """What a feed offers, the order kept. Raises Undecodable, TooLarge."""
    body = xml.unpacked(page.body, page.url)
    entries, further = _json(body, page) if body.lstrip().startswith(b"{") else _xml(body, page)
    wanted = publisher.visit.articles  # the feed of a whole site has its other pages too
    entries = [one for one in entries if not wanted or any(re.search(pattern, one[0]) for pattern in wanted)]
    found = {url: _link(url, title, day, page, publisher) for url, title, day in entries if url}
    lists = tuple(Link(url, publisher.slug, via="feed", found_on=page.url) for url in further if url != page.url)
    return Links(tuple(found.values()), lists)


def is_json_feed(page: Page) -> bool:
    """Does a JSON document call itself a JSON Feed?"""
    return b"jsonfeed.org/version" in page.body[:2048]


Entries = tuple[list[tuple[str, str, str]], list[str]]


def _xml(body: bytes, page: Page) -> Entries:
    """URL, title and date of each entry, and the feed's further pages (RFC 5005)."""
    headers = {"content-type": page.headers.get("content-type", ""), "content-location": page.url}
    if body.count(b"<") > MOST_TAGS:
        raise TooLarge(page.url, f"more than {MOST_TAGS} tags")
    told = feedparser.parse(xml.harmless(body, page.url), response_headers=headers, sanitize_html=False)
    if not told.version and not told.entries:
        raise Undecodable(page.url, "no feed")
    entries = [(_url(entry, page), _words(entry.get("title", "")), _day(entry)) for entry in told.entries]
    further = [link.get("href", "") for link in told.feed.get("links", []) if link.get("rel") == "next"]
    return entries, [url for href in further if (url := urls.canonical(href, page.url))]


def _json(body: bytes, page: Page) -> Entries:
    try:
        told = json.loads(body)
    except ValueError as error:
        raise Undecodable(page.url, "no JSON") from error
    if not isinstance(told, dict) or not isinstance(told.get("items"), list):
        raise Undecodable(page.url, "no feed")
    entries = [
        (
            urls.canonical(str(item.get("url") or item.get("external_url") or ""), page.url),
            text.line(str(item.get("title") or "")),
            str(item.get("date_published") or ""),
        )
        for item in told["items"]
        if isinstance(item, dict)
    ]
    further = urls.canonical(str(told.get("next_url") or ""), page.url) if told.get("next_url") else ""
    return entries, [further] if further else []


def _url(entry: Any, page: Page) -> str:
    """Where an entry's article is: its own URL, where the feed counts readers through another."""
    for href in _places(entry):
        if href and (url := urls.canonical(href, page.url)):
            return url
    return ""


def _places(entry: Any) -> Iterator[str]:
    yield entry.get("feedburner_origlink", "")
    yield entry.get("link", "")
    identity = entry.get("id", "")
    if identity.startswith("http"):
        yield identity


def _day(entry: Any) -> str:
    return text.line(str(entry.get("published") or entry.get("updated") or entry.get("created") or ""))


def _words(title: str) -> str:
    """A title may be markup: its words."""
    if "<" not in title and "&" not in title:
        return text.line(title)
    return text.line(str(markup.parse(f"<p>{title}</p>").text_content()))


def _link(url: str, title: str, day: str, page: Page, publisher: Publisher) -> Link:
    return Link(url, publisher.slug, via="feed", found_on=page.url, title=title, published=day)
