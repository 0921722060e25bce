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
from dataclasses import dataclass
from pathlib import Path

from newsarchive.archive import (
    albums,
    arrivals,
    articles,
    failures,
    frontier,
    histories,
    ledger,
    process,
    revisions,
    times,
)
from newsarchive.archive.answers import Merged, Tell
from newsarchive.archive.database import Database
from newsarchive.archive.export import back
from newsarchive.errors import Locked, NotAnArchive

_SOME = 100
_ARTICLES = """
SELECT articles.id, urls.url, articles.first_seen, articles.last_seen FROM articles JOIN urls ON urls.id = url_id
WHERE articles.id > ? ORDER BY articles.id LIMIT ?"""
_COPY = "INSERT INTO redactions (at, url, reason, details) VALUES (?, ?, ?, ?)"


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
                histories.stretch(db, self._earlier)
            last = rows[-1][0]

    def _join_article(
        self, db: sqlite3.Connection, other: sqlite3.Connection, article: int, url: str, first: str, last: str
    ) -> None:
        if frontier.is_redacted(db, url) or frontier.is_redacted(other, url):
            self._refused.append(url)
            return
        row = frontier.root(db, frontier.place(db, url))
        found = articles.find(db, row)
        theirs = histories.theirs(db, other, article)
        if found is None:
            found = histories.begin(db, revisions.read(other, article, 1), theirs[0], row)
            self._counts.articles += 1
            self._counts.revisions += 1
            theirs = theirs[1:]
        else:
            self._counts.known += 1
        self._go_on(db, found, url, theirs)
        self._earlier.append((found, first, last))

    def _go_on(self, db: sqlite3.Connection, found: int, url: str, theirs: Sequence[histories.Seen]) -> None:
        """Add to an article the states that are not in its history."""
        ours = histories.ours(db, found)
        whole = histories.joined(ours, theirs)
        self._counts.revisions += len(whole) - len(ours)
        if whole[: len(ours)] == ours:
            for seen in whole[len(ours) :]:
                articles.go_on(db, found, seen.state, seen.visit, seen.at, seen.later, seen.extractor)
        else:
            self._woven[url] = histories.end(db, found)
            histories.weave(db, found, whole)

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
            known = frontier.is_redacted(db, stated.url) or histories.was_seen(db, stated)
            status = "unchanged" if known else arrivals.add(db, stated, None).status
        counts.articles += status == "added"
        counts.revisions += status in ("added", "revised")
        counts.known += status != "added"
    return Merged(counts.articles, counts.revisions, counts.known, 0, 0, 0, 0, 0)


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
            words = "crawl {crawl} ({spider}) runs in it; merge it when it has ended"
            raise Locked(path, words, crawl=crawl, spider=spider)


def _last(other: sqlite3.Connection, table: str) -> int:
    return int(other.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])
