"""Other people's archives into ours: import."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path

import click

from newsarchive import publishers
from newsarchive.archive import Archive
from newsarchive.cli import terminal
from newsarchive.cli.exits import FAILED
from newsarchive.line.importing import Imported, preview, take


@click.command(
    "import",
    epilog="\b\nExamples:\n  newsarchive import crawl-*.warc.gz export.wacz\n"
    "  newsarchive import saved/ --base https://news.example/",
)
@click.argument("files", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True)
@click.option(
    "--publisher",
    default="",
    shell_complete=terminal.publishers,
    help="All pages are this publisher's (a slug).  [default: by their hosts]",
)
@click.option("--base", default="", help="The URL that a folder of saved pages stands for.")
@click.option("--processes", type=click.IntRange(1), default=1, show_default=True, help="Read so many pages at a time.")
@click.option("--anyway", is_flag=True, help="All pages are articles: read those that look like lists or notices too.")
@click.option("--dry-run", is_flag=True, help="Say what would come of each record, and store nothing.")
@terminal.json_option
@terminal.archive_option
def import_command(
    files: tuple[Path, ...],
    publisher: str,
    base: str,
    processes: int,
    anyway: bool,
    dry_run: bool,
    as_json: bool,
    path: Path,
) -> None:
    """Import other people's WARC, ARC and WACZ files, and pages saved as files.

    Each record is stored or counted with a reason. Importing a file again adds nothing.
    """
    if publisher:
        publishers.find(publisher)
    results = []
    with _opened(path, dry_run) as archive:
        read = partial(preview, archive) if archive is None or dry_run else partial(take, archive)
        read = partial(read, publisher=publisher, base=base, processes=processes, anyway=anyway)
        for file in files:
            with terminal.progress(file.name, None) as step:
                result = read(file, told=step)
            results.append(result)
            terminal.lines([_row(result)]) if as_json else terminal.out().print(_words(result, dry_run))
    if any(result.refused for result in results):
        raise SystemExit(FAILED)


def _opened(path: Path, dry_run: bool) -> AbstractContextManager[Archive | None]:
    """The archive to import into. A dry run makes none."""
    if not dry_run:
        return Archive(path)
    return Archive(path, readonly=True) if path.exists() else nullcontext()


def _row(result: Imported) -> dict[str, object]:
    return {
        "file": result.file,
        "records": result.records,
        "stored": result.stored,
        "ends": dict(result.ends),
        "refused": result.refused,
    }


def _words(result: Imported, dry_run: bool) -> str:
    if result.refused:
        return f"{result.file}: not read: {result.refused}"
    ends = ", ".join(f"{many} {end}" for end, many in result.ends.most_common())
    stored = "would be stored" if dry_run else "stored"
    return f"{result.file}: {result.records} records, {result.stored} {stored}: {ends}"
