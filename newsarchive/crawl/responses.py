"""Scrapy's responses as our visits and pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from scrapy.http import Headers, Request, Response

from newsarchive import urls
from newsarchive.crawl import rights
from newsarchive.model import Link, Page, Visit

#: Keys of Request.meta that are ours.
LINK, VISIT = "newsarchive_link", "newsarchive_visit"
#: Ours too: the headers of the answer as they were sent, in their order and spelling.
SENT = "newsarchive_sent"
#: Ours too: what the site's tdmrep.json says of the URL.
TDM = "newsarchive_tdm"

#: Request headers that are nobody's business.
_SECRET = frozenset({b"authorization", b"proxy-authorization"})


def visit_of(request: Request, crawl: int, response: Response | None = None, error: str = "") -> Visit:
    """The visit that `request` was: answered by `response`, or ended by `error`.

    It is that of the link's URL, of which Scrapy may have escaped more than we do.
    """
    link: Link | None = request.meta.get(LINK)
    sent: tuple[tuple[bytes, bytes], ...] = request.meta.pop(SENT, ())
    return Visit(
        url=link.url if link else urls.canonical(request.url) or request.url,
        at=datetime.now(UTC),
        crawl=crawl,
        method=request.method,
        request_headers=_pairs(request.headers),
        request_body=request.body,
        status=response.status if response else None,
        error=error,
        headers=(_words(sent) or _pairs(response.headers)) if response else (),
        body=response.body if response else b"",
    )


def page_of(response: Response, publisher: str = "") -> Page:
    """The page that `response` brought, under the URL that was asked for, with its visit.

    `publisher` is a slug; "" where the host says it all.
    """
    assert response.request is not None
    meta = response.request.meta
    link: Link | None = meta.get(LINK)
    visit: Visit | None = meta.get(VISIT)
    if (
        visit
        and response.status == 200
        and (said := str(rights.told(visit.url, visit.headers, response.body, meta.get(TDM))))
    ):
        visit = replace(visit, rights=said)
    return Page(
        url=link.url if link else urls.canonical(response.url) or response.url,
        body=response.body,
        status=response.status,
        headers={name.lower(): value for name, value in reversed(_pairs(response.headers))},
        fetched_at=visit.at if visit else datetime.now(UTC),
        publisher=publisher,
        link=link,
        visit=visit,
    )


def target(response: Response) -> str:
    """Where a redirect leads, canonical; "" where it leads nowhere that can be asked for."""
    where = (response.headers.get(b"Location") or b"").decode("utf-8", "replace")
    return urls.canonical(where, response.url) if where else ""


def _words(sent: tuple[tuple[bytes, bytes], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in sent)


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        if name.lower() not in _SECRET
        for value in values
    )
