"""Kept pages read again with today's extraction: reread."""

from __future__ import annotations

import pickle
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import click
from rich.console import Console
from rich.text import Text

from newsarchive.archive import Archive
from newsarchive.archive.differences import Piece, compare
from newsarchive.cli import comparing, terminal
from newsarchive.line.rereading import FIELDS, Reading, reread_all
from newsarchive.model import Attribution

#: Results that are told also where there are none.
_ALWAYS = ("read", "same", "differs", "refused", "damaged")
_RESULTS = (*_ALWAYS, "lost", "not given")
#: Characters of a field that an example shows.
_SHOWN = 400


@click.command(
    epilog="\b\nExamples:\n  newsarchive reread --dry-run\n  newsarchive reread --publisher oim --field published_at"
    "\n  newsarchive reread --undo 3\n  newsarchive reread --fleet --yes s3://bucket/news/warc/"
)
@click.argument("uris", metavar="[URI]...", nargs=-1)
@click.option(
    "--publisher", default="", shell_complete=terminal.publishers, help="Only that publisher's articles (a slug)."
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only articles last seen on that day or later (UTC).")
@click.option("--field", "fields", type=click.Choice(FIELDS), multiple=True,
              help="Take over only this field; may be repeated.  [default: all]")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show what differs and write nothing.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--examples", type=click.IntRange(0), default=5, show_default=True, help="Show so many articles in full.")
@click.option("--processes", type=click.IntRange(0), default=0, help="So many at a time.  [default: one a core]")
@click.option(
    "--undo", type=click.IntRange(1), metavar="ID", help="Take a reading back: a new revision of each article."
)
@click.option("--fleet", is_flag=True, help="Read on many machines, which find the archive's WARC files at each URI: "
              "a file, a folder, a pattern, of whatever fsspec opens.  [default: where the archive is]")  # fmt: skip
@click.option("--list", "listed", is_flag=True, help="List the readings that were written.")
@terminal.json_option
@terminal.archive_option
def reread(
    uris: tuple[str, ...],
    publisher: str,
    since: datetime | None,
    fields: tuple[str, ...],
    dry_run: bool,
    yes: bool,
    examples: int,
    processes: int,
    undo: int | None,
    fleet: bool,
    listed: bool,
    as_json: bool,
    path: Path,
) -> None:
    """Read kept pages again with today's extraction, and write what differs as revisions (cause: extractor).

    No request is made. What differs is shown, field by field, before anything is written; --json prints a line for
    each article that differs or cannot be read.
    """
    if uris and not fleet:
        raise click.UsageError("a URI says where the machines of a fleet find WARC files: add --fleet")
    if undo:
        return _undo(path, undo)
    if listed:
        return _list(path, as_json)
    with terminal.reading(path) as archive:
        after = since.replace(tzinfo=UTC) if since else None
        articles = archive.rereads.kept(publisher, after)
    if not articles:
        terminal.nothing(f"No page of such an article is kept in {path}.")
    if fleet:
        return _by_fleet(path, uris, articles, dry_run, yes, publisher, after, fields or FIELDS)
    with TemporaryFile() as spool:
        counts = _read(path, articles, fields or FIELDS, processes, spool, examples, as_json)
        if not as_json:
            _sum_up(counts)
        if dry_run or not counts["differs"]:
            return None
        _confirm(yes, counts["differs"], "articles differ", f"Write {counts['differs']} revisions?")
        settings = {"publisher": publisher, "since": str(after or ""), "fields": list(fields or FIELDS)}
        return _write(path, settings, spool, counts)


def _read(
    path: Path,
    articles: Sequence[int],
    fields: Sequence[str],
    processes: int,
    spool: IO[bytes],
    examples: int,
    as_json: bool,
) -> Counter[str]:
    """Read every page, show what differs, and put it by; count results, reasons and fields."""
    counts: Counter[str] = Counter(read=len(articles))
    with terminal.progress("reading", len(articles)) as step:
        for reading in reread_all(path, articles, fields, processes):
            step()
            counts[reading.result] += 1
            counts.update(f"field/{name}" for name in reading.fields)
            if reading.reason:
                counts[f"{reading.result}/{reading.reason}"] += 1
            if reading.result == "differs":
                pickle.dump(reading, spool)
            _show(reading, as_json, counts["differs"] <= examples)
    return counts


def _show(reading: Reading, as_json: bool, in_full: bool) -> None:
    if as_json and reading.result != "same":
        told = asdict(reading)
        del told["article"]
        terminal.lines([told])
    elif reading.result == "differs" and in_full and not as_json:
        example(terminal.out(), reading)


def example(out: Console, reading: Reading) -> None:
    """One article with what is stored and what is read today."""
    head = Text().append(f"{reading.article_id}  ", "dim").append(reading.url, "cyan")
    out.print(head)
    coloured = out.is_terminal and not out.no_color
    for name, (old, new) in reading.fields.items():
        line = Text().append(f"{name:>20}  ", "dim")
        out.print(line.append_text(_difference(_words(old), _words(new), coloured)))


def _difference(old: str, new: str, coloured: bool) -> Text:
    """Long words as they differ, short ones as a whole."""
    if min(len(old), len(new)) < 40:
        return comparing.marked(Piece("replaced", old[:_SHOWN], new[:_SHOWN]), coloured=coloured)
    shown = comparing.text(tuple(compare(old, new)), whole=False, coloured=coloured)
    return shown if len(shown) <= 3 * _SHOWN else shown[: 3 * _SHOWN].append(" …")


def _words(value: Any) -> str:
    if isinstance(value, Attribution):
        return f"{value.name} ({value.kind})" if value.name else value.kind
    if isinstance(value, tuple):
        return ", ".join(str(getattr(part, "url", part)) for part in value)
    return "" if value is None else str(value)


def _sum_up(counts: Counter[str]) -> None:
    out, told = terminal.out(), [name for name in _RESULTS if name in _ALWAYS or counts[name]]
    rows = [{"what": name, "articles": counts[name]} for name in told]
    rows += [{"what": f"  {name}", "articles": many} for name, many in sorted(counts.items()) if "/" in name]
    out.print(terminal.table(rows, {"what": "result", "articles": "articles"}))


def _confirm(yes: bool, many: int, what: str, question: str) -> None:
    """Ask; where nobody can be asked, nothing is written without --yes."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(f"{many} {what}; say --yes to write them, or --dry-run")
    click.confirm(question, abort=True, err=True)


def _write(path: Path, settings: dict[str, Any], spool: IO[bytes], counts: Counter[str]) -> None:
    """Write what was put by. Interrupted, what is written stays, and can be taken back like the rest."""
    written: Counter[str] = Counter()
    with Archive(path) as archive:
        reread = archive.rereads.begin(settings)
        done = False
        try:
            with terminal.progress("writing", counts["differs"]) as step:
                for reading in _put_by(spool):
                    assert reading.article is not None
                    result = archive.rereads.write(reread, reading.article_id, reading.revision, reading.article)
                    written[result] += 1
                    step()
            done = True
        finally:
            archive.rereads.finish(reread, "finished" if done else "crashed", {**counts, **written})
    words = ", ".join(f"{many} {result}" for result, many in written.items())
    terminal.err().print(f"Reading {reread}: {words}. To take it back: newsarchive reread --undo {reread}")


def _put_by(spool: IO[bytes]) -> Iterator[Reading]:
    end = spool.tell()
    spool.seek(0)
    while spool.tell() < end:
        yield pickle.load(spool)  # what this process itself wrote, into a file without a name


def _by_fleet(
    path: Path,
    uris: Sequence[str],
    articles: Sequence[int],
    dry_run: bool,
    yes: bool,
    publisher: str,
    since: datetime | None,
    fields: Sequence[str],
) -> None:
    """Hand pages out until all are read; the collector writes what differs."""
    if dry_run:
        raise click.UsageError("--dry-run reads here: leave --fleet out, and --publisher or --since make it a sample")
    _confirm(yes, len(articles), "pages are read by the fleet, and what differs is written", "Begin?")
    from newsarchive.cli.fleet import Stop, reading_by_fleet

    stop = Stop()
    settings = {"publisher": publisher, "since": str(since or ""), "fields": list(fields), "fleet": True}
    with terminal.progress("reading", len(articles)) as step:
        reread, counts = reading_by_fleet(path, uris, articles, tuple(fields), settings, stop, step)
    _sum_up(Counter({**counts, "read": len(articles)}))
    if stop():
        terminal.err().print(f"Reading {reread} was broken off; what is written stays.")
    terminal.err().print(f"To take it back: newsarchive reread --undo {reread}")


def _undo(path: Path, reread: int) -> None:
    terminal.reading(path).close()
    with Archive(path) as archive:
        try:
            counts = archive.rereads.undo(reread)
        except KeyError as error:
            terminal.nothing(f"{error.args[0]}.")
    kept = f"; {counts['kept']} were revised since and stay" if counts["kept"] else ""
    terminal.err().print(f"{counts['undone']} articles have their earlier state again{kept}.")


def _list(path: Path, as_json: bool) -> None:
    with terminal.reading(path) as archive:
        found = archive.rereads.latest()
    if as_json:
        terminal.lines(found)
        return
    names = ("read", "written", "undone", "kept")
    rows = [asdict(one) | {name: one.counts.get(name) for name in names} for one in found]
    columns = ("id", "started", "status", "extractor", *names)
    terminal.out().print(terminal.table(rows, {name: name for name in columns}))
