"""An errand: one bounded crawl of one host, for an archive that is elsewhere.

The spider asks for what it was sent for and for where that leads at once (redirects, the page that a page names as
itself, further pages of a list). What lists offer beyond that is told, not asked for: whoever holds the archive knows
what is new, and sends the next errand.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, Self

from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.utils.project import ENVVAR, get_project_settings

from newsarchive import urls
from newsarchive.archive.answers import Known
from newsarchive.crawl.articles import Articles
from newsarchive.crawl.lists import Lists
from newsarchive.crawl.patience import Postponed
from newsarchive.crawl.ship import Ship
from newsarchive.crawl.spider import NewsSpider
from newsarchive.crawl.walk import Walk
from newsarchive.model import Link, Page, Publisher


@dataclass(frozen=True, slots=True)
class Errand:
    """What to ask for, and what has to be known for it."""

    id: str
    """Its name among all errands of an archive."""
    crawl: int
    """The crawl that it is part of."""
    publisher: Publisher
    host: str
    until: datetime
    """When its URLs are given to somebody else; aware, UTC."""
    lists: tuple[Link, ...] = ()
    articles: tuple[Link, ...] = ()
    known: Mapping[str, Known] = field(default_factory=dict)
    """By URL: what makes a request for it conditional."""
    since: date | None = None


class Turns(Protocol):
    """Whose turn it is to ask a host. One asks at a time, among all machines."""

    def take(self, host: str, delay: float) -> bool:
        """Is it ours, with `delay` seconds between requests? It stays ours from then on."""


class ErrandSpider(NewsSpider):
    """Runs one errand."""

    name = "errand"

    def __init__(self, errand: Errand, archive: Ship, turns: Turns) -> None:
        super().__init__(errand.publisher, errand.since)
        self.errand, self.archive, self.turns = errand, archive, turns
        self.articles = Wanted(self.walk, self.further, [link.url for link in errand.articles])
        self.lists = Lists(self.walk, self.articles, self.discover)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Made with `errand`, `archive` and `turns`; the publisher's manners hold."""
        spider = cls(**kwargs)
        spider.adopt(crawler)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """What the errand names."""
        self.walk.opened.listen(self.articles.ended)
        for link in self.errand.lists:
            for request in self.lists.begin(link.url, link.via):
                yield request
        for request in self.articles.offer(self.errand.articles):
            yield request


class Wanted(Articles):
    """Asks for the articles of an errand, and for where they lead; of others it tells what they are."""

    def __init__(self, walk: Walk, further: Callable[[Page], list[Link]], wanted: Iterable[str]) -> None:
        super().__init__(walk, further)
        self._wanted = set(wanted)

    def _consider(self, link: Link) -> None:
        if link.url in self._wanted or link.url in self._moved_from or self.walk.frontier.awaits(link.url):
            super()._consider(link)
        elif why := self.walk.scope.refuses(link):
            self.walk.opened.settle(link.url, "filtered", why)


class TakeTurns:
    """Lets a request go only when it is our turn at its host: next to the network, robots.txt included."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises Postponed where somebody else asks that host: its URL stays pending."""
        spider = self.crawler.spider
        assert isinstance(spider, ErrandSpider)
        host = urls.host(request.url)
        slot = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", host))
        if not spider.turns.take(host, slot.delay if slot else spider.publisher.visit.delay):
            raise Postponed(f"{request.url}: somebody else is asking its host")


def run(errand: Errand, archive: Ship, turns: Turns) -> bool:
    """Run an errand in this process, which can run no other; did it come to its end?"""
    os.environ.setdefault(ENVVAR, "newsarchive.settings")
    process = AsyncCrawlerProcess(get_project_settings())
    process.settings["DOWNLOADER_MIDDLEWARES"].set(f"{__name__}.TakeTurns", 995, "cmdline")
    crawler = process.create_crawler(ErrandSpider)
    process.crawl(crawler, errand=errand, archive=archive, turns=turns)
    process.start()
    return bool(crawler.stats and crawler.stats.get_value("finish_reason") == "finished")
