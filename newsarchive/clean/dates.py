"""When it was published, and when updated.

Evidence is read in the order of its authority: the publisher's own rule, what the page tells machines (JSON-LD, then
meta), a line beside the headline, the URL, the list that offered the page, and at last whatever else of the markup
holds a date. Machines are told before the line is read, since they are told the zone, and the line of a reprint may
bear the day of the original. Where evidence contradicts, `_settled` decides, and the answer says against what. What
lies ahead of the visit is no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from zoneinfo import ZoneInfo

from newsarchive.clean import printed, told, traces
from newsarchive.clean.lines import Line
from newsarchive.clean.told import Context, Told, context
from newsarchive.model import Draft

__all__ = ["Context", "Told", "context", "published", "updated"]

#: How long after the day in its URL a page may be stamped: what is written late appears the next day.
_NEXT_DAYS = timedelta(days=3)
#: How far apart a line and a stamp of the same minute may be: machines round, and save a moment later.
_SAME_MINUTE = timedelta(minutes=2)
#: Lines that readers see with the headline: a lead before them makes them the body's first.
_SEEN = ("line above", "line head")
#: The zone farthest from Greenwich, in minutes, and what zones are whole multiples of.
_FARTHEST, _STEP = 14 * 60, 15

_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
#: Days in URLs: 2020/1/6/, 2020-01-06, 20200106, 06-01-2020, 2020-01/06, 2020/0106/, /20/0106/09/.
_IN_URL = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)/(?P<month>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|[12]\d|3[01])(?=[/._?&]|$)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[12]\d"
        r"|3[01])(?!\d)",
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>{_MONTH})(?P<day>{_DAY})(?!\d)",
        rf"(?<!\d)(?P<day>{_DAY})[-.](?P<month>{_MONTH})[-.](?P<year>20\d\d)(?!\d)",
        rf"(?<!\d)(?P<year>20\d\d)-?(?P<month>{_MONTH})/(?P<day>{_DAY})(?!\d)",
        rf"/(?P<year>20\d\d)/(?P<month>{_MONTH})-?(?P<day>{_DAY})(?=[/._?&]|$)",
        rf"/(?P<short>[012]\d)/(?P<month>{_MONTH})(?P<day>{_DAY})/(?:[01]\d|2[0-3])/",
    )
)
#: Places of the United States, from east to west, to show an instant on the day that the URL names.
_STATES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Pacific/Honolulu")


def published(draft: Draft, near: list[Line], where: Context) -> Told | None:
    """When the page was published; None if nothing tells.

    A last change before all that the page tells is none of the page: servers name that of a template, or 1970.
    """
    found = _published(draft, near, where)
    if found or where.latest == where.bound:
        return found
    return _published(draft, near, replace(where, latest=where.bound))


def _published(draft: Draft, near: list[Line], where: Context) -> Told | None:
    claims = [claim for claim in draft.all("published") if claim.reader != "link"]
    by_url = list(_of_url(draft.page.url, where))
    lines = printed.dates(near, where)
    beside = [line for line in lines if line.rank <= printed.BESIDE]
    evidence = [*told.claimed(claims, where), *beside, *by_url, *_of_link(draft, where)]
    if evidence:
        return _shown(_timed(_settled(evidence, by_url, draft, where), draft, where), by_url, where)
    traced = list(islice(told.claimed(traces.published(draft), where), 1))
    evidence = traced or lines or list(told.claimed(traces.alone(draft, where.now), where))
    return _shown(_settled(evidence, by_url, draft, where), by_url, where) if evidence else None


def _timed(chosen: Told, draft: Draft, where: Context) -> Told:
    """What the rest of the markup tells of that day's hour: machines of any day, boxes and labels of the URL's.

    Where a line names the day, a box that is called a time may be the site's clock.
    """
    if chosen.precision != "day":
        return chosen
    of_url = chosen.origin.startswith("url")
    first = next(told.claimed(traces.published(draft) if of_url else traces.marked(draft), where), None)
    if first is None or not first.origin.startswith(("markup", "boxes") if of_url else "markup"):
        return chosen
    return replace(first, against=chosen.against) if _sharpens(first, chosen) else chosen


def updated(draft: Draft, where: Context, since: Told | None) -> tuple[Told | None, str]:
    """When it was changed last, and which evidence says that this was before it was published, and is not believed."""
    claims = draft.all("updated") or traces.updated(draft.page)
    found = next(told.claimed(claims, where), None)
    if found and since and found.at < since.at:
        return None, f"{found.origin}: {found.at.isoformat()}"
    return _shown(found, [], where) if found else None, ""


def _settled(evidence: list[Told], by_url: list[Told], draft: Draft, where: Context) -> Told:
    """The first of `evidence`, or what is believed against it."""
    first = evidence[0]
    seen = next((one for one in evidence if _is_seen(one)), None)
    clock = next((one for one in evidence if one.origin.startswith(_SEEN) and one.has_clock), None)
    if where.known == "none" and clock and (same := _at_the_place(clock, first)):
        first = same
    if by_url and _is_restamped(first, by_url[0]) and not _is_shown_too(seen, first):
        chosen = by_url[0]
    elif seen and not first.origin.startswith(("rules", "line")):
        chosen = _of_readers(seen, first, evidence, draft, where)
    else:
        chosen = first
    sharper = next((other for other in evidence if _sharpens(other, chosen)), chosen)
    against = first if sharper.at.date() != first.at.date() or _contradicts(first, sharper) else None
    against = against or next((other for other in evidence if _contradicts(other, sharper)), None)
    return replace(sharper, against=f"{against.origin}: {against.at.isoformat()}") if against else sharper


def _contradicts(other: Told, chosen: Told) -> bool:
    """Do they lie a day apart? Less may be the zone that one of them does not tell."""
    return abs(other.at - chosen.at) >= timedelta(days=1)


def _is_restamped(first: Told, by_url: Told) -> bool:
    """Was the page stamped anew, long after its URL was made? A site that moves stamps all its pages with that day.

    A line that says what its day is, is no stamp. A day before that of the URL is none either: there, somebody
    entered an older text.
    """
    if first.origin.startswith(_SEEN) and first.rank == printed.LABELLED:
        return False
    if first.precision == "day":
        return by_url.at.date() < first.at.date() and not first.origin.startswith("rules")
    return by_url.at + _NEXT_DAYS < first.at


def _is_shown_too(seen: Told | None, first: Told) -> bool:
    """Do readers see beside the headline the day that machines are told? Then the URL is that of a draft, or of an
    older text that was copied."""
    return seen is not None and not first.origin.startswith("line") and seen.at.date() == first.at.date()


def _is_seen(told: Told) -> bool:
    """Is it a line above the text that holds a date and little else?"""
    return told.origin.startswith(_SEEN) and told.rank <= printed.ALONE


def _of_readers(seen: Told, stamp: Told, evidence: list[Told], draft: Draft, where: Context) -> Told:
    """What readers see against what machines are told: a clock, or a second stamp of the line's day, is believed.

    A line that shows the minute of the last change tells when that was, and the stamp stands.
    """
    changed = next(told.claimed(draft.all("updated"), where), None) if seen.has_clock else None
    if changed and abs(changed.at - seen.at) < _SAME_MINUTE < abs(stamp.at - seen.at):
        return _agreeing(seen, evidence) or stamp
    if seen.at.date() == stamp.at.date():
        return seen if seen.has_clock and where.known != "none" and not _is_same(seen, stamp) else stamp
    if other := _agreeing(seen, evidence):
        return other
    return seen if seen.has_clock else _of_greenwich(seen, stamp)


def _is_same(seen: Told, stamp: Told) -> bool:
    return abs(seen.at - stamp.at) < timedelta(minutes=1)


def _agreeing(seen: Told, evidence: list[Told]) -> Told | None:
    """Another stamp that tells the line's day."""
    return next((one for one in evidence if not one.rank and one.at.date() == seen.at.date() and one is not seen), None)


