"""An errand: one bounded crawl of one host, for an archive that is elsewhere.

The spider asks for what it was sent for and for where that leads at once (redirects, the page that a page names as
itself, further pages of a list). What lists offer beyond that is told, not asked for: whoever holds the archive knows
what is new, and sends the next errand.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from time import monotonic
from typing import Any, Protocol, Self

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.utils.project import ENVVAR, get_project_settings

from newsarchive import urls
from newsarchive.archive.answers import Known
from newsarchive.crawl.articles import Articles
from newsarchive.crawl.download import Download
from newsarchive.crawl.lists import Lists
from newsarchive.crawl.patience import Postponed
from newsarchive.crawl.ship import Ship
from newsarchive.crawl.spider import NewsSpider
from newsarchive.crawl.walk import Walk
from newsarchive.model import Link, Page, Publisher

#: Seconds that a host rests beyond its delay: it may think that its answer ended a moment after we had it.
MARGIN = 0.02


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
        """Is it ours, with `delay` seconds between requests? It stays ours from then on; asked before each request."""


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


class PoliteDownload(Download):
    """Asks a host only when it is our turn, and when it has rested since its last answer; robots.txt included.

    Scrapy counts the delay from one request to the next as it means to send them. On a busy machine one is sent late
    and the next is not, which is too close together; counted from the answer on, the host sees its delay whatever
    happens here.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._crawler = crawler
        self._rested: dict[str, float] = {}  # by slot: when its host may be asked again, monotonic

    async def download_request(self, request: Request) -> Response:
        """Raises Postponed where somebody else asks that host: its URL stays pending."""
        key, slot = self._slot(request)
        while (left := self._rested.get(key, 0.0) - monotonic()) > 0:
            await asyncio.sleep(left)
        self._take_turn(request, slot)
        try:
            return await super().download_request(request)
        finally:
            self._rested[key] = monotonic() + (slot.delay and slot.delay + MARGIN)

    def _slot(self, request: Request) -> tuple[str, Slot]:
        key = self._crawler.engine.downloader.get_slot_key(request)
        return key, self._crawler.engine.downloader.slots[key]

    def _take_turn(self, request: Request, slot: Slot) -> None:
        spider = self._crawler.spider
        assert isinstance(spider, ErrandSpider)
        if not spider.turns.take(urls.host(request.url), slot.delay):
            raise Postponed(f"{request.url}: somebody else is asking its host")


def run(errand: Errand, archive: Ship, turns: Turns) -> bool:
    """Run an errand in this process, which can run no other; did it come to its end?"""
    os.environ.setdefault(ENVVAR, "newsarchive.settings")
    level, settings = logging.root.level, get_project_settings()
    settings.set("LOG_INSTALL_ROOT_HANDLER", False)  # the worker has one,
    process = AsyncCrawlerProcess(settings)
    logging.root.setLevel(level)  # and was told how much to say
    for scheme in ("http", "https"):
        process.settings["DOWNLOAD_HANDLERS"].set(scheme, PoliteDownload, "cmdline")
    crawler = process.create_crawler(ErrandSpider)
    process.crawl(crawler, errand=errand, archive=archive, turns=turns)
    process.start()
    return bool(crawler.stats and crawler.stats.get_value("finish_reason") == "finished")
