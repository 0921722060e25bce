"""A page of a site that nobody described -> what it offers: what is surely news, what may be, and where to look on.

With a publisher's file, lists are named and each of their links is taken for what it looks like. Without one every page
is a list at first, so its links are sorted by what speaks for them: a date beside them or in their URL is enough; long
words in a row of their kind are a doubt, which the page itself settles; all others may lead to lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsarchive import urls
from newsarchive.discover import anchors, dates, lists, loads, pagers
from newsarchive.discover.anchors import Anchor
from newsarchive.discover.links import Links
from newsarchive.discover.pages import discover, is_document, shown
from newsarchive.discover.shape import is_file, names_one
from newsarchive.model import Link, Page, Publisher

#: What no list of news is behind, and what is not ours to press.
_NEVER = re.compile(
    r"/(login|logout|log-in|sign-?(in|up)|register|reg|cart|basket|checkout|account|wp-(admin|login|json)|xmlrpc|cgi-bin"
    r"|search|so|e/search|plus/(search|guestbook|feedback|view|count|digg)|feedback|guestbook|print|share|reply|email"
    r"|comments?|trackback)(/|\.|$)|[?&](replytocom|share|print|action|do=(login|reg)|add-to-cart|q|keywords?|wd|s(?!=/))=",
    re.IGNORECASE,
)
#: The talk of a forum, and those who talk: its dates stand beside questions and replies.
_TALK = re.compile(
    r"/(view|show|read)?(threads?|topics?|posts?)(display)?\.(php|aspx?)\b|/(thread|forum|space|read)-[\w-]+\.html?$"
    r"|/(forumdisplay|viewforum|memberlist|member|home|space)\.php\b|[?&]mod=(viewthread|forumdisplay|space|logging|register)\b"
    r"|/(forums?|bbs|threads|members)/",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"新闻|新聞|资讯|資訊|动态|動態|公告|通知|报道|報道|要闻|快讯|ニュース|お知らせ|소식|뉴스|новост|\b(news|press|blog|artic(le|ulo)s?"
    r"|stories|posts|noticias?|notizie|actualit[eé]s?|aktuelle?s?|nachrichten|presse|xinwen\w*|novosti|zixun|dongtai)\b",
    re.IGNORECASE,
)
_FEED = re.compile(r"/(feed|rss|atom)/?$|\.(rss|atom)$|/(rss|feed|atom|index|news)\.xml$|[?&]feed=", re.IGNORECASE)
_COMMENTS = re.compile(r"comment", re.IGNORECASE)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json")
_INDEX = re.compile(r"(?<=/)(index|default)\.\w+$", re.IGNORECASE)
#: Headlines below a URL that make it a list's.
_ROWS = 3
_SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Survey:
    """What one page offers."""

    links: Links = field(default_factory=Links)
    """Articles that are surely news, and further pages of this list."""
    doubtful: tuple[Link, ...] = ()
    """What may be articles: to be believed when others of their kind were."""
    ways: tuple[Link, ...] = ()
    """Pages that may be lists; feeds and sitemaps, by their `via`."""


def survey(page: Page, publisher: Publisher) -> Survey:
    """What a page of an undescribed site offers. Raises Undecodable, TooLarge."""
    if urlsplit(page.url).path == "/robots.txt":
        return Survey(ways=tuple(_named_maps(page, publisher)))
    if is_document(page):
        return _of_document(discover(page, publisher))
    return _of_list(page, publisher)


def mentioned(page: Page, publisher: Publisher) -> Iterator[Link]:
    """Every link of a page to another of the publisher's pages, with its words; each once."""
    here, encoding, seen = anchors.base(page), page.decoded.encoding, {page.url}
    for node in page.tree.iter("a"):
        href = (node.get("href") or "").strip()
        if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
            continue
        url = urls.canonical(anchors.as_sent(href, encoding), here)
        if url and url not in seen and urls.within(url, publisher.domains) and not is_file(url):
            seen.add(url)
            yield Link(url, publisher.slug, via="page", found_on=page.url, title=anchors.words(node))


def beside(links: Iterable[Link]) -> list[Link]:
    """Of the links that an article's page mentions, those that may be other articles: the next, the most read."""
    return [link for link in links if lists.weight(link.title) >= lists.HEADLINE and _may_be_one(link.url)]


def is_list(url: str, links: Iterable[Link]) -> bool:
    """Do headlines lie below the URL, as below a folder? Then it is a list's, however much its page says."""
    folder = _INDEX.sub("", url).rstrip("/") + "/"
    below = {link.url for link in links if link.url.startswith(folder) and lists.weight(link.title) >= lists.HEADLINE}
    return len(below) >= _ROWS


