"""A browser without a network: what its pages ask for is asked by the crawl itself, or not at all.

Chromium runs the scripts of a page. Every request of theirs is answered from our own downloader, so that robots.txt,
the delay of each host, the refusal of private addresses and the WARC files hold for it as for any other. It has no
other way out: whatever passes its requests by (a socket, a prefetch) ends at a proxy that is not there.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urldefrag

from playwright.async_api import Error, Page, Request, Route
from playwright.async_api import TimeoutError as TookTooLong
from scrapy import Request as Asked
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from newsarchive.crawl.failures import Unrendered

#: Names under which systems install the browser.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: What a page's text may depend on. Images, fonts, styles, frames and beacons do not come.
_KINDS = frozenset({"script", "xhr", "fetch"})
_METHODS = frozenset({"GET", "POST"})
#: Requests of one page, how often it may load itself anew (to set a cookie), and pages at a time.
MOST, RELOADS, PAGES = 100, 3, 2
#: Bytes of scripts that are kept for the next page, so that each is asked for once.
KEPT = 32 * 1024 * 1024
#: Seconds after which a browser that runs a script without end is given up, beyond those that the page may take.
GRACE = 10.0
#: Megabytes that a page's scripts may hold.
MEMORY = 512
#: No name is looked up and no address is reached, this machine's own among them.
_ARGUMENTS = [
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-quic",
    f"--js-flags=--max-old-space-size={MEMORY}",
]
#: Headers that no longer hold of an unpacked body, or that are the crawl's own to keep.
_GONE = frozenset({"content-length", "content-encoding", "transfer-encoding", "set-cookie"})

#: Asks for what a page wants; None where it may not be had.
Fetch = Callable[[Asked], Awaitable[Response | None]]


def program(named: str) -> str | None:
    """The browser's program: the one that is named, or the first that the system has; None: Playwright's own.

    >>> program("/opt/chrome")
    '/opt/chrome'
    """
    return named or next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One Chromium, as scrapy-playwright keeps it; `fetch` is its only way to anything."""

    def __init__(self, crawler: Crawler, fetch: Fetch, named: str, seconds: float) -> None:
        self._fetch, self._seconds = fetch, seconds
        self._agent: str = crawler.settings["USER_AGENT"]
        self._scripts = Scripts(fetch)
        self._handler = ScrapyPlaywrightDownloadHandler.from_crawler(crawler)
        found = program(named)
        self._handler.config.launch_options = {
            "args": _ARGUMENTS,
            "chromium_sandbox": os.geteuid() != 0,  # Chromium has none for root
            **({"executable_path": found} if found else {}),
        }
        self._turns = asyncio.Semaphore(PAGES)
        logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)  # that a page was given up is told once, by us

    async def render(self, document: Response) -> tuple[str, bool]:
        """The document that the page's scripts built, and did they come to rest? Raises Unrendered."""
        visitor = _Visitor(document, self._fetch, self._scripts)
        settle = PageMethod(partial(_settle, milliseconds=1000 * self._seconds))
        meta = {
            "playwright": True,
            "playwright_page_init_callback": visitor.begin,
            "playwright_page_goto_kwargs": {"wait_until": "commit"},
            "playwright_page_methods": [settle],
            "playwright_context_kwargs": {
                "user_agent": self._agent,
                "service_workers": "block",
                "accept_downloads": False,
            },
        }
        try:
            # A page's time begins with its turn: what waits behind one that never ends would be given up with it.
            async with self._turns, asyncio.timeout(self._seconds + GRACE):
                built = await self._handler.download_request(Asked(document.url, meta=meta))
        except (Error, TimeoutError) as error:
            raise Unrendered(f"{document.url}: {str(error) or 'its scripts do not end'}") from error
        finally:
            await visitor.end()
        return built.text, bool(settle.result)

    async def close(self) -> None:
        """End the browser."""
        await self._handler.close()


async def _settle(page: Page, milliseconds: float) -> bool:
    """Wait until the page asks for nothing more; False where it never comes to rest."""
    try:
        await page.wait_for_load_state("networkidle", timeout=milliseconds)
    except TookTooLong:
        return False
    return True


