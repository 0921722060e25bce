"""The first page: today at a glance. And the page that says how to find one's way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from newsarchive.archive import Archive
from newsarchive.archive.answers import Hits
from newsarchive.archive.query import FILTERS
from newsarchive.model import Hit
from newsarchive.web import pictures
from newsarchive.web.asked import Answer, Asked

_NEWEST, _LOOKED, _EDITS, _CRAWLS, _DAYS = 12, 60, 5, 4, 60


def home(archive: Archive, asked: Asked) -> Answer:
    """How much there is, what is new, what many told, what was edited, the last crawls."""
    articles, publishers, fresh = archive.desk.size(asked.now - timedelta(days=1))
    hits = archive.desk.found("", _LOOKED)
    told = archive.desk.told([hit.article_id for hit in hits])
    lately = archive.desk.lately(asked.now, _DAYS)
    data = {
        "articles": articles,
        "publishers": publishers,
        "fresh": fresh,
        "newest": _gathered(hits, told),
        "told": told,
        "days": lately.days,
        "undated": lately.undated,
        "stories": archive.desk.shared(asked.now),
        "edits": archive.edited(limit=_EDITS),
        "crawls": archive.crawls(_CRAWLS),
    }
    bars = [
        (bar, asked.link("/search", q=f"after:{bar.name} before:{bar.end}"))
        for bar in pictures.histogram(_all_days(lately.days))
    ]
    return Answer("home.html", data, {"bars": bars})


def manual(archive: Archive, asked: Asked) -> Answer:
    """The language of searches, the keys, where things are."""
    return Answer("manual.html", {"filters": FILTERS})


def _all_days(days: Mapping[str, int]) -> dict[str, int]:
    """The same days, and the first of them even where nothing came on it: so all pictures of them show as many."""
    if not days:
        return {}
    first = date.fromisoformat(max(days)) - timedelta(days=_DAYS)
    return {first.isoformat(): 0} | dict(days)


def _gathered(hits: Hits, told: dict[int, tuple[int, int]]) -> list[Hit]:
    """The newest article of each story."""
    first: dict[int, Hit] = {}
    for hit in hits:
        first.setdefault(told[hit.article_id][0], hit)
    return [*first.values()][:_NEWEST]
