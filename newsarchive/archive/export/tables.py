"""JSON Lines, CSV and Parquet: a row an entry."""

from __future__ import annotations

import csv
import dataclasses
import importlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from newsarchive.archive.export.entries import FIELDS, LISTS, Entry
from newsarchive.errors import NotInstalled

#: What makes a spreadsheet take a cell for a formula; also in full width. An apostrophe makes it take one for words.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")
_GROUP = 2000
_NUMBERS = ("id", "revision", "copy_of", "story_id")
_TIMES = ("dated", "first_seen", "last_seen", "seen_at")


def write_lines(entries: Iterable[Entry], file: TextIO) -> None:
    """JSON Lines: an object a line, lists as lists, nothing escaped that need not be."""
    for entry in entries:
        file.write(json.dumps(dataclasses.asdict(entry), ensure_ascii=False) + "\n")


def write_csv(entries: Iterable[Entry], file: TextIO) -> None:
    """CSV as spreadsheets read it: a BOM, lists joined by "; ", and an apostrophe before what would be a formula."""
    file.write("\ufeff")
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow(FIELDS)
    for entry in entries:
        rows.writerow([_cell(getattr(entry, name)) for name in FIELDS])


def write_parquet(entries: Iterable[Entry], path: Path) -> None:
    """Parquet, packed with zstd, in groups of rows; times as times in UTC. Raises NotInstalled without pyarrow."""
    arrow, parquet = _arrow("pyarrow"), _arrow("pyarrow.parquet")
    schema = _schema(arrow)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(entries):
            writer.write_table(_table(arrow, schema, group))


def table(entries: Iterable[Entry]) -> Any:
    """The rows and types of a Parquet file as a pyarrow.Table, in memory. Raises NotInstalled without pyarrow."""
    arrow = _arrow("pyarrow")
    schema = _schema(arrow)
    groups = [_table(arrow, schema, group) for group in _groups(entries)]
    return arrow.concat_tables([schema.empty_table(), *groups])


def _arrow(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise NotInstalled("pyarrow", "parquet", "to write Parquet") from error


def _schema(arrow: Any) -> Any:
    return arrow.schema([(name, _kind(arrow, name)) for name in FIELDS])


def _table(arrow: Any, schema: Any, group: list[Entry]) -> Any:
    return arrow.Table.from_pylist([_row(entry) for entry in group], schema=schema)


def guarded(words: str) -> str:
    """`words` as a cell that no spreadsheet computes; who takes one apostrophe off the front has them as they were.

    >>> guarded('=HYPERLINK("https://evil.example")')
    '\\'=HYPERLINK("https://evil.example")'
    """
    return "'" + words if words.startswith(_FORMULA) else words


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(item if isinstance(item, str) else " ".join(filter(None, item)) for item in value)
    return guarded(value) if isinstance(value, str) else value


def _kind(arrow: Any, name: str) -> Any:
    if name in _NUMBERS:
        return arrow.int64()
    if name in _TIMES:
        return arrow.timestamp("s", tz="UTC")
    if name == "images":
        return arrow.list_(arrow.struct([("url", arrow.string()), ("caption", arrow.string())]))
    return arrow.list_(arrow.string()) if name in LISTS else arrow.string()


def _row(entry: Entry) -> dict[str, Any]:
    row = dataclasses.asdict(entry)
    for name in _TIMES:
        row[name] = datetime.fromisoformat(row[name])
    row["images"] = [{"url": url, "caption": caption} for url, caption in entry.images]
    return row


def _groups(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    rest = iter(entries)
    while group := list(islice(rest, _GROUP)):
        yield group
