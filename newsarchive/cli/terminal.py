"""What commands share: where the archive is, what goes to stdout and what to stderr, how things look.

Data goes to stdout: a table on a terminal, or JSON Lines. People's words go to stderr.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from newsarchive.archive import Archive
from newsarchive.archive.answers import Tell
from newsarchive.cli.exits import NOTHING
from newsarchive.errors import NotAnArchive, SpecError
from newsarchive.model import Hit
from newsarchive.publishers import all_known

F = TypeVar("F", bound=Callable[..., Any])

#: A time as the archive writes it, and what of it a table shows.
_TIME = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[\d:.]*Z$")
#: A word of a query that is excluded, or a phrase.
_EXCLUDED = re.compile(r'^-(?=[^\W\d]{2}|[^\x00-\x7f]|")')
#: Widest output where no terminal says its width: a pipe or a file.
PIPE_WIDTH = 100


class Asking(click.Command):
    """A command whose WORDS are a query, of which any may be excluded: `search bridge -budget -rights:tdm`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what begins with one "-" and a word for a word: the options of these commands begin with two."""
        rest = super().parse_args(ctx, [_EXCLUDED.sub("\0-", word) for word in args])
        ctx.params["words"] = tuple(word.removeprefix("\0") for word in ctx.params.get("words", ()))
        return rest


def out() -> Console:
    """The console for answers."""
    return _console(stderr=False)


def err() -> Console:
    """The console for people's words: progress, advice."""
    return _console(stderr=True)


@contextmanager
def paged() -> Iterator[Console]:
    """The console for answers that may be long: on a terminal, a pager shows what does not fit on its screen.

    PAGER names it (default: less); LESS="FRX" is set where nothing is, so that colours show and short answers stay.
    """
    console = out()
    if not console.is_terminal:
        yield console
        return
    os.environ.setdefault("LESS", "FRX")
    with console.capture() as captured:
        yield console
    words = captured.get()
    if words.count("\n") < console.height:
        click.echo(words, nl=False, color=True)
    else:
        click.echo_via_pager(words, color=not console.no_color)


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    return console


def default_archive() -> Path:
    """The archive of this folder: archive.db in NEWSARCHIVE_DIR, or in data/."""
    return Path(os.environ.get("NEWSARCHIVE_DIR") or "data") / "archive.db"


def archive_option(command: F) -> F:
    """Add `--archive PATH`."""
    option = click.option(
        "--archive",
        "path",
        type=click.Path(path_type=Path, dir_okay=False),
        default=default_archive,
        help="The archive's file.  [default: data/archive.db, or archive.db in NEWSARCHIVE_DIR]",
    )
    return option(command)


def json_option(command: F) -> F:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="JSON Lines on stdout, one object a row.")(command)


def reading(path: Path) -> Archive:
    """The archive at `path`, for reading. Raises NotAnArchive where there is none, with what to do about it."""
    if not path.exists():
        raise NotAnArchive(path, "there is no archive yet; `scrapy crawl oim` or `newsarchive demo` makes one")
    return Archive(path, readonly=True)


def writing(path: Path) -> Archive:
    """The archive at `path`, for changing it. Raises NotAnArchive where there is none."""
    if not path.exists():
        raise NotAnArchive(path, "there is no archive here")
    return Archive(path)


def name(words: str) -> str | int:
    """What a command was given for an article: its number, or its URL."""
    return int(words) if words.isdecimal() else words


def nothing(words: str) -> NoReturn:
    """Say that nothing answers the question, and end with the code for that."""
    err().print(words, soft_wrap=True)
    raise SystemExit(NOTHING)


@contextmanager
def stages() -> Iterator[Tell]:
    """A bar for each part of a long task, on a terminal and on stderr; gone when the task has ended."""
    console = err()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:.0f} %"),
        TimeRemainingColumn(),
    )
    bars: dict[str, TaskID] = {}
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:

        def tell(part: str, done: int, total: int) -> None:
            if part not in bars:
                bars[part] = shown.add_task(part, total=None)
            shown.update(bars[part], completed=done, total=total or None)

        yield tell


@contextmanager
def progress(words: str, total: int | None) -> Iterator[Callable[[], None]]:
    """A bar on the terminal's stderr, gone when it is done; what it gives is called once for each of `total` steps."""
    console = err()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words, total=total)
        yield lambda: bar.advance(task)


def lines(rows: Iterable[Any]) -> None:
    """Print dataclasses or mappings as JSON Lines."""
    for row in rows:
        click.echo(json.dumps(_plain(row), ensure_ascii=False, default=str))


def _plain(row: Any) -> Any:
    return dataclasses.asdict(row) if dataclasses.is_dataclass(row) and not isinstance(row, type) else row


def table(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> Table:
    """A table of `rows`; `columns` maps keys to headings (all of them "": none), and numbers stand on the right."""
    rows = list(rows)
    grid = Table(show_header=any(columns.values()), box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for key, heading in columns.items():
        number = any(isinstance(row.get(key), int | float) for row in rows)
        grid.add_column(heading, justify="right" if number else "left", overflow="fold", min_width=len(heading))
    for row in rows:
        grid.add_row(*(_cell(row.get(key)) for key in columns))
    return grid


def _cell(value: Any) -> Text:
    match value:
        case None:
            return Text("")
        case int():
            return Text(f"{value:,}")
        case Mapping():
            return Text(", ".join(f"{name}: {one}" for name, one in value.items()))
        case list() | tuple():
            return Text(", ".join(map(str, value)))
    return Text(_TIME.sub(r"\1 \2", str(value)))


def bars(counted: Mapping[str, int], names: str, values: str, width: int = 40) -> Table:
    """A table of counts with a bar for each, the longest of `width` cells."""
    most = max(counted.values(), default=0)
    rows = [{"name": name, "many": many, "bar": bar(many, most, width)} for name, many in counted.items()]
    return table(rows, {"name": names, "many": values, "bar": " "})


def bar(many: int, most: int, width: int = 40) -> str:
    """A bar, to an eighth of a cell; of what is not nothing, at least the thinnest.

    >>> bar(10, 20, 4), bar(1, 1000, 4), bar(0, 5)
    ('██', '▏', '')
    """
    eighths: int = max(round(8 * width * many / most), 1) if many else 0
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()


def publishers(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
    """Slugs that complete what was begun, for a shell."""
    try:
        return [slug for slug in all_known() if slug.startswith(begun)]
    except SpecError:  # a file that is wrong is told of by commands, not while somebody types
        return []


def hit(found: Hit) -> Text:
    """A search's answer in three lines, its words marked."""
    about = " · ".join(filter(None, [(found.published_at or "")[:10], found.publisher, found.source]))
    words = Text(f"{found.article_id}  ", style="dim")
    words.append(found.title, style="bold")
    words.append(f"\n    {about}\n    " if about else "\n    ", style="cyan")
    start = len(words)
    words.append(found.snippet)
    for first, last in found.marks:
        words.stylize("bold black on yellow", start + first, start + last)
    return words
