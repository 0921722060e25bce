"""Bringing an archive of an earlier newsarchive up to date: upgrade."""

from __future__ import annotations

from pathlib import Path

import click

from newsarchive.archive import Archive
from newsarchive.cli import terminal
from newsarchive.errors import NotAnArchive


@click.command(epilog="\b\nExample:\n  newsarchive upgrade --archive data/archive.db")
@terminal.archive_option
def upgrade(path: Path) -> None:
    """Give an archive of an earlier newsarchive today's schema, all of it or nothing. A crawl does so by itself."""
    if not path.exists():
        raise NotAnArchive(path, "there is no archive here")
    with Archive(path) as archive:
        terminal.out().print(f"{path} has schema {archive.stats().schema_version}")
