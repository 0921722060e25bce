"""Sitemaps and their indexes -> links, with the titles and dates of news sitemaps."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from newsarchive import text, urls
from newsarchive.discover import dates, xml
from newsarchive.discover.links import Links
from newsarchive.discover.lists import leads_elsewhere
from newsarchive.discover.shape import is_file, names_one
from newsarchive.errors import Undecodable
from newsarchive.model import Link, Page, Publisher

#: Maps of an index that hold no articles, by their names.
_NO_NEWS = re.compile(
    r"(image|video|tag|categor(y|ies)|author|product|page|user|taxonomy)s?[-_]sitemap"
    r"|sitemap[-_](image|video|tag|categor|author|product|user|taxonom)",
    re.IGNORECASE,
)
_URL_LINE = re.compile(r"^https?://\S+$")

Entry = dict[str, str]


def links_of(page: Page, publisher: Publisher) -> Links:
    """What a sitemap, or an index of them, offers. Raises Undecodable, TooLarge."""
    body = xml.unpacked(page.body, page.url)
    articles: dict[str, Link] = {}
    maps: dict[str, Link] = {}
    for entry in _lines(body) if _is_plain(body) else _entries(xml.harmless(body, page.url), page.url):
        url = urls.canonical(entry.get("loc", ""), page.url)
        if not url or url == page.url:
            continue
        if entry["of"] == "sitemap" and not _NO_NEWS.search(urlsplit(url).path):
            maps[url] = Link(url, publisher.slug, via="sitemap", found_on=page.url, published=entry.get("lastmod", ""))
        elif entry["of"] == "url" and _may_be_news(url, entry, publisher):
            title, day = entry.get("title", ""), entry.get("publication_date", "")
            articles[url] = Link(url, publisher.slug, via="sitemap", found_on=page.url, title=title, published=day)
    return Links(tuple(articles.values()), tuple(maps.values()), frozenset(maps))


def _entries(body: bytes, url: str) -> Iterator[Entry]:
    """One entry after the other, never the whole tree: maps have up to 50,000."""
    entry: Entry = {}
    settings = {"resolve_entities": False, "no_network": True, "load_dtd": False, "recover": True, "huge_tree": False}
    try:
        for _, node in etree.iterparse(io.BytesIO(body), events=("end",), **settings):
            name = etree.QName(node).localname if isinstance(node.tag, str) else ""
            if name in ("url", "sitemap"):
                yield {**entry, "of": name}
                entry = {}
                node.clear()
            elif name in ("loc", "lastmod", "title", "publication_date") and node.text:
                entry.setdefault(name, text.line(node.text))
    except etree.XMLSyntaxError as error:
        raise Undecodable(url, "no sitemap") from error


def _is_plain(body: bytes) -> bool:
    return body.lstrip().startswith((b"http://", b"https://"))


def _lines(body: bytes) -> Iterator[Entry]:
    """A sitemap may be a plain list of URLs."""
    for line in body.decode("utf-8", "replace").splitlines():
        if _URL_LINE.match(line.strip()):
            yield {"of": "url", "loc": line.strip()}


def _may_be_news(url: str, entry: Entry, publisher: Publisher) -> bool:
    """A news sitemap holds nothing but news; of others, what is named like one article of many."""
    if publisher.visit.articles:
        return any(re.search(pattern, url) for pattern in publisher.visit.articles)
    if "publication_date" in entry:
        return True
    return (names_one(url) or dates.in_url(url)) and not is_file(url) and not leads_elsewhere(url)
