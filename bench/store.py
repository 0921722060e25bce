"""What it costs to store an article: python bench/store.py [--many 10000] [--on FILE] [--corpus DIR].

Everything on but the WARC file: text, article, revision, sources, search, near copies, one durable transaction each.
Beside it, in the same run and in turns, the same segmented text into the same FTS5 table, in a file with pages of the
same size, and nothing else; then looking for near copies, sqlite3's executemany, sqlite-utils, and keeping a page in
WARC. CPU time, not wall time.

With --on they are added to a large archive (bench/bulk.py makes one), and what FTS5 takes alone is added to its index.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import sqlite_utils
from material import CORPUS, articles

from newsarchive.archive import Archive, bigrams, folding, kin, sketches
from newsarchive.model import Article, Visit

INSERT = "INSERT INTO article_search (rowid, title, body, byline) VALUES (?, ?, ?, ?)"
TURN = 500


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def plain(path: Path, page: int = 4096) -> sqlite3.Connection:
    """A connection to a file with pages of so many bytes; SQLite's own choice is 4096."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA page_size = {page}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -32768")
    return connection


def fts_alone(connection: sqlite3.Connection, rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(INSERT, row)
        connection.execute("COMMIT")


def segmented(start: int, some: list[Article]) -> list[tuple[object, ...]]:
    return [
        (number, *map(bigrams.segment, (one.title, one.text, "\n".join(one.authors))))
        for number, one in enumerate(some, start)
    ]


def store(folder: Path, many: int, corpus: Path, on: Path | None) -> None:
    """Both in turns, and a line of the table for every power of ten."""
    path = on or folder / "archive.db"
    archive = Archive(path)
    with archive._db.reading() as db:
        beside = plain(on or folder / "fts.db", db.execute("PRAGMA page_size").fetchone()[0])
    before = archive.stats().rows["articles"]
    if not on:
        with archive._db.reading() as db:
            beside.execute(db.execute("SELECT sql FROM sqlite_schema WHERE name = 'article_search'").fetchone()[0])
    first = before + 1_000_000 if on else 1  # number that FTS5 gives alone
    ours = alone = last_ours = last_alone = 0.0
    done, stream = 0, articles(many, corpus, seed=1 + before)
    print(
        f"{'articles':>9} {'ours ms':>8} {'per s':>7} {'FTS5 alone ms':>14} {'ratio':>6} {'last ms':>8}"
        f" {'KiB each':>9} {'MB':>5}"
    )
    while some := list(itertools.islice(stream, TURN)):
        rows = segmented(first + done, some)
        last_alone = cpu(lambda rows=rows: fts_alone(beside, rows))
        last_ours = cpu(lambda some=some: [archive.add(one) for one in some])
        ours, alone, done = ours + last_ours, alone + last_alone, done + len(some)
        if done in (1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000) or done == many:
            beside.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            with archive._db.writing() as db:
                pages = db.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
            size = pages[0] / (before + done) / 1024
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            each, fts = ours / done * 1000, alone / done * 1000
            print(
                f"{before + done:>9,} {each:>8.2f} {1000 / each:>7.0f} {fts:>14.2f} {each / fts:>6.2f}"
                f" {last_ours / len(some) * 1000:>8.2f} {size:>9.2f} {memory:>5.0f}"
            )
    lookups(archive, list(articles(1000, corpus, seed=99)))
    archive.close()
    beside.close()


def lookups(archive: Archive, some: list[Article]) -> None:
    """What it costs to look for texts that a new one may be a copy of."""
    sketched = [sketches.sketch(folding.fold(one.text)) for one in some]
    found = [hashes for hashes in sketched if hashes]
    with archive._db.reading() as db:
        spent = cpu(lambda: [kin._candidates(db, hashes) for hashes in found])
    print(f"{'near copies looked for':>30}: {spent / len(found) * 1000:.3f} ms of CPU")


def others(folder: Path, corpus: Path) -> None:
    """What other ways of writing a row cost, and keeping a page."""
    some = list(articles(2000, corpus, seed=2))
    rows = [(one.url, one.title, one.text, one.published_at.isoformat()) for one in some if one.published_at]
    raw = plain(folder / "raw.db")
    raw.execute("CREATE TABLE articles (url TEXT, title TEXT, text TEXT, published TEXT)")
    many = cpu(lambda: raw.executemany("INSERT INTO articles VALUES (?, ?, ?, ?)", rows))
    database = sqlite_utils.Database(folder / "utils.db")
    names = ("url", "title", "text", "published")
    upsert = cpu(lambda: [database["articles"].upsert(dict(zip(names, row, strict=True)), pk="url") for row in rows])
    with Archive(folder / "warc.db") as archive:
        pages = [gzip.compress((one.text * 8).encode(), mtime=0) for one in some]
        keep = cpu(lambda: [archive.keep(_visit(*pair)) for pair in zip(some, pages, strict=True)])
    for name, spent in (("executemany, one transaction", many), ("sqlite-utils upsert", upsert), ("WARC record", keep)):
        print(f"{name:>30}: {spent / len(some) * 1000:.3f} ms of CPU")


def _visit(one: Article, body: bytes) -> Visit:
    assert one.fetched_at
    return Visit(one.url, one.fetched_at, status=200, headers=(("Content-Encoding", "gzip"),), body=body)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--many", type=int, default=10_000)
    options.add_argument("--on", type=Path, help="an archive to add to, for this measurement alone")
    options.add_argument("--corpus", type=Path, default=CORPUS)
    options.add_argument("--folder", type=Path, help="where to write (default: a temporary folder)")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        store(Path(folder), asked.many, asked.corpus, asked.on)
        others(Path(folder), asked.corpus)


if __name__ == "__main__":
    main()
