"""Why an article says what it says: explain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.text import Text

from newsarchive.cli import terminal
from newsarchive.line.explaining import Explained, Explanation, explain
from newsarchive.model import Attribution

#: Characters of a value, and of refused words, that are shown.
_SHOWN, _REFUSED = 120, 60


@click.command(
    "explain",
    epilog="\b\nExamples:\n  newsarchive explain http://www.oim.com.cn/news/12.html\n  newsarchive explain 12 --json",
)
@click.argument("article", metavar="URL|ID")
@terminal.json_option
@terminal.archive_option
def explain_command(article: str, as_json: bool, path: Path) -> None:
    """Say for each field of an article which reader, rule and node gave it, from which bytes, and what was refused.

    The kept page is read with today's code; where that differs from what is stored, both are shown. Bytes are those
    of the document, unpacked; the record that holds it is named first.
    """
    with terminal.reading(path) as archive:
        row = next(archive.rows(url=found.url), None) if (found := archive.get(terminal.name(article))) else None
        if row is None:
            terminal.nothing(f"No article {article} in {path}.")
        try:
            told = explain(archive, row["id"])
        except KeyError as error:
            terminal.nothing(f"{article}: {error.args[0]}")
    if as_json:
        terminal.lines([told])
        return
    with terminal.paged() as out:
        out.print(shown(told))


def shown(told: Explanation) -> Text:
    """An explanation for reading on a terminal."""
    where = f"{told.raw.file}, record at byte {told.raw.offset}" if told.raw else "nowhere"
    text = Text().append(f"{told.url}\n", "cyan").append(f"kept in {where}; read as {told.encoding or '?'}\n", "dim")
    if told.refusal:
        return text.append(f"today's code takes this page for no article: {told.refusal}\n", "bold red")
    for one in told.fields:
        text.append_text(_field(one))
    for line in told.cut:
        text.append(f"{'not the body':>14}  ", "dim").append(f"{line[:_SHOWN]}\n")
    return text


def _field(one: Explained) -> Text:
    text = Text().append(f"{one.field:>14}  ", "bold").append(f"{_words(one.today) or '–'}\n")
    if one.stored is not None and one.stored != one.today:
        text.append(f"{'stored':>14}  {_words(one.stored) or '–'}\n", "yellow")
    if one.origin:
        text.append(f"{'by':>14}  {one.origin}\n", "dim")
    if one.place:
        at = f"{one.place.node or 'no node'}, bytes {one.place.start:,} to {one.place.end:,}"
        text.append(f"{'from':>14}  {at}\n", "dim")
    if one.words and one.field != "text" and one.words != _words(one.today):
        text.append(f"{'words':>14}  {one.words[:_SHOWN]}\n", "dim")
    for other in one.refused:
        text.append(f"{'refused':>14}  {other.words[:_REFUSED]} ({other.origin})\n", "dim")
    return text


def _words(value: Any) -> str:
    if isinstance(value, Attribution):
        return f"{value.name} ({value.kind})" if value.name else value.kind
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    words = "" if value is None else str(value).replace("\n", " ")
    return words if len(words) <= _SHOWN else words[:_SHOWN] + " …"
