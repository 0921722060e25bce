"""When it was published, and when updated.

Evidence is read in the order of its authority: the publisher's own rule, what the page tells machines (JSON-LD, then
meta), a line beside the headline, the URL, the list that offered the page, and at last whatever else of the markup
holds a date. Machines are told before the line is read, since they are told the zone, and the line of a reprint may
bear the day of the original. A day that the first evidence tells without a time takes the time that other evidence
tells of that same day. What lies ahead of the visit is no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo

from newsarchive.clean import distances, moments, traces, zones
from newsarchive.clean.lines import Line
from newsarchive.model import Claim, Draft, Precision, Publisher

#: How far a publisher's clock, or a zone that nobody knows, may be ahead of ours.
AHEAD = timedelta(hours=26)

#: The first year that a line may be of: an earlier one is what the text is about.
_FIRST_PRINTED = 1990
#: How much later than its line the markup of a page may be stamped.
_LATER = timedelta(hours=2)

#: How long after the day in its URL a page may be stamped: what is written late appears the next day.
_NEXT_DAYS = timedelta(days=3)

_IN_URL = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-/_.]?)(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<day3>0[1-9]|[12]\d|3[01])[-.](?P<month3>0[1-9]|1[0-2])[-.](?P<year3>20\d\d)(?!\d)"
    r"|(?<!\d)(?P<year2>20\d\d)-?(?P<month2>0[1-9]|1[0-2])/(?P<day2>0[1-9]|[12]\d|3[01])(?!\d)"
)
_UPDATED = re.compile(
    r"更新|修改|updated|modified|last revis|aktualis|geändert|änderung|actualiz|mis à jour|mise à jour|aggiorna"
    r"|обновл|aktualizacja|atualiz|güncelle|bijgewerkt|修正",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"发布|发表|发稿|發布|發佈|發表|时间[:：]|日期[:：]|publish|posted|veröffentlicht|erschienen|erstellt|publié|publicado|pubblicato|опубл"
    r"|opublik|datum|date:|公開|配信|掲載|입력|yayın|submitted",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|版权|版權|all rights|有效期|截止|成立|建立于", re.IGNORECASE)
#: Letters beside its date that a line of credits has at most; more make it prose, or a neighbour's headline.
_BESIDE = 60
#: Letters beside its date, labels aside, that a line has which is nothing but a line of credits.
_FEW = 14
#: Ranks of lines: the last of those near the headline, and that of a date in the text's opening words.
_ELSEWHERE, _DATELINE = 3, 7
#: Characters before a date in which its label stands.
_REACH = 16
_CLOCK = re.compile(r"[012]?\d[:：][0-5]\d")
#: Places of the United States, from east to west, to show an instant on the day that the URL names.
_STATES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Pacific/Honolulu")


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
    """When the page was fetched, in its zone; None if nobody knows."""


def context(draft: Draft, publisher: Publisher, language: str) -> Context:
    """The context of a page's dates."""
    zone, known = zones.zone(publisher, draft.page.url, language)
    country = zones.region(draft) or zones.country_of(publisher, draft.page.url)
    now = draft.page.fetched_at
    return Context(language, country, zone, known, now.astimezone(zone) if now else None)


def published(draft: Draft, near: list[Line], where: Context) -> Told | None:
    """When the page was published; None if nothing tells."""
    claims = [claim for claim in draft.all("published") if claim.reader != "link"]
    by_url = list(_of_url(draft.page.url, where))
    beside, apart = _printed(near, where)
    told = [*_claimed(claims, where), *beside, *by_url, *_of_link(draft, where)]
    told = told or list(islice(_claimed(traces.published(draft), where), 1)) or apart
    if not told:
        return None
    first = by_url[0] if by_url and _is_restamped(told[0], by_url[0]) else told[0]
    sharper = next((other for other in told if _sharpens(other, first)), first)
    sharper = next((other for other in told if _is_what_readers_see(other, sharper, where)), sharper)
    return _shown(sharper, by_url, where)


def updated(draft: Draft, where: Context, since: Told | None) -> Told | None:
    """When it was changed last; None if nothing tells, or it would be before it was published."""
    told = next(_claimed(draft.all("updated"), where), None)
    return _shown(told, [], where) if told and (since is None or told.at >= since.at) else None


def _is_restamped(first: Told, by_url: Told) -> bool:
    """Was the page stamped anew, long after its URL was made? A site that moves stamps all its pages with that day."""
    if first.precision == "day":
        return by_url.at.date() != first.at.date() and not first.origin.startswith("rules")
    return by_url.at + _NEXT_DAYS < first.at


def _sharpens(other: Told, first: Told) -> bool:
    """Does `other` tell the time of the day that `first` tells?"""
    return first.precision == "day" and other.precision not in ("day", "month") and other.at.date() == first.at.date()


