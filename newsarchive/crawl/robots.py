"""robots.txt as RFC 9309 says, also for the first requests that arrive together."""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.misc import build_from_crawler, load_object

from newsarchive.crawl import rights, stats
from newsarchive.crawl.failures import NO_ANSWER, Disallowed, PrivateAddress, reason
from newsarchive.crawl.opened import opened
from newsarchive.crawl.responses import TDM, VISIT

log = logging.getLogger("newsarchive")

#: RFC 9309, 2.5: at least 500 KiB are read.
LARGEST = 512 * 1024
#: Where a site says what it reserves of text and data mining (TDMRep).
RESERVATION = "/.well-known/tdmrep.json"
#: A robots.txt is asked for before anything else waits for it.
FIRST = 1000


#: A line that says to whom the next ones speak, and the name in it.
_GROUP = re.compile(
    rb"(?:\A(?:\xef\xbb\xbf)?|(?<=[\r\n]))[ \t]*user[- ]?agent[ \t]*:[ \t]*([\w-]*)[^\r\n]*", re.IGNORECASE
)


def spoken_to(body: bytes, agent: str) -> bytes:
    """A robots.txt whose groups speak to `agent` by that name, to everybody, or to nobody that it could be.

    RFC 9309, 2.2.1: a group is ours if it bears our whole name, in any case; a version behind it is none of it. The
    parser takes the beginning of a name for it, too.

    >>> spoken_to(b"User-agent: News/1.0\\nUser-agent: *\\nUser-agent: newsarchive/2", "NewsArchive")
    b'User-agent: (others)\\nUser-agent: *\\nUser-agent: NewsArchive'
    """

    def group(line: re.Match[bytes]) -> bytes:
        name = line[1].decode("latin-1")
        if not name and b"*" in line[0]:
            return b"User-agent: *"
        ours = name and re.search(rf"(?<![\w-]){name}(?![\w-])", agent, re.IGNORECASE)
        return b"User-agent: " + (agent.encode() if ours else b"(others)")

    return _GROUP.sub(group, body)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a host's robots.txt came to: its rules, nothing to obey, or no answer."""

    parser: RobotParser | None = None
    unreachable: str = ""
    """Why robots.txt could not be had; "" where it could."""
    private: PrivateAddress | None = None
    """The host is at an address that nothing is asked of."""
    reservation: bytes = b""
    """The site's /.well-known/tdmrep.json; b"" if it has none."""


