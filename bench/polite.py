"""Servers that keep score: what each asked for, and how it was treated.

    python bench/polite.py

Every server says what it wants (a delay by its publisher's file, Crawl-delay, Request-rate, a rest on 429 or 503, parts
that robots.txt forbids), serves a small site, and writes down when each request came. A violation is one that came
sooner than wanted, beside others than wanted, during a rest, or for what was forbidden. Spacing is that between the
moments at which requests arrived; `SLACK` is what the server's own clock and a busy machine may be wrong by.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "crawl"))
from loopback import Answer, Project, Site  # the tests' own server

#: Seconds.
SLACK = 0.1
ARTICLES = 12


@dataclass
class Wish:
    """What a server wants: seconds between requests, requests at a time, paths that are not to be asked for."""

    name: str
    apart: float = 0.0
    beside: int = 1
    robots: str = ""
    settings: tuple[str, ...] = ()
    forbidden: str = ""
    prepare: Callable[[Site], None] = field(default=lambda site: None)
    rest: float = 0.0
    """Seconds that follow each 429 or 503."""


class Busy:
    """Answers "not now" at first, and then what it would have."""

    def __init__(self, usual: Answer, status: int, rest: str) -> None:
        self.usual, self.status, self.rest, self.came = usual, status, rest, 0

    def __call__(self, asked: Any) -> Answer:
        """The answer to one request."""
        self.came += 1
        return Answer(b"", self.status, {"Retry-After": self.rest}) if self.came == 1 else self.usual


def busy(status: int, rest: str) -> Callable[[Site], None]:
    """Let every fourth article be refused once."""

    def prepare(site: Site) -> None:
        for n in range(0, ARTICLES, 4):
            site.pages[f"/news/{n}.html"] = Busy(site.pages[f"/news/{n}.html"], status, rest)

    return prepare


def slow(site: Site) -> None:
    """Let every page take its time, so that requests could overlap."""
    for page in site.pages.values():
        page.wait = 0.2


WISHES = (
    Wish("a delay of 0.5 s", 0.5, settings=("-s", "DOWNLOAD_DELAY=0.5")),
    Wish("Crawl-delay: 0.7", 0.7, robots="User-agent: *\nCrawl-delay: 0.7\n"),
    Wish("Request-rate: 2/1s", 0.5, robots="User-agent: *\nRequest-rate: 2/1s\n"),
    Wish("one request at a time", prepare=slow),
    Wish("robots.txt forbids a part", robots="User-agent: newsarchive\nDisallow: /news/1\n", forbidden="/news/1"),
    Wish("429, Retry-After: 2", rest=2.0, prepare=busy(429, "2")),
    Wish("503, Retry-After: 1", rest=1.0, prepare=busy(503, "1")),
)


def scored(wish: Wish) -> tuple[int, float, int, int]:
    """Requests, the least spacing, articles that came, and violations."""
    site = Site()
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), site)
        site.articles(ARTICLES)
        if wish.robots:
            site.pages["/robots.txt"] = Answer(wish.robots.encode(), 200, {"Content-Type": "text/plain"})
        wish.prepare(site)
        project.crawl(*wish.settings)
        added = project.books().added
    site.close()
    times = [one.at for one in site.asked if one.path != "/robots.txt"]
    spacing = [later - earlier for earlier, later in pairwise(times)]
    wrong = sum(gap < wish.apart - SLACK for gap in spacing)
    wrong += sum(bool(wish.forbidden) and one.path.startswith(wish.forbidden) for one in site.asked)
    wrong += site.most_running > wish.beside
    wrong += _during_rests(site, wish)
    return len(site.asked), min(spacing), added, wrong


def _during_rests(site: Site, wish: Wish) -> int:
    """Requests that came while the server rested."""
    first: dict[str, float] = {}
    rests = []
    for one in site.asked:
        if isinstance(site.pages.get(one.path), Busy) and one.path not in first:
            rests.append(first.setdefault(one.path, one.at))
    return sum(began < one.at < began + wish.rest - SLACK for began in rests for one in site.asked)


def main() -> None:
    """Crawl and print."""
    grid = Table(box=None, padding=(0, 2, 0, 0))
    for at, heading in enumerate(("the server wants", "requests", "articles", "least spacing", "violations")):
        grid.add_column(heading, justify="right" if at else "left")
    total = 0
    for wish in WISHES:
        requests, spacing, articles, wrong = scored(wish)
        total += wrong
        grid.add_row(wish.name, str(requests), str(articles), f"{spacing:.2f} s", str(wrong))
    Console(width=None if sys.stdout.isatty() else 100, highlight=False).print(grid)
    raise SystemExit(bool(total))


if __name__ == "__main__":
    main()
