"""A round as it is seen on a terminal: the publishers that are crawled now, and how far each of them is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from rich.live import Live
from rich.table import Table
from rich.text import Text

from newsarchive.archive import Archive
from newsarchive.archive.answers import Books
from newsarchive.cli import terminal
from newsarchive.cli.rounds import Round

#: Looks a second, and crawls among which those that run now are looked for.
LOOKS, LATEST = 2, 200
_COLUMNS = {
    "publisher": "publisher",
    "since": "since",
    "offered": "offered",
    "articles": "articles",
    "added": "new",
    "copies": "copies",
    "passed": "passed over",
    "failed": "failed",
    "pending": "to come",
}


@contextmanager
def watched(round_: Round, due: int) -> Iterator[None]:
    """Show a round of so many publishers while it goes, on a terminal; elsewhere nothing."""
    console = terminal.err()
    if not console.is_terminal or console.is_dumb_terminal:
        yield
        return
    with Live(get_renderable=lambda: picture(round_, due), console=console, transient=True, refresh_per_second=LOOKS):
        yield


def picture(round_: Round, due: int) -> Table:
    """The publishers that are crawled now."""
    under_way = dict(round_.crawling)
    with Archive(round_.path, readonly=True) as archive:
        running = {crawl.spider: crawl.books for crawl in archive.crawls(LATEST) if crawl.status == "running"}
    rows = [
        {"publisher": slug, "since": f"{(datetime.now(UTC) - began).seconds} s", **_books(running.get(slug, Books()))}
        for slug, began in sorted(under_way.items(), key=lambda pair: pair[1])
    ]
    grid = terminal.table(rows, _COLUMNS)
    grid.caption = Text(f"{round_.done} of {due} publishers are done", style="dim")
    grid.caption_justify = "left"
    return grid


def _books(books: Books) -> dict[str, int]:
    return {
        "offered": books.offered,
        "articles": books.added + books.revised + books.unchanged,
        "added": books.added,
        "copies": books.copies,
        "passed": books.filtered + books.aliases,
        "failed": books.failed,
        "pending": books.pending,
    }
