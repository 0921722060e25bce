"""What an archive that runs by itself has to say: gaps."""

from __future__ import annotations

from pathlib import Path

import click

from newsarchive.cli import terminal
from newsarchive.cli.exits import NOTHING


@click.command(epilog="\b\nExamples:\n  newsarchive gaps --publisher oim\n  newsarchive gaps --cause failed/404 --urls")
@click.option("--publisher", default="", help="Of that publisher alone.")
@click.option("--cause", default="", help='Of that cause alone: "failed", or "failed/404".')
@click.option("--urls", is_flag=True, help="Each URL, the last one offered first.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="With --urls: at most so many.")
@terminal.json_option
@terminal.archive_option
def gaps(publisher: str, cause: str, urls: bool, limit: int, as_json: bool, path: Path) -> None:
    """List what was offered and never stored, by cause."""
    with terminal.reading(path) as archive:
        agenda = archive.agenda
        rows = agenda.missing(publisher, cause, limit) if urls else agenda.gaps(publisher, cause)
    if as_json:
        terminal.lines(rows)
    elif rows:
        columns = ("publisher", "state", "reason", *(("tries", "due_at", "url") if urls else ("urls", "example")))
        cells = [{name: getattr(row, name) for name in columns} for row in rows]
        terminal.out().print(terminal.table(cells, {name: name for name in columns}))
    if not rows:
        terminal.err().print("No gaps: all that was offered is stored.")
        raise SystemExit(NOTHING)
