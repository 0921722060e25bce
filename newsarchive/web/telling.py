"""Who told it: the timeline of a story, and who reprints whom."""

from __future__ import annotations

from newsarchive.archive import Archive
from newsarchive.web import pictures
from newsarchive.web.asked import Answer, Asked, Missing
from newsarchive.web.finding import filtered

#: Sources, and pairs of source and publisher, in one table.
_MOST = 300


def story(archive: Archive, asked: Asked) -> Answer:
    """A story: who had it first, who followed when, and with how much of it."""
    first = archive.desk.first_of(asked.id)
    told = archive.timeline(first) if first else None
    if not told:
        raise Missing(asked.id)
    return Answer("story.html", {"story_id": asked.id, "told": told}, {"points": pictures.timeline(told)})


def sources(archive: Archive, asked: Asked) -> Answer:
    """Who texts are credited to, and who takes them from there, how many, how late."""
    credited = archive.sources(_MOST)
    reprints = sorted(archive.sourcebook.reprints(), key=lambda one: -one.articles)[:_MOST]
    links = {one.name: asked.link("/search", q=filtered("source", one.name)) for one in credited}
    return Answer("sources.html", {"sources": credited, "reprints": reprints}, {"links": links})
