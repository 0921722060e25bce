"""Two states of one article side by side: their fields, the classes of the change, the words of the text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from newsarchive.archive import changes
from newsarchive.archive.differences import Piece, compare

#: Fields beside the text, in the order of reading: the name that people know, and the column of `revisions`.
FIELDS = (
    ("title", "title"), ("source", "source_name"), ("source_kind", "source_kind"), ("evidence", "source_evidence"),
    ("authors", "authors"), ("editors", "editors"), ("published_at", "published_at"), ("precision", "precision"),
    ("updated_at", "updated_at"), ("language", "language"), ("section", "section"), ("tags", "tags"),
    ("images", "images"), ("completeness", "completeness"),
)  # fmt: skip
_COLUMNS = tuple(dict.fromkeys((*changes.COLUMNS, *(column for _, column in FIELDS), "seen_at", "cause", "extractor")))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two revisions of an article."""

    url: str
    old: int
    new: int
    """Numbers of the revisions."""
    seen_at: tuple[str, str]
    """When each was first seen."""
    cause: str
    """Who made the later one: "publisher" or "extractor"."""
    edits: tuple[str, ...]
    fields: Mapping[str, tuple[Any, Any]]
    """Fields beside the text that differ: what each state has."""
    text: tuple[Piece, ...]
    """The text, as stretches that are equal, replaced, added and removed."""


def between(db: sqlite3.Connection, article: int, url: str, old: int, new: int) -> Comparison:
    """Compare two revisions of an article. Raises KeyError where it has none of such a number."""
    before, after = _row(db, article, old), _row(db, article, new)
    texts = [
        db.execute("SELECT text FROM texts WHERE id = ?", [row["text_id"]]).fetchone()[0] for row in (before, after)
    ]
    return Comparison(
        url=url,
        old=old,
        new=new,
        seen_at=(before["seen_at"], after["seen_at"]),
        cause=after["cause"],
        edits=tuple(changes.between(db, before, after)),
        fields={
            name: (_value(before[column]), _value(after[column]))
            for name, column in FIELDS
            if before[column] != after[column]
        },
        text=tuple(compare(*texts)),
    )


def _row(db: sqlite3.Connection, article: int, number: int) -> dict[str, Any]:
    sql = f"SELECT {', '.join(_COLUMNS)} FROM revisions WHERE article_id = ? AND number = ?"
    row = db.execute(sql, [article, number]).fetchone()
    if row is None:
        raise KeyError(f"there is no revision {number}")
    return dict(zip(_COLUMNS, row, strict=True))


def _value(stored: Any) -> Any:
    return json.loads(stored) if isinstance(stored, str) and stored[:1] == "[" else stored
