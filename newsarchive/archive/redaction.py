"""Redaction: what was published at one URL is taken out of the archive, and a tombstone stays.

First it is found out what there is (`plan`). Then one transaction takes it out of the tables and the search index and
writes the tombstone, which names the places in WARC files that are to be erased; these are erased then (`erase`), and
again by the next opening where that was interrupted. At last the database is written anew, so that neither free pages
nor its log hold anything of it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newsarchive import urls
from newsarchive.archive import (
    articles,
    chain,
    credits,
    frontier,
    index,
    kin,
    records,
    revisions,
    stones,
    stories,
    times,
    warc,
)
from newsarchive.archive.answers import Redaction
from newsarchive.archive.records import Record
from newsarchive.archive.triggers import thawed
from newsarchive.model import Raw

#: What stands where a headline or a text was.
WORDS = "[redacted]"

_BLANK = {
    "title": WORDS, "body_html": None, "authors": "[]", "editors": "[]", "source_id": None, "source_kind": "unknown",
    "source_name": "", "source_publisher": "", "source_url": "", "source_evidence": "", "source_chain": "[]",
    "published_at": None, "precision": "none", "updated_at": None, "language": "", "section": "", "tags": "[]",
    "images": "[]", "completeness": "complete", "origins": "{}", "edits": "[]",
}  # fmt: skip
_PLACES = """
SELECT visits.id, warc_files.path, warc_offset, warc_length FROM visits
JOIN warc_files ON warc_files.id = visits.warc_id WHERE visits.url_id = ? ORDER BY visits.id"""
#: Texts of an article, and whether an article of another URL has them too.
_TEXTS = """
SELECT DISTINCT text_id, EXISTS (
  SELECT 1 FROM revisions AS other WHERE other.text_id = revisions.text_id AND other.article_id <> ?1)
FROM revisions WHERE article_id = ?1"""
_MEDIA = """
SELECT DISTINCT media.id, media.url_id FROM media JOIN article_media ON article_media.media_id = media.id
WHERE article_id = ?1 AND NOT EXISTS (
  SELECT 1 FROM article_media AS other JOIN media AS shown ON shown.id = other.media_id
  WHERE shown.url_id = media.url_id AND other.article_id <> ?1)"""


@dataclass(frozen=True, slots=True)
class Place:
    """A response in a WARC file, with the request behind it."""

    visit: int
    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is at a URL."""

    url: str
    rows: tuple[int, ...]
    """Of `urls`: its own, and those of its aliases."""
    aliases: tuple[str, ...]
    article: int | None
    contents: dict[int, str]
    """The digest of each revision's content, in hexadecimal, by its number."""
    texts: tuple[int, ...]
    """Those that no article of another URL has."""
    media: tuple[int, ...]
    places: tuple[Place, ...]
    again: bool
    """Was it redacted before? Then only what came since is taken away."""


def plan(db: sqlite3.Connection, folder: Path, url: str) -> Plan:
    """What a redaction of `url`, or of any alias of it, takes away. Raises KeyError where nothing is known of it."""
    found = frontier.find(db, urls.canonical(url))
    if found is None:
        raise KeyError(f"the archive knows nothing of {url}")
    root = frontier.root(db, found)
    named = db.execute(
        "SELECT id, url FROM urls WHERE id = ?1 OR alias_of = ?1 ORDER BY id <> ?1, id", [root]
    ).fetchall()
    again = frontier.redacted(db, root)
    article = None if again else articles.find(db, root)
    media = db.execute(_MEDIA, [article]).fetchall()
    rows = [number for number, _ in named]
    return Plan(
        url=named[0][1],
        rows=tuple(rows),
        aliases=tuple(other for _, other in named[1:]),
        article=article,
        contents=_contents(db, article),
        texts=tuple(text for text, shared in db.execute(_TEXTS, [article]) if not shared),
        media=tuple(number for number, _ in media),
        places=tuple(_places(db, folder, [*rows, *dict.fromkeys(row for _, row in media)])),
        again=again,
    )


def summary(what: Plan, remains: tuple[str, ...]) -> Redaction:
    """What a redaction takes away, in numbers."""
    revisions, texts, media = len(what.contents), len(what.texts), len(what.media)
    return Redaction(what.url, what.aliases, what.article, revisions, texts, len(what.places), media, remains)


