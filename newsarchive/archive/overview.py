"""Questions about the whole: how much there is, who is credited, what changed, rows for people."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from newsarchive.archive import presence, schema
from newsarchive.archive.answers import Edited, Revision, Source, Stats

TABLES = (
    "articles", "revisions", "texts", "stories", "urls", "visits", "crawls", "publishers", "sources", "source_names",
    "warc_files", "sketches", "text_links", "rereads", "runs", "source_changes", "redactions", "media",
    "article_media", "merges", "watches", "leases",
)  # fmt: skip
_CREDITED = """
SELECT articles.source_id, stated.source_kind, articles.dated, coalesce(articles.published_at, articles.first_seen)
FROM articles CROSS JOIN revisions AS stated INDEXED BY revisions_stated
  ON stated.article_id = articles.id AND stated.number = articles.revision
WHERE articles.source_id IS NOT NULL AND articles.id > ?"""
_SOURCE = """
SELECT sources.name, coalesce(publishers.slug, ''),
  (SELECT json_group_array(name) FROM (SELECT name FROM source_names WHERE source_id = sources.id ORDER BY name))
FROM sources LEFT JOIN publishers ON publishers.id = publisher_id WHERE sources.id = ?"""
_FLOOR = "SELECT id FROM articles ORDER BY id DESC LIMIT 1 OFFSET ?"
_REVISIONS = """
SELECT number, seen_at, cause, title, texts.text, authors, source_name, source_kind, published_at, updated_at,
  extractor, edits, reread_id
FROM revisions JOIN texts ON texts.id = text_id WHERE article_id = ? ORDER BY number"""
_EDITED = """
SELECT new.article_id, urls.url, publishers.slug, new.number, new.seen_at, new.cause, new.edits, new.title,
  CASE old.title WHEN new.title THEN '' ELSE old.title END
FROM revisions AS new
JOIN revisions AS old ON old.article_id = new.article_id AND old.number = new.number - 1
JOIN articles ON articles.id = new.article_id
JOIN urls ON urls.id = articles.url_id
JOIN publishers ON publishers.id = articles.publisher_id
WHERE new.number > 1 AND new.cause IN (SELECT value FROM json_each(?))
  AND (? = '' OR publishers.slug = ?) AND new.seen_at >= ?
  AND EXISTS (SELECT 1 FROM json_each(new.edits) WHERE value IN (SELECT value FROM json_each(?)))
ORDER BY new.seen_at DESC, new.id DESC LIMIT ?"""
#: Columns of `article_view`, in its order.
VIEW = (
    "id", "url", "publisher", "title", "source", "source_kind", "authors", "published_at", "language", "text",
    "copy_of", "story_id", "revisions", "first_seen", "last_seen",
)  # fmt: skip


def sources(db: sqlite3.Connection, limit: int, last: int = 0) -> list[Source]:
    """Who texts are credited to now, the most credited first; by the `last` so many articles that came, 0 for all."""
    kinds: dict[int, Counter[str]] = defaultdict(Counter)
    days: dict[int, tuple[list[str], list[str]]] = {}
    for source, kind, *day in db.execute(_CREDITED, [floor(db, last)]):
        kinds[source][kind] += 1
        first, latest = days.get(source, (day, day))
        days[source] = (min(first, day), max(latest, day))
    found = [_source(db, source, counted, *days[source]) for source, counted in kinds.items()]
    return sorted(found, key=lambda one: (-one.articles, one.name))[:limit]


def _source(db: sqlite3.Connection, source: int, kinds: Counter[str], first: list[str], last: list[str]) -> Source:
    name, publisher, spellings = db.execute(_SOURCE, [source]).fetchone()
    told = dict(kinds.most_common())
    return Source(name, kinds.total(), first[1], last[1], tuple(json.loads(spellings)), told, publisher)


def floor(db: sqlite3.Connection, last: int) -> int:
    """The article behind which the `last` so many came; 0 where there are no more, and for 0."""
    row = db.execute(_FLOOR, [last]).fetchone() if last else None
    return int(row[0]) if row else 0


def stats(db: sqlite3.Connection, path: Path) -> Stats:
    """Rows by table, articles by publisher, bytes on disk."""
    rows = {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    publishers = dict(
        db.execute(
            "SELECT slug, count(*) AS many FROM articles JOIN publishers ON publishers.id = publisher_id"
            " GROUP BY slug ORDER BY many DESC, slug"
        ).fetchall()
    )
    months = dict(
        db.execute("SELECT substr(dated, 1, 7) AS month, count(*) FROM articles GROUP BY month ORDER BY month")
    )
    warc = [file.stat().st_size for file in (path.parent / "warc").glob("*.warc.gz")]
    beside = [path, path.with_name(path.name + "-wal")]
    size = sum(file.stat().st_size for file in beside if file.exists())
    sqlite = sqlite3.sqlite_version
    return Stats(rows, publishers, size, sum(warc), len(warc), schema.SCHEMA, sqlite, presence.counts(db), months)


def revisions(db: sqlite3.Connection, article: int) -> list[Revision]:
    """Every state of an article, the first one first."""
    return [
        Revision(*(*row[:5], _tuple(row[5]), *row[6:11], _tuple(row[11]), row[12]))
        for row in db.execute(_REVISIONS, [article])
    ]


def edited(
    db: sqlite3.Connection, classes: Collection[str], causes: Collection[str], publisher: str, since: str, limit: int
) -> list[Edited]:
    """The latest changes of one of `classes` and one of `causes`; `publisher` "" means of all, `since` is UTC."""
    wanted = (json.dumps(sorted(causes)), publisher, publisher, since, json.dumps(sorted(classes)), limit)
    return [
        Edited(article, url, slug, number, seen, cause, _tuple(edits), *titles)
        for article, url, slug, number, seen, cause, edits, *titles in db.execute(_EDITED, wanted)
    ]


def rows(db: sqlite3.Connection, after: int, limit: int, wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The next rows of `article_view` by id whose columns are as `wanted`. Raises ValueError for an unknown column."""
    if unknown := set(wanted) - set(VIEW):
        raise ValueError(f"article_view has no column {', '.join(sorted(unknown))}; it has {', '.join(VIEW)}")
    where = " AND ".join(["id > ?", *(f"{column} IS ?" for column in wanted)])
    found = db.execute(
        f"SELECT * FROM article_view WHERE {where} ORDER BY id LIMIT ?", [after, *wanted.values(), limit]
    )
    return [dict(zip(VIEW, row, strict=True)) for row in found]


def _tuple(words: str) -> tuple[str, ...]:
    return tuple(json.loads(words))