class Robots:
    """Takes the place of Scrapy's RobotsTxtMiddleware, in which requests that wait for one robots.txt are let
    through unread, and a robots.txt that cannot be had allows everything."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self._asks_tdm: bool = crawler.settings.getbool("NEWSARCHIVE_TDMREP")
        self._longest: float = crawler.settings.getfloat("NEWSARCHIVE_LONGEST_DELAY", 60.0)
        self._verdicts: dict[str, asyncio.Future[Verdict]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy. Raises NotConfigured where ROBOTSTXT_OBEY is off."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass that its host allows. Raises Disallowed."""
        parts = urlsplit(request.url)
        if request.meta.get("dont_obey_robotstxt") or parts.scheme not in ("http", "https"):
            return
        verdict = await self._verdict(f"{parts.scheme}://{parts.netloc}")
        if verdict.private:
            raise verdict.private
        if verdict.unreachable:
            raise Disallowed(request.url, for_now=True, why=verdict.unreachable)
        if verdict.parser and not verdict.parser.allowed(request.url, self._agent):
            self._count(stats.ROBOTS_REFUSED)
            raise Disallowed(request.url)
        if verdict.reservation:
            request.meta[TDM] = rights.of_site(verdict.reservation, request.url)

    async def _verdict(self, site: str) -> Verdict:
        """What the site's robots.txt says; all requests of one site share one task, and one answer."""
        if site not in self._verdicts:
            self._verdicts[site] = asyncio.ensure_future(self._learn(site))
        return await asyncio.shield(self._verdicts[site])

    async def _learn(self, site: str) -> Verdict:
        verdict = await self._fetch(site)
        where = site + RESERVATION
        if not self._asks_tdm or verdict.unreachable or verdict.private:
            return verdict
        if verdict.parser and not verdict.parser.allowed(where, self._agent):
            return verdict
        try:
            response = await self.crawler.engine.download_async(self._request(where))
        except NO_ANSWER as error:
            log.info("%s could not be had (%s)", where, reason(error))
            return verdict
        self._visited(response)
        return replace(verdict, reservation=response.body[:LARGEST] if response.status == 200 else b"")

    def _request(self, url: str) -> Request:
        meta = {"dont_obey_robotstxt": True, "allow_offsite": True, "download_maxsize": 16 * LARGEST}
        return Request(url, callback=NO_CALLBACK, priority=FIRST, meta=meta, dont_filter=True)

    def _visited(self, response: Response) -> None:
        if visit := response.meta.get(VISIT):
            opened(self.crawler).archive.visited(visit)

    async def _fetch(self, site: str) -> Verdict:
        request = self._request(site + "/robots.txt")
        self._count(stats.ROBOTS_ASKED)
        try:
            response = await self.crawler.engine.download_async(request)
        except PrivateAddress as error:
            return Verdict(private=error)
        except NO_ANSWER as error:
            return self._unreachable(site, reason(error))
        return await self._judge(site, request, response)

    async def _judge(self, site: str, request: Request, response: Response) -> Verdict:
        """RFC 9309, 2.3.1: rules are obeyed, 4xx means that there are none, 5xx (and 429) forbid for now."""
        self._visited(response)
        if response.status == 429 or response.status >= 500:
            return self._unreachable(site, str(response.status))
        if response.status != 200:
            self._count(stats.ROBOTS_MISSING)
            return Verdict()
        kind = load_object(self.crawler.settings["ROBOTSTXT_PARSER"])
        rules = spoken_to(response.body[:LARGEST], self._agent)
        parser: RobotParser = build_from_crawler(kind, self.crawler, rules)
        await self.crawler.signals.send_catch_log_async(signals.robots_parsed, robotparser=parser, request=request)
        self._slow_down(site, parser)
        return Verdict(parser)

    def _unreachable(self, site: str, why: str) -> Verdict:
        log.warning("%s/robots.txt could not be had (%s): nothing is asked of this site for now", site, why)
        self._count(stats.ROBOTS_UNREACHABLE)
        self._count(f"{stats.ROBOTS_UNREACHABLE}/{why}")
        return Verdict(unreachable=why)

    def _slow_down(self, site: str, parser: RobotParser) -> None:
        """Keep the Crawl-delay and the Request-rate that the host asks for, up to NEWSARCHIVE_LONGEST_DELAY."""
        asked = min(max(parser.crawl_delay(self._agent) or 0.0, self._pace(parser)), self._longest)
        downloader, host = self.crawler.engine.downloader, urlsplit(site).hostname or ""
        delay = max(asked, self.crawler.settings.getfloat("DOWNLOAD_DELAY"))
        if asked and host in downloader.slots:
            downloader.slots[host].delay = delay
            downloader.slots[host].jitter = 0.0
        if asked:
            downloader.per_slot_settings[host] = {
                **downloader.per_slot_settings.get(host, {}),
                "delay": delay,
                "jitter": 0,
            }

    def _pace(self, parser: RobotParser) -> float:
        """Seconds a request by the Request-rate of the file ("1/10s"), which only some parsers know; 0.0 if none."""
        ask = getattr(getattr(parser, "rp", None), "request_rate", None)
        rate = ask(self._agent) if ask else None
        return float(rate.seconds / rate.requests) if rate and rate.requests else 0.0

    def _count(self, key: str) -> None:
        self.crawler.stats.inc_value(key)
