"""The tables `sources`, `source_names` and `source_changes`: who is credited, what people put right, who reprints whom.

`Archive.sourcebook` is this shelf.
"""

from __future__ import annotations

import difflib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any, Literal

from newsarchive.archive import credits, overview, times
from newsarchive.archive.database import Database

_REPRINTS = """
SELECT sources.name, publishers.slug, articles.published_at, revisions.precision, first.published_at,
  told.precision, first.publisher_id = sources.publisher_id, coalesce(articles.published_at, articles.first_seen)
FROM articles
JOIN sources ON sources.id = articles.source_id
JOIN publishers ON publishers.id = articles.publisher_id
JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision
LEFT JOIN articles AS first ON first.id = articles.copy_of AND first.publisher_id <> articles.publisher_id
LEFT JOIN revisions AS told ON told.article_id = first.id AND told.number = first.revision
WHERE articles.id > :floor AND revisions.source_kind IN ('reprint', 'wire')
  AND (:source IS NULL OR sources.id = :source)
ORDER BY sources.name, publishers.slug"""
_TOTALS = """
SELECT publishers.slug, count(*) FROM articles JOIN publishers ON publishers.id = articles.publisher_id
WHERE articles.id > ? GROUP BY articles.publisher_id"""
_COARSE = ("day", "month", "none")


@dataclass(frozen=True, slots=True)
class Reprints:
    """What one publisher takes from one source."""

    source: str
    publisher: str
    """Slug of who reprints."""
    articles: int
    share: float
    """Of all that the publisher has in the archive: 0 to 1."""
    first: str
    last: str
    timed: int
    """How many of them copy an article of another publisher that is here too, both dated."""
    own: int
    """Of these: how many copy the source's own page, and not another's copy of it."""
    median_lag: float | None
    """Seconds behind the first that told it here; whole days where one of the two names no hour. None: nobody knows."""


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A row of `source_changes`: what somebody put right."""

    id: int
    at: str
    action: Literal["merge", "rename"]
    details: Mapping[str, Any]
    undone_at: str | None


class Sourcebook:
    """Sources as things: merged, renamed, counted. Every method raises what Archive's do.

    A source is named by any of its spellings. KeyError: there is none of that name; its words name the nearest.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def merge(self, name: str, into: str) -> SourceChange:
        """Let two sources be one: all that is credited to `name` is credited to `into`, now and from now on.

        Raises ValueError where they are one already.
        """
        with self._db.writing() as db:
            old, new = _find(db, name), _find(db, into)
            if old == new:
                raise ValueError(f"{name} and {into} are one source already")
            names = [row[0] for row in db.execute("SELECT name FROM source_names WHERE source_id = ?", [old])]
            details: dict[str, Any] = {"from": old, "into": new, "name": _name(db, old), "names": names}
            details["added"] = _spell(db, _name(db, old), old)
            details["publisher"] = _take_publisher(db, old, new)
            _hand_over(db, old, new, [*names, _name(db, old)])
            return _write(db, "merge", details)

    def rename(self, name: str, to: str) -> SourceChange:
        """Call a source `to`. Raises ValueError where another source is called so: that is a merge."""
        to = to.strip()
        with self._db.writing() as db:
            source = _find(db, name)
            other = db.execute("SELECT source_id FROM source_names WHERE name = ?", [to]).fetchone() or (
                db.execute("SELECT id FROM sources WHERE name = ?", [to]).fetchone()
            )
            if not to or (other and other[0] != source):
                raise ValueError(f"another source is called {to}; merge them" if to else "a source needs a name")
            details = {"source": source, "from": _name(db, source), "to": to, "added": _spell(db, to, source)}
            db.execute("UPDATE sources SET name = ? WHERE id = ?", [to, source])
            return _write(db, "rename", details)

    def undo(self, change: int | None = None) -> SourceChange:
        """Take a change back, the last one if none is named.

        Raises KeyError where there is none to take back, ValueError where a later one of the same source has to be
        taken back first.
        """
        with self._db.writing() as db:
            found = _changes(db, "undone_at IS NULL ORDER BY id DESC")
            one = next((row for row in found if change in (None, row.id)), None)
            if one is None:
                raise KeyError("there is no such change to take back")
            later = [row.id for row in found if row.id > one.id and _touches(row) & _touches(one)]
            if later:
                raise ValueError(f"change {later[0]} came after it; take that back first")
            (_unmerge if one.action == "merge" else _call_back)(db, one.details)
            db.execute("UPDATE source_changes SET undone_at = ? WHERE id = ?", [times.utc(times.now()), one.id])
            return one

    def changes(self) -> list[SourceChange]:
        """What was merged and renamed, the last first."""
        with self._db.reading() as db:
            return _changes(db, "1 ORDER BY id DESC")

    def reprints(self, name: str = "", *, last: int = 0) -> list[Reprints]:
        """Who reprints whom, and how late; of one source, or of all. The most first.

        By the `last` so many articles that came, 0 for all.
        """
        with self._db.reading() as db:
            source, floor = _find(db, name) if name else None, overview.floor(db, last)
            rows = db.execute(_REPRINTS, {"source": source, "floor": floor}).fetchall()
            totals = dict(db.execute(_TOTALS, [floor]).fetchall())
        pairs: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
        for source_name, slug, *rest in rows:
            pairs.setdefault((source_name, slug), []).append(tuple(rest))
        found = [_reprints(*pair, told, totals[pair[1]]) for pair, told in pairs.items()]
        return sorted(found, key=lambda one: (-one.articles, one.source, one.publisher))


