"""JSON Lines read back: what `tables.write_lines` wrote becomes articles again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from newsarchive.errors import NotAnArchive
from newsarchive.model import Article, Attribution, Image


def articles(path: Path) -> Iterator[Article]:
    """The articles of a file, a line at a time. Raises NotAnArchive for a line that is none, with its number."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                yield article(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:  # no JSON, no object, a field that is missing or odd
                words = "line {number} is no exported article: {error}"
                raise NotAnArchive(path, words, number=number, error=error) from error


def article(row: Mapping[str, Any]) -> Article:
    """An article, as a row states it. Raises KeyError, ValueError, TypeError for a row that is none."""
    return Article(
        url=row["url"],
        publisher=row["publisher"],
        title=row["title"],
        text=row["text"],
        html=row["html"],
        authors=tuple(row["authors"]),
        editors=tuple(row["editors"]),
        published_at=_moment(row["published_at"]),
        updated_at=_moment(row["updated_at"]),
        published_precision=row["published_precision"],
        language=row["language"],
        section=row["section"],
        tags=tuple(row["tags"]),
        images=tuple(Image(*image) for image in row["images"]),
        attribution=_attribution(row),
        completeness=row["completeness"],
        fetched_at=_moment(row["seen_at"]),
        aliases=tuple(row["aliases"]),
    )


def _attribution(row: Mapping[str, Any]) -> Attribution:
    return Attribution(
        kind=row["source_kind"],
        name=row["source_name"],
        publisher=row["source_publisher"],
        url=row["source_url"],
        evidence=row["source_evidence"],
        chain=tuple(row["source_chain"]),
        outlet=row["source"],
    )


def _moment(words: str | None) -> datetime | None:
    return None if words is None else datetime.fromisoformat(words)
