"""The archive for other people's tools: export."""

from __future__ import annotations

from pathlib import Path

import click

from newsarchive.archive.export import FORMATS
from newsarchive.cli import terminal

_EXAMPLES = """\b
Examples:
  newsarchive export articles.parquet
  newsarchive export reprints.csv kind:reprint after:2024
  newsarchive export for-training.jsonl -rights:tdm -rights:noai
  newsarchive export - --format jsonl 人工智能 | head
  newsarchive export ai-pages.wacz 人工智能
  newsarchive export public/ --site --title 'What was said of AI' 人工智能"""


@click.command(cls=terminal.Asking, epilog=_EXAMPLES)
@click.argument("out", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("words", nargs=-1)
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), help="What to write.  [default: by the end of OUT]")
@click.option("--site", is_flag=True, help="A site of files in the folder OUT: needs no server.")
@click.option("--limit", type=click.IntRange(1), help="At most so many articles; of feeds, the newest 100.")
@click.option("--history", is_flag=True, help="Every revision, not only the current one: jsonl, csv, parquet.")
@click.option("--title", default="", help="Of a feed or a site.  [default: the query]")
@terminal.json_option
@terminal.archive_option
def export(
    out: Path, words: tuple[str, ...], kind: str | None, site: bool, limit: int | None, history: bool, title: str,
    as_json: bool, path: Path,
) -> None:  # fmt: skip
    """Write the articles that match WORDS (all of them without) to OUT; "-" is stdout.

    Formats: jsonl, csv, parquet, warc, wacz, atom, jsonfeed, markdown, site.
    """
    chosen = "site" if site else kind or _kind(out)
    target = None if str(out) == "-" else out
    with terminal.reading(path) as archive, terminal.stages() as tell:
        try:
            many = archive.upkeep.export(
                target, chosen, " ".join(words), limit=limit or 0, history=history, title=title, tell=tell
            )
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="OUT") from error
    if target and as_json:
        terminal.lines([{"file": str(target), "format": chosen, "articles": many}])
    elif target:
        terminal.err().print(f"{target}: {many:,} articles", soft_wrap=True)


def _kind(out: Path) -> str:
    """The format that the end of a file's name asks for."""
    found = [kind for kind, end in FORMATS.items() if end and out.name.endswith(end)]
    if not found:
        raise click.BadParameter(f"{out} does not tell the format; say --format or --site", param_hint="OUT")
    return found[0]