def _reprints(source: str, publisher: str, told: list[tuple[Any, ...]], total: int) -> Reprints:
    lags = [(lag, own) for *when, own, _ in told if (lag := _lag(*when)) is not None]
    days = [day for *_, day in told]
    return Reprints(
        source=source,
        publisher=publisher,
        articles=len(told),
        share=len(told) / total,
        first=min(days),
        last=max(days),
        timed=len(lags),
        own=sum(bool(own) for _, own in lags),
        median_lag=median(lag for lag, _ in lags) if lags else None,
    )


def _lag(at: str | None, precision: str, first: str | None, first_precision: str | None) -> float | None:
    """Seconds between two stated times; whole days where one of them is but a day."""
    if at is None or first is None:
        return None
    here, there = datetime.fromisoformat(at), datetime.fromisoformat(first)
    if precision in _COARSE or first_precision in _COARSE:
        return max(0.0, (here.date() - there.date()).days * 86400.0)
    return max(0.0, (here - there).total_seconds())


def _find(db: sqlite3.Connection, name: str) -> int:
    """The source of that name, in whatever spelling."""
    row = (
        db.execute("SELECT source_id FROM source_names WHERE name = ?", [name]).fetchone()
        or db.execute("SELECT source_id FROM source_names WHERE name_key = ?", [credits.name_key(name)]).fetchone()
        or db.execute("SELECT id FROM sources WHERE name = ?", [name]).fetchone()
    )
    if row is None:
        known = [row[0] for row in db.execute("SELECT name FROM source_names LIMIT 20000")]
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
        raise KeyError(f"no source is called {name}" + (f"; did you mean {' or '.join(near)}?" if near else ""))
    return int(row[0])


def _name(db: sqlite3.Connection, source: int) -> str:
    return str(db.execute("SELECT name FROM sources WHERE id = ?", [source]).fetchone()[0])


def _spell(db: sqlite3.Connection, name: str, source: int) -> bool:
    """Make `name` a spelling of a source; False where it is one already."""
    sql = "INSERT OR IGNORE INTO source_names (name, name_key, source_id) VALUES (?, ?, ?)"
    return db.execute(sql, [name, credits.name_key(name), source]).rowcount > 0


def _hand_over(db: sqlite3.Connection, old: int, new: int, names: Iterable[str]) -> None:
    """Give spellings, and the articles that show them, from one source to another."""
    told = json.dumps(sorted(set(names)), ensure_ascii=False)
    db.execute(
        "UPDATE articles SET source_id = ?1 WHERE source_id = ?2 AND EXISTS (SELECT 1 FROM revisions"
        " WHERE article_id = articles.id AND number = articles.revision"
        " AND trim(source_name) IN (SELECT value FROM json_each(?3)))",
        [new, old, told],
    )
    sql = "UPDATE source_names SET source_id = ? WHERE source_id = ? AND name IN (SELECT value FROM json_each(?))"
    db.execute(sql, [new, old, told])


def _take_publisher(db: sqlite3.Connection, old: int, new: int) -> bool:
    """Let a source that is no known publisher be the one that the other is."""
    sql = "UPDATE sources SET publisher_id = (SELECT publisher_id FROM sources WHERE id = ?) WHERE id = ?"
    ours = db.execute("SELECT publisher_id FROM sources WHERE id = ?", [new]).fetchone()[0]
    return ours is None and db.execute(sql, [old, new]).rowcount > 0


def _unmerge(db: sqlite3.Connection, details: Mapping[str, Any]) -> None:
    old, new = details["from"], details["into"]
    _hand_over(db, new, old, [*details["names"], details["name"]])
    if details["added"]:
        db.execute("DELETE FROM source_names WHERE name = ?", [details["name"]])
    if details["publisher"]:
        db.execute("UPDATE sources SET publisher_id = NULL WHERE id = ?", [new])


def _call_back(db: sqlite3.Connection, details: Mapping[str, Any]) -> None:
    db.execute("UPDATE sources SET name = ? WHERE id = ?", [details["from"], details["source"]])
    if details["added"]:
        db.execute("DELETE FROM source_names WHERE name = ?", [details["to"]])


def _touches(change: SourceChange) -> set[int]:
    return {change.details[key] for key in ("from", "into", "source") if isinstance(change.details.get(key), int)}


def _write(db: sqlite3.Connection, action: str, details: Mapping[str, Any]) -> SourceChange:
    values = (times.utc(times.now()), action, json.dumps(details, ensure_ascii=False))
    made = db.execute("INSERT INTO source_changes (at, action, details) VALUES (?, ?, ?)", values)
    return _changes(db, f"id = {made.lastrowid}")[0]


def _changes(db: sqlite3.Connection, which: str) -> list[SourceChange]:
    rows = db.execute(f"SELECT id, at, action, details, undone_at FROM source_changes WHERE {which}").fetchall()
    return [SourceChange(number, at, action, json.loads(told), undone) for number, at, action, told, undone in rows]
