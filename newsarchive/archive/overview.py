"""Questions about the whole: how much there is, who is credited, what changed, rows for people."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsarchive.archive import schema
from newsarchive.archive.answers import Revision, Source, Stats

TABLES = (
    "articles", "revisions", "texts", "stories", "urls", "visits", "crawls", "publishers", "sources", "source_names",
    "warc_files", "sketches", "text_links", "rereads", "runs", "source_changes", "redactions", "media",
    "article_media", "merges", "watches",
)  # fmt: skip
_SOURCES = """
WITH credited AS (
  SELECT articles.source_id, revisions.source_kind AS kind,
    coalesce(articles.published_at, articles.first_seen) AS day, articles.dated
  FROM articles
  JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision
  WHERE articles.source_id IS NOT NULL)
SELECT sources.name, count(*) AS articles,
  (SELECT day FROM credited WHERE source_id = sources.id ORDER BY dated LIMIT 1),
  (SELECT day FROM credited WHERE source_id = sources.id ORDER BY dated DESC LIMIT 1),
  (SELECT json_group_array(name) FROM (SELECT name FROM source_names WHERE source_id = sources.id ORDER BY name)),
  (SELECT json_group_object(kind, many) FROM
    (SELECT kind, count(*) AS many FROM credited WHERE source_id = sources.id GROUP BY kind ORDER BY many DESC)),
  coalesce(publishers.slug, '')
FROM credited JOIN sources ON sources.id = credited.source_id LEFT JOIN publishers ON publishers.id = publisher_id
GROUP BY sources.id ORDER BY articles DESC, sources.name LIMIT ?"""
_REVISIONS = """
SELECT number, seen_at, cause, title, texts.text, authors, source_name, source_kind, published_at, updated_at, extractor
FROM revisions JOIN texts ON texts.id = text_id WHERE article_id = ? ORDER BY number"""
#: Columns of `article_view`, in its order.
VIEW = (
    "id", "url", "publisher", "title", "source", "source_kind", "authors", "published_at", "language", "text",
    "copy_of", "story_id", "revisions", "first_seen", "last_seen",
)  # fmt: skip


def sources(db: sqlite3.Connection, limit: int) -> list[Source]:
    """Who texts are credited to now, the most credited first."""
    return [
        Source(name, articles, first, last, tuple(json.loads(spellings)), json.loads(kinds), publisher)
        for name, articles, first, last, spellings, kinds, publisher in db.execute(_SOURCES, [limit])
    ]


def stats(db: sqlite3.Connection, path: Path) -> Stats:
    """Rows by table, articles by publisher, bytes on disk."""
    rows = {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    publishers = dict(
        db.execute(
            "SELECT slug, count(*) AS many FROM articles JOIN publishers ON publishers.id = publisher_id"
            " GROUP BY slug ORDER BY many DESC, slug"
        ).fetchall()
    )
    warc = [file.stat().st_size for file in (path.parent / "warc").glob("*.warc.gz")]
    beside = [path, path.with_name(path.name + "-wal")]
    size = sum(file.stat().st_size for file in beside if file.exists())
    return Stats(rows, publishers, size, sum(warc), len(warc), schema.SCHEMA, sqlite3.sqlite_version)


def revisions(db: sqlite3.Connection, article: int) -> list[Revision]:
    """Every state of an article, the first one first."""
    return [
        Revision(number, seen, cause, title, text, tuple(json.loads(authors)), *rest)
        for number, seen, cause, title, text, authors, *rest in db.execute(_REVISIONS, [article])
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
