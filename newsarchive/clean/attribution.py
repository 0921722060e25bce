"""Who a text was taken from: the best of its credits, whether that is the publisher itself, and the chain of them all."""

from __future__ import annotations

from newsarchive import text, urls
from newsarchive.clean import outlets
from newsarchive.clean.credits import Credit
from newsarchive.model import Attribution, Draft, Kind, Publisher


def attribution(draft: Draft, publisher: Publisher, found: list[Credit]) -> Attribution:
    """What these credits come to for a page of `publisher`; kind "unknown" where there are none."""
    if not found:
        return Attribution()
    first = found[0]
    own = is_own(first.name, draft.page.url, publisher)
    return Attribution(
        kind=_kind(first, own),
        name=first.name,
        publisher=publisher.slug if own else "",
        url=_url(draft),
        evidence=first.words,
        chain=_chain(found),
    )


def is_own(name: str, url: str, publisher: Publisher) -> bool:
    """Is `name` the publisher of the page itself: by its file, by its host, or by the table of outlets?"""
    if any(outlets.same(name, other) for other in (publisher.name, *publisher.also) if other):
        return True
    host = urls.host(url)
    site = urls.site(host)
    outlet = outlets.named(name)
    if outlet and any(urls.site(home) == site for home in outlet.home):
        return True
    return text.plain(name) in (text.plain(host), text.plain(site), text.plain(host.removeprefix("www.")))


def _kind(credit: Credit, own: bool) -> Kind:
    if own:
        return "original"
    outlet = outlets.named(credit.name)
    return "wire" if credit.wire or (outlet and outlet.kind == "agency") else "reprint"


def _chain(found: list[Credit]) -> tuple[str, ...]:
    """All the names, once each, who said it first before who printed it: agencies' marks, then the rest; () for one."""
    result: list[str] = []
    for credit in sorted(found, key=lambda credit: not credit.wire):
        if not any(outlets.same(credit.name, name) for name in result):
            result.append(credit.name)
    return tuple(result) if len(result) > 1 else ()


def _url(draft: Draft) -> str:
    """Where the source is linked to."""
    claim = draft.first("source_url")
    return urls.canonical(claim.words, draft.page.url) if claim else ""
