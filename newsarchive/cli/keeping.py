"""Looking after the archive: stats, crawls, doctor."""

from __future__ import annotations

import dataclasses
import os
import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import click
from rich.text import Text

from newsarchive import publishers
from newsarchive.archive import Archive
from newsarchive.cli import terminal
from newsarchive.cli.exits import FAILED
from newsarchive.errors import NewsArchiveError

#: Months that are shown; of more, years are.
_MONTHS = 36


@click.command(epilog="\b\nExamples:\n  newsarchive stats\n  newsarchive stats --json")
@terminal.json_option
@terminal.archive_option
def stats(as_json: bool, path: Path) -> None:
    """Count what the archive holds: rows by table, articles by publisher and by time, bytes on disk."""
    with terminal.reading(path) as archive:
        found = archive.stats()
    if as_json:
        terminal.lines([found])
        return
    rows = [{"table": name, "rows": many} for name, many in found.rows.items()]
    with terminal.paged() as out:
        out.print(terminal.table(rows, {"table": "table", "rows": "rows"}))
        out.print()
        out.print(terminal.bars(found.publishers, "publisher", "articles"))
        out.print()
        out.print(terminal.bars(_latest(found.months), "published", "articles"))
        out.print("\npages: " + ", ".join(f"{many:,} {state}" for state, many in found.presence.items()))
        out.print(f"\ndatabase {found.database_bytes:,} bytes, WARC files {found.warc_bytes:,} bytes")


def _latest(months: Mapping[str, int]) -> dict[str, int]:
    """The last months, or the last years where there are more."""
    if len(months) <= _MONTHS:
        return dict(months)
    years: dict[str, int] = {}
    for month, many in months.items():
        years[month[:4]] = years.get(month[:4], 0) + many
    return dict([*years.items()][-_MONTHS:])


@click.command(epilog="\b\nExample:\n  newsarchive crawls --limit 5")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many crawls.")
@terminal.json_option
@terminal.archive_option
def crawls(limit: int, as_json: bool, path: Path) -> None:
    """List the crawls, the latest first, with what became of every URL that was offered.

    Counts that are 0 in all of them are left out.
    """
    with terminal.reading(path) as archive:
        found = [dataclasses.asdict(crawl) for crawl in archive.crawls(limit)]
    if as_json:
        terminal.lines(found)
        return
    states = ("offered", "added", "revised", "unchanged", "aliases", "filtered", "failed", "pending", "copies")
    rows = [crawl | {state: crawl["books"][state] for state in states} for crawl in found]
    shown = ("id", "spider", "started", "status", "offered", *(s for s in states[1:] if any(row[s] for row in rows)))
    columns = dict(zip(shown, shown, strict=True))
    with terminal.paged() as out:
        out.print(terminal.table(rows, columns))


@click.command(epilog="\b\nExample:\n  newsarchive doctor --archive data/archive.db")
@terminal.archive_option
def doctor(path: Path) -> None:
    """Check this machine, the publishers' files and the archive; say what is wrong and what it means."""
    out, sound = terminal.out(), True
    for name, good, words in (*_machine(), *_publishers(), *_archive(path)):
        sound = sound and good
        out.print(
            Text("ok   " if good else "BAD  ", style="green" if good else "bold red").append(f"{name}: {words}", "none")
        )
    if not sound:
        raise SystemExit(FAILED)


Check = tuple[str, bool, str]


def _machine() -> Iterator[Check]:
    yield "python", True, platform.python_version()
    for package in ("newsarchive", "scrapy", "lxml", "beautifulsoup4", "sqlite-utils", "warcio"):
        yield package, True, version(package)


def _publishers() -> Iterator[Check]:
    try:
        yield "publishers", True, ", ".join(publishers.all_known())
    except NewsArchiveError as error:
        yield "publishers", False, str(error)


def _archive(path: Path) -> Iterator[Check]:
    if not path.exists():
        folder = next(parent for parent in path.absolute().parents if parent.exists())
        yield "archive", os.access(folder, os.W_OK), f"none yet at {path}; {folder} can be written"
        return
    try:
        with Archive(path, readonly=True) as archive:
            for check in archive.health():
                yield check.name, check.good, check.words
    except NewsArchiveError as error:
        yield "archive", False, str(error)
