"""Another archive joined into this one, with the same dedupe: a URL is one article, a text is stored once, copies meet.

An article that both have gets one history. States that only the other one saw are added; where they lie between two of
ours, the history is written anew in the order in which its states were seen, and the end of the old chain is kept in
`merges`. Nothing is added twice, so that a merge can be interrupted, and made again when the other one has grown.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from newsarchive.archive import (
    albums,
    arrivals,
    articles,
    credits,
    failures,
    frontier,
    index,
    ledger,
    process,
    revisions,
    times,
)
from newsarchive.archive.answers import Merged, Tell
from newsarchive.archive.database import Database
from newsarchive.archive.export import back
from newsarchive.archive.revisions import Cause, State
from newsarchive.archive.triggers import thawed
from newsarchive.errors import Locked, NotAnArchive
from newsarchive.model import Article

_SOME = 100
_ARTICLES = """
SELECT articles.id, urls.url, articles.first_seen, articles.last_seen FROM articles JOIN urls ON urls.id = url_id
WHERE articles.id > ? ORDER BY articles.id LIMIT ?"""
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
_COPY = "INSERT INTO redactions (at, url, reason, details) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class _Seen:
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


@dataclass(slots=True)
class _Counts:
    articles: int = 0
    revisions: int = 0
    known: int = 0
    urls: int = 0
    visits: int = 0
    files: int = 0
    bytes: int = 0


class Merge:
    """One joining of the archive at `path` into the one that is opened as `database`.

    Raises Locked while a crawl runs in the other one.
    """

    def __init__(self, database: Database, path: Path, tell: Tell) -> None:
        if path.exists() and path.samefile(database.path):
            raise NotAnArchive(path, "this is the archive that it is to be joined into")
        self._db, self._path, self._tell = database, path, tell
        self._counts, self._refused, self._woven = _Counts(), list[str](), dict[str, str]()
        self._earlier: list[tuple[int, str, str]] = []

    def run(self) -> Merged:
        """Join everything, some rows in a transaction."""
        with closing(Database(self._path, readonly=True, wait=5.0)) as opened, opened.reading() as other:
            _unused(other, self._path)
            with failures.told(self._path), failures.interruptible(other):
                self._join_ledger(other)
                self._join_articles(other)
                self._join_albums(other)
                self._join_redactions(other)
        told = self._told()
        if told != Merged(0, 0, told.known, 0, 0, 0, 0, 0, told.refused):
            self._write_down(told)
        return told

    def _told(self) -> Merged:
        counts, refused = self._counts, tuple(sorted(set(self._refused)))
        return Merged(
            counts.articles, counts.revisions, counts.known, len(self._woven), counts.urls, counts.visits, counts.files,
            counts.bytes, refused,
        )  # fmt: skip

    def _write_down(self, told: Merged) -> None:
        details = {
            "articles": told.articles, "revisions": told.revisions, "visits": told.visits, "files": told.files,
            "woven": self._woven,
        }  # fmt: skip
        with self._db.writing() as db:
            values = (times.utc(times.now()), str(self._path), json.dumps(details, ensure_ascii=False))
            db.execute("INSERT INTO merges (at, other, details) VALUES (?, ?, ?)", values)

    # The ledger -------------------------------------------------------------------------------------------------

    def _join_ledger(self, other: sqlite3.Connection) -> None:
        with self._db.writing() as db:
            ledger.publishers(db, other)
            crawls = ledger.crawls(db, other)
        files = self._join_files(other, crawls)
        total = _last(other, "urls")
        for rows in ledger.rows(other, "urls", _SOME):
            self._tell("urls", rows[-1][0], total)
            with self._db.writing() as db:
                self._counts.urls += ledger.urls(db, rows, crawls)
        for rows in ledger.rows(other, "urls", _SOME):
            with self._db.writing() as db:
                ledger.aliases(db, rows)
        total = _last(other, "visits")
        for rows in ledger.rows(other, "visits", _SOME):
            self._tell("visits", rows[-1][0], total)
            with self._db.writing() as db:
                self._counts.visits += ledger.visits(db, rows, crawls, files)

    def _join_files(self, other: sqlite3.Connection, crawls: ledger.Numbers) -> ledger.Numbers:
        found = ledger.files(other, self._path.parent)
        numbers: ledger.Numbers = {None: None}
        for done, row in enumerate(found):
            self._tell("warc files", done, len(found))
            with self._db.writing() as db:
                numbers[row[0]], size = ledger.file(db, other, self._db.path.parent, self._path.parent, row, crawls)
            self._counts.files += size > 0
            self._counts.bytes += size
        return numbers

    # Articles ---------------------------------------------------------------------------------------------------

    def _join_articles(self, other: sqlite3.Connection) -> None:
        last, total = 0, _last(other, "articles")
        while rows := other.execute(_ARTICLES, [last, _SOME]).fetchall():
            self._tell("articles", last, total)
            with self._db.writing() as db:
                for article, url, first, seen in rows:
                    self._join_article(db, other, article, url, first, seen)
                _stretch(db, self._earlier)
            last = rows[-1][0]

    def _join_article(
        self, db: sqlite3.Connection, other: sqlite3.Connection, article: int, url: str, first: str, last: str
    ) -> None:
        if frontier.is_redacted(db, url) or frontier.is_redacted(other, url):
            self._refused.append(url)
            return
        row = frontier.root(db, frontier.place(db, url))
        found = articles.find(db, row)
        theirs = _theirs(db, other, article)
        if found is None:
            found = _begin(db, revisions.read(other, article, 1), theirs[0], row)
            self._counts.articles += 1
            self._counts.revisions += 1
            theirs = theirs[1:]
        else:
            self._counts.known += 1
        self._go_on(db, found, url, theirs)
        self._earlier.append((found, first, last))

    def _go_on(self, db: sqlite3.Connection, found: int, url: str, theirs: Sequence[_Seen]) -> None:
        """Add to an article the states that are not in its history."""
        ours = _ours(db, found)
        whole = list(ours)
        for seen in theirs:
            _put(whole, seen)
        self._counts.revisions += len(whole) - len(ours)
        if whole[: len(ours)] == ours:
            for seen in whole[len(ours) :]:
                articles.go_on(db, found, seen.state, seen.visit, seen.at, seen.cause, seen.extractor)
        else:
            chain = db.execute(
                "SELECT lower(hex(chain)) FROM revisions WHERE article_id = ? ORDER BY number DESC", [found]
            )
            self._woven[url] = chain.fetchone()[0]
            _weave(db, found, whole)

    def _join_albums(self, other: sqlite3.Connection) -> None:
        for rows in albums.rows(other, _SOME):
            with self._db.writing() as db:
                albums.join(db, rows)

    def _join_redactions(self, other: sqlite3.Connection) -> None:
        """What the other one redacted is not asked for here either, unless it is an article here."""
        with self._db.writing() as db:
            for at, url, reason, details in other.execute("SELECT at, url, reason, details FROM redactions").fetchall():
                row = frontier.root(db, frontier.place(db, url))
                known = db.execute("SELECT 1 FROM redactions WHERE url = ? AND at = ?", [url, at]).fetchone()
                if known or (articles.find(db, row) is not None and not frontier.redacted(db, row)):
                    continue
                empty = json.dumps({"urls": json.loads(details).get("urls", [url]), "pages": [], "erased": True})
                db.execute(_COPY, (at, url, reason, empty))
                frontier.redact(db, [row])


def lines(database: Database, path: Path, tell: Tell) -> Merged:
    """Add the articles of a file of JSON Lines, as a crawl would: what says another thing is a new revision."""
    counts = _Counts()
    for done, stated in enumerate(back.articles(path)):
        tell("articles", done, 0)
        with database.writing() as db:
            known = frontier.is_redacted(db, stated.url) or _was_seen(db, stated)
            status = "unchanged" if known else arrivals.add(db, stated, None).status
        counts.articles += status == "added"
        counts.revisions += status in ("added", "revised")
        counts.known += status != "added"
    return Merged(counts.articles, counts.revisions, counts.known, 0, 0, 0, 0, 0)


def _was_seen(db: sqlite3.Connection, stated: Article) -> bool:
    """Has the article a revision of that moment with that headline and that text?"""
    found = articles.named(db, stated.url)
    at = times.utc(stated.fetched_at) if stated.fetched_at else None
    sql = (
        "SELECT 1 FROM revisions JOIN texts ON texts.id = text_id"
        " WHERE article_id = ? AND seen_at = ? AND title = ? AND text = ?"
    )
    return found is not None and db.execute(sql, [found[0], at, stated.title, stated.text]).fetchone() is not None


def preview(database: Database, path: Path) -> Merged:
    """What a merge would bring, as far as that can be told without making it."""
    counts = _Counts()
    with (
        closing(Database(path, readonly=True, wait=5.0)) as opened,
        opened.reading() as other,
        database.reading() as db,
    ):
        for _, url in other.execute("SELECT articles.id, url FROM articles JOIN urls ON urls.id = url_id"):
            counts.known += (known := articles.named(db, url) is not None)
            counts.articles += not known
        counts.urls = sum(frontier.exactly(db, url) is None for (url,) in other.execute("SELECT url FROM urls"))
        rows = other.execute("SELECT url, at, method FROM visits JOIN urls ON urls.id = url_id")
        counts.visits = sum(ledger.visit(db, *row) is None for row in rows)
        for size, sha256 in other.execute("SELECT coalesce(bytes, 0), sha256 FROM warc_files"):
            same = db.execute("SELECT 1 FROM warc_files WHERE sha256 = ?", [sha256]).fetchone()
            counts.files, counts.bytes = (
                (counts.files, counts.bytes) if same else (counts.files + 1, counts.bytes + size)
            )
    return Merged(counts.articles, 0, counts.known, 0, counts.urls, counts.visits, counts.files, counts.bytes)


def _unused(other: sqlite3.Connection, path: Path) -> None:
    for crawl, spider, owner in other.execute("SELECT id, spider, process FROM crawls WHERE status = 'running'"):
        if process.runs(owner):
            raise Locked(path, f"crawl {crawl} ({spider}) runs in it; merge it when it has ended")


def _last(other: sqlite3.Connection, table: str) -> int:
    return int(other.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])


def _theirs(db: sqlite3.Connection, other: sqlite3.Connection, article: int) -> list[_Seen]:
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
) -> _Seen:  # fmt: skip
    kept, stated = revisions.kept(other, article, number), revisions.read(other, article, number)
    text, fresh = articles.text(db, stated.text)
    who = credits.source(db, replace(stated.attribution, outlet=source))
    visit = ledger.visit(db, *visited) if visited[0] else None
    return _Seen(_moved(kept, text, who), at, visit, cast(Cause, cause), extractor, fresh)


def _moved(kept: State, text: int, source: int | None) -> State:
    """A state with the numbers of another archive."""
    content, beside = list[Any](kept.content), list[Any](kept.beside)
    content[revisions.CONTENT.index("text_id")] = text
    beside[revisions.BESIDE.index("source_id")] = source
    return State(tuple(content), tuple(beside), text, source)


def _ours(db: sqlite3.Connection, found: int) -> list[_Seen]:
    return [
        _Seen(revisions.kept(db, found, number), at, visit, cast(Cause, cause), extractor, False, number, reread)
        for number, at, cause, extractor, _, _, _, _, visit, _, reread in db.execute(_HISTORY, [found]).fetchall()
    ]


def _begin(db: sqlite3.Connection, article: Article, seen: _Seen, row: int) -> int:
    """Store the first state of an article that is not here."""
    made = articles.begin(db, article, seen.state, seen.fresh, row, seen.visit, seen.at, seen.extractor)
    return made.article_id


def _put(whole: list[_Seen], seen: _Seen) -> None:
    """Put a state into a history where it belongs by time, unless the one before or after says the same."""
    at = sum(other.at <= seen.at for other in whole)
    beside = whole[max(at - 1, 0) : at + 1]
    if all(other.state.content != seen.state.content for other in beside):
        whole.insert(at, seen)


def _weave(db: sqlite3.Connection, found: int, whole: Sequence[_Seen]) -> None:
    """Write a history anew, in the order of its states; what articles show stays with the state that shows it."""
    (last,) = db.execute("SELECT revision FROM articles WHERE id = ?", [found]).fetchone()
    media = db.execute("SELECT revision, media_id, caption FROM article_media WHERE article_id = ?", [found]).fetchall()
    index.remove(db, found, revisions.words(db, found, last))
    with thawed(db, "revisions"):
        db.execute("DELETE FROM article_media WHERE article_id = ?", [found])
        db.execute("DELETE FROM revisions WHERE article_id = ?", [found])
        for number, seen in enumerate(whole, 1):
            cause: Cause = "first" if number == 1 else "publisher" if seen.cause == "first" else seen.cause
            revisions.append(db, found, number, seen.state, seen.visit, seen.at, cause, seen.reread, seen.extractor)
    numbers = {seen.number: number for number, seen in enumerate(whole, 1) if seen.number}
    shown = [(found, numbers[number], row, caption) for number, row, caption in media]
    db.executemany("INSERT INTO article_media (article_id, revision, media_id, caption) VALUES (?, ?, ?, ?)", shown)
    articles.show(db, found, len(whole), whole[-1].state, whole[-1].at)


def _stretch(db: sqlite3.Connection, spans: list[tuple[int, str, str]]) -> None:
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
