"""What the steps of one crawl share: whose pages they are, what was asked for, and the archive."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Literal

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from newsarchive.archive.store import Known
from newsarchive.crawl.frontier import Frontier
from newsarchive.crawl.opened import Opened, opened
from newsarchive.crawl.responses import LINK, VISIT, page_of
from newsarchive.crawl.scope import Scope
from newsarchive.errors import ArchiveError
from newsarchive.model import Link, Page, Publisher, Visit

log = logging.getLogger("newsarchive")

#: Before anything is due.
_NEVER = datetime.min.replace(tzinfo=UTC)
#: What a callback yields: further requests, and pages for the line.
Output = Iterator[Request | Page]


class Walk:
    """One publisher's crawl."""

    def __init__(self, spider: Spider, publisher: Publisher, since: date | None, limit: int | None) -> None:
        self.spider = spider
        self.publisher = publisher
        self.scope = Scope(publisher, since)
        self.frontier = Frontier(limit)
        self.deep = False
        """Are lists followed to their end, over known ground too?"""
        self.asks: Literal["due", "all", "new"] = "due"
        """Which of the articles that are known are asked for again: those whose time has come, all, or none."""
        self.fresh: set[str] = set()
        """URLs that were offered for the first time ever, by this crawl."""

    @property
    def opened(self) -> Opened:
        """The archive of this crawl."""
        return opened(self.spider.crawler)

    @property
    def moment(self) -> datetime | None:
        """By when a URL has to be due that is asked for again; None where all are asked for."""
        return {"all": None, "due": datetime.now(UTC), "new": _NEVER}[self.asks]

    def offer(self, links: list[Link], visit: Visit | None) -> list[Known]:
        """Write down that these links were offered, and by which visit."""
        if not links and visit is None:
            return []
        known = self.opened.offer(links, visit, self.moment)
        self.fresh.update(link.url for link, found in zip(links, known, strict=True) if found.fresh)
        return known

    def link(self, url: str, found_on: str = "") -> Link:
        """A link to another document of this publisher, named on a page."""
        return Link(url, self.publisher.slug, via="page", found_on=found_on)

    def page(self, response: Response) -> Page:
        """The page that a response brought."""
        return page_of(response, self.publisher.slug)

    def visited(self, page: Page) -> None:
        """Write down a visit that settles no URL."""
        if page.visit:
            self.opened.archive.visited(page.visit)

    def missed(self, failure: Failure) -> Request:
        """The request that failed. An archive that cannot be written to ends the crawl instead."""
        if isinstance(failure.value, ArchiveError):
            self.opened.broken = failure.value
            raise CloseSpider("archive")
        request: Request = failure.request  # type: ignore[attr-defined]
        return request

    def missed_visit(self, request: Request) -> None:
        """Write down a visit without an answer that settles no URL."""
        if visit := request.meta.get(VISIT):
            self.opened.archive.visited(visit)

    def send(self, request: Request) -> None:
        """Ask for something outside of a callback."""
        if self.spider.crawler.spider is not None:
            self.spider.crawler.engine.crawl(request)

    def count(self, key: str) -> None:
        """One more in a stat."""
        self.spider.crawler.stats.inc_value(key)


def link_of(request: Request) -> Link:
    """The link that a request of ours was made for."""
    link: Link = request.meta[LINK]
    return link
