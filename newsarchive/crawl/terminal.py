"""On a terminal a crawl is watched; anywhere else it tells its log in plain lines."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from typing import TYPE_CHECKING, Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from newsarchive.crawl.opened import opened

if TYPE_CHECKING:
    from newsarchive.crawl.view import View

#: What terminals that cannot move their cursor call themselves.
_DUMB = ("", "dumb", "unknown")
#: Seconds between two looks.
BEAT = 0.25


def is_watched(settings: BaseSettings) -> bool:
    """Does somebody look on, at a terminal that can draw over what it showed?"""
    wanted = settings.getbool("NEWSARCHIVE_LIVE", True) and settings.getbool("LOG_ENABLED")
    return wanted and sys.stderr.isatty() and os.environ.get("TERM", "").lower() not in _DUMB


def is_chatty(settings: BaseSettings) -> bool:
    """Did somebody ask for the log's lines all the same, on the command line?"""
    return (settings.getpriority("LOG_LEVEL") or 0) >= SETTINGS_PRIORITIES["cmdline"]


class Terminal:
    """Shows how a crawl is while it runs, and a summary when it has ended, in place of the log's lines.

    Warnings still come as lines, above the view; with `-L` so do all lines of that level. `-s NEWSARCHIVE_LIVE=0`,
    `-s LOG_ENABLED=0` and a terminal that cannot move its cursor leave everything as Scrapy has it.
    """

    def __init__(self, crawler: Crawler, view: View) -> None:
        self.crawler = crawler
        self.view = view
        self._beating: asyncio.Future[None] | None = None
        self._handlers: list[logging.StreamHandler[Any]] = []
        self._chatty = is_chatty(crawler.settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy. Raises NotConfigured where nobody watches."""
        if not is_watched(crawler.settings):
            raise NotConfigured
        from newsarchive.crawl.view import View  # what draws is loaded where somebody looks

        terminal = cls(crawler, View(crawler))
        crawler.signals.connect(terminal.begin, signals.spider_opened)
        crawler.signals.connect(terminal.end, signals.spider_closed)
        crawler.signals.connect(terminal.sum_up, signals.engine_stopped)
        return terminal

    def begin(self, spider: Spider) -> None:
        """Take the log's place."""
        opened(self.crawler).listen(self.view.settled)
        before = sys.stderr
        self.view.start(spider)
        self._handlers = [
            handler
            for handler in logging.root.handlers
            if isinstance(handler, logging.StreamHandler) and handler.stream is before
        ]
        for handler in self._handlers:
            handler.setStream(sys.stderr)  # above the view, not through it
            if not self._chatty:
                handler.setLevel(logging.WARNING)
        self._beating = asyncio.ensure_future(self._beat())

    def end(self) -> None:
        """Clear the view away."""
        if self._beating is not None:
            self._beating.cancel()
            self.view.stop()
        for handler in self._handlers:
            handler.setStream(sys.stderr)

    def sum_up(self) -> None:
        """Say what came of it."""
        if self._beating is not None:
            self.view.sum_up()

    async def _beat(self) -> None:
        while True:
            self.view.refresh()
            await asyncio.sleep(BEAT)
