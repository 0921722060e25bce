"""A publisher's kept pages, with what must be read on them: the proof that its file still fits.

A fixture is two files beside each other: NAME.html.gz, the page's bytes as they came, and NAME.json: its URL, its
headers, when it was seen, and under "expected" either the fields of its article or the URLs that a list offers.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from newsarchive import text
from newsarchive.discover import discover
from newsarchive.errors import PageError, SpecError
from newsarchive.line.reading import article_of
from newsarchive.model import Article, Page, Publisher

#: Response headers that say how a page is to be read.
_HEADERS = ("content-type", "content-language")
#: Characters of a paragraph that tell it from others.
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Fixture:
    """One kept page, and what it must say."""

    name: str
    page: Page
    expected: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is read otherwise than expected; "page" where nothing is read at all."""

    field: str
    expected: Any
    found: Any


def folder_of(file: Path) -> Path:
    """Where the fixtures of a publisher's file stand: in the folder of its name beside it."""
    return file.with_suffix("")


def read(folder: Path) -> Iterator[Fixture]:
    """The fixtures of a folder, by name. Raises SpecError for one that is no fixture."""
    for path in sorted(folder.glob("*.json")):
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            body = gzip.decompress(path.with_suffix(".html.gz").read_bytes())
            yield Fixture(path.stem, _page(told, body), dict(told["expected"]))
        except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
            raise SpecError(str(path), "", f"is no fixture: {error!r}") from error


def write(folder: Path, name: str, page: Page, expected: dict[str, Any]) -> Path:
    """Keep a page as a fixture; returns the file that says what is expected, which people may correct."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {
        "url": page.url,
        "fetched_at": page.fetched_at.isoformat() if page.fetched_at else None,
        "headers": {name: page.headers[name] for name in _HEADERS if name in page.headers},
        "expected": expected,
    }
    (folder / f"{name}.html.gz").write_bytes(gzip.compress(page.body, mtime=0))
    path = folder / f"{name}.json"
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def expected_of(page: Page, publisher: Publisher) -> dict[str, Any]:
    """What is read on an article's page today, as a fixture holds it. Raises PageError."""
    return _fields(article_of(page, publisher))


def offered_by(page: Page, publisher: Publisher) -> dict[str, Any]:
    """What a list offers today, as a fixture holds it. Raises PageError."""
    return {"offers": [link.url for link in discover(page, publisher).articles]}


def check(fixture: Fixture, publisher: Publisher) -> list[Difference]:
    """What is read otherwise than the fixture expects; [] where all is well."""
    wanted = fixture.expected
    try:
        found = (offered_by if "offers" in wanted else expected_of)(fixture.page, publisher)
    except PageError as error:
        return [Difference("page", "an article", str(error))]
    return [Difference(name, value, found.get(name)) for name, value in wanted.items() if found.get(name) != value]


def _page(told: dict[str, Any], body: bytes) -> Page:
    at = datetime.fromisoformat(told["fetched_at"]) if told.get("fetched_at") else None
    return Page(told["url"], body, headers=dict(told.get("headers", {})), fetched_at=at)


def _fields(article: Article) -> dict[str, Any]:
    """The fields of an article that a rotten rule would spoil."""
    lines = article.text.split("\n")
    return {
        "title": article.title,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "authors": list(article.authors),
        "source": article.attribution.name,
        "language": article.language,
        "first": text.line(lines[0])[:_LONGEST],
        "last": text.line(lines[-1])[-_LONGEST:],
        "paragraphs": len(lines),
    }