def _is_what_readers_see(other: Told, first: Told, where: Context) -> bool:
    """Does a line print another minute than the markup tells? A page's machinery stamps minutes later than its line."""
    if (
        where.known == "none"
        or not other.origin.startswith("line above")
        or other.precision not in ("minute", "second")
    ):
        return False
    return other.at.date() == first.at.date() and abs(other.at - first.at) < _LATER


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


def _claimed(claims: Iterable[Claim], where: Context) -> Iterator[Told]:
    for claim in claims:
        yield from _read(claim.words, f"{claim.reader}: {claim.rule}".rstrip(": "), where)[:1]


def _printed(near: list[Line], where: Context) -> tuple[list[Told], list[Told]]:
    """The dates that lines near the headline print, the likeliest first, and those that stand elsewhere."""
    ranked = [
        (rank, told)
        for at, line in enumerate(near)
        if (rank := _rank(line, where)) is not None
        for told in [*_of_line(line, near[at + 1] if at + 1 < len(near) else None, where)][:1]
    ]
    ranked.sort(key=lambda one: one[0])
    beside = [told for rank, told in ranked if rank <= _ELSEWHERE]
    return beside, [told for rank, told in ranked if rank > _ELSEWHERE]


def _rank(line: Line, where: Context) -> int | None:
    """How likely a line is to tell the day of publication, the lowest first; None if it tells none.

    A label goes before none, a line of little else before one with a headline in it, above the text before below it.
    """
    if not line.moments and (where.now is None or len(line.words) > _BESIDE or line.place in ("tail", "below")):
        return None
    if _COPYRIGHT.search(line.words):
        return None
    before = line.words[: line.moments[0].start][-_REACH:] if line.moments else ""
    is_label = bool(_PUBLISHED.search(before))
    is_update = bool(_UPDATED.search(before)) and not is_label
    beside = len(line.words) - sum(moment.end - moment.start for moment in line.moments)
    if line.place in ("above", "head"):
        if beside > _BESIDE and not is_label:
            return _DATELINE if line.place == "head" and line.moments[0].start < _BESIDE else None
        return 4 if is_update else 0 if is_label else 1 if len(line.rest) <= _FEW else 2
    if not line.whole or (line.place == "below" and line.distance > 6):
        return None
    return (6 if is_update else 3) if is_label else 5 if len(line.rest) < 6 and len(line.words) < 40 else None


def _of_line(line: Line, following: Line | None, where: Context) -> Iterator[Told]:
    """The dates of a line; a day at its end takes the time that the next line begins with."""
    words, found = line.words, line.moments
    if following and found and found[-1].precision == "day" and _CLOCK.match(following.words):
        words = f"{words} {following.words}"
        found = moments.find(words, line.language, line.country)
    for moment in found:
        yield from _if_possible(_told(moment, words, f"line {line.place}", where), where)
    if not found and where.now and (near := distances.relative(words, where.now)):
        yield _told(near, words, f"line {line.place}", where)


def _read(words: str, origin: str, where: Context) -> list[Told]:
    found = moments.find(words, where.language, where.country)
    if not found and where.now and (near := distances.relative(words, where.now)):
        found = [near]
    return [told for moment in found for told in _if_possible(_told(moment, words, origin, where), where)]


def _told(moment: moments.Moment, words: str, origin: str, where: Context) -> Told:
    at = moment.at if moment.at.tzinfo else moment.at.replace(tzinfo=where.zone)
    how = "" if moment.at.tzinfo else f" (zone: {where.known})"
    is_day = not (at.hour or at.minute or at.second)  # machines write a day as its midnight
    return Told(at, "day" if is_day else moment.precision, origin + how, words[moment.start : moment.end].strip())


def _if_possible(told: Told, where: Context) -> Iterator[Told]:
    """`told`, unless it lies ahead of the visit, or before anything that a page could be of."""
    now = where.now or datetime.now(UTC)
    first = _FIRST_PRINTED if told.origin.startswith("line") else moments.FIRST_YEAR
    if told.at.year >= first and told.at <= now + AHEAD:
        yield told


def _of_url(url: str, where: Context) -> Iterator[Told]:
    match = _IN_URL.search(url.partition("//")[2].partition("/")[2])
    if match:
        year, month, day = (match[name] or match[name + "2"] or match[name + "3"] for name in ("year", "month", "day"))
        try:
            at = datetime(int(year), int(month), int(day), tzinfo=where.zone)
        except ValueError:
            return
        yield from _if_possible(Told(at, "day", f"url (zone: {where.known})", match[0]), where)


def _of_link(draft: Draft, where: Context) -> list[Told]:
    link = draft.page.link
    return _read(link.published, "link", where)[:1] if link else []
