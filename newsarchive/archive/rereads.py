"""The table `rereads`: what today's extraction makes of kept pages, written as revisions, and taken back.

`Archive.rereads` is this shelf. It reads no page itself: `newsarchive.line.rereading` does, on all cores.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any, Literal

from newsarchive.archive import articles, frontier, halves, process, revisions, times
from newsarchive.archive.database import Database
from newsarchive.archive.revisions import BESIDE, CONTENT, State
from newsarchive.model import Article, Link, Raw

Written = Literal["written", "equal", "overtaken"]

_CURRENT = """
FROM articles
JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision
JOIN visits ON visits.id = revisions.visit_id
JOIN warc_files ON warc_files.id = visits.warc_id
JOIN publishers ON publishers.id = articles.publisher_id"""
_KEPT = f"""
SELECT articles.id {_CURRENT}
WHERE (:publisher = '' OR publishers.slug = :publisher) AND articles.last_seen >= :since
  AND (:file = '' OR warc_files.path = :file)
ORDER BY visits.warc_id, visits.warc_offset"""
_PLACE = f"""
SELECT articles.revision, warc_files.path, warc_offset, warc_length, urls.url, publishers.slug, urls.link_title,
  urls.link_published, urls.link_via, urls.found_on
{_CURRENT} JOIN urls ON urls.id = visits.url_id
WHERE articles.id = ?"""
_NEAREST = """
SELECT warc_files.path, warc_offset, warc_length FROM visits
JOIN warc_files ON warc_files.id = visits.warc_id
WHERE url_id = ? AND status = 200 ORDER BY abs(julianday(at) - julianday(?)) LIMIT 1"""
#: A page's number and the file's ending behind a URL: 18_1.html is continued in 18_2.html.
_NUMBERED = re.compile(r"(?:(?<=\d)[_-][12])?(?:\.\w{1,6})?$")
_CONTINUED = """
SELECT 1 FROM urls WHERE url >= :stem AND url < :stem || char(1114111) AND url <> :url
  AND NOT EXISTS (SELECT 1 FROM articles WHERE url_id = urls.id)
  AND EXISTS (SELECT 1 FROM visits WHERE url_id = urls.id AND status = 200 AND warc_id IS NOT NULL) LIMIT 1"""
_OURS = """
SELECT articles.id, articles.revision, revisions.visit_id FROM revisions
JOIN articles ON articles.id = revisions.article_id
WHERE revisions.reread_id = ? AND revisions.number = articles.revision ORDER BY articles.id"""
#: Columns in which a revision of a re-reading may differ from the one before, beside CONTENT.
_SHOWN = ("body_html", "source_url", "source_chain", "section", "tags", "images")


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the page is kept that the current revision of an article was read from."""

    article_id: int
    revision: int
    raw: Raw
    publisher: str
    link: Link
    """How the page was offered, with the URL that was asked for."""


@dataclass(frozen=True, slots=True)
class Reread:
    """A row of `rereads`."""

    id: int
    started: str
    finished: str | None
    status: Literal["running", "finished", "undone", "crashed"]
    extractor: str
    settings: Mapping[str, Any]
    counts: Mapping[str, int]


