"""What changed: edits, diff; what became of pages: presence."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Group
from rich.text import Text

from newsarchive.archive.comparison import Comparison
from newsarchive.archive.differences import Piece
from newsarchive.archive.edits import EDITS, MATTERING
from newsarchive.archive.presence import PRESENCES
from newsarchive.cli import terminal

#: Characters that are shown of what is the same, on each side of a change.
_AROUND = 60
_REMOVED, _ADDED = "strike red", "bold green"


@click.command(
    epilog="\b\nExamples:\n  newsarchive diff http://www.oim.com.cn/news/12.html\n  newsarchive diff 12 1 3 --all"
)
@click.argument("article", metavar="URL|ID")
@click.argument("numbers", metavar="[N] [M]", type=click.IntRange(1), nargs=-1)
@click.option("--all", "whole", is_flag=True, help="The whole text, not only what is around the changes.")
@terminal.json_option
@terminal.archive_option
def diff(article: str, numbers: tuple[int, ...], whole: bool, as_json: bool, path: Path) -> None:
    """Show what changed between two revisions of an article, word by word.

    N and M are numbers of revisions; N alone shows what that one changed, and without either it is the last one.
    On a terminal, what went is red and struck out, what came is green; elsewhere: [-what went-]{+what came+}.
    """
    if len(numbers) > 2:
        raise click.UsageError("two revisions are compared, no more")
    old, new = numbers if len(numbers) == 2 else (0, *numbers, 0)[:2]
    with terminal.reading(path) as archive:
        try:
            found = archive.compare(terminal.name(article), old, new)
        except KeyError as error:
            terminal.nothing(f"{article}: {error.args[0]}")
    if found is None:
        terminal.nothing(f"No article {article} in {path}.")
    if as_json:
        terminal.lines([found])
        return
    with terminal.paged() as out:
        out.print(side_by_side(found, whole=whole, coloured=out.is_terminal and not out.no_color))


def side_by_side(found: Comparison, *, whole: bool, coloured: bool) -> Group:
    """A comparison for reading on a terminal."""
    head = Text().append(f"{found.url}\n", "cyan")
    head.append(f"revision {found.old} ({found.seen_at[0]}) → {found.new} ({found.seen_at[1]}), ", "dim")
    head.append(f"{found.cause}: {', '.join(found.edits) or 'nothing that a reader sees'}\n", "bold")
    for name, (old, new) in found.fields.items():
        head.append(f"{name:>12}  ", "dim")
        head.append_text(marked(Piece("replaced", _words(old), _words(new)), coloured=coloured)).append("\n")
    return Group(head, text(found.text, whole=whole, coloured=coloured))


def text(pieces: tuple[Piece, ...], *, whole: bool, coloured: bool) -> Text:
    """A text as it differs; not `whole`: only what is around the changes."""
    if all(piece.change == "equal" for piece in pieces):
        return Text("The text is the same.", style="dim")
    shown = Text()
    for place, piece in enumerate(pieces):
        if piece.change == "equal":
            ends = (place == 0, place == len(pieces) - 1)
            shown.append(piece.new if whole else _around(piece.new, *ends))
        else:
            shown.append_text(marked(piece, coloured=coloured))
    return shown


def _around(words: str, first: bool, last: bool) -> str:
    """What is the same, without what is far from every change."""
    if len(words) <= 2 * _AROUND:
        return words
    head, tail = "" if first else words[:_AROUND], "" if last else words[-_AROUND:]
    return f"{head} … {tail}"


def marked(piece: Piece, *, coloured: bool) -> Text:
    """What stands in the place of what: in colours, or in brackets."""
    if coloured:
        return Text().append(piece.old, _REMOVED).append(piece.new, _ADDED)
    removed, added = (f"[-{piece.old}-]" if piece.old else ""), (f"{{+{piece.new}+}}" if piece.new else "")
    return Text(removed + added)


def _words(value: Any) -> str:
    """A field of a revision for people: names joined, images counted by their URLs."""
    if isinstance(value, list):
        return ", ".join(part if isinstance(part, str) else str(part[0]) for part in value)
    return "" if value is None else str(value)


@click.command(
    epilog="\b\nExamples:\n  newsarchive edits\n  newsarchive edits --class facts --class headline --publisher oim"
)
@click.option(
    "--class",
    "classes",
    type=click.Choice(EDITS),
    multiple=True,
    help="Only changes of this class; may be repeated.  [default: all but typography and wording]",
)
@click.option("--all", "everything", is_flag=True, help="Changes of every class.")
@click.option("--cause", type=click.Choice(["publisher", "extractor", "any"]), default="publisher", show_default=True,
              help="Who changed it: the publisher, or our reading of the page.")  # fmt: skip
@click.option("--publisher", default="", shell_complete=terminal.publishers, help="Only that publisher's articles.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only changes seen since that day (UTC).")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many changes.")
@terminal.json_option
@terminal.archive_option
def edits(
    classes: tuple[str, ...],
    everything: bool,
    cause: str,
    publisher: str,
    since: datetime | None,
    limit: int,
    as_json: bool,
    path: Path,
) -> None:
    """List the latest changes of articles that matter, the latest first: numbers and names, headlines, sources, dates,
    large rewrites. `newsarchive diff` shows one of them."""
    wanted = EDITS if everything else classes or tuple(edit for edit in EDITS if edit in MATTERING)
    causes = ("publisher", "extractor") if cause == "any" else (cause,)
    after = since.replace(tzinfo=UTC) if since else None
    with terminal.reading(path) as archive:
        found = archive.edited(classes=wanted, causes=causes, publisher=publisher, since=after, limit=limit)
    if not found:
        terminal.nothing("No such change.")
    if as_json:
        terminal.lines(found)
        return
    with terminal.paged() as out:
        for one in found:
            head = Text().append(f"{one.seen_at[:16]}  ", "dim").append(one.title, "bold")
            about = f"\n    {', '.join(one.edits)} · {one.publisher} · newsarchive diff {one.article_id} {one.number}"
            before = f"\n    was: {one.title_before}" if one.title_before else ""
            out.print(head.append(before).append(about, "cyan"))


@click.command(epilog="\b\nExamples:\n  newsarchive presence\n  newsarchive presence --state gone --json")
@click.option("--state", type=click.Choice([name for name in PRESENCES if name != "here"]), help="Only of this state.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many articles.")
@terminal.json_option
@terminal.archive_option
def presence(state: str | None, limit: int, as_json: bool, path: Path) -> None:
    """List articles whose page is not where it was: missing, gone, moved or blocked, the latest first.

    A page is gone once it was missed on three days that lie a week or more apart. What was archived of it stays.
    """
    with terminal.reading(path) as archive:
        found = archive.absent(state or "", limit)
    if not found:
        terminal.nothing("Every page was there when it was last asked for.")
    if as_json:
        terminal.lines(found)
        return
    columns = {"article_id": "id", "presence": "page", "since": "since", "publisher": "publisher", "title": "title"}
    with terminal.paged() as out:
        out.print(terminal.table([asdict(one) for one in found], columns))
