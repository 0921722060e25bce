"""What the log says of items: a URL, not a page's bytes."""

from __future__ import annotations

import logging
from typing import Any, Self, cast

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from newsarchive.model import Article, Draft, Page

#: No line at all: Scrapy allows it, and its types do not say so.
_SILENCE = cast(LogFormatterResult, None)


class Wording(LogFormatter):
    """Scrapy's messages, with our items named by their URLs. What the log's level leaves out is not even made up."""

    def __init__(self, level: int = logging.DEBUG) -> None:
        self._debugs = level <= logging.DEBUG

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        told = crawler.settings.get("LOG_LEVEL")
        return cls(told if isinstance(told, int) else logging.getLevelNamesMapping().get(told, logging.DEBUG))

    def crawled(self, request: Request, response: Response, spider: Spider) -> LogFormatterResult:
        """An answer came."""
        return super().crawled(request, response, spider) if self._debugs else _SILENCE

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        """An article left the line."""
        return _line(logging.DEBUG, "archived", item) if self._debugs else _SILENCE

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """A stage failed in a way that nobody foresaw; the URL stays pending."""
        return _line(logging.ERROR, f"failed ({type(exception).__name__}: {exception})", item)

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """A page gave no article, or no news."""
        return _line(logging.DEBUG, f"passed over ({exception})", item) if self._debugs else _SILENCE


def name(item: Any) -> str:
    """The URL of one of our items; of others, what Scrapy would print."""
    if isinstance(item, Draft):
        return item.page.url
    if isinstance(item, Page | Article):
        return item.url
    return str(item["url"]) if isinstance(item, dict) and "url" in item else repr(item)


def _line(level: int, words: str, item: Any) -> LogFormatterResult:
    return {"level": level, "msg": "%(words)s: %(name)s", "args": {"words": words, "name": name(item)}}