class Rereads:
    """Readings of kept pages. Every method raises what Archive's do."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def kept(self, publisher: str = "", since: datetime | None = None, file: str = "") -> list[int]:
        """Articles whose page is kept, in the order in which the pages lie on the disk.

        Only those of `publisher` (a slug), last seen at `since` or later, kept in the WARC file `file`.
        """
        wanted = {"publisher": publisher, "since": times.utc(since) if since else "", "file": file}
        with self._db.reading() as db:
            return [article for (article,) in db.execute(_KEPT, wanted)]

    def view(self) -> AbstractContextManager[None]:
        """Everything that is asked of the archive within is answered as of one moment, and without a new look at it."""
        return self._db.viewed()

    def place(self, article: int) -> Kept:
        """Where an article's page is kept. Raises KeyError where none is."""
        with self._db.reading() as db:
            row = db.execute(_PLACE, [article]).fetchone()
        if row is None:
            raise KeyError(f"no page is kept of article {article}")
        number, file, offset, length, url, slug, title, published, via, found_on = row
        link = Link(url, slug, via or "seed", found_on, title, published)
        return Kept(article, number, Raw(file, offset, length), slug, link)

    def nearest(self, url: str, at: datetime | None) -> Raw | None:
        """Where the page at `url` is kept as it was nearest to that time: a frame, a further page of an article."""
        with self._db.reading() as db:
            row = frontier.find(db, url)
            found = db.execute(_NEAREST, [row, times.exact(at or times.now())]).fetchone()
        return Raw(*found) if found else None

    def continues(self, url: str) -> bool:
        """May the page at `url` go on in others that are kept? Their URLs begin like its own, and are no articles."""
        path = url.partition("?")[0].rstrip("/")
        stem = _NUMBERED.sub("", path)
        with self._db.reading() as db:
            return db.execute(_CONTINUED, {"stem": stem, "url": url}).fetchone() is not None

    def begin(self, settings: Mapping[str, Any]) -> int:
        """Open the row of a reading whose results are about to be written, and return its id."""
        told = json.dumps({**settings, "process": process.name()}, ensure_ascii=False)
        values = (times.utc(times.now()), version("newsarchive"), told)
        with self._db.writing() as db:
            _close_dead(db)
            made = db.execute("INSERT INTO rereads (started_at, extractor, settings) VALUES (?, ?, ?)", values)
            return int(made.lastrowid or 0)

    def write(self, reread: int, article: int, revision: int, stated: Article) -> Written:
        """Add the revision that says what was read on the page of `revision`, unless there is a later one by now."""
        with self._db.writing() as db:
            now = db.execute("SELECT revision FROM articles WHERE id = ?", [article]).fetchone()
            if now is None or now[0] != revision:
                return "overtaken"
            state = articles.state_of(db, halves.mended(stated))
            if _shown(state) == _shown(revisions.kept(db, article, revision)):
                return "equal"
            articles.restate(db, article, state, _visit(db, article, revision), reread)
            return "written"

    def finish(self, reread: int, status: Literal["finished", "crashed"], counts: Mapping[str, int]) -> None:
        """Close the row of a reading."""
        with self._db.writing() as db:
            _close(db, reread, status, counts)

    def undo(self, reread: int) -> dict[str, int]:
        """Give every article that this reading revised the state that it had before, as a new revision.

        One that was revised since keeps its state. Returns how many were "undone" and how many "kept". Raises
        KeyError where there is no such reading, or it is undone already.
        """
        with self._db.writing() as db:
            row = db.execute("SELECT status FROM rereads WHERE id = ?", [reread]).fetchone()
            if row is None or row[0] == "undone":
                raise KeyError(f"re-reading {reread} is {'undone already' if row else 'not there'}")
            made = db.execute("SELECT count(DISTINCT article_id) FROM revisions WHERE reread_id = ?", [reread])
            (all_of_it,) = made.fetchone()
            found = db.execute(_OURS, [reread]).fetchall()
            for article, number, visit in found:
                articles.restate(db, article, revisions.kept(db, article, number - 1), visit, reread)
            counts = {"undone": len(found), "kept": all_of_it - len(found)}
            _close(db, reread, "undone", counts)
            return counts

    def latest(self, limit: int = 20) -> list[Reread]:
        """The last readings, the latest first."""
        sql = "SELECT id, started_at, finished_at, status, extractor, settings, counts FROM rereads"
        with self._db.reading() as db:
            rows = db.execute(f"{sql} ORDER BY id DESC LIMIT ?", [limit]).fetchall()
        return [Reread(*(*row[:5], json.loads(row[5]), json.loads(row[6]))) for row in rows]


def _close_dead(db: sqlite3.Connection) -> None:
    """Readings whose process is gone ended when it did."""
    sql = "SELECT id, json_extract(settings, '$.process') FROM rereads WHERE status = 'running'"
    for reread, owner in db.execute(sql).fetchall():
        if not process.runs(owner):
            _close(db, reread, "crashed", {})


def _shown(state: State) -> tuple[Any, ...]:
    """What of a state makes a revision of a re-reading differ from the one before, as the database sees it."""
    beside = dict(zip(BESIDE, state.beside, strict=True))
    return (*state.content[: len(CONTENT)], *(beside[name] for name in _SHOWN))


def _visit(db: sqlite3.Connection, article: int, revision: int) -> int | None:
    sql = "SELECT visit_id FROM revisions WHERE article_id = ? AND number = ?"
    found: int | None = db.execute(sql, [article, revision]).fetchone()[0]
    return found


def _close(db: sqlite3.Connection, reread: int, status: str, counts: Mapping[str, int]) -> None:
    """A row's counts grow: what was written, and later what was undone."""
    (before,) = db.execute("SELECT counts FROM rereads WHERE id = ?", [reread]).fetchone()
    told = json.dumps(json.loads(before) | dict(counts))
    sql = "UPDATE rereads SET status = ?, finished_at = ?, counts = ? WHERE id = ?"
    db.execute(sql, [status, times.utc(times.now()), told, reread])
