"""What it costs to read kept pages again: python bench/reread.py [--many 1500] [--corpus DIR].

An archive is filled with real pages; then, in the same run: `read()` alone over their bytes in memory, on one core;
re-reading (from WARC, beside what is stored) in one process; re-reading on all cores. CPU time counts, of all processes
and with their start; wall time is told beside it, since it depends on who else uses the machine.
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
from newsarchive.line.rereading import reread, reread_all
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


def filled(path: Path, found: list[tuple[str, bytes]], many: int) -> list[tuple[str, bytes]]:
    """Archive so many articles, pages again and again under other URLs; return what was archived."""
    kept = []
    with Archive(path) as archive:
        for number, (_, body) in enumerate(itertools.cycle(found)):
            if len(kept) == many or number > 10 * many:
                break
            address = f"https://bench{number % 40}.example/{number}.html"
            at = datetime(2024, 1, 1, tzinfo=UTC)
            try:
                article = read(body, address, fetched_at=at)
            except PageError:
                continue
            visit = archive.keep(Visit(article.url, at, status=200, body=body))
            archive.add(article, visit=visit)
            kept.append((address, body))
    return kept


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """CPU seconds of this process and its children, and seconds on the wall."""

    def used() -> float:
        return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])

    before, start = used(), time.perf_counter()
    work()
    return used() - before, time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--many", type=int, default=1500)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    wanted = parser.parse_args()
    found = list(pages(wanted.corpus))
    if not found:
        raise SystemExit(f"no corpus in {wanted.corpus}: name one with --corpus")
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        kept = filled(path, found, wanted.many)
        with Archive(path, readonly=True) as archive:
            articles = archive.rereads.kept()
        results: Counter[str] = Counter()
        alone = timed(lambda: [read(body, url) for url, body in kept])
        one = timed(lambda: reread(path, articles))
        start = timed(lambda: list(reread_all(path, [])))
        every = timed(lambda: results.update(reading.result for reading in reread_all(path, articles)))
    print(f"{len(articles)} articles, {cores} cores, load {os.getloadavg()[0]:.1f}; results: {dict(results)}")
    print(f"{'':34}{'CPU s':>8}{'pages/s of CPU':>16}{'wall s':>8}")
    for name, (cpu, wall) in {
        "read(), one core": alone,
        "reread, one process": one,
        "reread, all cores": every,
    }.items():
        print(f"{name:34}{cpu:8.2f}{len(articles) / cpu:16.0f}{wall:8.2f}")
    due = alone[0] * len(articles) / len(kept)
    print(f"share of cores x the one-core rate of read(), by CPU: {due / every[0]:.1%} (at least {GOAL:.0%})")
    print(f"without the {start[0]:.1f} s in which the processes start: {due / (every[0] - start[0]):.1%}")
    print(f"the same by the wall: {alone[1] / (cores * every[1]):.1%}")


if __name__ == "__main__":
    main()
