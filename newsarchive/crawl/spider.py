"""The spider that crawls one publisher: its lists are followed, every article that they offer is asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any, ClassVar, Self

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from newsarchive import publishers
from newsarchive.crawl import arguments
from newsarchive.crawl.arguments import Arguments
from newsarchive.crawl.articles import Articles
from newsarchive.crawl.lists import Lists
from newsarchive.crawl.walk import Walk
from newsarchive.discover import Links, discover
from newsarchive.model import Page, Publisher, Via


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
        self.walk = Walk(self, publisher, since, limit)
        self.articles = Articles(self.walk)
        self.lists = Lists(self.walk, self.articles, self.discover)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider from `-a` arguments, with its publisher's manners, unless the command line has others.

        Raises UsageError, UnknownPublisher, SpecError.
        """
        publisher, wanted = cls.read_arguments(crawler.settings, kwargs)
        spider = cls(publisher, wanted.since, wanted.limit)
        manners = {
            "DOWNLOAD_DELAY": publisher.visit.delay,
            "CONCURRENT_REQUESTS_PER_DOMAIN": publisher.visit.concurrency,
        }
        crawler.settings.setdict(manners, priority="spider")
        spider._set_crawler(crawler)
        return spider

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
        visit = self.publisher.visit
        for request in self.articles.offer(opened.archive.pending(self.publisher.slug)):
            yield request
        starts: list[tuple[tuple[str, ...], Via]] = [
            (visit.feeds, "feed"),
            (visit.sitemaps, "sitemap"),
            (visit.lists, "seed"),
        ]
        for places, via in starts:
            for url in places:
                for request in self.lists.begin(url, via):
                    yield request

    def discover(self, page: Page) -> Links:
        """What a list page, a feed or a sitemap offers. Raises PageError."""
        return discover(page, self.publisher)
