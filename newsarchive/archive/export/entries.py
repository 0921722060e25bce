"""What is exported: one entry an article, or one a revision, with everything that the archive states of it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from typing import Any

from newsarchive.archive import search
from newsarchive.archive.answers import Tell

Reading = Callable[[], AbstractContextManager[sqlite3.Connection]]

_SOME = 200
_SELECT = """
SELECT articles.id, revisions.number, urls.url, publishers.slug, publishers.name, revisions.title, texts.text,
  revisions.body_html, revisions.authors, revisions.editors, revisions.published_at, revisions.precision,
  revisions.updated_at, revisions.language, revisions.section, revisions.tags, revisions.images,
  coalesce(sources.name, ''), revisions.source_kind, revisions.source_name, revisions.source_publisher,
  revisions.source_url, revisions.source_evidence, revisions.source_chain, revisions.completeness, articles.copy_of,
  articles.story_id, articles.dated, articles.first_seen, articles.last_seen, revisions.seen_at, revisions.cause,
  (SELECT json_group_array(url) FROM (
    SELECT url FROM urls AS other WHERE other.alias_of = articles.url_id ORDER BY other.id)),
  lower(hex(texts.sha256)), lower(hex(revisions.chain))
FROM json_each(?) AS wanted
JOIN articles ON articles.id = wanted.value
JOIN revisions ON revisions.article_id = articles.id
JOIN urls ON urls.id = articles.url_id
JOIN publishers ON publishers.id = articles.publisher_id
JOIN texts ON texts.id = revisions.text_id
LEFT JOIN sources ON sources.id = revisions.source_id
WHERE revisions.number = articles.revision OR ?
ORDER BY wanted.key, revisions.number"""
_NEWEST = "SELECT id FROM articles ORDER BY dated DESC, id DESC LIMIT ?"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as one of its revisions states it."""

    id: int
    """Number of the article."""
    revision: int
    url: str
    publisher: str
    """Slug."""
    publisher_name: str
    title: str
    text: str
    """Paragraphs, one a line."""
    html: str
    """The same as HTML; "" where that is a <p> around each paragraph."""
    authors: list[str]
    editors: list[str]
    published_at: str | None
    """ISO 8601 with the publisher's offset."""
    published_precision: str
    updated_at: str | None
    language: str
    section: str
    tags: list[str]
    images: list[list[str]]
    """URL and caption of each."""
    source: str
    """Who it is credited to, under one name for all spellings."""
    source_kind: str
    source_name: str
    """As the page has it."""
    source_publisher: str
    source_url: str
    source_evidence: str
    source_chain: list[str]
    completeness: str
    copy_of: int | None
    story_id: int
    dated: str
    """UTC: when it was published, or first seen where nobody tells."""
    first_seen: str
    last_seen: str
    seen_at: str
    """When this revision was first seen."""
    cause: str
    """Of this revision: first, publisher, extractor."""
    aliases: list[str]
    sha256: str
    """Of the text in UTF-8, in hexadecimal."""
    chain: str
    """The link of the chain of revisions, in hexadecimal."""


FIELDS = tuple(field.name for field in fields(Entry))
#: Columns that are JSON arrays in the database.
LISTS = ("authors", "editors", "tags", "images", "source_chain", "aliases")


def select(reading: Reading, words: str, tell: Tell, *, limit: int = 0, history: bool = False) -> Iterator[Entry]:
    """The entries of the articles that match, by number; with `history`, of all their revisions. Raises QueryError.

    `limit` is at most how many articles, 0 for all.
    """
    last, done = 0, 0
    with reading() as db:
        (end,) = db.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()
    while not limit or done < limit:
        with reading() as db:
            numbers = search.matching(db, words, last, min(_SOME, limit - done) if limit else _SOME)
            found = _entries(db, numbers, history)
        yield from found
        if not numbers:
            return
        last, done = numbers[-1], done + len(numbers)
        tell("articles", last, end)


def newest(reading: Reading, words: str, limit: int) -> list[Entry]:
    """The newest articles that match, the newest first. Raises QueryError."""
    with reading() as db:
        if words:
            numbers = [hit.article_id for hit in search.search(db, words, limit, "newest")]
        else:
            numbers = [number for (number,) in db.execute(_NEWEST, [limit])]
        return _entries(db, numbers, history=False)


def numbered(db: sqlite3.Connection, number: int, *, history: bool = False) -> list[Entry]:
    """The article of that number as it is; with `history`, every state of it. [] where there is none."""
    return _entries(db, [number], history)


def _entries(db: sqlite3.Connection, numbers: list[int], history: bool) -> list[Entry]:
    return [_entry(row) for row in db.execute(_SELECT, [json.dumps(numbers), history])]


def _entry(row: tuple[Any, ...]) -> Entry:
    values = dict(zip(FIELDS, row, strict=True))
    values["html"] = zlib.decompress(values["html"]).decode() if values["html"] else ""
    for name in LISTS:
        values[name] = json.loads(values[name])
    return Entry(**values)
