"""Sources as things: sources, and what people put right about them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from newsarchive.archive import Archive
from newsarchive.archive.sourcebook import SourceChange
from newsarchive.cli import terminal

_UNITS = ((86400, "d"), (3600, "h"), (60, "min"))


@click.group(
    invoke_without_command=True,
    epilog="\b\nExamples:\n  newsarchive sources --limit 10\n  newsarchive sources merge 东方财富 东方财富网"
    "\n  newsarchive sources reprints 新华社",
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many sources.")
@terminal.json_option
@terminal.archive_option
@click.pass_context
def sources(ctx: click.Context, limit: int, as_json: bool, path: Path) -> None:
    """List who texts were taken from, the most reprinted first; merge, rename and count them."""
    if ctx.invoked_subcommand:
        return
    with terminal.reading(path) as archive:
        found = [asdict(source) for source in archive.sources(limit)]
    if as_json:
        terminal.lines(found)
        return
    columns = {
        "name": "source",
        "articles": "articles",
        "first": "first",
        "last": "last",
        "spellings": "also printed as",
    }
    for row in found:
        row["spellings"] = ", ".join(name for name in row["spellings"] if name != row["name"])
    with terminal.paged() as out:
        out.print(terminal.table(found, columns))


@sources.command(epilog="\b\nExample:\n  newsarchive sources merge 东方财富 东方财富网")
@click.argument("name")
@click.argument("into")
@terminal.archive_option
def merge(name: str, into: str, path: Path) -> None:
    """Let two sources be one: all that is credited to NAME is credited to INTO."""
    with _writing(path) as archive:
        _told(archive.sourcebook.merge(name, into))


@sources.command(epilog="\b\nExample:\n  newsarchive sources rename 东方财富 东方财富网")
@click.argument("name")
@click.argument("to")
@terminal.archive_option
def rename(name: str, to: str, path: Path) -> None:
    """Call a source TO."""
    with _writing(path) as archive:
        _told(archive.sourcebook.rename(name, to))


@sources.command(epilog="\b\nExample:\n  newsarchive sources undo")
@click.argument("change", type=click.IntRange(1), required=False)
@terminal.archive_option
def undo(change: int | None, path: Path) -> None:
    """Take a merge or a new name back: CHANGE by its number, or the last one."""
    with _writing(path) as archive:
        taken = archive.sourcebook.undo(change)
    terminal.err().print(f"Taken back: {_words(taken)}.")


@sources.command(epilog="\b\nExample:\n  newsarchive sources changes")
@terminal.json_option
@terminal.archive_option
def changes(as_json: bool, path: Path) -> None:
    """List what was merged and renamed, the last first."""
    with terminal.reading(path) as archive:
        found = archive.sourcebook.changes()
    if as_json:
        terminal.lines(found)
        return
    rows = [{"id": one.id, "at": one.at, "what": _words(one), "undone": one.undone_at or ""} for one in found]
    terminal.out().print(terminal.table(rows, {"id": "id", "at": "at", "what": "change", "undone": "taken back"}))


@sources.command(epilog="\b\nExamples:\n  newsarchive sources reprints\n  newsarchive sources reprints 新华社 --json")
@click.argument("name", required=False, default="")
@terminal.json_option
@terminal.archive_option
def reprints(name: str, as_json: bool, path: Path) -> None:
    """Show who reprints whom (or NAME), how much, and how late.

    The share is of all that the publisher has in the archive. The delay is the median behind the first that told the
    story here, of those articles of which that is known; in whole days where one of the two names no hour.
    """
    with terminal.reading(path) as archive, _answered():
        found = archive.sourcebook.reprints(name)
    if not found:
        terminal.nothing("Nobody reprints anything.")
    if as_json:
        terminal.lines(found)
        return
    rows = [asdict(one) | {"share": f"{one.share:.0%}", "late": delay(one.median_lag)} for one in found]
    columns = {"source": "source", "publisher": "reprinted by", "articles": "articles", "share": "share"}
    columns |= {"late": "late", "timed": "timed", "own": "of its own page", "first": "first", "last": "last"}
    with terminal.paged() as out:
        out.print(terminal.table(rows, columns))


def delay(seconds: float | None) -> str:
    """Seconds for people, in the largest unit that they fill.

    >>> delay(5400), delay(0), delay(None)
    ('1.5 h', '0', '')
    """
    if seconds is None:
        return ""
    unit = next(((size, name) for size, name in _UNITS if seconds >= size), None)
    return f"{seconds / unit[0]:.3g} {unit[1]}" if unit else f"{seconds:g}"


@contextmanager
def _writing(path: Path) -> Iterator[Archive]:
    terminal.reading(path).close()
    with Archive(path) as archive, _answered():
        yield archive


@contextmanager
def _answered() -> Iterator[None]:
    """A source that is not there, and a change that cannot be, in a line."""
    try:
        yield
    except KeyError as error:
        terminal.nothing(f"{error.args[0]}.")
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _told(change: SourceChange) -> None:
    terminal.err().print(f"Change {change.id}: {_words(change)}. To take it back: newsarchive sources undo {change.id}")


def _words(change: SourceChange) -> str:
    told: Any = change.details
    if change.action == "rename":
        return f"{told['from']} is called {told['to']}"
    return f"{told['name']} is source {told['into']}: {', '.join(told['names'])}"
