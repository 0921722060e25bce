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
from newsarchive.crawl import stats
from newsarchive.crawl.exits import BAD_USE, FAILED, INTERRUPTED, code_of
from newsarchive.crawl.extensions import Ledger
from newsarchive.crawl.loader import UnknownSpider
from newsarchive.crawl.opened import path_of
from newsarchive.crawl.spider import NewsSpider
from newsarchive.crawl.terminal import Terminal, is_chatty, is_watched
from newsarchive.errors import ArchiveError, SpecError


class Command(CrawlCommand):
    """Run a spider, or crawl a publisher, by name."""

    crawler: Crawler | None = None

    def short_desc(self) -> str:
        """One line for `scrapy --help`."""
        return "Crawl a publisher, or run a spider of the project, by name"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Where the crawl is watched, what Scrapy says of itself before it begins is not shown either."""
        super().process_options(args, opts)
        assert self.settings is not None
        if is_watched(self.settings) and not is_chatty(self.settings) and not self.settings.get("LOG_FILE"):
            self.settings.set("LOG_LEVEL", "WARNING", "project")

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
        """The exit code for the way in which the crawl ended; 0 where it never began."""
        if self.crawler is None or self.crawler.spider is None:
            return 0
        ledger = self.crawler.get_extension(Ledger)
        if ledger is not None and ledger.broken:
            return code_of(ledger.broken)
        terminal = self.crawler.get_extension(Terminal)
        if terminal is not None:
            terminal.end()  # a second Ctrl-C ends everything but the view
        told = self.crawler.stats.get_value
        if told("finish_reason") in ("shutdown", None):
            return INTERRUPTED
        return FAILED if told(stats.LISTS_FAILED) and not told(stats.LISTS) else 0

    def _fail(self, words: str, code: int) -> None:
        print(f"scrapy crawl: error: {words}", file=sys.stderr)
        sys.exit(code)
