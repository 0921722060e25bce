"""An archive of any size, filled by bulk SQL: python bench/bulk.py FILE --many 990000.

Half an hour of real adding becomes ten minutes. Rows are those that Archive.add would write, but for two things: texts
are made of pieces of a few hundred characters, each of which stands in many texts, and sketches are chance numbers, as
if no two texts had a sentence in common. What is measured on such an archive is added to it by Archive.add.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from material import CORPUS, articles

from newsarchive import urls
from newsarchive.archive import Archive, bigrams, sketches
from newsarchive.archive.triggers import thawed

#: Characters of a piece, and how many synthetic articles they are cut from.
PIECE, SOURCES = 240, 12_000
CHUNK = 20_000
START = datetime(2000, 1, 1, tzinfo=UTC)
TABLES = ("urls", "texts", "articles", "revisions")

URL = "INSERT INTO urls (id, url, url_key, host, state, due_at) VALUES (?, ?, ?, ?, 'added', ?)"
TEXT = "INSERT INTO texts (id, sha256, text) VALUES (?, ?, ?)"
ARTICLE = """
INSERT INTO articles
  (id, url_id, publisher_id, story_id, revision, title, language, published_at, dated, first_seen, last_seen)
VALUES (?1, ?1, ?2, ?1, 1, ?3, ?4, ?5, ?6, ?6, ?6)"""
REVISION = """
INSERT INTO revisions
  (article_id, number, seen_at, cause, extractor, title, text_id, authors, source_kind, source_name, source_evidence,
   published_at, precision, language, chain)
VALUES
  (?1, 1, ?6, 'first', '0', ?3, ?1, '["李明"]', 'reprint', '新华社', '来源:新华社', ?5, 'minute', ?4, randomblob(32))"""
INDEX = "INSERT INTO article_search (rowid, title, body, byline) VALUES (?, ?, ?, ?)"

#: A text and what the index has of it.
Piece = tuple[str, str]


def pieces(corpus: Path) -> dict[str, list[Piece]]:
    """Pieces of synthetic texts by language, each with its segmented form."""
    found: dict[str, list[Piece]] = {"zh": [], "en": []}
    for one in articles(SOURCES, corpus, seed=11):
        for at in range(0, len(one.text) - PIECE, PIECE):
            words = one.text[at : at + PIECE].replace("\n", " ").strip()
            found[one.language].append((words, bigrams.segment(words)))
    return found


def fill(path: Path, many: int, corpus: Path = CORPUS) -> None:
    """Make an archive of so many articles at `path`; one that is there is left as it is.

    But for the version of its sketches: chance numbers are as good in any other.
    """
    if path.exists():
        with sqlite3.connect(path) as db:
            db.execute("UPDATE meta SET value = ? WHERE key = 'sketch_version'", [sketches.VERSION])
        return
    Archive(path).close()
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in ("cache_size = -1000000", "synchronous = OFF", "wal_autocheckpoint = 100000"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 67108864)")
    db.executemany("INSERT INTO publishers (id, slug, name) VALUES (?1, ?2, ?2)", ((n, f"site{n}") for n in range(40)))
    chance, pool = random.Random(5), pieces(corpus)
    for start in range(1, many + 1, CHUNK):
        db.execute("BEGIN IMMEDIATE")
        with thawed(db, *TABLES):
            _chunk(db, chance, pool, range(start, min(start + CHUNK, many + 1)))
        db.execute("COMMIT")
        print(f"\r{start + CHUNK - 1:,}", end="", flush=True)
    db.execute("INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 1048576)")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    print()


def _chunk(db: sqlite3.Connection, chance: random.Random, pool: dict[str, list[Piece]], numbers: range) -> None:
    made = [(number, *_text(chance, pool, number)) for number in numbers]
    moments = [START + timedelta(minutes=12 * number) for number in numbers]
    rows = [
        (number, number % 40, text[5:35], language, moment.isoformat(), f"{moment:%Y-%m-%dT%H:%M:%SZ}")
        for (number, language, text, _), moment in zip(made, moments, strict=True)
    ]
    db.executemany(URL, (_url(number, moment) for number, moment in zip(numbers, moments, strict=True)))
    db.executemany(TEXT, ((number, hashlib.sha256(text.encode()).digest(), text) for number, _, text, _ in made))
    db.executemany("INSERT INTO stories VALUES (?1, ?1)", ((number,) for number in numbers))
    db.executemany(ARTICLE, rows)
    db.executemany(REVISION, rows)
    db.executemany("INSERT INTO sketches VALUES (?, ?)", _sketches(chance, numbers))
    db.executemany(INDEX, ((number, bigrams.segment(text[5:35]), cut, "李明 明") for number, _, text, cut in made))


def _text(chance: random.Random, pool: dict[str, list[Piece]], number: int) -> tuple[str, str, str]:
    """Language, text and segmented text. A number keeps texts apart that are made of the same pieces."""
    language = "zh" if chance.random() < 0.65 else "en"
    mean = 1.2 if language == "zh" else 2.3
    some = chance.choices(pool[language], k=max(1, int(chance.lognormvariate(mean, 0.5))))
    own = f"no{number}"
    return language, "\n".join([*(words for words, _ in some), own]), "\n".join([*(cut for _, cut in some), own])


def _url(number: int, moment: datetime) -> tuple[object, ...]:
    url = f"https://www.site{number % 40}.example/{moment:%Y/%m}/{number}.html"
    return number, url, urls.key(url), f"www.site{number % 40}.example", f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _sketches(chance: random.Random, numbers: range) -> Iterator[tuple[int, int]]:
    return ((chance.getrandbits(40), number) for number in numbers for _ in range(sketches.STORED))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--many", type=int, default=990_000)
    options.add_argument("--corpus", type=Path, default=CORPUS)
    asked = options.parse_args()
    fill(asked.file, asked.many, asked.corpus)


if __name__ == "__main__":
    main()