def _of_document(links: Links) -> Survey:
    """A feed's entries are news; a sitemap's are if it tells when they were published, or their URLs do."""
    sure = tuple(link for link in links.articles if link.via == "feed" or link.published or dates.in_url(link.url))
    known = {link.url for link in sure}
    doubtful = tuple(link for link in links.articles if link.url not in known)
    return Survey(Links(sure, links.lists, links.sections), doubtful)


def _of_list(page: Page, publisher: Publisher) -> Survey:
    found = anchors.read(page)
    turns = pagers.turns(found, page, publisher)
    further = tuple(Link(turn.url, publisher.slug, found_on=page.url, form=turn.form) for turn in turns)
    turned = {turn.url for turn in turns if not turn.form}
    others = [anchor for anchor in found if not pagers.is_pager(anchor) and anchor.url not in turned]
    others = [anchor for anchor in others if not _TALK.search(anchor.url)]
    sure = lists.dated(others, page, publisher)
    known = {anchor.url for anchor in sure}
    doubtful = [anchor for anchor in lists.possible(others, page, publisher) if _is_doubtful(anchor, known)]
    known |= {anchor.url for anchor in doubtful}
    carried = tuple(link for link in loads.embedded(page, publisher) if link.url not in known and _may_be_one(link.url))
    ways = {link.url: link for link in (*_feeds(page, publisher, found), *_ways(others, page, publisher, known))}
    return Survey(
        Links((*_links(sure, page, publisher), *carried), further, frozenset()),
        _links(doubtful, page, publisher),
        tuple(link for url, link in ways.items() if url not in turned),
    )


def _links(found: Iterable[Anchor], page: Page, publisher: Publisher) -> tuple[Link, ...]:
    return tuple(
        Link(anchor.url, publisher.slug, found_on=page.url, title=lists.title(anchor), published=anchor.published)
        for anchor in found
    )


def _is_doubtful(anchor: Anchor, known: set[str]) -> bool:
    """May this be an article that nothing else speaks for? Its words are a headline's, or its URL names one of many."""
    if anchor.url in known or not _may_be_one(anchor.url):
        return False
    return lists.weight(anchor.words) >= lists.HEADLINE and (names_one(anchor.url) or anchor.headed)


def _may_be_one(url: str) -> bool:
    """Does the URL name nothing that is no article: a form, a feed, a tag, a product?"""
    return not (_NEVER.search(url) or _FEED.search(urlsplit(url).path) or lists.leads_elsewhere(url))


def _ways(found: Iterable[Anchor], page: Page, publisher: Publisher, known: set[str]) -> Iterator[Link]:
    """Pages that may be lists: whatever is left of the page's links, the likeliest first."""
    left = [anchor for anchor in found if anchor.url and anchor.url not in known and _may_lead(anchor, page, publisher)]
    for anchor in sorted(left, key=_last_of_all):
        yield Link(anchor.url, publisher.slug, found_on=page.url, title=anchor.words)
    for url in shown(page, publisher):
        yield Link(url, publisher.slug, found_on=page.url)


def _last_of_all(anchor: Anchor) -> tuple[bool, bool, bool]:
    """What is named after news comes first, then what names no single thing, then what stands in menus."""
    return not _is_named_news(anchor), names_one(anchor.url), not anchor.chrome


def _is_named_news(anchor: Anchor) -> bool:
    return bool(_NEWS.search(f"{anchor.words} {urlsplit(anchor.url).path}"))


def _may_lead(anchor: Anchor, page: Page, publisher: Publisher) -> bool:
    return (
        anchor.url != page.url
        and urls.within(anchor.url, publisher.domains)
        and not is_file(anchor.url)
        and not _NEVER.search(anchor.url)
        and not _FEED.search(urlsplit(anchor.url).path)
        and "nofollow" not in (anchor.element.get("rel") or "").lower()
    )


def _feeds(page: Page, publisher: Publisher, found: Iterable[Anchor]) -> Iterator[Link]:
    """Feeds that the page announces, or links to; those of comments are none of ours."""
    here = anchors.base(page)
    named = [(link.get("href") or "", link.get("title") or "") for link in page.tree.iter("link") if _is_feed(link)]
    linked = [(anchor.url, anchor.words) for anchor in found if anchor.url and _FEED.search(anchor.url)]
    for href, title in (*named, *linked):
        url = urls.canonical(href, here)
        if url and url != page.url and not _COMMENTS.search(url + title) and urls.within(url, publisher.domains):
            yield Link(url, publisher.slug, via="feed", found_on=page.url, title=title)


def _is_feed(link: HtmlElement) -> bool:
    return "alternate" in (link.get("rel") or "").lower() and (link.get("type") or "").lower() in _FEED_TYPES


def _named_maps(page: Page, publisher: Publisher) -> Iterator[Link]:
    """The sitemaps that a robots.txt names."""
    for found in _SITEMAP.findall(page.body.decode("utf-8", "replace")):
        if url := urls.canonical(found, page.url):
            yield Link(url, publisher.slug, via="sitemap", found_on=page.url)
