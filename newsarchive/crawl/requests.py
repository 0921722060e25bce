"""Our requests: each carries its link, takes every status itself, and is never dropped as a duplicate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from scrapy import Request

from newsarchive.crawl.responses import LINK
from newsarchive.model import Link

#: Key of Request.meta: ask whether what we have is still current.
CONDITIONAL = "newsarchive_conditional"
#: Its value for a document that is part of an article: we have it, but it is no article itself.
PART = "part"
#: Its value for a list, a feed or a sitemap: if it is unchanged, it is read as it was kept.
LIST = "list"
#: Fields of an ASP.NET form that say which page is asked for; the others carry the state of the page left.
_EVENT = ("__EVENTTARGET", "__EVENTARGUMENT")
_STATE = "__VIEWSTATE"


def of(
    link: Link,
    callback: Callable[..., Any],
    errback: Callable[..., Any],
    *,
    conditional: bool | str = False,
    **known: Any,
) -> Request:
    """The request for a link. `known` is handed on to the callback."""
    meta = {LINK: link, CONDITIONAL: conditional, "handle_httpstatus_all": True, "dont_redirect": True}
    body, headers = b"", {}
    if link.form:
        body, headers = urlencode(link.form).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
    return Request(
        link.url,
        callback,
        method="POST" if link.form else "GET",
        headers=headers,
        body=body,
        errback=errback,
        meta=meta,
        cb_kwargs=known,
        dont_filter=True,
    )


def is_conditional(request: Request) -> bool:
    """Did the request carry a validator? A server that answers 304 to another one is wrong: it was told of no page."""
    return b"If-None-Match" in request.headers or b"If-Modified-Since" in request.headers


def list_key(link: Link) -> tuple[object, ...]:
    """What tells one list page from another.

    The state that a posted form carries changes with every page, so two ways to page 3 differ in it: the event tells
    the page. Only where the event has no number ("next"), the page that it starts from does. Of any other form its
    numbers tell the page, if it has any: a token that guards it may be new each time.
    """
    form = dict(link.form)
    if not form:
        return (link.url,)
    if _EVENT[0] not in form:
        return (link.url, *([pair for pair in link.form if pair[1].isdigit()] or link.form))
    event = tuple(form.get(name, "") for name in _EVENT)
    return (link.url, *event, "" if event[1] else form.get(_STATE, ""))
