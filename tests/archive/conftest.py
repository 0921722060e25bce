"""What the archive's tests are made of: real files, articles and visits in few words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsarchive.archive import Archive
from newsarchive.model import Article, Visit

STORY = "人工智能领域,要以创新应用为重点,开发一批新产品。\n第二段 in Latin words."
NOON = datetime(2024, 8, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "archive.db"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with Archive(path) as opened:
        yield opened


@pytest.fixture
def article() -> Callable[..., Article]:
    def make(url: str = "https://news.example/1.html", **fields: Any) -> Article:
        words = {"publisher": "example", "title": "湖南:先进制造业", "text": STORY, "fetched_at": NOON} | fields
        return Article(url, **words)

    return make


@pytest.fixture
def visit() -> Callable[..., Visit]:
    """Visits a second apart from each other, so that no two are one."""
    clock = iter(NOON + timedelta(seconds=second) for second in range(10_000))

    def make(url: str = "https://news.example/1.html", crawl: int | None = None, **fields: Any) -> Visit:
        return Visit(url, **({"at": next(clock), "crawl": crawl, "status": 200, "body": b"<p>page"} | fields))

    return make
