"""Every digest worked out again: is what is there what was written?

Rows are read some hundred at a time, each time as the archive then is: a crawl may go on meanwhile, memory stays flat,
and the check can be stopped at any moment.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from newsarchive.archive import chain, failures, health, shape, witness
from newsarchive.archive.answers import Fault, Tell
from newsarchive.errors import NotAnArchive

#: What can be verified, in the order in which it is; `search` holds the lock of who writes, and so is not of USUAL.
PARTS = ("database", "search", "texts", "revisions", "pages")
USUAL = ("database", "texts", "revisions", "pages")

Reading = Callable[[], AbstractContextManager[sqlite3.Connection]]

_SOME = 500
_TEXTS = "SELECT id, sha256, CAST(text AS BLOB) FROM texts WHERE id > ? ORDER BY id LIMIT ?"
_SHOWN = ("title", "language", "published_at")
_ARTICLES = f"""
SELECT articles.id FROM articles
JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision
WHERE articles.id > ? AND articles.id <= ?
  AND ({" OR ".join(f"articles.{name} IS NOT revisions.{name}" for name in _SHOWN)})"""
_REDACTED = """
SELECT redactions.url, redactions.details FROM articles
JOIN urls ON urls.id = articles.url_id JOIN redactions ON redactions.url = urls.url
WHERE articles.id > ? AND articles.id <= ?"""


def verify(reading: Reading, folder: Path, parts: Collection[str], tell: Tell) -> Iterator[Fault]:
    """What is not as it was written, as it is found."""
    checks = {"database": _database, "search": _search, "texts": _texts, "revisions": _revisions}
    for part in PARTS:
        if part in parts:
            try:
                if part == "pages":
                    yield from witness.pages(reading, folder, tell)
                else:
                    yield from checks[part](reading, tell)
            except NotAnArchive as error:  # SQLite met a page of its own that makes no sense
                yield Fault("database", None, None, error.reason)
            except sqlite3.DatabaseError as error:  # what is asked is always the same: it is the file that does not fit
                yield Fault("database", None, None, str(error))


def _database(reading: Reading, tell: Tell) -> Iterator[Fault]:
    """SQLite's own checks: pages, indexes, CHECKs, references; and whether the schema is ours, letter by letter."""
    tell("database", 0, 0)
    with reading() as db, failures.interruptible(db):
        for name in shape.altered(db):
            yield Fault("database", None, None, f"{name} is missing, or not as the schema has it")
        for check in health.sound(db):
            if not check.good:
                yield Fault("database", None, None, f"{check.name}: {check.words}")


def _search(reading: Reading, tell: Tell) -> Iterator[Fault]:
    """The search index against itself, which SQLite does by way of a statement that writes."""
    tell("search", 0, 0)
    with reading() as db, failures.interruptible(db):
        check = health.search(db, readonly=False)
    if not check.good:
        yield Fault("article_search", None, None, check.words)


def _texts(reading: Reading, tell: Tell) -> Iterator[Fault]:
    last, end = 0, _last(reading, "texts")
    while last < end:
        tell("texts", last, end)
        with reading() as db:
            rows = db.execute(_TEXTS, [last, _SOME]).fetchall()
        for row, sha256, text in rows:
            if hashlib.sha256(text).digest() != sha256:
                yield Fault("texts", row, None, "the text does not have its digest")
        last = rows[-1][0] if rows else end


def _revisions(reading: Reading, tell: Tell) -> Iterator[Fault]:
    last, end = 0, _last(reading, "articles")
    while last < end:
        tell("revisions", last, end)
        with reading() as db:
            gone = _redacted(db, last)
            with _raw(db):
                links = db.execute(_LINKS, [last, last + _SOME]).fetchall()
            wrong = db.execute(_ARTICLES, [last, last + _SOME]).fetchall()
        yield from _chains(links, gone)
        for (row,) in wrong:
            yield Fault("articles", row, None, "it does not say what its last revision says")
        last += _SOME


_LINKS = chain.LINKS.format("revisions.article_id > ? AND revisions.article_id <= ?")


def _chains(links: list[tuple[Any, ...]], gone: dict[tuple[bytes, int], bytes]) -> Iterator[Fault]:
    """Walk the chains of some articles. A broken link is told once; what follows is held against what is written."""
    article, before, expected = None, b"", 1
    for row, owner, written, url, text, at, page, number, *values in links:
        if owner != article:
            article, before, expected = owner, chain.begin(url), 1
        said = gone.get((url, number)) or chain.content(text, at, page, (number, *values))
        if number != expected:
            yield Fault("revisions", row, None, f"it is number {number} of its article, not {expected}")
        elif written != chain.follow(before, said):
            yield Fault("revisions", row, None, "it, or its article's URL, is not what its chain says")
        before, expected = written or b"", number + 1


def _redacted(db: sqlite3.Connection, last: int) -> dict[tuple[bytes, int], bytes]:
    """The digests of what was taken away from the articles after `last`, by URL and number of the revision."""
    return {
        (url.encode(), int(number)): bytes.fromhex(digest)
        for url, details in db.execute(_REDACTED, [last, last + _SOME])
        for number, digest in json.loads(details).get("revisions", {}).items()
    }


@contextmanager
def _raw(db: sqlite3.Connection) -> Iterator[None]:
    """Texts come as bytes: those of a damaged row may be no UTF-8."""
    db.text_factory = bytes
    try:
        yield
    finally:
        db.text_factory = str


def _last(reading: Reading, table: str) -> int:
    with reading() as db:
        return int(db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])
