"""When it was published, and when updated: claims are read in the order of their authority, and the first moment wins
that no other evidence refutes.

A claim that lies in the future of the visit is none. A day that is told with a time elsewhere takes that time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from newsarchive.clean import moments, zones
from newsarchive.clean.lines import Line
from newsarchive.model import Claim, Draft, Precision, Publisher

#: How far a publisher's clock, or a zone that nobody knows, may be ahead of ours.
AHEAD = timedelta(hours=26)

_IN_URL = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-/_.]?)(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<year2>20\d\d)-?(?P<month2>0[1-9]|1[0-2])/(?P<day2>0[1-9]|[12]\d|3[01])(?!\d)"
)
_UPDATED = re.compile(r"更新|修改|updated|modified|aktualisiert|actualizado|mis à jour|aggiornato|обновлено|aktualizacja", re.IGNORECASE)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|版权|版權|all rights", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A moment that some evidence tells."""

    at: datetime
    """Aware."""
    precision: Precision
    origin: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What is needed to read a page's dates."""

    language: str
    country: str
    zone: tzinfo
    known: str
    """How the zone is known: "publisher", "country", "language", "none"."""
    now: datetime | None
    """When the page was fetched; None if nobody knows."""


def context(draft: Draft, publisher: Publisher, language: str) -> Context:
    """The context of a page's dates."""
    zone, known = zones.zone(publisher, draft.page.url, language)
    country = zones.country_of(publisher, draft.page.url)
    now = draft.page.fetched_at
    return Context(language, country, zone, known, now.astimezone(zone) if now else None)


def published(draft: Draft, near: list[Line], where: Context) -> Told | None:
    """When the page was published; None if nothing tells."""
    told = [
        *_claims(draft.all("published"), where),
        *_printed(near, where),
        *_of_url(draft.page.url, where),
        *_of_link(draft, where),
    ]
    if not told:
        return None
    first = told[0]
    return next((other for other in told if _sharpens(other, first)), first)


def updated(draft: Draft, where: Context, since: Told | None) -> Told | None:
    """When it was changed last; None if nothing tells, or it would be before it was published."""
    told = next(iter(_claims(draft.all("updated"), where)), None)
    return told if told and (since is None or told.at >= since.at) else None


def _sharpens(other: Told, first: Told) -> bool:
    """Does `other` tell the time of the day that `first` tells?"""
    return first.precision == "day" and other.precision not in ("day", "month") and other.at.date() == first.at.date()


def _claims(claims: list[Claim], where: Context) -> list[Told]:
    return [told for claim in claims for told in _read(claim.words, f"{claim.reader}: {claim.rule}".rstrip(": "), where)[:1]]


def _printed(near: list[Line], where: Context) -> list[Told]:
    """The dates of the lines above the body and of credits below it: the published ones first."""
    result: list[Told] = []
    for line in near:
        if line.place != "above" or _COPYRIGHT.search(line.words):
            continue
        told = _read(line.words, "line above", where)
        result += told[:1]
    return result


def _read(words: str, origin: str, where: Context) -> list[Told]:
    found = moments.find(words, where.language, where.country)
    if not found and where.now and (near := moments.relative(words, where.now)):
        found = [near]
    told = [_told(moment, words, origin, where) for moment in found]
    return [one for one in told if one and not _ahead(one.at, where)]


def _told(moment: moments.Moment, words: str, origin: str, where: Context) -> Told:
    at = moment.at if moment.at.tzinfo else moment.at.replace(tzinfo=where.zone)
    how = "" if moment.at.tzinfo else f" (zone: {where.known})"
    return Told(at, moment.precision, origin + how, words[moment.start : moment.end].strip())


def _ahead(at: datetime, where: Context) -> bool:
    return where.now is not None and at > where.now + AHEAD


def _of_url(url: str, where: Context) -> list[Told]:
    match = _IN_URL.search(url.partition("//")[2].partition("/")[2])
    if not match:
        return []
    year, month, day = (match[name] or match[name + "2"] for name in ("year", "month", "day"))
    try:
        at = datetime(int(year), int(month), int(day), tzinfo=where.zone)
    except ValueError:
        return []
    return [] if _ahead(at, where) else [Told(at, "day", f"url (zone: {where.known})", match[0])]


def _of_link(draft: Draft, where: Context) -> list[Told]:
    link = draft.page.link
    return _read(link.published, "link", where)[:1] if link else []
