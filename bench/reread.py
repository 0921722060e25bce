"""What it costs to read kept pages again: python bench/reread.py [--many 1500] [--corpus DIR].

An archive is filled with real pages; then, page by page in turns: `read()` alone over the bytes in memory, and
re-reading (from WARC, beside what is stored). Beside it re-reading on all cores, and what it costs to start the
processes. CPU time counts; wall time is told too, but depends on who else uses the machine.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from material import CORPUS

from newsarchive import Archive, read
from newsarchive.errors import PageError
from newsarchive.line.rereading import reread_all, reread_one
from newsarchive.model import Visit

SETS = ("daniel", "fundus", "scrapinghub", "trafilatura", "wcxb", "zh_handcrafted")
#: The least share of cores times the one-core rate of `read()`.
GOAL = 0.85


def pages(corpus: Path) -> Iterator[tuple[str, bytes]]:
    """URLs and bytes, set by set."""
    for name in SETS:
        truths = corpus / name / "truth.jsonl"
        for line in truths.read_text("utf-8").splitlines() if truths.exists() else ():
            truth = json.loads(line)
            file = corpus / name / "pages" / f"{truth['id']}.html.gz"
            if file.exists():
                yield (
                    truth.get("url") or f"https://{name}.example/{truth['id']}.html",
                    gzip.decompress(file.read_bytes()),
                )


def filled(path: Path, found: list[tuple[str, bytes]], many: int) -> None:
    """Archive so many articles, pages again and again under other URLs."""
    kept = 0
    with Archive(path) as archive:
        for number, (_, body) in enumerate(itertools.cycle(found)):
            if kept == many or number > 10 * many:
                break
            address = f"https://bench{number % 40}.example/{number}.html"
            at = datetime(2024, 1, 1, tzinfo=UTC)
            try:
                article = read(body, address, fetched_at=at)
            except PageError:
                continue
            if not article.title:
                continue
            visit = archive.keep(Visit(article.url, at, status=200, body=body))
            archive.add(article, visit=visit)
            kept += 1


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """CPU seconds of this process and its children, and seconds on the wall."""

    def used() -> float:
        return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])

    before, start = used(), time.perf_counter()
    work()
    return used() - before, time.perf_counter() - start


def in_turns(path: Path, articles: list[int]) -> tuple[float, float]:
    """CPU seconds of `read()` alone, and of re-reading the same pages, page by page in turns."""
    alone = again = 0.0
    with Archive(path, readonly=True) as archive, archive.rereads.view():
        for article in articles:
            kept = archive.rereads.place(article)
            body = archive.page(kept.raw).body
            start = time.process_time()
            read(body, kept.link.url)
            middle = time.process_time()
            reread_one(archive, article)
            alone, again = alone + middle - start, again + time.process_time() - middle
    return alone, again


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--many", type=int, default=1500)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    wanted = parser.parse_args()
    found = list(pages(wanted.corpus))
    if not found:
        raise SystemExit(f"no corpus in {wanted.corpus}: name one with --corpus")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        filled(path, found, wanted.many)
        with Archive(path, readonly=True) as archive:
            articles = archive.rereads.kept()
        alone, again = in_turns(path, articles)
        start = timed(lambda: list(reread_all(path, articles[:1])))
        results: Counter[str] = Counter()
        every = timed(lambda: results.update(reading.result for reading in reread_all(path, articles)))
    tell(len(articles), alone, again, start, every, results)


def tell(
    many: int,
    alone: float,
    again: float,
    start: tuple[float, float],
    every: tuple[float, float],
    results: Counter[str],
) -> None:
    cores = len(os.sched_getaffinity(0))
    print(f"{many} articles, {cores} cores, load {os.getloadavg()[0]:.1f}; results: {dict(results)}")
    print(f"read(), one core                 {alone:8.2f} s of CPU, {many / alone:6.0f} pages/s")
    print(f"re-reading them, in turns with it{again:8.2f} s of CPU, {many / again:6.0f} pages/s")
    print(f"re-reading them on all cores     {every[0]:8.2f} s of CPU, {every[1]:.1f} s on the wall")
    print(f"starting the processes           {start[0]:8.2f} s of CPU, once")
    print(f"share of the one-core rate of read() for each core: {alone / again:.1%} (at least {GOAL:.0%})")
    print(f"by the wall, with the start: {alone / (cores * every[1]):.1%} of {cores} cores, as busy as they are")


if __name__ == "__main__":
    main()
