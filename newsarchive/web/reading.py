"""Reading: an article, its revisions, what differs between two of them, how to cite it."""

from __future__ import annotations

from markupsafe import Markup

from newsarchive.archive import Archive
from newsarchive.archive.export import markup
from newsarchive.archive.export.entries import Entry
from newsarchive.web import citations
from newsarchive.web.asked import Answer, Asked, File, Missing
from newsarchive.web.finding import filtered


def article(archive: Archive, asked: Asked) -> Answer:
    """An article as its current revision states it, and who else tells it."""
    entry = _entry(archive, asked.id)
    copies = archive.copies(entry.id) or []
    presence = archive.presence(entry.id)
    data = {"article": entry, "presence": presence and presence[0], "copies": copies}
    source = asked.link("/search", q=filtered("source", entry.source))
    return Answer("article.html", data, {"body": Markup(markup.safe(entry)), "source": source})


def citation(archive: Archive, asked: Asked) -> File:
    """A citation of an article."""
    entry, style = _entry(archive, asked.id), asked.at["style"]
    said = citations.cite(entry, style, f"{asked.origin}{asked.root}/article/{entry.id}")
    return File(said, f"{citations.KINDS[style]}; charset=utf-8", "" if style == "txt" else f"{entry.id}.{style}")


def revisions(archive: Archive, asked: Asked) -> Answer:
    """Every state of an article."""
    found = archive.revisions(asked.id)
    if not found:
        raise Missing(asked.id)
    return Answer("revisions.html", {"article_id": asked.id, "revisions": found})


def difference(archive: Archive, asked: Asked) -> Answer:
    """Two states of an article side by side, word by word."""
    old, new = int(asked.at["old"]), int(asked.at["new"])
    known = {one.number for one in archive.revisions(asked.id)}
    if not {old, new} <= known:
        raise Missing(f"{asked.id}: {old}-{new}")
    return Answer("difference.html", {"article_id": asked.id, "difference": archive.compare(asked.id, old, new)})


def _entry(archive: Archive, article: int) -> Entry:
    entry = archive.desk.entry(article)
    if entry is None:
        raise Missing(article)
    return entry
