"""Who told it: the timeline of a story, and who reprints whom."""

from __future__ import annotations

from newsarchive.archive import Archive
from newsarchive.archive.desk import COUNTED
from newsarchive.web import pictures
from newsarchive.web.asked import Answer, Asked, Missing
from newsarchive.web.finding import filtered
from newsarchive.web.pictures import flows, timeline
from newsarchive.web.pictures.timeline import ROWS

#: Sources, and pairs of source and publisher, that are told of; tellings of a story. Of each, rows of a table: JSON has
#: the others.
_MOST, _TOLD, _ROWS = 300, 500, 80


def story(archive: Archive, asked: Asked) -> Answer:
    """A story: who had it first, who followed when, how much of it they have, and what they cut."""
    first = archive.desk.first_of(asked.id)
    told = archive.timeline(first) if first else None
    if first is None or not told:
        raise Missing(asked.id)
    kept = archive.desk.stretches(first, [one.article_id for one in told[:ROWS]])
    data = {"story_id": asked.id, "first": first, "articles": len(told), "told": told[:_TOLD], "kept": kept}
    pictured = {
        "timeline": pictures.draw_timeline(told, kept),
        "narrow": pictures.draw_timeline(told, kept, timeline.NARROW),
    }
    return Answer("story.html", data, pictured | {"rows": _ROWS})


def sources(archive: Archive, asked: Asked) -> Answer:
    """Who texts are credited to, and who takes them from there, how many, how late."""
    credited = archive.sources(_MOST, last=COUNTED)
    reprints = archive.sourcebook.reprints(last=COUNTED)
    names = {one.name for one in credited} | {one.source for one in reprints[:_MOST]}
    links = {name: asked.link("/search", q=filtered("source", name)) for name in names}
    shown = [one for one in reprints if one.source in names]
    drawn = {"flows": pictures.draw_flows(shown), "narrow": pictures.draw_flows(shown, flows.NARROW)}
    articles, *_ = archive.desk.size(asked.now)
    data = {"sources": credited, "reprints": reprints[:_MOST], "of": min(articles, COUNTED), "all": articles <= COUNTED}
    return Answer("sources.html", data, drawn | {"links": links, "rows": _ROWS})
