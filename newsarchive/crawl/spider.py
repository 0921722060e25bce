"""The spider that crawls one publisher: its lists are followed, every article that they offer is asked for."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from datetime import date
from typing import Any, ClassVar, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from newsarchive import publishers
from newsarchive.crawl import arguments, rendering
from newsarchive.crawl.addon import leave_out_idle
from newsarchive.crawl.arguments import Arguments
from newsarchive.crawl.articles import Articles
from newsarchive.crawl.lists import Lists
from newsarchive.crawl.walk import Walk
from newsarchive.discover import Links, discover, mentioned
from newsarchive.model import Article, Link, Page, Publisher, Via

#: URLs left pending by earlier crawls that are taken into memory at a time.
SOME = 1000
#: Seconds between two looks at how far they are, and looks in a row at which nothing moves: the crawl is being ended,
#: or its host wants to be left alone.
GLANCE, PATIENT = 0.1, 30


class NewsSpider(Spider):
    """What is new at a publisher: its lists from the first page to the last, and every article that they offer.

    Arguments: `publisher` (a slug), `since` (a day), `limit` (how many articles). A publisher whose lists no file can
    describe gets a subclass, with its slug as `name` and `slug`, that overrides `discover`.
    """

    name = "news"
    slug: ClassVar[str] = ""
    """The publisher of a spider that was made for one; "" where `-a publisher=` names it."""

    def __init__(self, publisher: Publisher, since: date | None = None, limit: int | None = None) -> None:
        super().__init__()
        self.publisher = publisher
        self.since = since
        self.limit = limit
        self.wanted = Arguments(publisher.slug, since, limit)
        self.walk = Walk(self, publisher, since, limit)
        self.articles = Articles(self.walk, self.further)
        self.lists = Lists(self.walk, self.articles, self.discover)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """As Scrapy has it, without what has no work here."""
        super().update_settings(settings)
        leave_out_idle(settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider from `-a` arguments, with its publisher's manners, unless the command line has others.

        Raises UsageError, UnknownPublisher, SpecError.
        """
        publisher, wanted = cls.read_arguments(crawler.settings, kwargs)
        spider = cls(publisher, wanted.since, wanted.limit)
        spider.wanted = wanted
        spider.adopt(crawler)
        spider.read_manner()
        return spider

    def read_manner(self) -> None:
        """How far to look, and what to ask for again, as the arguments have it."""
        self.walk.deep = self.wanted.deep
        self.walk.asks = "all" if self.wanted.due == "all" else "due"
        self.walk.scope.until = self.wanted.until

    def adopt(self, crawler: Crawler) -> None:
        """Belong to `crawler`, which keeps the publisher's manners from now on."""
        rendering.check(self.publisher)
        manners = {
            "DOWNLOAD_DELAY": self.publisher.visit.delay,
            "CONCURRENT_REQUESTS_PER_DOMAIN": self.publisher.visit.concurrency,
        }
        crawler.settings.setdict(manners, priority="spider")
        self._set_crawler(crawler)

    @classmethod
    def read_arguments(cls, settings: BaseSettings, given: dict[str, Any]) -> tuple[Publisher, Arguments]:
        """The publisher and the arguments that `-a` named, checked. Raises UsageError, UnknownPublisher, SpecError."""
        wanted = arguments.read(given)
        slug = cls.slug or wanted.publisher
        if cls.slug and wanted.publisher not in ("", cls.slug):
            raise UsageError(f"publisher={wanted.publisher}: this spider crawls {cls.slug}", print_help=False)
        if not slug:
            raise UsageError("which publisher? -a publisher=SLUG; see: scrapy list", print_help=False)
        return publishers.find(slug, settings.get("NEWSARCHIVE_PUBLISHERS")), wanted

    async def start(self) -> AsyncIterator[Any]:
        """What earlier crawls left undone, then the publisher's lists, feeds and sitemaps."""
        opened = self.walk.opened
        opened.listen(self.articles.ended)
        opened.listen(self.lists.ground.ended)
        left = opened.pending(self.publisher.slug, "", SOME)
        due = opened.due(self.publisher.slug, self.walk.moment, self.most_due())
        for request in (*self.articles.offer([*left, *due]), *self.starts()):
            yield request
        # The archive is the frontier; only some of it is in memory.
        while left and not self.walk.frontier.full and await self._room():
            left = opened.pending(self.publisher.slug, left[-1].url, SOME)
            for request in self.articles.offer(left):
                yield request

    async def _room(self) -> bool:
        """Wait until most of what was asked for has come. False where nothing comes any more: what is left stays
        pending."""
        frontier, downloader = self.walk.frontier, self.crawler.engine.downloader
        before, still = frontier.under_way, 0
        while frontier.under_way >= SOME // 2 and still < PATIENT:
            await asyncio.sleep(GLANCE)
            still = still + 1 if frontier.under_way == before and not downloader.active else 0
            before = frontier.under_way
        return still < PATIENT

    def most_due(self) -> int | None:
        """How many of the URLs whose time has come are asked for beside what lists show; None: all of them."""
        if self.walk.asks == "all":
            return None
        return self.crawler.settings.getint("NEWSARCHIVE_RECHECKS")

    def starts(self) -> Iterator[Request]:
        """The first pages of the publisher's lists, feeds and sitemaps."""
        visit = self.publisher.visit
        places: list[tuple[tuple[str, ...], Via]] = [
            (visit.feeds, "feed"),
            (visit.sitemaps, "sitemap"),
            (visit.lists, "seed"),
        ]
        for several, via in places:
            for url in several:
                yield from self.lists.begin(url, via)

    def discover(self, page: Page) -> Links:
        """What a list page, a feed or a sitemap offers. Raises PageError."""
        return discover(page, self.publisher)

    def further(self, page: Page) -> list[Link]:
        """What an article's page offers: articles beside it, where the publisher's file says how their URLs look."""
        wanted = self.publisher.visit.articles
        found = mentioned(page, self.publisher) if wanted else ()
        return [link for link in found if any(re.search(pattern, link.url) for pattern in wanted)]

    def passes_over(self, article: Article) -> str:
        """Why an article is not to be archived: "since", where it is older than was asked for; "" if it is."""
        day = article.published_at.date() if article.published_at else None
        if self.since and day and day < self.since:
            return "since"
        return "until" if self.wanted.until and day and day > self.wanted.until else ""
