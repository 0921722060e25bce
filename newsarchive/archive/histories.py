"""Two histories of one article: the states that this archive saw, and those that another one saw."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from newsarchive.archive import articles, credits, index, ledger, revisions, times
from newsarchive.archive.revisions import Cause, State
from newsarchive.archive.triggers import thawed
from newsarchive.model import Article

_HISTORY = """
SELECT number, seen_at, cause, extractor, visits.at, visits.method, urls.url, sources.name, revisions.visit_id,
  revisions.edits, revisions.reread_id
FROM revisions LEFT JOIN visits ON visits.id = revisions.visit_id LEFT JOIN urls ON urls.id = visits.url_id
LEFT JOIN sources ON sources.id = revisions.source_id
WHERE article_id = ? ORDER BY number"""
_EARLIER = """
UPDATE articles SET
  first_seen = ?1, dated = coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', published_at), ?1)
WHERE id = ?2"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A state of an article, in the numbers of this archive."""

    state: State
    at: str
    visit: int | None
    cause: Cause
    extractor: str
    fresh: bool = False
    """Was its text stored for its sake?"""
    number: int = 0
    """Of ours: its number until now; 0 of theirs."""
    reread: int | None = None

    @property
    def later(self) -> Cause:
        """Its cause behind another one: what was first elsewhere is an edit of the publisher's here."""
        return "publisher" if self.cause == "first" else self.cause


def theirs(db: sqlite3.Connection, other: sqlite3.Connection, article: int) -> list[Seen]:
    """The other one's history of an article, its texts and sources stored here and its visits found."""
    return [
        _seen(db, other, article, number, at, cause, extractor, (url, moment, method), source or "")
        for number, at, cause, extractor, moment, method, url, source, *_ in other.execute(
            _HISTORY, [article]
        ).fetchall()
    ]


def _seen(
    db: sqlite3.Connection, other: sqlite3.Connection, article: int, number: int, at: str, cause: str, extractor: str,
    visited: tuple[str, str, str], source: str,
) -> Seen:  # fmt: skip
    kept, stated = revisions.kept(other, article, number), revisions.read(other, article, number)
    text, fresh = articles.text(db, stated.text)
    who = credits.source(db, replace(stated.attribution, outlet=source))
    visit = ledger.visit(db, *visited) if visited[0] else None
    return Seen(_moved(kept, text, who), at, visit, cast(Cause, cause), extractor, fresh)


def _moved(kept: State, text: int, source: int | None) -> State:
    """A state with the numbers of another archive."""
    content, beside = list[Any](kept.content), list[Any](kept.beside)
    content[revisions.CONTENT.index("text_id")] = text
    beside[revisions.BESIDE.index("source_id")] = source
    return State(tuple(content), tuple(beside), text, source)


def ours(db: sqlite3.Connection, found: int) -> list[Seen]:
    return [
        Seen(revisions.kept(db, found, number), at, visit, cast(Cause, cause), extractor, False, number, reread)
        for number, at, cause, extractor, _, _, _, _, visit, _, reread in db.execute(_HISTORY, [found]).fetchall()
    ]


def begin(db: sqlite3.Connection, article: Article, seen: Seen, row: int) -> int:
    """Store the first state of an article that is not here."""
    made = articles.begin(db, article, seen.state, seen.fresh, row, seen.visit, seen.at, seen.extractor)
    return made.article_id


def joined(ours: Sequence[Seen], theirs: Sequence[Seen]) -> list[Seen]:
    """Both histories by time; of neighbours that say the same one stays, and that is ours where one of them is."""
    placed = list(ours)
    for seen in theirs:
        placed.insert(sum(other.at <= seen.at for other in placed), seen)
    whole: list[Seen] = []
    for seen in placed:
        if not whole or whole[-1].state.content != seen.state.content or (seen.number and whole[-1].number):
            whole.append(seen)
        elif seen.number:
            whole[-1] = seen
    return whole


def end(db: sqlite3.Connection, found: int) -> str:
    """The last link of an article's chain, in hexadecimal."""
    sql = "SELECT lower(hex(chain)) FROM revisions WHERE article_id = ? ORDER BY number DESC LIMIT 1"
    return str(db.execute(sql, [found]).fetchone()[0])


def weave(db: sqlite3.Connection, found: int, whole: Sequence[Seen]) -> None:
    """Write a history anew, in the order of its states; what articles show stays with the state that shows it."""
    (last,) = db.execute("SELECT revision FROM articles WHERE id = ?", [found]).fetchone()
    media = db.execute("SELECT revision, media_id, caption FROM article_media WHERE article_id = ?", [found]).fetchall()
    index.remove(db, found, revisions.words(db, found, last))
    with thawed(db, "revisions"):
        db.execute("DELETE FROM article_media WHERE article_id = ?", [found])
        db.execute("DELETE FROM revisions WHERE article_id = ?", [found])
        for number, seen in enumerate(whole, 1):
            cause: Cause = "first" if number == 1 else seen.later
            revisions.append(db, found, number, seen.state, seen.visit, seen.at, cause, seen.reread, seen.extractor)
    numbers = {seen.number: number for number, seen in enumerate(whole, 1) if seen.number}
    shown = [(found, numbers[number], row, caption) for number, row, caption in media]
    db.executemany("INSERT INTO article_media (article_id, revision, media_id, caption) VALUES (?, ?, ?, ?)", shown)
    articles.show(db, found, len(whole), whole[-1].state, whole[-1].at)


def stretch(db: sqlite3.Connection, spans: list[tuple[int, str, str]]) -> None:
    """Articles were seen from the first day of either archive to the last; `spans` is empty afterwards."""
    db.executemany(
        "UPDATE articles SET last_seen = max(last_seen, ?) WHERE id = ?", [(last, found) for found, _, last in spans]
    )
    sql = "SELECT 1 FROM articles WHERE id = ? AND first_seen > ?"
    earlier = [(first, found) for found, first, _ in spans if db.execute(sql, [found, first]).fetchone()]
    if earlier:
        with thawed(db, "articles"):
            db.executemany(_EARLIER, earlier)
    spans.clear()


def was_seen(db: sqlite3.Connection, stated: Article) -> bool:
    """Has the article a revision of that moment with that headline and that text?"""
    found = articles.named(db, stated.url)
    at = times.utc(stated.fetched_at) if stated.fetched_at else None
    sql = (
        "SELECT 1 FROM revisions JOIN texts ON texts.id = text_id"
        " WHERE article_id = ? AND seen_at = ? AND title = ? AND text = ?"
    )
    return found is not None and db.execute(sql, [found[0], at, stated.title, stated.text]).fetchone() is not None
