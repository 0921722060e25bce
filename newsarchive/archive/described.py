"""What tables and columns mean, read off the comments of schema.sql: no second place says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

_TABLE = re.compile(r"((?:^-- .*\n)*)^CREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)([\s\S]*?);$", re.MULTILINE)
_COLUMN = re.compile(r"^  ([a-z]\w*)\s+(?:TEXT|INTEGER|REAL|BLOB)\b[^\n]*?(?:--\s*([^\n]*))?$", re.MULTILINE)
#: Columns that mean the same wherever they stand and are not explained there; a name ends in one of these.
_EVERYWHERE = {
    "published_at": "when the publisher says it was published: ISO 8601 with the publisher's offset",
    "updated_at": "when the publisher says it was changed last: ISO 8601 with the publisher's offset",
    "_at": "UTC, ISO 8601",
    "first_seen": "UTC, ISO 8601: when the archive saw it first",
    "last_seen": "UTC, ISO 8601: when the archive saw it last",
    "_id": "number of a row in the table of that name",
    "id": "number of the row",
    "url": "canonical form",
    "bytes": "bytes",
    "language": "ISO 639 code of two letters, with a script where it matters; empty: unknown",
    "slug": "short name: of its file, in searches and addresses",
}


@dataclass(frozen=True, slots=True)
class Described:
    """A table or a view: what it holds, and what its columns mean."""

    words: str
    columns: dict[str, str]


def tables() -> dict[str, Described]:
    """Every table and view of today's schema, in its order."""
    sql = (files("newsarchive.archive") / "schema.sql").read_text(encoding="utf-8")
    return {name: Described(_words(comment), _columns(body)) for comment, name, body in _TABLE.findall(sql)}


def _words(comment: str) -> str:
    return " ".join(line.removeprefix("--").strip() for line in comment.splitlines())


def _columns(body: str) -> dict[str, str]:
    return {name: words for name, said in _COLUMN.findall(body) if (words := said or _general(name))}


def _general(name: str) -> str:
    return next((words for end, words in _EVERYWHERE.items() if name == end or name.endswith(end)), "")
