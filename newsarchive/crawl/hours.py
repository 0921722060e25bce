"""Opening hours: a publisher may want its servers asked at night alone."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newsarchive.crawl.patience import Postponed
from newsarchive.model import Publisher

#: The reason for which a crawl stops when the hours are over.
CLOSED = "hours"


def is_open(publisher: Publisher, now: datetime) -> bool:
    """May the publisher's servers be asked at that moment? `now` is aware; hours may go over midnight.

    >>> from newsarchive.model import Route
    >>> night = Publisher("a", "A", timezone="Asia/Shanghai", visit=Route(hours="22:00-06:00"))
    >>> [is_open(night, datetime(2024, 8, 21, hour, tzinfo=UTC)) for hour in (4, 15)]
    [False, True]
    """
    if not publisher.visit.hours:
        return True
    here = now.astimezone(ZoneInfo(publisher.timezone or "UTC")).time()
    first, last = map(time.fromisoformat, publisher.visit.hours.split("-"))
    return first <= here < last if first < last else here >= first or here < last


class Hours:
    """Asks for nothing outside of the publisher's hours; what is left stays pending."""

    def __init__(self, crawler: Crawler, publisher: Publisher) -> None:
        self.crawler, self.publisher = crawler, publisher
        self._closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy. Raises NotConfigured where the publisher has no hours."""
        publisher: Publisher | None = getattr(crawler.spider, "publisher", None)
        if publisher is None or not publisher.visit.hours:
            raise NotConfigured
        return cls(crawler, publisher)

    def process_request(self, request: Request) -> None:
        """Let a request pass during the hours. Raises Postponed."""
        if is_open(self.publisher, datetime.now(UTC)):
            return
        if self._closing is None:
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=CLOSED))
        raise Postponed(f"{request.url}: asked only during {self.publisher.visit.hours}")