@dataclass
class Scripts:
    """Scripts that pages share, the last used at the end; one that is on its way is waited for, not asked for anew."""

    fetch: Fetch
    most: int = KEPT
    size: int = 0
    kept: OrderedDict[str, Response] = field(default_factory=OrderedDict)
    coming: dict[str, asyncio.Future[Response | None]] = field(default_factory=dict)

    def get(self, url: str) -> Response | None:
        """The script of that URL, if it is here."""
        if url in self.kept:
            self.kept.move_to_end(url)
        return self.kept.get(url)

    async def ask(self, asked: Asked) -> Response | None:
        """The script that is asked for. A page that goes away does not take it from others."""
        if asked.url not in self.coming:
            self.coming[asked.url] = asyncio.ensure_future(self._ask(asked))
        return await asyncio.shield(self.coming[asked.url])

    async def _ask(self, asked: Asked) -> Response | None:
        try:
            answer = await self.fetch(asked)
        finally:
            del self.coming[asked.url]
        if answer is not None and answer.status == 200:
            self.put(asked.url, answer)
        return answer

    def put(self, url: str, script: Response) -> None:
        """Keep a script, and let go of those that were not used for longest."""
        if len(script.body) > self.most or url in self.kept:
            return
        self.kept[url] = script
        self.size += len(script.body)
        while self.size > self.most:
            self.size -= len(self.kept.popitem(last=False)[1].body)


class _Visitor:
    """Answers what one page of the browser asks for."""

    def __init__(self, document: Response, fetch: Fetch, scripts: Scripts) -> None:
        self._document, self._fetch, self._scripts = document, fetch, scripts
        self._page: Page | None = None
        self._loads = self._asked = 0

    async def begin(self, page: Page, request: Asked) -> None:
        """Stand between a page and everything else, before it asks for anything."""
        self._page = page
        await page.route("**", self._answer)

    async def end(self) -> None:
        """Let go of the page, whatever it is doing."""
        if self._page is not None and not self._page.is_closed():
            await self._page.close()

    async def _answer(self, route: Route) -> None:
        asked = route.request
        answer = self._itself(asked) if asked.is_navigation_request() else await self._other(asked)
        try:
            if answer is None:
                await route.abort()
            else:
                await route.fulfill(status=answer.status, headers=_headers(answer), body=answer.body)
        except Error:
            if self._page is not None and not self._page.is_closed():
                raise

    def _itself(self, asked: Request) -> Response | None:
        """The document, for the page itself; a script that goes elsewhere stays where it is (204), a frame is empty."""
        if asked.frame.parent_frame is not None:
            return None
        is_itself = urldefrag(asked.url)[0] == urldefrag(self._document.url)[0]
        self._loads += is_itself
        return self._document if is_itself and self._loads <= RELOADS else Response(asked.url, status=204)

    async def _other(self, asked: Request) -> Response | None:
        if asked.resource_type not in _KINDS or asked.method not in _METHODS:
            return None
        is_script = asked.resource_type == "script" and asked.method == "GET"
        if is_script and (kept := self._scripts.get(asked.url)):
            return kept
        self._asked += 1
        if self._asked > MOST:
            return None
        ask = self._scripts.ask if is_script else self._fetch
        return await ask(_request(asked, self._document.url))


def _request(asked: Request, page: str) -> Asked:
    """What a script wants, as the crawl asks for it: with the headers that say what it is, and our own others."""
    sent = asked.headers.items()
    telling = {name: value for name, value in sent if name in ("accept", "content-type") or name.startswith("x-")}
    headers = telling | {"Referer": page}
    return Asked(asked.url, method=asked.method, body=asked.post_data_buffer or b"", headers=headers)


def _headers(answer: Response) -> dict[str, str]:
    words = ((str(name).lower(), value) for name, value in answer.headers.to_unicode_dict().items())
    return {name: value for name, value in words if name not in _GONE}
