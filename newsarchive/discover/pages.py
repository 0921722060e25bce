"""A list, a feed or a sitemap -> what it offers."""

from __future__ import annotations

import re

from newsarchive import urls
from newsarchive.discover import anchors, feeds, lists, loads, pagers, scripts, sections, sitemaps
from newsarchive.discover.links import Links
from newsarchive.errors import Undecodable
from newsarchive.model import Link, Page, Publisher

#: How the documents begin that are no HTML.
_SITEMAP = re.compile(rb"<(\w+:)?(urlset|sitemapindex)[\s>]")
_FEED = re.compile(rb"<(rss|feed|(\w+:)?RDF)[\s>]")


def discover(page: Page, publisher: Publisher) -> Links:
    """What a list page, a feed or a sitemap offers; which of them it is, its first bytes tell.

    Raises Undecodable, TooLarge.
    """
    via = page.link.via if page.link else "list"
    if _is_map(page):
        return sitemaps.links_of(page, publisher)
    if loads.is_json(page):
        as_feed = via == "feed" or feeds.is_json_feed(page)
        return feeds.links_of(page, publisher) if as_feed else loads.links_of(page, publisher)
    if is_document(page):
        return feeds.links_of(page, publisher)
    if via in ("feed", "sitemap"):
        raise Undecodable(page.url, f"no {via}")
    return links_of(page, publisher)


def is_document(page: Page) -> bool:
    """Is it a feed or a sitemap, or was it asked for as one, rather than a page for people?"""
    head = page.body.lstrip()[:2048]
    return _is_map(page) or bool(_FEED.search(head)) or loads.is_json(page)


def _is_map(page: Page) -> bool:
    head, via = page.body.lstrip()[:2048], page.link.via if page.link else "list"
    packed = head.startswith(b"\x1f\x8b")
    return packed or bool(_SITEMAP.search(head)) or (via == "sitemap" and head.startswith(b"http"))


def links_of(page: Page, publisher: Publisher) -> Links:
    """The articles and the further lists that a list page offers. Raises Undecodable, TooLarge."""
    found = anchors.read(page)
    turns = pagers.turns(found, page, publisher)
    further = [Link(turn.url, publisher.slug, found_on=page.url, form=turn.form) for turn in turns]
    turned = {link.url for link in further if not link.form}
    begun = [*sections.sections(found, page, publisher), *shown(page, publisher)]
    others = [url for url in dict.fromkeys(begun) if url not in turned]
    further += [Link(url, publisher.slug, found_on=page.url) for url in others]
    known = {*turned, *others}
    news = lists.articles([anchor for anchor in found if not pagers.is_pager(anchor)], page, publisher)
    offered = tuple(
        Link(anchor.url, publisher.slug, found_on=page.url, title=lists.title(anchor), published=anchor.published)
        for anchor in news
        if anchor.url not in known
    )
    known |= {link.url for link in offered}
    offered += tuple(link for link in loads.embedded(page, publisher) if link.url not in known)
    return Links(offered, tuple(further), frozenset(others))


def shown(page: Page, publisher: Publisher) -> list[str]:
    """Documents that a frameset shows, and lists that a script loads."""
    here = anchors.base(page)
    sources = [urls.canonical(frame.get("src") or "", here) for frame in page.tree.iter("frame") if frame.get("src")]
    return [url for url in (*sources, *scripts.loaded(page)) if url and urls.within(url, publisher.domains)]
