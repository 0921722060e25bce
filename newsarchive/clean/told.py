"""A moment that some evidence on a page tells, and what is needed to read it: language, country, zone, visit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime

from newsarchive.clean import distances, moments, zones
from newsarchive.model import Claim, Draft, Precision, Publisher

#: How far a publisher's clock, or a zone that nobody knows, may be ahead of ours.
AHEAD = timedelta(hours=26)
#: The first year that a line may be of: an earlier one is what the text is about.
_FIRST_PRINTED = 1990


@dataclass(frozen=True, slots=True)
class Told:
    """A moment that some evidence tells."""

    at: datetime
    """Aware."""
    precision: Precision
    origin: str
    words: str = ""
    against: str = ""
    """Which evidence it was believed against, and what that says; "" where none speaks against it."""
    zoned: bool = False
    """Do the words tell the zone?"""
    rank: int = 0
    """Of a line: how unlikely it is to tell the day of publication. See `printed`."""

    @property
    def has_clock(self) -> bool:
        """Does it tell the minute?"""
        return self.precision in ("minute", "second")


@dataclass(frozen=True, slots=True)
class Context:
    """What is needed to read a page's dates."""

    language: str
    country: str
    zone: tzinfo
    known: str
    """How the zone is known: "publisher", "country", "language", "none"."""
    now: datetime | None
    """When the page was fetched, in its zone; None if nobody knows."""
    latest: datetime
    """Nothing on the page may be of a later time than this: the visit, or the last change that the server tells."""
    bound: datetime
    """The same, whatever the server tells of changes."""


def context(draft: Draft, publisher: Publisher, language: str) -> Context:
    """The context of a page's dates. The server's own clock stands in where the time of the visit is not known."""
    zone, known = zones.zone(publisher, draft.page.url, language)
    country = zones.region(draft) or zones.country_of(publisher, draft.page.url)
    headers = draft.page.headers
    now = draft.page.fetched_at or _of_header(headers.get("date", ""))
    changed = _of_header(headers.get("last-modified", ""))
    bound = (now or datetime.now(UTC)) + AHEAD
    latest = min(bound, changed + AHEAD) if changed else bound
    return Context(language, country, zone, known, now.astimezone(zone) if now else None, latest, bound)


def _of_header(words: str) -> datetime | None:
    """The time that an HTTP header tells; None if it tells none."""
    try:
        found = parsedate_to_datetime(words) if words else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def claimed(claims: Iterable[Claim], where: Context) -> Iterator[Told]:
    """What each of `claims` tells first."""
    for claim in claims:
        yield from read(claim.words, claim.origin, where)[:1]


def read(words: str, origin: str, where: Context) -> list[Told]:
    """The moments in `words`, by date or by their distance from the visit."""
    found = moments.find(words, where.language, where.country)
    if not found and where.now and (near := distances.relative(words, where.now)):
        found = [near]
    elif not found and (month := moments.month_of(words, where.language)):
        found = [month]
    return [told for moment in found for told in if_possible(of_moment(moment, words, origin, where), where)]


def of_moment(moment: moments.Moment, words: str, origin: str, where: Context) -> Told:
    """A moment in `words`, in the page's zone where it tells none of its own."""
    zoned = moment.at.tzinfo is not None
    at = moment.at if zoned else moment.at.replace(tzinfo=where.zone)
    how = "" if zoned else f" (zone: {where.known})"
    is_day = moment.precision != "month" and not (at.hour or at.minute or at.second)  # machines write days as midnights
    seen = words[moment.start : moment.end].strip()
    return Told(at, "day" if is_day else moment.precision, origin + how, seen, zoned=zoned)


def if_possible(told: Told, where: Context) -> Iterator[Told]:
    """`told`, unless it lies ahead of the visit, or before anything that a page could be of."""
    first = _FIRST_PRINTED if told.origin.startswith("line") else moments.FIRST_YEAR
    if told.at.year >= first and told.at <= where.latest:
        yield told