def _at_the_place(seen: Told, stamp: Told) -> Told | None:
    """The stamp's instant by the clock of the line, where both are of one minute in some zone."""
    if not stamp.zoned or stamp.precision == "day":
        return None
    if seen.zoned:
        return (
            replace(stamp, at=stamp.at.astimezone(seen.at.tzinfo)) if abs(seen.at - stamp.at) < _SAME_MINUTE else None
        )
    apart = seen.at.replace(tzinfo=None) - stamp.at.replace(tzinfo=None) + (stamp.at.utcoffset() or timedelta(0))
    minutes = round(apart / timedelta(minutes=_STEP)) * _STEP
    if abs(minutes) > _FARTHEST or abs(apart - timedelta(minutes=minutes)) > _SAME_MINUTE:
        return None
    place = timezone(timedelta(minutes=minutes))
    return replace(stamp, at=stamp.at.astimezone(place), origin=f"{stamp.origin} (zone: line)")


def _of_greenwich(seen: Told, stamp: Told) -> Told:
    """A stamp without a zone, read as one of Greenwich if it is of the line's day then."""
    local = stamp.at.replace(tzinfo=UTC).astimezone(stamp.at.tzinfo)
    return replace(stamp, at=local) if not stamp.zoned and local.date() == seen.at.date() else stamp


def _sharpens(other: Told, first: Told) -> bool:
    """Does `other` tell the time of the day that `first` tells?"""
    return first.precision == "day" and other.precision not in ("day", "month") and other.at.date() == first.at.date()


def _shown(told: Told, by_url: list[Told], where: Context) -> Told:
    """The same instant by the publisher's clock, where the page told it by that of Greenwich."""
    if told.precision == "day" or told.at.utcoffset() != timedelta(0):
        return told
    if where.known in ("publisher", "country"):
        return replace(told, at=told.at.astimezone(where.zone))
    if by_url and by_url[0].at.date() == (told.at - timedelta(days=1)).date():
        local = (told.at.astimezone(ZoneInfo(name)) for name in _STATES)
        return replace(told, at=next((at for at in local if at.date() == by_url[0].at.date()), told.at))
    return told


def _of_url(url: str, where: Context) -> Iterator[Told]:
    path = url.partition("//")[2].partition("/")[2]
    match = next((match for pattern in _IN_URL if (match := pattern.search("/" + path))), None)
    if match:
        got = match.groupdict()
        year = int(got.get("year") or "20" + got["short"])
        try:
            at = datetime(year, int(got["month"]), int(got["day"]), tzinfo=where.zone)
        except ValueError:
            return
        yield from told.if_possible(Told(at, "day", f"url (zone: {where.known})", match[0].strip("/")), where)


def _of_link(draft: Draft, where: Context) -> list[Told]:
    link = draft.page.link
    return told.read(link.published, link.via, where)[:1] if link else []
