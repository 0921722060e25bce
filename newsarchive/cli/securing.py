"""Keeping an archive for years: verify, backup, restore, redact, merge."""

from __future__ import annotations

from pathlib import Path

import click

from newsarchive.archive import Archive
from newsarchive.archive.answers import Copied, Fault, Redaction
from newsarchive.archive.upkeep import restore as put_back
from newsarchive.archive.verification import PARTS
from newsarchive.cli import terminal
from newsarchive.cli.exits import FAILED

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command(epilog="\b\nExamples:\n  newsarchive verify\n  newsarchive verify --part revisions --part pages --json")
@click.option(
    "--part", "parts", multiple=True, type=click.Choice(PARTS), help="Only this; may be given more than once."
)
@terminal.json_option
@terminal.archive_option
def verify(parts: tuple[str, ...], as_json: bool, path: Path) -> None:
    """Work every digest out again and name what is not as it was written, by row, file and byte.

    Without --part: database, texts, revisions, pages. The search index checks itself only by locking who writes.
    """
    opened = terminal.writing if "search" in parts else terminal.reading
    with opened(path) as archive, terminal.stages() as tell:
        found = list(archive.upkeep.verify(*parts, tell=tell))
    _faults(found, as_json)
    if found:
        raise SystemExit(FAILED)
    terminal.err().print("Everything is as it was written.")


@click.command(epilog="\b\nExamples:\n  newsarchive backup /mnt/backup\n  newsarchive backup /mnt/backup --dry-run")
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option("--copy", is_flag=True, help="Copy WARC files even where a hard link would do.")
@click.option("--dry-run", is_flag=True, help="Say what would be copied, and copy nothing.")
@terminal.json_option
@terminal.archive_option
def backup(folder: Path, copy: bool, dry_run: bool, as_json: bool, path: Path) -> None:
    """Copy the archive into DIR while crawls go on, and verify the copy; again, only new WARC files are copied."""
    with terminal.reading(path) as archive, terminal.stages() as tell:
        told = archive.upkeep.backup(folder, link=not copy, dry_run=dry_run, tell=tell)
    _copied(told, as_json, dry_run)


@click.command(epilog="\b\nExample:\n  newsarchive restore /mnt/backup --archive data/archive.db")
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option("--force", is_flag=True, help="Replace the archive that is there.")
@click.option("--dry-run", is_flag=True, help="Say what would be copied, and copy nothing.")
@terminal.json_option
@terminal.archive_option
def restore(folder: Path, force: bool, dry_run: bool, as_json: bool, path: Path) -> None:
    """Put the backup in DIR back to where --archive says, and verify it."""
    with terminal.stages() as tell:
        told = put_back(folder, path, force=force, dry_run=dry_run, tell=tell)
    _copied(told, as_json, dry_run)


@click.command(epilog="\b\nExample:\n  newsarchive redact https://news.example/1.html --reason 'court order 12/2026'")
@click.argument("url")
@click.option("--reason", required=True, help="Why; kept in the tombstone.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken out and what would remain, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@terminal.json_option
@terminal.archive_option
def redact(url: str, reason: str, dry_run: bool, yes: bool, as_json: bool, path: Path) -> None:
    """Take what was published at URL out of the archive for good: tables, search index, free pages, log, WARC files."""
    with terminal.reading(path) if dry_run else terminal.writing(path) as archive:
        try:
            told = archive.upkeep.redact(url, reason, dry_run=True)
        except KeyError as error:
            terminal.nothing(str(error.args[0]))
        if not as_json:
            _redacted(told)
        if not dry_run:
            if not yes:
                click.confirm("This cannot be undone. Go on?", abort=True, err=True)
            with terminal.stages() as tell:
                told = archive.upkeep.redact(url, reason, tell=tell)
    if as_json:
        terminal.lines([told])


@click.command(
    epilog="\b\nExamples:\n  newsarchive merge other/archive.db --dry-run\n  newsarchive merge other/archive.db"
)
@click.argument("other", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Say what would come, and change nothing.")
@terminal.json_option
@terminal.archive_option
def merge(other: Path, dry_run: bool, as_json: bool, path: Path) -> None:
    """Join the archive OTHER into this one: its articles, revisions, pages and crawls, with the same dedupe.

    OTHER may be a file of JSON Lines that `export` wrote; it has no pages and no crawls.
    """
    lines = other.suffix == ".jsonl"
    if lines and dry_run:
        raise click.BadParameter("there is no dry run for JSON Lines", param_hint="--dry-run")
    with terminal.reading(path) if dry_run else Archive(path) as archive, terminal.stages() as tell:
        if lines:
            told = archive.upkeep.take_lines(other, tell=tell)
        else:
            told = archive.upkeep.merge(other, dry_run=dry_run, tell=tell)
    if as_json:
        terminal.lines([told])
        return
    history = f"{told.revisions:,} revisions, {told.woven:,} histories written anew; " if not dry_run else ""
    words = f"{told.articles:,} new articles, {told.known:,} that both have; {history}{told.visits:,} visits"
    terminal.out().print(f"{words}; {told.files:,} WARC files, {told.bytes:,} bytes", soft_wrap=True)
    for url in told.refused:
        terminal.out().print(f"redacted, not taken over: {url}", soft_wrap=True)


def _faults(found: list[Fault], as_json: bool) -> None:
    if as_json:
        terminal.lines(found)
    for fault in () if as_json else found:
        row = "" if fault.row is None else f" row {fault.row}"
        byte = "" if fault.offset is None else f" byte {fault.offset}"
        terminal.out().print(f"{fault.where}{row}{byte}: {fault.words}", soft_wrap=True)


def _copied(told: Copied, as_json: bool, dry_run: bool) -> None:
    if as_json:
        terminal.lines([told])
    else:
        would = "would be " if dry_run else ""
        words = (
            f"{told.path}: {told.database_bytes:,} bytes; WARC files: {told.files} {would}copied, {told.bytes:,} bytes"
        )
        terminal.out().print(f"{words}; {told.kept} there already", soft_wrap=True)
        _faults(list(told.faults), as_json)
    if told.faults:
        raise SystemExit(FAILED)


def _redacted(told: Redaction) -> None:
    names = ", ".join([told.url, *told.aliases])
    article = "no article" if told.article_id is None else f"article {told.article_id} with {told.revisions} revisions"
    out = terminal.out()
    out.print(f"{names}: {article}, {told.texts} texts, {told.pages} kept pages, {told.images} images", soft_wrap=True)
    for words in told.remains:
        out.print(f"stays: {words}", soft_wrap=True)
