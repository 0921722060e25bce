"""Who told a story, in which order, and how much of the first telling is in each: copies, excerpts, series."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from newsarchive.archive import cuts
from newsarchive.archive.cuts import Stretch

Kind = Literal["first", "copy", "excerpt", "includes", "template"]

_TOLD = """
SELECT articles.id, urls.url, publishers.slug, articles.title, articles.published_at, revisions.precision,
  articles.first_seen, coalesce(sources.name, ''), revisions.source_kind, articles.presence, revisions.text_id
FROM articles
JOIN urls ON urls.id = articles.url_id
JOIN publishers ON publishers.id = articles.publisher_id
JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision
LEFT JOIN sources ON sources.id = articles.source_id
WHERE {} ORDER BY articles.dated, articles.id"""
_LINKS = """
SELECT of_text_id, kind, cover, of_cover FROM text_links WHERE text_id = ?1
UNION ALL SELECT text_id, kind, of_cover, cover FROM text_links WHERE of_text_id = ?1"""
_TEXT = """
SELECT texts.id, texts.text FROM articles
JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision
JOIN texts ON texts.id = revisions.text_id WHERE articles.id = ?"""
_MANY = """
SELECT articles.id, articles.story_id,
  (SELECT count(*) FROM (SELECT 1 FROM articles AS other WHERE other.story_id = articles.story_id LIMIT 1000))
FROM articles WHERE articles.id IN (SELECT value FROM json_each(?))"""
#: What a text is to another, seen from the other one.
_REVERSE: dict[str, Kind] = {"excerpt": "includes", "includes": "excerpt", "copy": "copy", "template": "template"}


@dataclass(frozen=True, slots=True)
class Retelling:
    """One article that tells a story, beside the one that it is compared with."""

    article_id: int
    url: str
    publisher: str
    title: str
    published_at: str | None
    precision: str
    first_seen: str
    source: str
    source_kind: str
    presence: str
    kind: Kind
    """What it is to the other: a copy, an excerpt of it, includes it, or the next report of a series (template)."""
    cover: float | None
    """The share of the other's text that stands in this one, 0 to 1; None where the two were never compared."""
    of_cover: float | None
    """The share of this one's text that stands in the other."""
    lag: float | None
    """Seconds after the other, by what the pages state; None where one of them states no time."""


def timeline(db: sqlite3.Connection, article: int) -> list[Retelling]:
    """The story of an article: who told it first, and who followed, in the order of their times."""
    (first,) = db.execute(
        "SELECT first_article_id FROM stories WHERE id = (SELECT story_id FROM articles WHERE id = ?)", [article]
    ).fetchone()
    base = _rows(db, "articles.id = ?", [first])[0]
    told = _rows(db, "articles.story_id = (SELECT story_id FROM articles WHERE id = ?)", [article])
    links = _links(db, base[-1])
    found = [_retelling(row, base, links, "first" if row[0] == first else "copy") for row in told]
    return sorted(found, key=lambda one: one.kind != "first")  # sorted is stable: the rest stays by time


def copies(db: sqlite3.Connection, article: int) -> list[Retelling]:
    """Articles that tell what an article tells: copies of its story, and excerpts, wholes and reports like it."""
    base = _rows(db, "articles.id = ?", [article])[0]
    links = _links(db, base[-1])
    same_story = "articles.story_id = (SELECT story_id FROM articles WHERE id = ?1) AND articles.id <> ?1"
    story = _rows(db, same_story, [article])
    known = {row[0] for row in story} | {article}
    found = [_retelling(row, base, links, "copy") for row in story]
    for text, (kind, _, _) in links.items():
        others = [row for row in _rows(db, "revisions.text_id = ?", [text]) if row[0] not in known]
        found += [_retelling(row, base, links, kind) for row in others]
    return found


def shared(db: sqlite3.Connection, articles: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Of each of these articles: its story, and how many articles tell that; 1,000 are as many as are counted."""
    return {article: (story, many) for article, story, many in db.execute(_MANY, [json.dumps(list(articles))])}


def stretches(db: sqlite3.Connection, first: int, articles: Sequence[int]) -> dict[int, list[Stretch]]:
    """Which stretches of the text of `first` stand in each of these articles."""
    whole, words = db.execute(_TEXT, [first]).fetchone()
    known: dict[int, list[Stretch]] = {whole: [(0.0, 1.0)]}
    found: dict[int, list[Stretch]] = {}
    for article in articles:
        text, told = db.execute(_TEXT, [article]).fetchone()
        if text not in known:
            known[text] = cuts.kept(words, told)
        found[article] = known[text]
    return found


def text(db: sqlite3.Connection, article: int) -> str:
    """What an article says now."""
    return str(db.execute(_TEXT, [article]).fetchone()[1])


def _links(db: sqlite3.Connection, text: int) -> dict[int, tuple[Kind, float, float]]:
    """What other texts are to a text: their kind, the share of it that is in them, and of them that is in it."""
    found: dict[int, tuple[Kind, float, float]] = {}
    for other, kind, cover, of_cover in db.execute(_LINKS, [text]):
        newer = other > text
        found[other] = (kind if newer else _REVERSE[kind], cover, of_cover)
    return found


def _rows(db: sqlite3.Connection, which: str, values: list[Any]) -> list[tuple[Any, ...]]:
    return db.execute(_TOLD.format(which), values).fetchall()


def _retelling(
    row: tuple[Any, ...], base: tuple[Any, ...], links: dict[int, tuple[Kind, float, float]], kind: Kind
) -> Retelling:
    text = row[-1]
    covers: tuple[float | None, float | None] = (1.0, 1.0)
    if text != base[-1]:
        covers = links[text][1:] if text in links else (None, None)
    return Retelling(*(*row[:-1], kind, *covers, _lag(row, base)))


def _lag(row: tuple[Any, ...], base: tuple[Any, ...]) -> float | None:
    if row[4] is None or base[4] is None:
        return None
    return (datetime.fromisoformat(row[4]) - datetime.fromisoformat(base[4])).total_seconds()
