"""A host that says "too many" or "not now" is left alone as long as it asks, and slowly trusted again."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any

from scrapy import Request, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware, get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.settings import BaseSettings

from newsarchive.crawl import stats

log = logging.getLogger("newsarchive")

#: Answers that ask for patience.
BUSY = frozenset({429, 503})
#: Good answers in a row after which a host that was backed off from is asked twice as fast.
TRUSTED = 10
#: Seconds. Without any delay, Scrapy sends all that waits for a host at once, whatever its concurrency: a request
#: counts as running only when the event loop comes to it.
LEAST = 0.001
#: Seconds between requests to a host that is busy and does not say for how long, at first.
SHORTEST = 1.0


class Postponed(IgnoreRequest):
    """The host asked for a longer pause than a crawl waits: the URL stays pending."""


class Patience(RetryMiddleware):
    """Scrapy's retries, and Retry-After, which Scrapy does not read: it would ask again at once."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._longest = settings.getfloat("NEWSARCHIVE_LONGEST_DELAY", 60.0)
        self._until: dict[str, float] = {}  # by slot: when it may be asked again, monotonic
        self._usual: dict[str, float] = {}  # by slot: its delay before it was busy
        self._good: dict[str, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Patience:
        """Made by Scrapy. Raises NotConfigured where RETRY_ENABLED is off."""
        patience = cls(crawler.settings)
        patience.crawler = crawler
        crawler.signals.connect(patience.downloaded, signals.response_downloaded)
        return patience

    def downloaded(self, response: Response, request: Request) -> None:
        """Stop before the next request of the host leaves: when the answer comes by, that would be too late."""
        if response.status in BUSY:
            self._rest(self._key(request), retry_after(response, datetime.now(UTC)))
        else:
            self._trust(self._key(request))

    def process_request(self, request: Request) -> None:
        """Do not ask a host that wants to be left alone for longer than a crawl waits. Raises Postponed."""
        key = self._key(request)
        if self.left(key) > self._longest:
            raise Postponed(f"{request.url}: its host wants to be left alone")
        slot: Slot | None = self.crawler.engine.downloader.slots.get(key)
        if slot is not None:
            slot.delay = slot.delay or LEAST

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        """Ask a busy host again, later; twice as often as others, as it said that it only is busy."""
        if response.status not in BUSY or request.meta.get("dont_retry"):
            return super().process_response(request, response)
        self.process_request(request)
        assert self.crawler.spider is not None
        most = 2 * request.meta.get("max_retry_times", self.max_retry_times)
        why, asking = str(response.status), self.crawler.spider
        return get_retry_request(request, reason=why, spider=asking, max_retry_times=most) or response

    def left(self, key: str) -> float:
        """Seconds for which a host is still to be left alone."""
        return self._until.get(key, 0.0) - monotonic()

    def _rest(self, key: str, wait: float | None) -> None:
        """Leave the host alone, and ask it half as often from then on."""
        slot: Slot | None = self.crawler.engine.downloader.slots.get(key)
        if slot is None or self.left(key) > 0:  # the answer to a request that was on its way already
            return
        self._usual.setdefault(key, slot.delay)
        slot.delay = min(max(2 * slot.delay, SHORTEST), self._longest)
        rest, now = slot.delay if wait is None else wait, monotonic()
        slot.lastseen = now + min(rest, self._longest) - slot.delay
        self._until[key], self._good[key] = now + rest, 0
        self.crawler.stats.inc_value(stats.PATIENCE_WAITS)
        log.info("%s is busy: left alone for %.0f s, then one request every %.1f s", key, rest, slot.delay)
        while rest > self._longest and slot.queue:
            request, waiting = slot.queue.popleft()
            waiting.errback(Postponed(f"{request.url}: its host wants to be left alone"))

    def _trust(self, key: str) -> None:
        if key not in self._usual:
            return
        self._good[key] += 1
        slot: Slot | None = self.crawler.engine.downloader.slots.get(key)
        if slot is not None and self._good[key] >= TRUSTED:
            self._good[key] = 0
            slot.delay = max(self._usual[key], slot.delay / 2 if slot.delay > SHORTEST else 0.0)
            if slot.delay == self._usual[key]:
                del self._usual[key]

    def _key(self, request: Request) -> str:
        return self.crawler.engine.downloader.get_slot_key(request)


def retry_after(response: Response, now: datetime) -> float | None:
    """Seconds that the answer asks to wait, from its Retry-After: a number, or a date; None if it does not say.

    A date is counted from the one that the answer itself bears: a server's clock need not go as ours does. One that has
    passed says nothing, and neither does 0.

    >>> retry_after(Response("http://news.example/", headers={"Retry-After": "7"}), datetime.now(UTC))
    7.0
    """
    words = _header(response, b"Retry-After")
    if words.isdecimal():
        return float(words) or None
    until = _moment(words)
    if until is None:
        return None
    wait = (until - (_moment(_header(response, b"Date")) or now)).total_seconds()
    return wait if wait > 0 else None


def _header(response: Response, name: bytes) -> str:
    return (response.headers.get(name) or b"").decode("latin-1").strip()


def _moment(words: str) -> datetime | None:
    """The moment that a header names; None where it is no date, or one without a zone."""
    try:
        found = parsedate_to_datetime(words) if words else None
    except (ValueError, TypeError):
        return None
    return found if found and found.tzinfo else None
