"""How the archive is kept: publishers, crawls, and what publishers changed."""

from __future__ import annotations

from typing import Any

from newsarchive import publishers
from newsarchive.archive import Archive
from newsarchive.archive.answers import Edited
from newsarchive.archive.differences import Piece
from newsarchive.archive.edits import EDITS, MATTERING
from newsarchive.errors import SpecError
from newsarchive.model import Publisher
from newsarchive.web import pictures
from newsarchive.web.asked import Answer, Asked, Malformed, Missing
from newsarchive.web.finding import filtered

_CRAWLS, _EDITS, _RUNS, _NEWEST, _TAKEN = 100, 30, 10, 8, 8
#: Characters beside a change that are shown, changes of one edit, characters of a change.
_BESIDE, _CHANGES, _LONG = 24, 3, 160


def publisher(archive: Archive, asked: Asked) -> Answer:
    """A publisher: what it published when, how it is, what is missing of it, and the rules it is read by."""
    found = archive.desk.publisher(asked.at["slug"])
    if found is None:
        raise Missing(asked.at["slug"])
    words = filtered("publisher", found.slug)
    facets = archive.desk.facets(words)
    newest = archive.desk.found(words, _NEWEST)
    data = {
        "publisher": found,
        "newest": newest,
        "told": archive.desk.told([hit.article_id for hit in newest]),
        "facets": facets,
        "runs": archive.agenda.runs(found.slug, _RUNS),
        "gaps": archive.agenda.gaps(found.slug),
        "rules": _rules(found.slug),
    }
    bars = [
        (bar, asked.link("/search", q=f"{words} after:{bar.name} before:{bar.end}"))
        for bar in pictures.histogram({f"{name}-01"[:10]: many for name, many in found.output.items()})
    ]
    taken = {
        name: (many, asked.link("/search", q=f"{words} {filtered('source', name)}"))
        for name, many in [*facets.sources.items()][:_TAKEN]
    }
    return Answer("publisher.html", data, {"bars": bars, "all": asked.link("/search", q=words), "taken": taken})


def edits(archive: Archive, asked: Asked) -> Answer:
    """The latest changes that publishers made: those that matter, or of one class, or by one publisher."""
    wanted, slug = asked.query.get("class", ""), asked.query.get("publisher", "")
    if wanted and wanted not in EDITS:
        raise Malformed("a class is one of {known}, not {given}", known=", ".join(EDITS), given=wanted[:80])
    found = archive.edited(classes=[wanted] if wanted else MATTERING, publisher=slug, limit=_EDITS)
    data = {"class": wanted, "publisher": slug, "edits": found}
    links = {name: asked.link("/edits", **{"class": name, "publisher": slug}) for name in ("", *EDITS)}
    return Answer("edits.html", data, {"links": links, "wanted": wanted, "changes": _changes(archive, found)})


def crawls(archive: Archive, asked: Asked) -> Answer:
    """The ledger of crawls, the latest first."""
    return Answer("crawls.html", {"crawls": archive.crawls(_CRAWLS)})


def crawl(archive: Archive, asked: Asked) -> Answer:
    """One crawl: what became of every URL, and how it was set."""
    found = archive.desk.crawl(asked.id)
    if found is None:
        raise Missing(asked.id)
    return Answer("crawl.html", {"crawl": found})


def _changes(archive: Archive, found: list[Edited]) -> dict[tuple[int, int], list[Piece]]:
    """For each edit, the first words that it changed, with some beside them."""
    shown = {}
    for one in found:
        told = archive.compare(one.article_id, one.number - 1, one.number)
        shown[one.article_id, one.number] = _excerpt(told.text if told else ())
    return shown


def _excerpt(pieces: tuple[Piece, ...]) -> list[Piece]:
    kept: list[Piece] = []
    changed = [place for place, piece in enumerate(pieces) if piece.change != "equal"][:_CHANGES]
    for place, piece in enumerate(pieces[: changed[-1] + 2] if changed else ()):
        if piece.change != "equal":
            kept.append(Piece(piece.change, _cut(piece.old), _cut(piece.new)))
        elif words := _between(piece.new, begins=place > 0, ends=place < changed[-1]):
            kept.append(Piece("equal", words, words))
    return kept


def _cut(words: str) -> str:
    return words if len(words) <= _LONG else f"{words[:_LONG]} …"


def _between(words: str, *, begins: bool, ends: bool) -> str:
    """What stands beside a change: the end of what comes before it, the beginning of what follows."""
    if len(words) <= 2 * _BESIDE:
        return words
    before, after = words[:_BESIDE], words[-_BESIDE:]
    before = before.rpartition(" ")[0] or before  # no word is cut where words have spaces between them
    after = after.partition(" ")[2] or after
    return f"{before if begins else ''} … {after if ends else ''}"


def _rules(slug: str) -> dict[str, Any] | None:
    """How a file describes the publisher; None where none does. A file that is wrong says what is."""
    try:
        known: Publisher | None = publishers.all_known().get(slug)
    except SpecError as error:
        return {"error": str(error), "spec": None}
    return None if known is None else {"error": "", "spec": known}
