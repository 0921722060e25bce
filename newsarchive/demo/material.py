"""What the demo's publisher has to say: the stories and the company's own pages, read from `material/`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from newsarchive import text

Kind = Literal["original", "reprint", "wire", "unknown"]
INDENT = "\u3000\u3000"


@dataclass(frozen=True, slots=True)
class Story:
    """A piece of news, before anybody lays it out."""

    title: str
    lines: tuple[str, ...]
    """Its paragraphs as typed, with the blanks that indent them."""
    source: str
    """Who it was taken from; "" where the page is silent."""
    kind: Kind
    published: date
    dateline: str = ""
    """Words at the head of the text that name the source."""
    corrected: tuple[str, str] | None = None
    """Words of the first crawl, and what stands in their place at the second."""
    moved: bool = False
    """Lists still offer its old URL."""
    vanishes: bool = False
    """404 at the second crawl."""
    reprint_of: str = ""
    """Title of the story whose text this is, to the letter."""
    is_seed: bool = False
    """Is it the one page that is known? Its page shows no date."""
    later: bool = False
    """Offered from the second crawl on."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page that is no news: its section's heading, a title and paragraphs."""

    key: str
    label: str
    heading: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Company:
    """What the site says besides news."""

    pages: tuple[Leaf, ...]
    products: tuple[Leaf, ...]
    footer: tuple[str, ...]
    partners: tuple[str, ...]


@cache
def stories() -> tuple[Story, ...]:
    """Every story of the publisher, the newest first; the reprints among them."""
    table = _read("stories.toml")
    told = [_seed(), *_told(table["story"]), *_told(table["later"], later=True)]
    return tuple(sorted(told, key=lambda story: story.published, reverse=True))


@cache
def company() -> Company:
    """The company's own pages."""
    table = _read("company.toml")
    pages = tuple(
        Leaf(page["key"], page["label"], page["heading"], page["title"], _indented(page["text"]))
        for page in table["page"]
    )
    products = tuple(
        Leaf(f"product-{number}", "产品中心", "PRODUCTS", product["title"], _indented(product["text"]))
        for number, product in enumerate(table["product"], start=1)
    )
    return Company(pages, products, tuple(table["footer"]), tuple(table["partners"]))


def _seed() -> Story:
    page = _read("seed.toml")
    lines = tuple(filter(str.strip, page["text"].splitlines()))
    return Story(page["title"], lines, page["source"], "reprint", page["date"], is_seed=True)


def _told(rows: list[dict[str, Any]], *, later: bool = False) -> Iterator[Story]:
    for row in rows:
        yield (story := _story(row, later=later))
        if again := row.get("reprinted"):
            yield Story(
                story.title, story.lines, again["source"], "reprint", again["date"], reprint_of=story.title, later=later
            )


def _story(row: Mapping[str, Any], *, later: bool) -> Story:
    before, after = row.get("corrected", ("", ""))
    return Story(
        title=row["title"],
        lines=_indented(row["text"]),
        source=row["source"],
        kind=row.get("kind", "reprint" if row["source"] else "unknown"),
        published=row["date"],
        dateline=row.get("dateline", ""),
        corrected=(before, after) if before else None,
        moved=row.get("moved", False),
        vanishes=row.get("vanishes", False),
        later=later,
    )


def _indented(words: str) -> tuple[str, ...]:
    return tuple(INDENT + paragraph for paragraph in text.paragraphs(words))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("material", name).read_text("utf-8"))
