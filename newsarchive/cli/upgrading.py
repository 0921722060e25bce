"""Bringing an archive of an earlier newsarchive up to date: upgrade."""

from __future__ import annotations

from pathlib import Path

import click

from newsarchive.archive import Archive
from newsarchive.archive.upkeep import outdated
from newsarchive.cli import terminal
from newsarchive.errors import NotAnArchive

#: What is made anew, by its name in `meta`.
_PARTS = {"schema_version": "schema", "segmenter_version": "search index", "sketch_version": "index of near copies"}


@click.command(epilog="\b\nExamples:\n  newsarchive upgrade --archive data/archive.db\n  newsarchive upgrade --dry-run")
@click.option("--dry-run", is_flag=True, help="Say what would be made anew, and change nothing.")
@terminal.archive_option
def upgrade(dry_run: bool, path: Path) -> None:
    """Give an archive of an earlier newsarchive today's schema and indexes. A crawl does so by itself."""
    if not path.exists():
        raise NotAnArchive(path, "there is no archive here")
    if dry_run:
        for name, (old, new) in outdated(path).items():
            terminal.out().print(f"{_PARTS[name]}: {old or 'none'} -> {new}")
        return
    with terminal.stages() as tell:
        tell("schema", 0, 0)
        with Archive(path, tell=tell) as archive:
            version = archive.stats().schema_version
    terminal.out().print(f"{path} has schema {version}")
