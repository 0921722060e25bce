"""What a page of the reading room costs its server: python bench/web.py [--many 100000] [--keep FILE] [--json].

Articles are synthetic by recombination (bench/bulk.py). Every page is asked for inside one process, through the
whole of Datasette, and warm: the time is the server's own, by the clock and by CPU, without a network. Weight is all
that a browser loads for a page: the document, its style and its script. Beside it stand Datasette's own pages over the
same file, where there are such: `x` is our half of the requests over theirs.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import bulk
from material import CORPUS, articles
from rich.console import Console
from rich.table import Table

from newsarchive import Archive
from newsarchive.web import server

ROOM = "/-/news"
#: So many addresses of a kind are asked for; above so many articles the archive is filled by bulk SQL.
ASKED, BULK = 40, 20_000
#: Words that very many texts hold.
COMMON = ("的", "中国", "the", "of", "一")
_BLOCKING = re.compile(r"<link[^>]+rel=.?stylesheet[^>]*>|<script(?![^>]*\b(?:defer|async)\b)[^>]+src=[^>]*>")
_LOADED = re.compile(r'(?:<link[^>]+rel="stylesheet"[^>]+href|<script[^>]+src)="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Cost:
    """What pages of one kind cost: milliseconds of half of them and of 95 in 100, bytes of the heaviest."""

    page: str
    p50: float
    p95: float
    p95_cpu: float
    weight: int
    blocking: int
    """Things that a browser must load before it paints: style sheets, scripts that are not deferred."""
    failed: int
    """Of so many addresses the answer was an error: the room gives up after some seconds."""
    x: float | None
    """Half of these over half of Datasette's own; None where it has no such page."""


