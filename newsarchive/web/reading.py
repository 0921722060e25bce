"""Reading: an article, its revisions, what differs between two of them or from another article, how to cite it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from newsarchive import urls
from newsarchive.archive import Archive
from newsarchive.archive.export import markup
from newsarchive.archive.export.entries import Entry
from newsarchive.web import citations, shown
from newsarchive.web.asked import Answer, Asked, File, Missing
from newsarchive.web.finding import filtered

#: What an article's pictures are: at most so many are shown.
_PICTURES = 60


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of an article."""

    url: str
    caption: str
    kept: str
    """Digest under which the archive keeps it; "" where it does not."""


def article(archive: Archive, asked: Asked) -> Answer:
    """An article as its current revision states it, and who else tells it."""
    entry = entry_of(archive, asked.id)
    copies = archive.copies(entry.id) or []
    presence = archive.presence(entry.id)
    pictures = _pictures(archive, entry)
    data = {
        "article": entry,
        "presence": presence and presence[0],
        "copies": copies,
        "pictures": pictures,
        "kept": archive.desk.kept(entry.id, entry.revision) is not None,
    }
    body, inside = _body(asked, entry, pictures)
    drawn = {
        "body": body,
        "others": [one for one in pictures if one.url not in inside],
        "source": asked.link("/search", q=filtered("source", entry.source)),
        "section": asked.link("/search", q=filtered("section", entry.section)),
        "by": {name: asked.link("/search", q=filtered("author", name)) for name in [*entry.authors, *entry.editors]},
        "plain": citations.cite(entry, "txt", f"{asked.origin}{asked.root}/article/{entry.id}"),
    }
    return Answer("article.html", data, drawn)


def citation(archive: Archive, asked: Asked) -> File:
    """A citation of an article."""
    entry, style = entry_of(archive, asked.id), asked.at["style"]
    said = citations.cite(entry, style, f"{asked.origin}{asked.root}/article/{entry.id}")
    return File(said, f"{citations.KINDS[style]}; charset=utf-8", "" if style == "txt" else f"{entry.id}.{style}")


def revisions(archive: Archive, asked: Asked) -> Answer:
    """Every state of an article."""
    found = archive.revisions(asked.id)
    if not found:
        raise Missing(asked.id)
    kept = [one.number for one in found if archive.desk.kept(asked.id, one.number)]
    return Answer("revisions.html", {"article_id": asked.id, "revisions": found, "kept": kept})


def difference(archive: Archive, asked: Asked) -> Answer:
    """Two states of an article side by side, word by word."""
    old, new = int(asked.at["old"]), int(asked.at["new"])
    known = {one.number for one in archive.revisions(asked.id)}
    if not {old, new} <= known:
        raise Missing(f"{asked.id}: {old}-{new}")
    told = archive.compare(asked.id, old, new)
    title = entry_of(archive, asked.id).title
    return Answer("difference.html", {"article_id": asked.id, "title": title, "difference": told})


def beside(archive: Archive, asked: Asked) -> Answer:
    """Two articles side by side, word by word: what a reprint kept, cut and added."""
    one, other = entry_of(archive, asked.id), entry_of(archive, asked.other)
    return Answer("beside.html", {"one": one, "other": other, "text": archive.desk.beside(one.id, other.id)})


def entry_of(archive: Archive, article: int) -> Entry:
    """What the archive states of an article. Raises Missing."""
    entry = archive.desk.entry(article)
    if entry is None:
        raise Missing(article)
    return entry


def _body(asked: Asked, entry: Entry, pictures: list[Picture]) -> tuple[Markup, set[str]]:
    """An article's text with its pictures where they stand, and the addresses of these."""
    kept = {one.url: one.kept for one in pictures}
    inside: set[str] = set()

    def draw(url: str, words: str) -> str:
        if url not in kept:
            return ""  # it is none of the article's
        inside.add(url)
        return shown.picture(asked, kept[url], url, words)

    return Markup(markup.safe(entry, draw)), inside


def _pictures(archive: Archive, entry: Entry) -> list[Picture]:
    """Its pictures in their order, each with the digest of what is kept of it."""
    shown = archive.media.shown(entry.id, entry.revision)
    kept = {one.url: one.digest for one in shown if one.kind == "image" and one.raw}
    return [Picture(url, caption, _digest(kept, url)) for url, caption in entry.images[:_PICTURES]]


def _digest(kept: dict[str, str], url: str) -> str:
    return kept.get(urls.canonical(url), "") if url.startswith(("http://", "https://")) else ""
