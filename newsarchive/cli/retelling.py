"""Who told it too: copies, timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.text import Text

from newsarchive.archive.retellings import Retelling
from newsarchive.cli import terminal
from newsarchive.cli.sourcing import delay

#: Cells of the bar that shows how much of the first telling an article has.
_BAR = 10


@click.command(epilog="\b\nExample:\n  newsarchive copies http://www.oim.com.cn/news/12.html")
@click.argument("article", metavar="URL|ID")
@terminal.json_option
@terminal.archive_option
def copies(article: str, as_json: bool, path: Path) -> None:
    """List articles that tell what an article tells: copies, excerpts, wholes that include it, reports of its series.

    "of it" is the share of the article's text that stands in the other, "of theirs" the reverse.
    """
    with terminal.reading(path) as archive:
        found = archive.copies(terminal.name(article))
    if found is None:
        terminal.nothing(f"No article {article} in {path}.")
    if not found:
        terminal.nothing("Nobody else tells this.")
    if as_json:
        terminal.lines(found)
        return
    rows = [
        asdict(one) | {"cover": share(one.cover), "of_cover": share(one.of_cover), "at": when(one)} for one in found
    ]
    columns = {"article_id": "id", "kind": "kind", "cover": "of it", "of_cover": "of theirs", "at": "published"}
    columns |= {"publisher": "publisher", "source": "source", "title": "title"}
    with terminal.paged() as out:
        out.print(terminal.table(rows, columns))


@click.command(epilog="\b\nExample:\n  newsarchive timeline 12")
@click.argument("article", metavar="URL|ID")
@terminal.json_option
@terminal.archive_option
def timeline(article: str, as_json: bool, path: Path) -> None:
    """Show the story of an article: who had it first, who followed when, and how much of it they have."""
    with terminal.reading(path) as archive:
        found = archive.timeline(terminal.name(article))
    if found is None:
        terminal.nothing(f"No article {article} in {path}.")
    if as_json:
        terminal.lines(found)
        return
    with terminal.paged() as out:
        out.print(drawn(found))


def drawn(story: Sequence[Retelling]) -> Text:
    """A story, one line a telling, for reading on a terminal."""
    text = Text()
    width = max(len(one.publisher) for one in story)
    for place, one in enumerate(story):
        rail = "●" if one.kind == "first" else "└" if place == len(story) - 1 else "├"
        text.append(f"{rail} ", "bold cyan" if one.kind == "first" else "cyan")
        text.append(f"{when(one):<16}  ").append(f"{_late(one):>8}  ", "dim")
        text.append(f"{one.publisher:<{width}}  ", "bold").append(f"{bar(one.cover)}  ", "green")
        text.append(one.title).append(f"  {_about(one)}\n", "dim")
    return text


def when(one: Retelling) -> str:
    """When an article says that it was published; "seen" and a day where it does not say."""
    if one.published_at is None:
        return f"seen {one.first_seen[:10]}"
    exact = one.precision in ("second", "minute", "hour")
    return one.published_at[:16].replace("T", " ") if exact else one.published_at[:10]


def share(cover: float | None) -> str:
    """A share in percent; "" where nobody knows."""
    return "" if cover is None else f"{cover:.0%}"


def bar(cover: float | None) -> str:
    """A share as a bar of ten cells and in percent."""
    if cover is None:
        return " " * (_BAR + 5)
    full = round(cover * _BAR)
    return f"{'█' * full}{'░' * (_BAR - full)} {cover:>4.0%}"


def _late(one: Retelling) -> str:
    if one.kind == "first":
        return "first"
    return "" if one.lag is None else "same" if one.lag == 0 else f"{'+' if one.lag > 0 else '-'}{delay(abs(one.lag))}"


def _about(one: Retelling) -> str:
    told = f"{one.source_kind}: {one.source}" if one.source else ""
    away = one.presence if one.presence != "here" else ""
    return " · ".join(filter(None, [told, away, f"article {one.article_id}"]))
