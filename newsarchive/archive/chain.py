"""The chain of an article's revisions: each one's digest covers what it says and the digest of the one before.

    chain(0) = SHA-256("newsarchive article 1" URL)
    chain(n) = SHA-256("newsarchive revision 1" chain(n - 1) content(n))
    content  = SHA-256 over the revision's columns, each with its length before it

Nothing of it is a number of this file: an article that is moved into another archive keeps its chain. Who changes,
exchanges or takes away a revision has to forge all that follow, and the last digest is short enough to be written down
elsewhere. What was redacted is gone, but the digest of its content is kept, so that the chain goes on over it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator

from newsarchive.archive.triggers import thawed

#: What a revision says, beside its text, and where it was read. What is worked out from others (`edits`) is not here.
COLUMNS = (
    "number", "seen_at", "cause", "extractor", "title", "body_html", "authors", "editors", "source_kind", "source_name",
    "source_publisher", "source_url", "source_evidence", "source_chain", "published_at", "precision", "updated_at",
    "language", "section", "tags", "images", "completeness", "origins",
)  # fmt: skip

_ARTICLE, _REVISION = b"newsarchive article 1", b"newsarchive revision 1"
_BESIDE = """
SELECT urls.url, (SELECT sha256 FROM texts WHERE id = ?),
  (SELECT chain FROM revisions WHERE article_id = articles.id AND number = ?), visits.at, visits.digest
FROM articles JOIN urls ON urls.id = articles.url_id LEFT JOIN visits ON visits.id = ?
WHERE articles.id = ?"""
#: Everything that the chain needs, article by article; `{}` limits it. Texts count as they are, not as they are called.
LINKS = f"""
SELECT revisions.id, revisions.article_id, revisions.chain, urls.url, texts.sha256, visits.at, visits.digest,
  {", ".join("revisions." + name for name in COLUMNS)}
FROM revisions
JOIN articles ON articles.id = revisions.article_id
JOIN urls ON urls.id = articles.url_id
JOIN texts ON texts.id = revisions.text_id
LEFT JOIN visits ON visits.id = revisions.visit_id
WHERE {{}} ORDER BY revisions.article_id, revisions.number"""

#: Most values are words that stand in many revisions: so many, of so many characters at most, are kept in the form that
#: they have here.
_MANY, _SHORT = 4096, 16
_met: dict[object, bytes] = {}

Value = str | bytes | int | None


def begin(url: str | bytes) -> bytes:
    """What stands before the first revision of the article at `url`."""
    return _digest(_ARTICLE, (url,))


def content(text: bytes, at: Value, page: Value, values: Iterable[Value]) -> bytes:
    """The digest of a revision: its text's SHA-256, when its page came, that page's digest, and its COLUMNS."""
    return _digest(_REVISION, (text, at, page, *values))


def follow(before: bytes, said: bytes) -> bytes:
    """The chain after a revision whose content has the digest `said`."""
    return hashlib.sha256(before + said).digest()


def next_of(
    db: sqlite3.Connection, article: int, number: int, text: int, visit: int | None, values: Iterable[Value]
) -> bytes:
    """The chain of a revision that is about to be written; `values` are its COLUMNS."""
    url, sha256, before, at, page = db.execute(_BESIDE, [text, number - 1, visit, article]).fetchone()
    return follow(before or begin(url), content(sha256, at, page, values))


def fill(db: sqlite3.Connection) -> None:
    """Give a chain to revisions of the time before there was one, inside the transaction that is open."""
    if db.execute("SELECT 1 FROM revisions WHERE chain IS NULL LIMIT 1").fetchone() is None:
        return
    with thawed(db, "revisions"):
        db.executemany("UPDATE revisions SET chain = ? WHERE id = ?", _missing(db))


def _missing(db: sqlite3.Connection) -> Iterator[tuple[bytes, int]]:
    last, chain = 0, b""
    articles = "revisions.article_id IN (SELECT article_id FROM revisions WHERE chain IS NULL)"
    for row, article, _, url, text, at, page, *values in db.execute(LINKS.format(articles)):
        chain = follow(begin(url) if article != last else chain, content(text, at, page, values))
        last = article
        yield chain, row


def _digest(kind: bytes, values: Iterable[Value]) -> bytes:
    """SHA-256 over `values`, so that no two lists of values give the same bytes; NULL is not an empty string."""
    return hashlib.sha256(b"".join((kind, *[_met.get(value) or _part(value) for value in values]))).digest()


def _part(value: Value) -> bytes:
    """A value with its length before it."""
    if value is None:
        return b"-"
    found = _measured(value if isinstance(value, bytes) else str(value).encode())
    if isinstance(value, str) and len(value) <= _SHORT and len(_met) < _MANY:
        _met[value] = found
    return found


def _measured(said: bytes) -> bytes:
    return b"%d:%b" % (len(said), said)
