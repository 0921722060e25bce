"""Downloads: Scrapy's handler for http and https, on aiohttp, which costs a third of the work of the one it replaces.

Every address is checked after its name was resolved and before anything is sent, whoever asks: a link, a redirect, a
robots.txt. What a server may send is bounded: its headers, its body, and the time for both.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from time import monotonic
from types import SimpleNamespace
from typing import Self, cast
from urllib.parse import urlsplit

import aiohttp
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from newsarchive.crawl.addresses import Guard, is_public
from newsarchive.crawl.failures import Malformed, PrivateAddress
from newsarchive.crawl.responses import SENT

#: Bytes of one header, and how many headers there may be. Cookies of news sites come near to 8 KB.
LONGEST_HEADER, MOST_HEADERS = 16 * 1024, 128
#: Seconds for which an address that was looked up is good.
DNS_LIFE = 300
#: Headers that aiohttp would add where the request has none.
_AUTOMATIC = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")
#: OpenSSL's OP_LEGACY_SERVER_CONNECT: servers of the years before 2010 are read too.
_LEGACY = 0x4


class Resolver(AbstractResolver):
    """Looks a name up, and keeps those of its addresses that may be asked."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._names = aiohttp.ThreadedResolver()
        self.proxies: set[str] = set()
        """Hosts that stand between us and the network: where they are is the user's own choice."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        """The addresses of a host. Raises OSError where it has none, PrivateAddress where no public one."""
        try:
            found = await self._names.resolve(host, port, family)  # type: ignore[arg-type]
        except UnicodeError as error:  # an empty label, or one that is too long
            raise OSError(f"{host}: {error}") from error
        if host in self.proxies or self._guard.allows(host):
            return found
        public = [one for one in found if is_public(one["host"])]
        if not public:
            raise PrivateAddress(host)
        return public

    async def close(self) -> None:
        """Nothing is held."""
        await self._names.close()


class Download:
    """A download handler, as Scrapy's DOWNLOAD_HANDLERS names one for each scheme."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._largest = settings.getint("DOWNLOAD_MAXSIZE")
        self._timeout = settings.getfloat("DOWNLOAD_TIMEOUT")
        self._whole = settings.getbool("DOWNLOAD_FAIL_ON_DATALOSS")
        self._guard = guard_of(crawler)
        self._resolver = Resolver(self._guard)
        connector = aiohttp.TCPConnector(
            resolver=self._resolver,
            ssl=_trust(settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES"), settings["DOWNLOADER_CLIENT_TLS_CIPHERS"]),
            limit=0,  # how many run at a time is the downloader's to say
            ttl_dns_cache=DNS_LIFE,
            local_addr=_local(settings.get("DOWNLOAD_BIND_ADDRESS")),
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=_AUTOMATIC,
            max_line_size=LONGEST_HEADER,
            max_field_size=LONGEST_HEADER,
            max_headers=MOST_HEADERS,
            trace_configs=[self._watch(crawler)],
        )
        # It would ask again at once, past the host's delay: Scrapy asks again when the host's turn comes.
        self._session._retry_connection = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy at the first request."""
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """The answer to a request.

        Raises Scrapy's errors of downloads, and PrivateAddress where the host stands where no news does.
        """
        async with self._asked(request) as answer:
            largest = request.meta.get("download_maxsize", self._largest)
            body, flags = await self._body(answer, largest, request)
            request.meta[SENT] = answer.raw_headers
            headers = Headers(answer.raw_headers)
            kind = Response
            if b"Content-Encoding" not in headers:  # what is packed is no text yet
                kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
            return kind(request.url, status=answer.status, headers=headers, body=body, flags=flags)

    async def close(self) -> None:
        """Let go of all connections."""
        await self._session.close()

    def _watch(self, crawler: Crawler) -> aiohttp.TraceConfig:
        """Let a host's delay count from when a request left: Scrapy's counts from when it was taken from the queue,
        and while a connection is made, or a page is read, the next one comes too near."""

        async def left(session: aiohttp.ClientSession, context: SimpleNamespace, params: object) -> None:
            slot = crawler.engine.downloader.slots.get(context.trace_request_ctx.meta.get("download_slot", ""))
            if slot is not None:
                slot.lastseen = max(slot.lastseen, monotonic())

        watch = aiohttp.TraceConfig()
        watch.on_request_headers_sent.append(left)
        return watch

    @asynccontextmanager
    async def _asked(self, request: Request) -> AsyncIterator[aiohttp.ClientResponse]:
        url = urlsplit(request.url)
        if self._guard.refuses(url.hostname or ""):
            raise PrivateAddress(url.hostname or "")
        timeout = request.meta.get("download_timeout", self._timeout)
        with _told(request.url, timeout):
            async with self._session.request(
                request.method,
                yarl.URL(request.url, encoded=True),
                data=request.body or None,
                headers=self._headers(request),
                timeout=aiohttp.ClientTimeout(total=timeout),
                allow_redirects=False,
                trace_request_ctx=request,
                proxy=self._proxy(request),
                proxy_headers=_proxy_headers(request),
            ) as answer:
                yield answer

    async def _body(self, answer: aiohttp.ClientResponse, largest: int, request: Request) -> tuple[bytes, list[str]]:
        """The body as sent, and "dataloss" among its flags where a part of it is missing and may be."""
        if largest and (answer.content_length or 0) > largest:
            raise DownloadCancelledError(f"{request.url}: says that it has more than {largest} bytes")
        chunks, size = [], 0
        try:
            async for chunk in answer.content.iter_any():
                size += len(chunk)
                if largest and size > largest:
                    raise DownloadCancelledError(f"{request.url}: more than {largest} bytes")
                chunks.append(chunk)
        except aiohttp.ClientPayloadError as error:
            if request.meta.get("download_fail_on_dataloss", self._whole):
                raise ResponseDataLossError(f"{request.url}: {error}") from error
            return b"".join(chunks), ["dataloss"]
        return b"".join(chunks), []

    def _proxy(self, request: Request) -> str | None:
        proxy = cast("str | None", request.meta.get("proxy"))
        if not proxy:
            return None
        proxy = proxy if "://" in proxy else "http://" + proxy
        self._resolver.proxies.add(urlsplit(proxy).hostname or "")
        return proxy

    @staticmethod
    def _headers(request: Request) -> list[tuple[str, str]]:
        return [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in request.headers.items()
            if name.lower() != b"proxy-authorization"
            for value in values
        ]


def guard_of(crawler: Crawler) -> Guard:
    """What the crawl's spider was sent to: its publisher's places, or the starts that it names."""
    spider = crawler.spider
    publisher = getattr(spider, "publisher", None)
    if publisher is not None:
        return Guard.of(publisher)
    return Guard((*getattr(spider, "start_urls", ()), *(getattr(spider, "allowed_domains", None) or ())))


#: What aiohttp says of a failed download, and Scrapy's word for it, which retries and stats go by. The first fits.
_WORDS: tuple[tuple[type[Exception], type[Exception]], ...] = (
    (aiohttp.InvalidURL, UnsupportedURLSchemeError),
    (aiohttp.ClientConnectorDNSError, CannotResolveHostError),
    (aiohttp.ClientSSLError, DownloadFailedError),
    (aiohttp.ClientConnectorError, DownloadConnectionRefusedError),
    (aiohttp.ClientResponseError, Malformed),
    (aiohttp.ClientError, DownloadFailedError),
)


@contextmanager
def _told(url: str, timeout: float) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise DownloadTimeoutError(f"{url}: no answer within {timeout:g} s") from error
    except aiohttp.ClientError as error:
        word = next(ours for theirs, ours in _WORDS if isinstance(error, theirs))
        raise word(f"{url}: {error}") from error


def _trust(verify: bool, ciphers: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers(ciphers)
    context.options |= _LEGACY
    return context


def _local(address: str | tuple[str, int] | None) -> tuple[str, int] | None:
    return (address, 0) if isinstance(address, str) else address


def _proxy_headers(request: Request) -> dict[str, str] | None:
    secret = request.headers.get(b"Proxy-Authorization")
    return {"Proxy-Authorization": secret.decode("latin-1")} if secret else None
