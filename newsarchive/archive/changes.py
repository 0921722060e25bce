"""What one revision changes in the one before it, in classes: filled in as revisions are written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from newsarchive.archive import credits, times
from newsarchive.archive.edits import Edit, Said, edits

#: Columns of `revisions` that are compared.
COLUMNS = (
    "title", "text_id", "source_id", "source_kind", "source_name", "authors", "editors", "published_at", "precision",
    "language",
)  # fmt: skip
_encoded = json.JSONEncoder(separators=(",", ":")).encode
_BEFORE = f"SELECT {', '.join(COLUMNS)} FROM revisions WHERE article_id = ? AND number = ?"


def classes(db: sqlite3.Connection, article: int, before: int, now: Mapping[str, Any]) -> list[Edit]:
    """The classes of what a row of `revisions` changes in the revision `before` of its article; [] for the first."""
    row = db.execute(_BEFORE, [article, before]).fetchone() if before else None
    return [] if row is None else between(db, dict(zip(COLUMNS, row, strict=True)), now)


def between(db: sqlite3.Connection, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Edit]:
    """The classes of what differs between two rows of `revisions`."""
    same = before["source_id"] == after["source_id"]
    return edits(_said(db, before, named=not same), _said(db, after, named=not same))


def _said(db: sqlite3.Connection, row: Mapping[str, Any], *, named: bool) -> Said:
    """A row as it is compared. Sources of two numbers are one where their names are spellings of one (`named`)."""
    source = credits.name_key(row["source_name"]) if named and row["source_name"] else ""
    text = db.execute("SELECT text FROM texts WHERE id = ?", [row["text_id"]]).fetchone()[0]
    published = times.parse(row["published_at"])
    return Said(
        title=row["title"],
        text=text,
        source=(source, row["source_kind"], row["authors"], row["editors"]),
        published=(published.astimezone(UTC).isoformat() if published else "", row["precision"]),
        language=row["language"],
    )


def packed(found: list[Edit]) -> str:
    """As the column `edits` has them."""
    return _encoded(found) if found else "[]"
