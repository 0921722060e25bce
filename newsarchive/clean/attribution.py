"""Who a text was taken from: the best of its credits, whether that is the publisher, and the chain of them all."""

from __future__ import annotations

from newsarchive import urls
from newsarchive.clean import outlets, own
from newsarchive.clean.credits import Credit
from newsarchive.model import Attribution, Draft, Kind, Publisher


def attribution(draft: Draft, publisher: Publisher, found: list[Credit]) -> Attribution:
    """What these credits come to for a page of `publisher`; kind "unknown" where there are none."""
    if not found:
        return Attribution()
    first = found[0]
    is_own = own.is_own(first.name, draft.page.url, publisher)
    return Attribution(
        kind=_kind(first, is_own),
        name=first.name,
        publisher=publisher.slug if is_own else "",
        url=_url(draft),
        evidence=_evidence(found),
        chain=_chain(found),
        outlet=outlet.name if (outlet := outlets.named(first.name)) else "",
    )


def _kind(credit: Credit, is_own: bool) -> Kind:
    if is_own:
        return "original"
    outlet = outlets.named(credit.name) or outlets.named(credit.name.partition("/")[0])
    agency = outlet.kind == "agency" if outlet else credit.wire and credit.name.endswith("社")
    return "wire" if agency else "reprint"


def _evidence(found: list[Credit]) -> str:
    """The words of the best credit, and on lines of their own those of others that left the body: none is lost."""
    words = [found[0].words]
    for credit in found[1:]:
        if credit.leaves and not any(credit.words in other for other in words):
            words.append(credit.words)
    return "\n".join(words)


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
