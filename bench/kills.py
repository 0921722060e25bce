"""Kills a real crawl with -9, at every kind of commit and write point and at random moments, and compares what is left.

    python bench/kills.py                        # every point, and 300 random moments
    python bench/kills.py --random 12 --points 1 --jobs 1

The demo's site is crawled on loopback. After each kill, or after several one after the other, a crawl goes on and ends.
The archive must then be, but for times and numbers, that of an undisturbed crawl: the same logical digest, no half
row, sound in itself, its WARC files whole, no URL lost, and none asked for again that had been settled.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import multiprocessing
import os
import pkgutil
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsarchive import crawl as room
from newsarchive import urls
from newsarchive.archive import Archive, store, warc
from newsarchive.archive.database import Database
from newsarchive.demo import EDITIONS, serve
from newsarchive.demo.server import DemoServer

#: What an archive states, but for times, numbers and the crawl that learnt it.
LOGICAL = (
    "SELECT url, publisher, title, source, source_kind, authors, published_at, language, text, revisions,"
    " (SELECT url FROM article_view AS first WHERE first.id = article_view.copy_of) FROM article_view ORDER BY url",
    "SELECT urls.url, iif(urls.state IN ('added', 'revised', 'unchanged'), 'article', urls.state),"
    " iif(urls.reason = 'not-due', '', urls.reason), target.url FROM urls"
    " LEFT JOIN urls AS target ON target.id = urls.alias_of WHERE urls.state IS NOT NULL ORDER BY urls.url",
    "SELECT hex(sha256) FROM texts ORDER BY 1",
    "SELECT lower(hex(a.sha256)), lower(hex(b.sha256)), kind FROM text_links JOIN texts AS a ON a.id = text_id"
    " JOIN texts AS b ON b.id = of_text_id ORDER BY 1, 2, 3",
    "SELECT count(*), count(DISTINCT name) FROM sources",
)

#: So many times a crawl is killed before one ends; the more often, the sooner, since each goes on where one was killed.
CHAINS = (1, 3, 8, 16)

#: What multiprocessing tells of a process that ended before its server could tell how: it was killed as it began.
UNTOLD = 255


@dataclass(frozen=True, slots=True)
class Point:
    """Where a crawl kills itself: the `at`-th time that it comes there."""

    kind: str
    at: int


@dataclass
class Tally:
    """What came of all kills."""

    kills: int = 0
    late: int = 0
    """Kills that came when the crawl had ended already."""
    differences: list[str] = field(default_factory=list)
    points: Counter[str] = field(default_factory=Counter)


# In the crawl's own process -----------------------------------------------------------------------------------------


def crawl(folder: str, proxy: str, point: Point | None, seen: str) -> None:
    """Crawl the demo's site; die at `point`, or write into the file `seen` how often each point was met."""
    log = os.open(f"{folder}/crawl.log", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    os.dup2(log, 1)
    os.dup2(log, 2)
    ours = {"http_proxy": proxy, "no_proxy": "", "NEWSARCHIVE_DIR": folder, "NEWSARCHIVE_PUBLISHERS": ""}
    os.environ.update(ours, SCRAPY_SETTINGS_MODULE="newsarchive.settings")
    met: Counter[str] = Counter()

    def meet(kind: str) -> None:
        met[kind] += 1
        if point and point == Point(kind, met[kind]):
            os.kill(os.getpid(), signal.SIGKILL)

    _lay(meet)
    from scrapy.cmdline import execute

    settings = {"DOWNLOAD_DELAY": "0", "NEWSARCHIVE_TDMREP": "0", "NEWSARCHIVE_DIR": folder}
    words = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    try:
        execute(["scrapy", "crawl", "oim", *words])
    finally:
        if seen:
            Path(seen).write_text(json.dumps(met))


def _lay(meet: Callable[[str], None]) -> None:
    """Have `meet` called at every commit, before and after it, and in the middle of every WARC record."""
    writing, write, opening = Database.writing, warc._write, warc.Shelf._open

    @contextmanager
    def traced(self: Database) -> Iterator[sqlite3.Connection]:
        kind = _asker()
        with writing(self) as db:
            yield db
            meet(f"{kind}: before its commit")
        meet(f"{kind}: after its commit")

    def torn(file: Any, *more: Any) -> int:
        start = file.tell()
        length, end = write(file, *more), file.tell()
        os.ftruncate(file.fileno(), (start + end) // 2)
        meet("warc: half a record")
        os.ftruncate(file.fileno(), start + length)
        meet("warc: a response without its request")
        file.seek(start)
        file.truncate()
        length = write(file, *more)
        meet("warc: a record that no row tells of")
        return length

    def opened(self: warc.Shelf, number: int | None) -> Any:
        meet("warc: before a file is made")
        made = opening(self, number)
        meet("warc: after a file was made")
        return made

    Database.writing = traced  # type: ignore[method-assign]
    warc._write = torn
    warc.Shelf._open = opened  # type: ignore[method-assign]


def _asker() -> str:
    """The method of the façade that opened a transaction."""
    frame = sys._getframe(2)
    while frame.f_back and Path(frame.f_code.co_filename).parent != Path(store.__file__).parent:
        frame = frame.f_back
    return frame.f_code.co_name


# Around it ----------------------------------------------------------------------------------------------------------


class Harness:
    """Crawls of one edition, killed and compared."""

    def __init__(self, folder: Path, edition: int) -> None:
        self.folder, self.edition, self.tally = folder, edition, Tally()
        self._processes = multiprocessing.get_context("forkserver")
        self._processes.set_forkserver_preload([*_loaded()])  # a crawl begins at once
        self._numbers, self.told_of = itertools.count(1), 0
        began = time.monotonic()
        self.whole, self.points = self._undisturbed()
        self.seconds = time.monotonic() - began

    def at(self, point: Point) -> None:
        """Kill a crawl at a point."""
        self.tally.points[point.kind] += 1
        self._try(f"{point.kind} ({point.at})", [lambda process: process.join(), None], point)

    def after(self, *delays: float) -> None:
        """Kill a crawl after so many seconds, and each that goes on after the next."""

        def killer(delay: float) -> Callable[[Any], None]:
            def kill(process: Any) -> None:
                process.join(delay)
                process.kill()
                process.join()

            return kill

        self._try(f"after {' and '.join(f'{delay:.2f}' for delay in delays)} s", [*map(killer, delays), None], None)

    def _undisturbed(self) -> tuple[dict[str, Any], Counter[str]]:
        folder = self._new()
        with serve(EDITIONS[self.edition]) as site:
            process = self._start(folder, site, None, seen=str(folder / "points.json"))
            process.join()
            assert process.exitcode == 0, (folder / "crawl.log").read_text()[-3000:]
        return logical(folder / "archive.db"), Counter(json.loads((folder / "points.json").read_text()))

    def _try(self, name: str, killers: list[Callable[[Any], None] | None], point: Point | None) -> None:
        folder = self._new()
        with serve(EDITIONS[self.edition]) as site:
            for killer in killers:
                done = settled(folder / "archive.db")
                asked, began = len(site.log), time.monotonic()
                process = self._start(folder, site, point)
                (killer or (lambda running: running.join()))(process)
                self._count(folder, process, to_be_killed=killer is not None)
                if process.exitcode == 0:  # a random moment is one before a crawl has ended, on a machine as it is now
                    self.seconds += (time.monotonic() - began - self.seconds) / 5
                point = None
                again = done & {one.url for one in site.log[asked:]}
                if again:
                    self.tally.differences.append(f"{name}: asked for again: {', '.join(sorted(again)[:3])}")
        self._compare(name, folder)
        for difference in self.tally.differences[self.told_of :]:
            print(f"DIFFERENCE {difference}", file=sys.stderr, flush=True)
        self.told_of = len(self.tally.differences)
        print(f"{self.tally.kills} kills, {self.told_of} differences: {name}", file=sys.stderr, flush=True)
        shutil.rmtree(folder)

    def _count(self, folder: Path, process: Any, *, to_be_killed: bool) -> None:
        if process.exitcode == -signal.SIGKILL or (to_be_killed and process.exitcode == UNTOLD):
            self.tally.kills += 1
        elif process.exitcode != 0:
            last = (folder / "crawl.log").read_text("utf-8", "replace")[-600:]
            self.tally.differences.append(f"exit code {process.exitcode}: {last}")
        else:
            self.tally.late += to_be_killed

    def _compare(self, name: str, folder: Path) -> None:
        told = self.tally.differences
        found = logical(folder / "archive.db")
        told += [f"{name}: {query[:60]} differs" for query, rows in self.whole.items() if found[query] != rows]
        with Archive(folder / "archive.db") as archive:
            told += [f"{name}: {check.name}: {check.words}" for check in archive.health() if not check.good]
            told += [f"{name}: {fault}" for fault in archive.upkeep.verify()]
            if any(crawl.status == "running" for crawl in archive.crawls()):
                told.append(f"{name}: a crawl still runs")
        told += [f"{name}: {path.name} is torn" for path in (folder / "warc").glob("*.gz") if not is_whole(path)]

    def _start(self, folder: Path, site: DemoServer, point: Point | None, seen: str = "") -> Any:
        process = self._processes.Process(target=crawl, args=(str(folder), site.url, point, seen))
        process.start()
        return process

    def _new(self) -> Path:
        folder = self.folder / f"{next(self._numbers):04}"
        folder.mkdir()
        return folder


def _loaded() -> Iterator[str]:
    """Modules that every crawl needs. None of them starts Twisted's reactor: each crawl has its own."""
    yield from ("scrapy.crawler", "scrapy.core.engine", "scrapy.core.scraper", "twisted.internet.asyncioreactor")
    yield from (module.name for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."))


def logical(path: Path) -> dict[str, Any]:
    """What an archive states, by query: a digest of the rows."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        found = {query: db.execute(query).fetchall() for query in LOGICAL}
    db.close()
    return {query: hashlib.sha256(repr(rows).encode()).hexdigest() for query, rows in found.items()}


def settled(path: Path) -> set[str]:
    """URLs of articles that need not be asked for again, as things stand."""
    if not path.exists():
        return set()
    with sqlite3.connect(path) as db:
        rows = db.execute("SELECT url FROM urls WHERE state IS NOT NULL AND state <> 'pending' AND due_at IS NOT NULL")
        found = {urls.canonical(url) for (url,) in rows}
    db.close()
    return found


def is_whole(path: Path) -> bool:
    """Does the file hold nothing but whole records?"""
    return warc.whole(path) == path.stat().st_size


def sampled(points: Counter[str], each: int) -> list[Point]:
    """Of every kind of point: its first time, its last, and some between."""
    chosen = []
    for kind, times in sorted(points.items()):
        steps = {1, times, *(1 + (times - 1) * n // max(1, each - 1) for n in range(each))}
        chosen += [Point(kind, at) for at in sorted(steps)[:each]]
    return chosen


def main() -> None:
    """Kill, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--random", type=int, default=300, help="kills at random moments")
    parser.add_argument("--points", type=int, default=3, help="kills at each kind of point")
    parser.add_argument("--edition", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=3, help="crawls at once")
    wanted = parser.parse_args()
    chance = random.Random(wanted.seed)
    with tempfile.TemporaryDirectory(prefix="kills") as folder, ThreadPoolExecutor(wanted.jobs) as jobs:
        harness = Harness(Path(folder), wanted.edition)
        [*jobs.map(harness.at, sampled(harness.points, wanted.points))]
        pointed = harness.tally.kills
        while (left := wanted.random - harness.tally.kills + pointed) > 0:
            chains = [chance.choice(CHAINS) for _ in range(min(wanted.jobs, left))]
            moments = [[chance.random() * harness.seconds * 2 / (1 + many) for _ in range(many)] for many in chains]
            [*jobs.map(lambda delays: harness.after(*delays), moments)]
    tally = harness.tally
    print(f"kinds of points {len(tally.points)}, kills at them {pointed}")
    print(f"kills at random moments {tally.kills - pointed}, crawls that had ended by then {tally.late}")
    print(f"differences {len(tally.differences)}")
    for difference in tally.differences[:50]:
        print("  " + difference)
    raise SystemExit(1 if tally.differences else 0)


if __name__ == "__main__":
    main()