def kinds(archive: Archive, chance: random.Random) -> dict[str, list[str]]:
    """Addresses by kind of page, chosen by chance from all over the archive."""
    many = archive.stats().rows["articles"]
    chosen = [entry for n in chance.sample(range(1, many + 1), ASKED) if (entry := archive.desk.entry(n))]
    words = [piece for entry in chosen for piece in _words(chance, entry.text or entry.title)]
    slugs = sorted({entry.publisher for entry in chosen})
    found = {
        "home": [ROOM] * (ASKED // 4),
        "search": [_search(q=one) for one in words[:ASKED]],
        "search, common words": [_search(q=one) for one in COMMON * 4],
        "search, best first": [_search(q=one, order="rank") for one in words[:ASKED]],
        "search, filtered": [_search(q=f"{one} publisher:{chance.choice(slugs)} after:2005") for one in words[:ASKED]],
        "facets of everything": [_search(q="", page=n % 3 + 1) for n in range(ASKED // 4)],
        "facets of a source": [_search(q=f"source:{entry.source}") for entry in chosen if entry.source][: ASKED // 2],
        "answers while typing": [f"{ROOM}/glance?{urlencode({'q': one})}" for one in words[:ASKED]],
        "article": [f"{ROOM}/article/{entry.id}" for entry in chosen],
        "revisions": [f"{ROOM}/article/{entry.id}/revisions" for entry in chosen],
        "story": [f"{ROOM}/story/{entry.story_id}" for entry in chosen],
        "publisher": [f"{ROOM}/publisher/{slug}" for slug in slugs[:ASKED]],
        "sources": [f"{ROOM}/sources"] * (ASKED // 4),
        "edits": [f"{ROOM}/edits"] * (ASKED // 4),
        "crawls": [f"{ROOM}/crawls"] * (ASKED // 4),
        "feed": [f"{ROOM}/feed.atom?{urlencode({'q': one})}" for one in words[: ASKED // 2]],
    }
    return {kind: addresses for kind, addresses in found.items() if addresses}


def _words(chance: random.Random, text: str) -> Iterator[str]:
    """Words to search for: a piece of a Chinese text, a word of another."""
    runs = re.findall("[\u4e00-\u9fff]{8,}|[A-Za-z]{5,}", text)
    for run in chance.sample(runs, min(2, len(runs))):
        yield run[: chance.randint(2, 4)] if "\u4e00" <= run[0] <= "\u9fff" else run


def _search(**query: object) -> str:
    return f"{ROOM}/search?{urlencode({name: str(value) for name, value in query.items()})}"


def theirs(kind: str, addresses: Sequence[str], database: str) -> list[str]:
    """Datasette's own page that comes nearest to ours; none where there is none."""
    numbers = [address.rpartition("/")[2] for address in addresses]
    pages = {
        "article": [f"/{database}/articles/{one}" for one in numbers],
        "story": [f"/{database}/articles?story_id={one}" for one in numbers],
        "facets of everything": [f"/{database}/articles?_facet=language&_facet=publisher_id&_size=20"] * len(numbers),
        "search": [f"/{database}/article_search?_search={one.partition('q=')[2]}&_size=20" for one in addresses],
    }
    return pages.get(kind, [])


async def measure(path: Path) -> list[Cost]:
    """The cost of every kind of page over the archive at `path`."""
    with Archive(path, readonly=True) as archive:
        wanted = kinds(archive, random.Random(3))
    client = server.room(path).client
    costs = []
    for kind, addresses in wanted.items():
        await _timed(client, addresses[:3])
        clock, cpu, pages, failed = await _timed(client, addresses)
        beside, *_, wrong = await _timed(client, theirs(kind, addresses, path.stem))
        x = _share(clock, 0.5) / _share(beside, 0.5) if beside and not wrong else None
        heaviest = max(pages, key=len)
        weight = len(heaviest.encode()) + await _loaded(client, heaviest)
        costs.append(
            Cost(
                kind, _share(clock, 0.5), _share(clock, 0.95), _share(cpu, 0.95), weight,
                len(_BLOCKING.findall(heaviest)), failed, x,
            )
        )  # fmt: skip
    return costs


async def _timed(client: Any, addresses: Sequence[str]) -> tuple[list[float], list[float], list[str], int]:
    """Milliseconds by the clock and by CPU of each, what was answered, and how many answers were errors."""
    clock, cpu, pages, failed = [], [], [], 0
    for address in addresses:
        start, begun = time.perf_counter(), time.process_time()
        answer = await client.get(address)
        clock.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - begun) * 1000)
        pages.append(answer.text)
        failed += answer.status_code != 200
    return clock, cpu, pages, failed


async def _loaded(client: Any, page: str) -> int:
    """Bytes of the style sheets and scripts that a page loads."""
    return sum([len((await client.get(address)).content) for address in _LOADED.findall(page)])


def _share(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def shown(costs: Sequence[Cost], many: int) -> Table:
    """The table."""
    table = Table(title=f"{many:,} articles, milliseconds of the server")
    for name in ("page", "p50", "p95", "p95 CPU", "KB", "blocking", "failed", "x Datasette"):
        table.add_column(name, justify="left" if name == "page" else "right")
    for one in costs:
        numbers = (f"{one.p50:.1f}", f"{one.p95:.1f}", f"{one.p95_cpu:.1f}", f"{one.weight / 1000:.0f}")
        table.add_row(one.page, *numbers, str(one.blocking), str(one.failed), "" if one.x is None else f"{one.x:.2f}")
    return table


def fill(path: Path, many: int, corpus: Path) -> None:
    """An archive of so many articles; one that is there is left as it is."""
    if path.exists():
        return
    if many > BULK:
        bulk.fill(path, many, corpus)
        return
    with Archive(path) as archive:
        for one in articles(many, corpus):
            archive.add(one)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--many", type=int, default=100_000)
    options.add_argument("--corpus", type=Path, default=CORPUS)
    options.add_argument("--keep", type=Path, help="the archive's file, made if it is not there")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "archive.db"
        fill(path, asked.many, asked.corpus)
        costs = asyncio.run(measure(path))
        with Archive(path, readonly=True) as archive:
            many = archive.stats().rows["articles"]
    if asked.json:
        print(json.dumps({"articles": many, "pages": [asdict(one) for one in costs]}, indent=1))
    else:
        Console(width=110).print(shown(costs, many))


if __name__ == "__main__":
    main()
