"""On the way of a request and its response: raw bytes are kept, what we have is asked for conditionally, and the
framework is spared work that it would do twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, ResponseDataLossError
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from newsarchive.crawl import rights, stats
from newsarchive.crawl.failures import Reserved, reason
from newsarchive.crawl.opened import Component
from newsarchive.crawl.requests import CONDITIONAL, LIST
from newsarchive.crawl.responses import LINK, TDM, VISIT, visit_of
from newsarchive.crawl.unpacking import beginning, is_cut, whole
from newsarchive.errors import ArchiveError
from newsarchive.model import Link, Visit


class AskConditionally(Component):
    """Sends the validators of an article that the archive has, so that an unchanged page costs no body."""

    def process_request(self, request: Request) -> None:
        """Add If-None-Match and If-Modified-Since."""
        link: Link | None = request.meta.get(LINK)
        if link is None or not request.meta.get(CONDITIONAL):
            return
        known = self.opened.archive.known(link.url)
        if request.method != "GET" or known is None or known.alias_of:
            return
        if known.article_id is None and request.meta[CONDITIONAL] is True:
            return
        if not known.etag and not known.last_modified:
            return
        if known.etag:
            request.headers[b"If-None-Match"] = known.etag
        if known.last_modified:
            request.headers[b"If-Modified-Since"] = known.last_modified
        self.crawler.stats.inc_value(stats.ASKED_CONDITIONALLY)


class HandOnBytes:
    """Hands a response with a content encoding on unpacked, or as mere bytes.

    Scrapy makes a text of every response before it is unpacked, and where the header names no charset it looks for
    one in the packed bytes: a third to a half of all work on a page. And it unpacks gzip in small portions, which costs
    twice as much as in one go.
    """

    def __init__(self, largest: int) -> None:
        self._largest = largest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        """Give what gzip packed as it was before; all else without a notion of text: Scrapy's middleware decides.

        Raises ResponseDataLossError for half a document, which Scrapy would take for a whole one.
        """
        if b"Content-Encoding" not in response.headers:
            return response
        coding = b",".join(response.headers.getlist(b"Content-Encoding")).strip().lower().decode("latin-1")
        if coding == "gzip" and (body := self._unpacked(request, response)):
            return self._text(response, body)
        if is_cut(response.body, coding, self._largest):
            raise ResponseDataLossError(f"{request.url}: its packed body ends too soon")
        return response if type(response) is Response else Response(**_parts(response))

    def _unpacked(self, request: Request, response: Response) -> bytes:
        """The body of a whole document within bounds; b"" where Scrapy has to say what is wrong with it."""
        largest = request.meta.get("download_maxsize", self._largest) or self._largest
        return whole(response.body, largest) if largest else b""

    def _text(self, response: Response, body: bytes) -> Response:
        headers = response.headers.copy()
        del headers[b"Content-Encoding"]
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        return kind(**_parts(response) | {"headers": headers, "body": body})


def _parts(response: Response) -> dict[str, Any]:
    """What every response has, and no notion of text."""
    return {name: getattr(response, name) for name in Response.attributes}


class KeepRaw(Component):
    """Keeps every request and response in WARC, as it was sent: next to the network, before anything unpacks it.

    What asks not to be kept, in a word that NEWSARCHIVE_OBEY names, is not.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._obeyed = frozenset(crawler.settings.getlist("NEWSARCHIVE_OBEY"))
        if strange := self._obeyed - rights.OBEYED:
            raise ValueError(f"NEWSARCHIVE_OBEY: {min(strange)!r} is none of {', '.join(sorted(rights.OBEYED))}")

    def process_request(self, request: Request) -> None:
        """A request that is sent again: the visit before it is written down by itself."""
        earlier: Visit | None = request.meta.pop(VISIT, None)
        if earlier:
            self.opened.archive.visited(earlier)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep what came, before anybody reads it."""
        if "cached" not in response.flags:
            visit = visit_of(request, self.opened.crawl, response)
            if self._obeyed and (why := self._forbids(visit, request)):
                request.meta[VISIT] = replace(visit, body=b"")
                raise Reserved(request.url, why)
            request.meta[VISIT] = self.opened.archive.keep(visit)
            self.crawler.stats.inc_value(stats.KEPT)
            self.crawler.stats.inc_value(stats.KEPT_BYTES, len(response.body))
        return response

    def _forbids(self, visit: Visit, request: Request) -> str:
        """The word by which a page asks not to be kept; "" if it does not. Lists are read, they are no articles."""
        if visit.status != 200 or request.meta.get(CONDITIONAL) == LIST or LINK not in request.meta:
            return ""
        packing = next((value for name, value in visit.headers if name.lower() == "content-encoding"), "")
        said = rights.told(visit.url, visit.headers, beginning(visit.body, packing), request.meta.get(TDM))
        return said.against(self._obeyed)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """No answer is a visit too, unless nothing was asked."""
        if not isinstance(exception, ArchiveError | IgnoreRequest):
            request.meta[VISIT] = visit_of(request, self.opened.crawl, error=reason(exception))
