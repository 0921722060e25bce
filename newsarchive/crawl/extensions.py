"""Around a crawl: its archive is opened and closed, its books are told, and a broken archive ends it."""

from __future__ import annotations

import asyncio
import gc
import logging
from typing import Any, Literal, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from twisted.python.failure import Failure

from newsarchive.archive.store import Books
from newsarchive.crawl import stats
from newsarchive.crawl.opened import Opened, open_for
from newsarchive.errors import ArchiveError

log = logging.getLogger("newsarchive")

#: Reasons of Scrapy's, and ours, for which a crawl counts as done.
DONE = frozenset({"finished", "limit"})
#: The reason for which a crawl ends whose archive cannot be written to.
BROKEN = "archive"

_STATES = (
    (stats.ADDED, "added"),
    (stats.REVISED, "revised"),
    (stats.UNCHANGED, "unchanged"),
    (stats.ALIASES, "aliases"),
    (stats.FILTERED, "filtered"),
    (stats.FAILED, "failed"),
    (stats.PENDING, "pending"),
)


class Ledger:
    """Opens the archive when a spider opens, and closes its books when it closes."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.opened: Opened | None = None
        self.broken: ArchiveError | None = None
        """What ended the crawl before its time."""
        self._closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        ledger = cls(crawler)
        for handler, signal in (
            (ledger.spider_opened, signals.spider_opened),
            (ledger.went_wrong, signals.item_error),
            (ledger.went_wrong, signals.spider_error),
            (ledger.spider_closed, signals.spider_closed),
        ):
            crawler.signals.connect(handler, signal=signal)
        return ledger

    def spider_opened(self, spider: Spider) -> None:
        """Open the archive and begin the crawl's row. Raises CloseSpider where that cannot be done."""
        try:
            self.opened = open_for(self.crawler, spider.name, self._settings(spider))
        except ArchiveError as error:
            self._give_up(error)
            raise CloseSpider(BROKEN) from error
        gc.freeze()  # what was imported until now is there to stay: no collection need look through it again

    def went_wrong(self, failure: Failure) -> None:
        """End the crawl if it was the archive that failed; other errors are Scrapy's to tell."""
        if isinstance(failure.value, ArchiveError) and self.opened:
            self.opened.broken = failure.value
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=BROKEN))

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Close the crawl's row with its stats, and tell the books."""
        if self.opened is None:
            return
        if self.opened.broken:
            self._give_up(self.opened.broken)
            self.opened.close()
            return
        status: Literal["finished", "stopped"] = "finished" if reason in DONE else "stopped"
        books = self.opened.finish(status, {**_plain(self.crawler.stats.get_stats()), "finish_reason": reason})
        self._tell(books, spider.name, status)

    def _give_up(self, error: ArchiveError) -> None:
        self.broken = error
        self.crawler.stats.set_value(stats.ERROR, str(error))
        log.error("the crawl ends here: %s", error)

    def _settings(self, spider: Spider) -> dict[str, object]:
        names = ("DOWNLOAD_DELAY", "CONCURRENT_REQUESTS_PER_DOMAIN", "ROBOTSTXT_OBEY", "USER_AGENT")
        told: dict[str, object] = {name: self.crawler.settings.get(name) for name in names}
        publisher = getattr(spider, "publisher", None)
        since = getattr(spider, "since", None)
        told["publisher"] = publisher.slug if publisher else None
        told["since"] = since.isoformat() if since else None
        told["limit"] = getattr(spider, "limit", None)
        return told

    def _tell(self, books: Books, name: str, status: str) -> None:
        """The closing line: what was offered is the sum of what became of it."""
        for key, field in ((stats.OFFERED, "offered"), (stats.COPIES, "copies"), *_STATES):
            self.crawler.stats.set_value(key, getattr(books, field))
        for why, count in books.reasons.items():
            self.crawler.stats.set_value(f"{stats.REASON}/{why}", count)
        parts = " + ".join(f"{getattr(books, field)} {field}" for _, field in _STATES)
        log.info("%s %s: %d offered = %s; %d of the added are copies", name, status, books.offered, parts, books.copies)
        if not books.offered and self.crawler.stats.get_value(stats.LISTS):
            log.warning("no list offered any article: see what they show, and `follow` in the publisher's file")
        if books.reasons:
            log.info("why: %s", ", ".join(f"{count} {why}" for why, count in sorted(books.reasons.items())))


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    """Stats as JSON can hold them."""
    plain = (int, float, str, bool, type(None))
    return {name: value if isinstance(value, plain) else str(value) for name, value in told.items()}
