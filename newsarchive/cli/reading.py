"""Asking the archive: search, show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import click
from rich.console import Group
from rich.text import Text

from newsarchive.archive import Archive
from newsarchive.cli import terminal
from newsarchive.cli.exits import NOTHING
from newsarchive.model import Article


@click.command(
    cls=terminal.Asking,
    epilog="\b\nExamples:\n  newsarchive search 人工智能\n  newsarchive search '高质量 source:东方财富网 after:2020'",
)
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many articles.")
@click.option("--rank", is_flag=True, help="The best match first, not the newest.")
@terminal.json_option
@terminal.archive_option
def search(words: tuple[str, ...], limit: int, rank: bool, as_json: bool, path: Path) -> None:
    """Find articles: WORDS (all of them), "a phrase", OR, -not.

    Filters: publisher: source: author: lang: section: before: after: kind: completeness: rights:
    """
    order: Literal["newest", "rank"] = "rank" if rank else "newest"
    with terminal.reading(path) as archive:
        hits = archive.search(" ".join(words), limit=limit, order=order)
    if as_json:
        terminal.lines(hits)
    elif hits:
        with terminal.paged() as out:
            for found in hits:
                out.print(terminal.hit(found))
    if hits.partly:
        terminal.err().print("So much was found that only what was archived last is ranked.")
    if not hits:
        terminal.err().print("Nothing found.")
        raise SystemExit(NOTHING)


@click.command(
    epilog="\b\nExamples:\n  newsarchive show 12\n  newsarchive show http://www.oim.com.cn/news/12.html --json"
)
@click.argument("article", metavar="URL|ID")
@terminal.json_option
@terminal.archive_option
def show(article: str, as_json: bool, path: Path) -> None:
    """Show one article: its text, its source with the words it rests on, its copies and revisions."""
    with terminal.reading(path) as archive:
        if not present(archive, int(article) if article.isdecimal() else article, as_json=as_json):
            terminal.err().print(f"No article {article} in {path}.")
            raise SystemExit(NOTHING)


def present(archive: Archive, name: str | int, *, as_json: bool = False) -> bool:
    """Print the article of that URL or id; False if there is none."""
    article = archive.get(name)
    if article is None:
        return False
    row = next(archive.rows(url=article.url))
    if as_json:
        state, since = archive.presence(article.url) or ("here", None)
        more = {"evidence": article.attribution.evidence, "html": article.html, "presence": state, "since": since}
        terminal.lines([row | more])
    else:
        with terminal.paged() as out:
            facts = {"page": _presence(archive.presence(article.url)), "kept": _kept(archive, row)}
            out.print(page(article, row, facts))
    return True


def page(article: Article, row: dict[str, Any], more: Mapping[str, str]) -> Group:
    """An article for reading on a terminal; `row` is its row of `article_view`, `more` what else is to be told."""
    facts = {
        "source": _source(article),
        "published": _when(article),
        "authors": ", ".join(article.authors),
        "copy of": row["copy_of"] and f"article {row['copy_of']}",
        "revisions": row["revisions"] if row["revisions"] > 1 else "",
        "url": article.url,
        **more,
    }
    head = [Text(article.title, style="bold")]
    head += [
        Text(f"{name:>10}  ", style="dim").append(str(words), style="cyan") for name, words in facts.items() if words
    ]
    return Group(*head, Text(), *(Text(f"{paragraph}\n") for paragraph in article.text.splitlines()))


def _presence(found: tuple[str, str | None] | None) -> str:
    """What became of a page, where there is something to tell."""
    if found is None or found[1] is None:
        return ""
    return f"back since {found[1]}" if found[0] == "here" else f"{found[0]} since {found[1]}"


def _kept(archive: Archive, row: dict[str, Any]) -> str:
    """How many of its images and attachments are kept."""
    many = Counter(one.kind for one in archive.media.shown(row["id"], row["revisions"]))
    return ", ".join(f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in many.items())


def _source(article: Article) -> str:
    said = article.attribution
    if not said.name:
        return ""
    return (
        f"{said.name} ({said.kind}; the page says: {said.evidence})" if said.evidence else f"{said.name} ({said.kind})"
    )


def _when(article: Article) -> str:
    if article.published_at is None:
        return ""
    exact = article.published_precision in ("second", "minute", "hour")
    return article.published_at.strftime("%Y-%m-%d %H:%M %z" if exact else "%Y-%m-%d")