def take_away(db: sqlite3.Connection, what: Plan, reason: str, moved: Sequence[tuple[int, Raw]], now: datetime) -> None:
    """Take what was planned out of the tables, and write the tombstone. `moved` are pages that others still need."""
    details = {
        "urls": [what.url, *what.aliases],
        "revisions": what.contents,
        "texts": [
            db.execute("SELECT lower(hex(sha256)) FROM texts WHERE id = ?", [row]).fetchone()[0] for row in what.texts
        ],
        "pages": [[place.file, place.offset, place.length] for place in what.places],
        "erased": False,
    }
    values = (times.utc(now), what.url, reason, json.dumps(details, ensure_ascii=False))
    db.execute("INSERT INTO redactions (at, url, reason, details) VALUES (?, ?, ?, ?)", values)
    with thawed(db, "revisions", "texts", "visits"):
        _forget_pages(db, what, moved)
        if what.article is not None:
            _forget_article(db, what, what.article)
    frontier.redact(db, what.rows)


def erase(db: sqlite3.Connection, folder: Path) -> None:
    """Put gravestones over the records of every redaction that is written down and not carried out in the files."""
    waiting = db.execute(
        "SELECT id, at, url, reason, details FROM redactions WHERE details ->> 'erased' = 0"
    ).fetchall()
    for row, at, url, reason, words in waiting:
        details = json.loads(words)
        for file, offset, length in details["pages"]:
            if (folder / file).exists():
                stones.put(folder / file, offset, stones.stone(length, offset, url, reason, datetime.fromisoformat(at)))
        for file in {file for file, _, _ in details["pages"]}:
            _seal_anew(db, folder, file)
        db.execute("UPDATE redactions SET details = json_set(details, '$.erased', json('true')) WHERE id = ?", [row])


def _contents(db: sqlite3.Connection, article: int | None) -> dict[int, str]:
    rows = db.execute(chain.LINKS.format("revisions.article_id = ?"), [article])
    return {values[0]: chain.content(text, at, page, values).hex() for _, _, _, _, text, at, page, *values in rows}


def _places(db: sqlite3.Connection, folder: Path, rows: Sequence[int]) -> list[Place]:
    found = [Place(*place) for row in rows for place in db.execute(_PLACES, [row])]
    return [Place(place.visit, place.file, place.offset, _with_request(folder, place)) for place in found]


def _with_request(folder: Path, place: Place) -> int:
    """How many bytes a response takes with its request, which stands behind it."""
    path, end = folder / place.file, place.offset + place.length
    if not path.exists():
        return place.length
    behind = records.at(path, end)
    request = isinstance(behind, Record) and behind.type == "request"
    return place.length + behind.length if request else place.length


def _forget_pages(db: sqlite3.Connection, what: Plan, moved: Sequence[tuple[int, Raw]]) -> None:
    place = "UPDATE visits SET warc_id = (SELECT id FROM warc_files WHERE path = ?), warc_offset = ?, warc_length = ?"
    for visit, raw in moved:
        db.execute(f"{place} WHERE id = ?", [raw.file, raw.offset, raw.length, visit])
    for gone in what.places:
        db.execute(f"{place}, rights = '' WHERE id = ?", ["", None, None, gone.visit])


def _forget_article(db: sqlite3.Connection, what: Plan, article: int) -> None:
    (last,) = db.execute("SELECT revision FROM articles WHERE id = ?", [article]).fetchone()
    index.remove(db, article, revisions.words(db, article, last))
    names = db.execute("SELECT DISTINCT source_name FROM revisions WHERE article_id = ?", [article]).fetchall()
    _blank(db, article)
    stories.withdraw(db, article)
    for text in what.texts:
        kin.forget(db, text)
        db.execute("DELETE FROM texts WHERE id = ?", [text])
    for (name,) in names:
        credits.forget(db, name)
    db.execute("DELETE FROM article_media WHERE article_id = ?", [article])
    db.executemany("DELETE FROM media WHERE id = ?", [(row,) for row in what.media])
    index.insert(db, article, revisions.words(db, article, last))
    index.settle(db)


def _blank(db: sqlite3.Connection, article: int) -> None:
    """Let every revision of an article, and its row, say nothing."""
    text, _ = articles.text(db, WORDS)
    columns: dict[str, Any] = _BLANK | {"text_id": text}
    sets = ", ".join(f"{name} = ?" for name in columns)
    db.execute(f"UPDATE revisions SET {sets} WHERE article_id = ?", [*columns.values(), article])
    db.execute(
        "UPDATE articles SET title = ?, language = '', source_id = NULL, published_at = NULL, dated = first_seen"
        " WHERE id = ?",
        [WORDS, article],
    )


def _seal_anew(db: sqlite3.Connection, folder: Path, file: str) -> None:
    """A sealed file that was changed has another digest."""
    if (folder / file).exists():
        digest = warc.sha256(folder / file)
        db.execute("UPDATE warc_files SET sha256 = ? WHERE path = ? AND sealed_at IS NOT NULL", [digest, file])
