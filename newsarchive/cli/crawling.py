"""Crawling from our own command line: the demo. Everything else crawls with `scrapy crawl`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.rule import Rule

from newsarchive.archive import Archive
from newsarchive.archive.answers import Books
from newsarchive.cli import reading, terminal
from newsarchive.cli.exits import FAILED
from newsarchive.demo import EDITIONS, serve

#: Seconds between two looks at a crawl that runs.
_GLANCE = 0.2
#: The word that the demo searches for.
WORD = "人工智能"


@click.command(epilog="\b\nExamples:\n  newsarchive demo\n  newsarchive demo --edition 3 --folder demo3")
@click.option(
    "--edition",
    type=click.IntRange(min(EDITIONS), max(EDITIONS)),
    default=2,
    show_default=True,
    help="Which of the site's editions.",
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data/demo"),
    show_default=True,
    help="Where the demo's archive is made, anew each time.",
)
def demo(edition: int, folder: Path) -> None:
    """Crawl a synthetic publisher twice and ask the archive, without a network.

    A small news site is served on this machine, `scrapy crawl oim` archives it, the site changes, a second crawl
    finds what changed; then a search, and one article with its source.
    """
    path = folder / "archive.db"
    _clear(folder)
    with serve(EDITIONS[edition]) as site:
        for crawl, words in ((1, "First crawl"), (2, "Second crawl, after the site changed")):
            books = _crawl(folder, site.port, crawl, words)
            _report(words, books)
            site.advance()
    _ask(path)


def _clear(folder: Path) -> None:
    """Remove an earlier demo's files, and no others."""
    for name in ("archive.db", "archive.db-wal", "archive.db-shm", "crawl.log"):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "warc", ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)


def _crawl(folder: Path, port: int, crawl: int, words: str) -> Books:
    """Run `scrapy crawl oim` against the demo's site, with a progress bar; return its books."""
    proxy = f"http://127.0.0.1:{port}"
    ours = {
        "http_proxy": proxy,
        "no_proxy": "",
        "NO_PROXY": "",
        "NEWSARCHIVE_DIR": str(folder),
        "NEWSARCHIVE_PUBLISHERS": "",
    }
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "crawl",
        "oim",
        "-s",
        "DOWNLOAD_DELAY=0",
        "-a",
        "due=all",
        "-a",
        "deep=1",
    ]
    environment = {**os.environ, **ours, "SCRAPY_SETTINGS_MODULE": "newsarchive.settings"}
    with (folder / "crawl.log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        _watch(process, folder / "archive.db", crawl, words)
    if process.returncode:
        terminal.err().print(f"The crawl failed; its log is {folder / 'crawl.log'}.")
        raise SystemExit(FAILED)
    with terminal.reading(folder / "archive.db") as archive:
        return archive.books(crawl)


def _watch(process: subprocess.Popen[bytes], path: Path, crawl: int, words: str) -> None:
    """Show how many of the offered URLs are settled, until the crawl ends."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = terminal.err()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task(words, total=None)
        while process.poll() is None:
            time.sleep(_GLANCE)
            if path.exists():
                with Archive(path, readonly=True) as archive:
                    books = archive.books(crawl)
                progress.update(bar, total=books.offered or None, completed=books.offered - books.pending)


def _report(words: str, books: Books) -> None:
    """Say what came, and what was passed over and why."""
    out = terminal.out()
    out.print(Rule(words, align="left"))
    passed = books.aliases + books.filtered + books.failed + books.pending
    rows = {
        "offered": (books.offered, "URLs"),
        "added": (books.added, f"articles; copies of a text that was there: {books.copies}"),
        "revised": (books.revised, "articles that changed: a new revision each, the old one kept"),
        "unchanged": (books.unchanged, "articles"),
        "passed over": (passed, _why(books, passed)),
    }
    cells = [{"what": what, "count": count, "words": words} for what, (count, words) in rows.items()]
    out.print(terminal.table(cells, {"what": "", "count": "", "words": ""}), "")


def _why(books: Books, passed: int) -> str:
    """Why URLs were passed over: "failed/404 2, filtered/robots 1"; an alias that was known needs no reason."""
    why = {reason: many for reason, many in books.reasons.items() if not reason.startswith("unchanged")}
    if known := passed - sum(why.values()):
        why["known alias"] = known
    return ", ".join(f"{reason} {many}" for reason, many in why.items())


def _ask(path: Path) -> None:
    """Search the archive, and show the first article found that names its source."""
    out = terminal.out()
    with terminal.reading(path) as archive:
        hits = archive.search(WORD, limit=5)
        out.print(Rule(f"newsarchive search {WORD} --limit 5", align="left"))
        out.print(*map(terminal.hit, hits), sep="\n")
        for hit in [hit for hit in hits if hit.source][:1]:
            out.print(Rule(f"newsarchive show {hit.article_id}", align="left"))
            reading.present(archive, hit.article_id)
    terminal.err().print(
        f"The archive is {path}. Go on with: newsarchive search --archive {path} WORDS\n"
        f"or, in a browser (extra: web), newsarchive serve --archive {path} --open",
        soft_wrap=True,
    )
