"""The table `watches`: questions that somebody wants to be told new answers to. `Archive.watches` is this shelf."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from newsarchive.archive import query, search, times
from newsarchive.archive.database import Database
from newsarchive.model import Hit

#: Current revisions by publishers, of articles that are not new to a watch.
_REVISED = """
SELECT revisions.id, article_id, number, edits FROM revisions
JOIN articles ON articles.id = article_id AND articles.revision = number
WHERE revisions.id > ? AND number > 1 AND article_id <= ? AND cause = 'publisher'
  AND edits NOT IN ('[]', '["typography"]')
ORDER BY revisions.id LIMIT ?"""
_COLUMNS = "id, query, created_at, seen_article_id, action"


@dataclass(frozen=True, slots=True)
class Watch:
    """A row of `watches`."""

    id: int
    query: str
    created: str
    seen: int
    """Number of the last article that was looked at for it."""
    action: Mapping[str, Any]
    """What to do with new answers: {"command": …, "webhook": …, "feed": …}; empty: they are printed. "revised": those
    that their publishers changed are told too; it is the number of the last revision that was looked at."""


@dataclass(frozen=True, slots=True)
class Revised:
    """An answer that its publisher changed: not in its typography alone."""

    hit: Hit
    revision: int
    """Number of the article's revision."""
    edits: tuple[str, ...]
    """Classes of the change."""


class Watches:
    """Questions with what was told of them. Every method raises what Archive's do."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[Watch]:
        """Every question, the first one first."""
        with self._db.reading() as db:
            return _rows(db, "1 ORDER BY id", [])

    def find(self, words: str) -> Watch | None:
        """The watch of these very words."""
        with self._db.reading() as db:
            return next(iter(_rows(db, "query = ? ORDER BY id", [words.strip()])), None)

    def begin(self, words: str, action: Mapping[str, Any], *, from_start: bool = False) -> Watch:
        """Watch for new answers to a query: from now on, or `from_start` of the archive. Raises QueryError."""
        query.parse(words)
        with self._db.writing() as db:
            seen = 0 if from_start else _last(db)
            told = json.dumps(_begun(db, action), ensure_ascii=False)
            values = (words.strip(), times.utc(times.now()), seen, told)
            sql = "INSERT INTO watches (query, created_at, seen_article_id, action) VALUES (?, ?, ?, ?)"
            return _rows(db, "id = ?", [db.execute(sql, values).lastrowid])[0]

    def change(self, watch: int, action: Mapping[str, Any]) -> None:
        """Do something else with new answers from now on."""
        with self._db.writing() as db:
            told = json.dumps(_begun(db, action), ensure_ascii=False)
            db.execute("UPDATE watches SET action = ? WHERE id = ?", [told, watch])

    def end(self, watch: int) -> bool:
        """Forget a question; False where there is none of that number."""
        with self._db.writing() as db:
            return db.execute("DELETE FROM watches WHERE id = ?", [watch]).rowcount > 0

    def news(self, watch: Watch, limit: int = 1000) -> tuple[list[Hit], int]:
        """New answers in the order in which they came, and the number to remember once they are told."""
        with self._db.reading() as db:
            hits = search.since(db, watch.query, watch.seen, limit)
            return hits, hits[-1].article_id if len(hits) == limit else _last(db)

    def revised(self, watch: Watch, limit: int = 1000) -> tuple[list[Revised], int]:
        """Answers that were told, or were there, and that their publishers changed since; and the number to remember.

        Only what an article says now is looked at. Nothing where that is not wanted.
        """
        if "revised" not in watch.action:
            return [], 0
        with self._db.reading() as db:
            rows = db.execute(_REVISED, [watch.action["revised"], watch.seen, limit]).fetchall()
            changed = {article: (number, json.loads(edits)) for _, article, number, edits in rows}
            hits = search.among(db, watch.query, list(changed))
            seen = rows[-1][0] if len(rows) == limit else last_revision(db)
        return [Revised(hit, changed[hit.article_id][0], tuple(changed[hit.article_id][1])) for hit in hits], seen

    def told(self, watch: int, seen: int, revised: int = 0) -> None:
        """Remember that answers up to the article of that number were told, and changes up to that revision."""
        with self._db.writing() as db:
            db.execute("UPDATE watches SET seen_article_id = max(seen_article_id, ?) WHERE id = ?", [seen, watch])
            if revised:
                sql = "UPDATE watches SET action = json_set(action, '$.revised', ?) WHERE id = ?"
                db.execute(sql, [revised, watch])


def _begun(db: sqlite3.Connection, action: Mapping[str, Any]) -> dict[str, Any]:
    """An action as it is stored: changes are told from now on, or from where they were."""
    wanted = action.get("revised")
    return dict(action) | ({"revised": last_revision(db)} if wanted is True else {})


def last_revision(db: sqlite3.Connection) -> int:
    """Number of the row of `revisions` that came last."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM revisions").fetchone()[0])


def _last(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()[0])


def _rows(db: sqlite3.Connection, which: str, values: list[Any]) -> list[Watch]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM watches WHERE {which}", values).fetchall()
    return [Watch(number, words, created, seen, json.loads(action)) for number, words, created, seen, action in rows]
