"""Pages that only a browser can build: their scripts are run, and what they built is read in place of the answer.

Only pages whose URLs a publisher's file names (`visit.javascript`) go this way; the page itself, and all that its
scripts ask for, comes by the same downloader as everything else.
"""

from __future__ import annotations

import importlib.util
import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, UsageError
from scrapy.http import HtmlResponse, Response
from scrapy.http.request import NO_CALLBACK

from newsarchive.crawl import stats
from newsarchive.crawl.failures import NO_ANSWER, Unrendered
from newsarchive.crawl.opened import Component
from newsarchive.crawl.responses import LINK, VISIT
from newsarchive.model import RENDER, Link, Publisher, Visit

if TYPE_CHECKING:
    from newsarchive.crawl.browser import Browser

log = logging.getLogger("newsarchive")

#: Headers of the answer that are not true of what a browser built of it.
_OF_THE_ANSWER = frozenset({"content-type", "content-length", "content-encoding", "etag", "last-modified"})


def check(publisher: Publisher) -> None:
    """Is there what the publisher's pages need? Raises UsageError."""
    if publisher.visit.javascript and importlib.util.find_spec("scrapy_playwright") is None:
        told = f"{publisher.slug}: visit.javascript needs a browser: pip install 'newsarchive[javascript]'"
        raise UsageError(told, print_help=False)


class Render(Component):
    """Lets a browser build the pages that need one. Nearer to the spider than what unpacks a body."""

    def __init__(self, crawler: Crawler, publisher: Publisher) -> None:
        super().__init__(crawler)
        self._patterns = [re.compile(pattern) for pattern in publisher.visit.javascript]
        self._browser = self._start()
        crawler.signals.connect(self.closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy. Raises NotConfigured where no page needs a browser."""
        publisher: Publisher | None = getattr(crawler.spider, "publisher", None)
        if publisher is None or not publisher.visit.javascript:
            raise NotConfigured
        return cls(crawler, publisher)

    def process_request(self, request: Request) -> None:
        """Ask for the whole page: that it is the same as before tells nothing of what its scripts will ask for."""
        if self._needs(request):
            request.headers.pop(b"If-None-Match", None)
            request.headers.pop(b"If-Modified-Since", None)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Hand on what the browser built; what the server sent, where the browser made nothing of it."""
        if not self._needs(request) or response.status != 200 or not isinstance(response, HtmlResponse):
            return response
        try:
            words, rested = await self._browser.render(response)
        except Unrendered as error:
            return self._as_sent(request, response, error)
        self.crawler.stats.inc_value(stats.RENDERED)
        if not rested:
            self.crawler.stats.inc_value(stats.RENDERED_RESTLESS)
        headers = {**response.headers, b"Content-Type": [b"text/html; charset=utf-8"]}
        built = response.replace(body=words.encode(), headers=headers, encoding="utf-8")
        self._keep(request, built.body)
        return built

    def _as_sent(self, request: Request, response: Response, error: Unrendered) -> Response:
        """Scripts that lead away from their page, or never end: what was there before them may be an article too."""
        log.warning("read as it was sent: %s", error)
        self.crawler.stats.inc_value(stats.RENDERED_NOT)
        link: Link | None = request.meta.get(LINK)
        self.opened.unrendered.add(link.url if link else request.url)
        return response

    async def closed(self) -> None:
        """End the browser with the crawl."""
        await self._browser.close()

    def _needs(self, request: Request) -> bool:
        return request.method == "GET" and any(pattern.search(request.url) for pattern in self._patterns)

    def _keep(self, request: Request, body: bytes) -> None:
        """The answer is a visit by itself; what was built of it is kept beside it, and marked."""
        visit: Visit | None = request.meta.get(VISIT)
        if visit is None:
            return
        archive = self.opened.archive
        archive.visited(visit)
        told = tuple(pair for pair in visit.headers if pair[0].lower() not in _OF_THE_ANSWER)
        built = (*told, ("Content-Type", "text/html; charset=utf-8"))
        request.meta[VISIT] = archive.keep(replace(visit, method=RENDER, headers=built, body=body, raw=None))

    def _start(self) -> Browser:
        from newsarchive.crawl.browser import Browser  # what it needs is an extra

        settings = self.crawler.settings
        return Browser(
            self.crawler, self._fetch, settings["NEWSARCHIVE_BROWSER"], settings.getfloat("DOWNLOAD_TIMEOUT")
        )

    async def _fetch(self, request: Request) -> Response | None:
        """What a script asks for: within robots.txt, at its host's pace, kept in WARC; None without an answer."""
        asked = request.replace(callback=NO_CALLBACK, meta={"allow_offsite": True}, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(asked)
        except NO_ANSWER:
            self.crawler.stats.inc_value(stats.RENDERED_REFUSED)
            return None
        if visit := response.meta.get(VISIT):
            self.opened.archive.visited(visit)
        return response
