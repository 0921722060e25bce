"""What tables and columns mean: read off the comments of schema.sql, and off described.toml where these say nothing."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_TABLE = re.compile(r"((?:^-- .*\n)*)^CREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)([\s\S]*?);$", re.MULTILINE)
_COLUMN = re.compile(r"^  ([a-z]\w*)\s+(?:TEXT|INTEGER|REAL|BLOB)\b[^\n]*?(?:--\s*([^\n]*))?$", re.MULTILINE)
#: Columns of a view: "articles.title," or "sources.name AS source,".
_VIEWED = re.compile(r"^  (?:\w+\.(?=\w+,?$)|.*\bAS )(\w+),?$", re.MULTILINE)
#: Columns that count bytes.
_BYTES = ("bytes", "warc_offset", "warc_length")


@dataclass(frozen=True, slots=True)
class Described:
    """A table or a view: what it holds, and what its columns mean."""

    words: str
    columns: dict[str, str]
    units: dict[str, str]
    """Of columns that are measured: "B" for bytes."""


def tables() -> dict[str, Described]:
    """Every table and view of today's schema, in its order."""
    sql = (files("newsarchive.archive") / "schema.sql").read_text(encoding="utf-8")
    return {name: _described(name, comment, body) for comment, name, body in _TABLE.findall(sql)}


def _described(name: str, comment: str, body: str) -> Described:
    said, own = dict(_COLUMN.findall(body)), _known().get(name, {})
    names = list(dict.fromkeys([*said, *_VIEWED.findall(body), *own]))
    columns = {column: own.get(column) or said.get(column) or _general(column) for column in names}
    return Described(_words(comment), columns, {column: "B" for column in names if column in _BYTES})


def _words(comment: str) -> str:
    return " ".join(line.removeprefix("--").strip() for line in comment.splitlines())


def _general(name: str) -> str:
    return next((words for end, words in _known()["everywhere"].items() if name.endswith(end)), "")


@cache
def _known() -> dict[str, dict[str, str]]:
    told = (files("newsarchive.archive") / "described.toml").read_text(encoding="utf-8")
    return tomllib.loads(told)
