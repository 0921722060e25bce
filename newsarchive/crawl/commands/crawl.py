"""`scrapy crawl`: Scrapy's own, which says what was typed wrong, and whose exit code says how the crawl ended."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from scrapy import Spider
from scrapy.commands.crawl import Command as CrawlCommand
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from newsarchive.archive import Archive
from newsarchive.crawl.exits import BAD_USE, INTERRUPTED, code_of
from newsarchive.crawl.extensions import BROKEN
from newsarchive.crawl.loader import UnknownSpider
from newsarchive.crawl.opened import opened, path_of
from newsarchive.crawl.spider import NewsSpider
from newsarchive.errors import ArchiveError, SpecError


class Command(CrawlCommand):
    """Run a spider, or crawl a publisher, by name."""

    crawler: Crawler | None = None

    def short_desc(self) -> str:
        """One line for `scrapy --help`."""
        return "Crawl a publisher, or run a spider of the project, by name"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check what was typed, try the archive, crawl."""
        try:
            self._check(args, opts.spargs)
        except (UnknownSpider, SpecError) as error:
            self._fail(str(error), BAD_USE)
        except ArchiveError as error:
            self._fail(str(error), code_of(error))
        super().run(args, opts)
        self.exitcode = self._ended() or self.exitcode

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        self.crawler = super()._create_crawler(spidercls)
        return self.crawler

    def _check(self, args: list[str], given: dict[str, Any]) -> None:
        """Raises what is wrong before anything is begun."""
        assert self.crawler_process is not None
        assert self.settings is not None
        if len(args) != 1:
            raise UsageError("which one? scrapy crawl NAME; see: scrapy list", print_help=False)
        spider = self.crawler_process.spider_loader.load(args[0])
        if issubclass(spider, NewsSpider):
            spider.read_arguments(self.settings, given)
            path = path_of(self.settings.get("NEWSARCHIVE_DIR"))
            Archive(path).close()

    def _ended(self) -> int:
        if self.crawler is None or self.crawler._stats is None:
            return 0
        why = self.crawler.stats.get_value("finish_reason")
        if why == BROKEN:
            broken = opened(self.crawler).broken
            return code_of(broken) if broken else 1
        return INTERRUPTED if why == "shutdown" else 0

    def _fail(self, words: str, code: int) -> None:
        print(f"scrapy crawl: error: {words}", file=sys.stderr)
        sys.exit(code)
