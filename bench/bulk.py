"""An archive of any size, filled by bulk SQL: python bench/bulk.py FILE --many 990000.

Half an hour of real adding becomes ten minutes. It is like one that has grown: publishers and sources of very unlike
sizes, sources in several spellings, sections, kinds, stories of up to hundreds of copies, revisions, a crawl a day with
its visits, URLs that failed. Rows are those that Archive.add would write, but for two things: texts are made of pieces
of a few hundred characters, each of which stands in many texts, and sketches are chance numbers, as if no two texts had
a sentence in common. What is measured on such an archive is added to it by Archive.add.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sqlite3
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

from material import CORPUS, articles

from newsarchive import urls
from newsarchive.archive import Archive, bigrams, credits, facets, sketches, times
from newsarchive.archive.answers import Books
from newsarchive.archive.triggers import thawed
from newsarchive.model import Attribution

#: Characters of a piece, and how many synthetic articles they are cut from.
PIECE, SOURCES = 240, 12_000
CHUNK = 20_000
START, STEP = datetime(2000, 1, 1, tzinfo=UTC), timedelta(minutes=12)
CHINA = timezone(timedelta(hours=8))
PUBLISHERS, CREDITED = 40, 400
#: The n-th of many is so much rarer than the first: Zipf's law, a little flatter.
SKEW = 0.8
#: Shares of all articles: those that copy another, were edited, name no day; and URLs that gave none.
COPIES, EDITED, UNDATED, FAILED = 0.12, 0.03, 0.02, 0.05
#: A copy is of one of so many that came last, or, so often, of the story of the days, which stays for so many articles.
TOLD, STORY, STAYS = 300, 0.15, 3000
KINDS, KIND_SHARES = ("reprint", "wire", "original", "unknown"), (50, 15, 25, 10)
STATES, STATE_SHARES = ("complete", "paywalled", "truncated", "part"), (95, 3, 1, 1)
WITHOUT = (
    ("failed", "404"),
    ("failed", "timeout"),
    ("failed", "no-body"),
    ("filtered", "robots"),
    ("filtered", "list"),
)
SECTIONS = {
    "zh": ("要闻", "财经", "产业", "科技", "社会", "体育", "文化", "国际", "政策", ""),
    "en": ("News", "Business", "Technology", "Sport", "Culture", "World", "Opinion", ""),
}
NAMES = ("新华社", "人民日报", "东方财富网", "中国电子报", "经济日报", "Reuters", "AFP", "AP")
PEOPLE = ("李明", "王芳", "张伟", "陈静", "Jane Roe", "John Smith", "Maria Rossi")
#: Numbers of the texts that a later revision replaced.
OLD = 100_000_000
TABLES = ("urls", "texts", "articles", "revisions", "visits")

URL = """
INSERT INTO urls (id, url, url_key, host, state, reason, publisher_id, offered_in, settled_in, due_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9)"""
VISIT = "INSERT INTO visits (id, crawl_id, url_id, at, status, bytes, digest) VALUES (?1, ?2, ?1, ?3, ?4, ?5, ?6)"
TEXT = "INSERT INTO texts (id, sha256, text) VALUES (?, ?, ?)"
ARTICLE = """
INSERT INTO articles
  (id, url_id, publisher_id, story_id, copy_of, revision, title, language, source_id, published_at, dated,
   first_seen, last_seen)
VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', ?9), ?10), ?10, ?10)"""
REVISION = """
INSERT INTO revisions
  (article_id, number, seen_at, visit_id, cause, extractor, title, text_id, authors, source_id, source_kind,
   source_name, source_evidence, published_at, precision, language, section, completeness, edits, chain)
VALUES (?1, ?2, ?3, ?1, ?4, '0', ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, randomblob(32))"""
INDEX = "INSERT INTO article_search (rowid, title, body, byline, facets) VALUES (?, ?, ?, ?, ?)"
CRAWL = """
INSERT INTO crawls (id, spider, started_at, finished_at, status, process, code_version, settings, stats, books)
VALUES (?, 'news', ?, ?, 'finished', 'bench:1:1', '0', ?, '{}', ?)"""
_EDGE = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text."""

    words: str
    cut: str
    """What the index has of it, where nothing stands beside it."""
    first: str
    """The character of a script without spaces that it begins with; "" for any other."""
    runs: bool
    """Does it end with such a one?"""


@dataclass(frozen=True, slots=True)
class Told:
    """A text that an article may have."""

    number: int
    """Of the first article that had it."""
    language: str
    text: str
    cut: str


def pieces(corpus: Path) -> dict[str, list[Piece]]:
    """Pieces of synthetic texts by language, each with its segmented form."""
    found: dict[str, list[Piece]] = {"zh": [], "en": []}
    for one in articles(SOURCES, corpus, seed=11):
        for at in range(0, len(one.text) - PIECE, PIECE):
            words = _EDGE.sub("", one.text[at : at + PIECE].replace("\n", " "))
            if words:
                first = words[0] if bigrams.is_run(bigrams.fold(words)[:1]) else ""
                runs = bigrams.is_run(bigrams.fold(words)[-1:])
                found[one.language].append(Piece(words, bigrams.segment(words).strip(), bigrams.fold(first), runs))
    return found


def join(some: list[Piece]) -> str:
    """The segmented form of pieces that stand one below the other, as if it were made of the whole."""
    cut = some[0].cut
    for before, piece in pairwise(some):
        if piece.first and before.runs:
            cut += bigrams.SEAM + piece.first
        elif piece.first:
            cut += f" {bigrams.SEAM}{piece.first}"
        cut += f" {piece.cut}"
    return cut


def fill(path: Path, many: int, corpus: Path = CORPUS) -> None:
    """Make an archive of so many articles at `path`; one that is there is left as it is.

    But for the version of its sketches: chance numbers are as good in any other.
    """
    if path.exists():
        with sqlite3.connect(path) as db:
            db.execute("UPDATE meta SET value = ? WHERE key = 'sketch_version'", [sketches.VERSION])
        return
    unborn = path.with_name(f".{path.name}.filling")
    for old in (unborn, *(unborn.with_name(unborn.name + end) for end in ("-wal", "-shm"))):
        old.unlink(missing_ok=True)
    Archive(unborn).close()
    db = sqlite3.connect(unborn, isolation_level=None)
    for pragma in ("cache_size = -1000000", "synchronous = OFF", "wal_autocheckpoint = 20000"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 67108864)")
    grown = Growth(db, pieces(corpus))
    for start in range(1, many + 1, CHUNK):
        db.execute("BEGIN IMMEDIATE")
        with thawed(db, *TABLES):
            grown.chunk(range(start, min(start + CHUNK, many + 1)))
        db.execute("COMMIT")
        print(f"\r{min(start + CHUNK - 1, many):,}", end="", flush=True)
    grown.failures(many)
    db.execute("INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 1048576)")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    unborn.rename(path)
    print()


class Growth:
    """An archive that grows by articles."""

    def __init__(self, db: sqlite3.Connection, pool: dict[str, list[Piece]]) -> None:
        self.db, self.pool, self.chance = db, pool, random.Random(5)
        rows = ((n, f"site{n}", f"Town Gazette {n}", f"https://www.site{n}.example/") for n in range(PUBLISHERS))
        db.executemany("INSERT INTO publishers (id, slug, name, home) VALUES (?, ?, ?, ?)", rows)
        self.publishers = skewed(PUBLISHERS)
        self.spellings = [self._source(n) for n in range(CREDITED)]
        self.sources = skewed(CREDITED)
        self.story: dict[str, Told | None] = dict.fromkeys(pool)
        self.told: dict[str, deque[Told]] = {language: deque(maxlen=TOLD) for language in pool}

    def _source(self, number: int) -> list[tuple[int, str]]:
        """A source with its spellings."""
        name = NAMES[number] if number < len(NAMES) else f"第{number}日报"
        spellings = [name, f"《{name}》", f"{name}:"][: 1 + number % 3]
        rows = [credits.source(self.db, Attribution("reprint", one, evidence=one)) for one in spellings]
        return [(row, one) for row, one in zip(rows, spellings, strict=True) if row]

    def chunk(self, numbers: range) -> None:
        """Articles of these numbers, in their order."""
        made = [self._article(number) for number in numbers]
        for statement in (URL, VISIT, TEXT, ARTICLE, REVISION, INDEX):
            self.db.executemany(statement, (row for one in made for row in one[statement]))
        firsts = [(row[2], row[2]) for one in made for row in one[ARTICLE] if row[2] == row[0]]
        self.db.executemany("INSERT INTO stories VALUES (?, ?)", firsts)
        fresh = [row[0] for one in made for row in one[TEXT] if row[0] < OLD]
        self.db.executemany("INSERT INTO sketches VALUES (?, ?)", self._sketches(fresh))
        self._crawls(numbers)

    def _article(self, number: int) -> dict[str, list[tuple[object, ...]]]:
        """The rows of an article, by the statement that writes them."""
        chance, moment = self.chance, START + STEP * number
        text, copied = self._text(number)
        publisher = chance.choices(range(PUBLISHERS), cum_weights=self.publishers)[0]
        kind, state = chance.choices(KINDS, KIND_SHARES)[0], chance.choices(STATES, STATE_SHARES)[0]
        source, name = self._credit() if kind in ("reprint", "wire") else (None, "")
        zone = CHINA if text.language == "zh" else UTC
        published = None if chance.random() < UNDATED else moment.astimezone(zone).isoformat()
        seen, title, people = times.utc(moment + timedelta(hours=1)), text.text[5:35], chance.choice(PEOPLE)
        section = chance.choice(SECTIONS[text.language])
        edited = not copied and chance.random() < EDITED
        url, crawl = f"https://www.site{publisher}.example/{moment:%Y/%m}/{number}.html", number_of(moment)
        stated = (json.dumps([people], ensure_ascii=False), source, kind, name, f"来源:{name}" if name else "")
        when = (published, "minute" if published else "none", text.language, section, state)
        revisions = [(number, 1, seen, "first", title, OLD + number if edited else text.number, *stated, *when, "[]")]
        texts = [] if copied else [(number, digest(text.text), text.text)]
        if edited:
            before = text.text.rpartition("\n")[0] + "\n旧稿" + str(number)
            texts.append((OLD + number, digest(before), before))
            later = times.utc(moment + timedelta(hours=9))
            revisions.append((number, 2, later, "publisher", title, number, *stated, *when, '["wording"]'))
        terms = facets.terms(publisher, name, kind, text.language, section, state, published)
        place = (number, publisher, text.number, text.number if copied else None, 1 + edited)
        return {
            URL: [(number, url, urls.key(url), f"www.site{publisher}.example", "added", "", publisher, crawl, seen)],
            VISIT: [(number, crawl, seen, 200, 40_000, chance.randbytes(20))],
            TEXT: texts,
            ARTICLE: [(*place, title, text.language, source, published, seen)],
            REVISION: revisions,
            INDEX: [(number, bigrams.segment(title), text.cut, bigrams.segment(people), terms)],
        }

    def _credit(self) -> tuple[int, str]:
        return self.chance.choice(self.spellings[self.chance.choices(range(CREDITED), cum_weights=self.sources)[0]])

    def _text(self, number: int) -> tuple[Told, bool]:
        """A text, and whether another article had it. A number keeps texts apart that are made of the same pieces."""
        chance = self.chance
        language = "zh" if chance.random() < 0.65 else "en"
        told = self.told[language]
        if told and chance.random() < COPIES:
            if self.story[language] is None or chance.random() < 1 / STAYS / COPIES:
                self.story[language] = told[-1]
            story = self.story[language]
            return (story if story and chance.random() < STORY else chance.choice(told)), True
        mean = 1.2 if language == "zh" else 2.3
        some = chance.choices(self.pool[language], k=max(1, int(chance.lognormvariate(mean, 0.5))))
        own = f"no{number}"
        text = "\n".join([*(piece.words for piece in some), own])
        told.append(Told(number, language, text, f"{join(some)} {own}"))
        return told[-1], False

    def _sketches(self, texts: list[int]) -> Iterator[tuple[int, int]]:
        return ((self.chance.getrandbits(40), number) for number in texts for _ in range(sketches.STORED))

    def _crawls(self, numbers: range) -> None:
        """A crawl a day."""
        days = sorted({number_of(START + STEP * number) for number in numbers})
        for day in days:
            added = timedelta(days=1) // STEP
            begun = START + timedelta(days=day - 1, hours=1)
            books = json.dumps(asdict(Books(offered=added + 7, added=added, failed=7, reasons={"failed/404": 7})))
            settings = json.dumps({"publisher": f"site{day % PUBLISHERS}"})
            if not self.db.execute("SELECT 1 FROM crawls WHERE id = ?", [day]).fetchone():
                self.db.execute(CRAWL, (day, times.utc(begun), times.utc(begun + timedelta(days=1)), settings, books))

    def failures(self, many: int) -> None:
        """URLs that were offered and gave no article."""
        rows, chance, days = [], self.chance, number_of(START + STEP * many)
        for number in range(many + 1, many + 1 + int(many * FAILED)):
            publisher, crawl = chance.randrange(PUBLISHERS), chance.randrange(days) + 1
            state, reason = chance.choice(WITHOUT)
            host = f"www.site{publisher}.example"
            url = f"https://{host}/{number}"
            rows.append((number, url, urls.key(url), host, state, reason, publisher, crawl, None))
        self.db.execute("BEGIN")
        self.db.executemany(URL, rows)
        self.db.execute("COMMIT")


def number_of(moment: datetime) -> int:
    """The crawl of a day."""
    return (moment - START).days + 1


def skewed(many: int) -> list[float]:
    """Running sums of how frequent each of so many is."""
    total, sums = 0.0, []
    for number in range(many):
        total += 1 / (number + 1) ** SKEW
        sums.append(total)
    return sums


def digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--many", type=int, default=990_000)
    options.add_argument("--corpus", type=Path, default=CORPUS)
    asked = options.parse_args()
    fill(asked.file, asked.many, asked.corpus)


if __name__ == "__main__":
    main()
