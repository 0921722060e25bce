"""Logs as JSON Lines, for whoever collects them: NEWSARCHIVE_JSON_LOG."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class JsonLines(logging.Formatter):
    """One object a line: time (UTC), level, logger, words, and the traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "words": record.getMessage(),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


class JsonLog:
    """Gives every handler of the root logger lines of JSON. Scrapy makes its own anew after it made its extensions."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy. Raises NotConfigured where the setting is off."""
        if not crawler.settings.getbool("NEWSARCHIVE_JSON_LOG"):
            raise NotConfigured
        log = cls()
        log.begin()
        crawler.signals.connect(log.begin, signals.spider_opened)
        return log

    def begin(self) -> None:
        """From now on."""
        for handler in logging.root.handlers:
            handler.setFormatter(JsonLines())
