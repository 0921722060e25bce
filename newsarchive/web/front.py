"""The first page: today at a glance."""

from __future__ import annotations

from datetime import timedelta

from newsarchive.archive import Archive
from newsarchive.web.asked import Answer, Asked

_NEWEST, _EDITS, _CRAWLS = 10, 5, 3


def home(archive: Archive, asked: Asked) -> Answer:
    """How much there is, what is new, what many told, what was edited, the last crawls."""
    articles, publishers, fresh = archive.desk.size(asked.now - timedelta(days=1))
    return Answer(
        "home.html",
        {
            "articles": articles,
            "publishers": publishers,
            "fresh": fresh,
            "newest": archive.desk.found("", _NEWEST),
            "stories": archive.desk.shared(asked.now),
            "edits": archive.edited(limit=_EDITS),
            "crawls": archive.crawls(_CRAWLS),
        },
    )
