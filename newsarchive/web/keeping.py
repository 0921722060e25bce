"""How the archive is kept: publishers, crawls, and what publishers changed."""

from __future__ import annotations

from newsarchive.archive import Archive
from newsarchive.web import pictures
from newsarchive.web.asked import Answer, Asked, Missing
from newsarchive.web.finding import filtered

_CRAWLS, _EDITS, _RUNS, _NEWEST = 100, 100, 10, 10


def publisher(archive: Archive, asked: Asked) -> Answer:
    """A publisher: what it published when, its newest articles, its runs, what is missing of it."""
    found = archive.desk.publisher(asked.at["slug"])
    if found is None:
        raise Missing(asked.at["slug"])
    words = filtered("publisher", found.slug)
    data = {
        "publisher": found,
        "newest": archive.desk.found(words, _NEWEST),
        "runs": archive.agenda.runs(found.slug, _RUNS),
        "gaps": archive.agenda.gaps(found.slug),
    }
    bars = [
        (bar, asked.link("/search", q=f"{words} after:{bar.name} before:{bar.end}"))
        for bar in pictures.histogram(found.days)
    ]
    return Answer("publisher.html", data, {"bars": bars, "all": asked.link("/search", q=words)})


def edits(archive: Archive, asked: Asked) -> Answer:
    """The latest changes that matter, made by publishers."""
    return Answer("edits.html", {"edits": archive.edited(limit=_EDITS)})


def crawls(archive: Archive, asked: Asked) -> Answer:
    """The ledger of crawls, the latest first."""
    return Answer("crawls.html", {"crawls": archive.crawls(_CRAWLS)})
