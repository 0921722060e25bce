"""Pages that others still need: answers of other URLs whose payload is kept with a page that is to be redacted.

The same bytes are kept once, and other answers refer to them. Before these bytes are erased, the first of those others
is written down anew with them, and the rest as references to it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from newsarchive.archive import records, times
from newsarchive.archive.records import Record
from newsarchive.archive.redaction import Plan
from newsarchive.archive.visits import Original
from newsarchive.archive.warc import Shelf
from newsarchive.model import Raw, Visit

#: Answers of other URLs with this payload, and what was answered "not modified" to those URLs.
_OTHERS = """
SELECT visits.id, warc_files.path, warc_offset, warc_length FROM visits
JOIN warc_files ON warc_files.id = visits.warc_id
WHERE visits.id IN (
    SELECT id FROM visits WHERE digest = ?1 UNION
    SELECT later.id FROM visits AS first JOIN visits AS later ON later.url_id = first.url_id AND later.digest IS NULL
    WHERE first.digest = ?1)
ORDER BY visits.id"""

Moved = list[tuple[int, Raw]]


def move(
    reading: Callable[[], AbstractContextManager[sqlite3.Connection]], folder: Path, shelf: Shelf, what: Plan
) -> Moved:
    """Write down anew, on `shelf`, what refers to records that are to be erased; return where the visits' pages are."""
    moved: Moved = []
    erased = {place.visit for place in what.places}
    for place in what.places:
        gone = records.at(folder / place.file, place.offset) if (folder / place.file).exists() else None
        if isinstance(gone, Record) and gone.type == "response" and gone.payload:
            with reading() as db:
                digest = db.execute("SELECT digest FROM visits WHERE id = ?", [place.visit]).fetchone()[0]
                rows = db.execute(_OTHERS, [digest]).fetchall()
            others = [(row, Raw(*raw)) for row, *raw in rows if row not in erased]
            moved += _heirs(folder, shelf, gone, others)
    return moved


def _heirs(folder: Path, shelf: Shelf, gone: Record, others: Moved) -> Iterator[tuple[int, Raw]]:
    original: Original | None = None
    for row, raw in others:
        found = records.at(folder / raw.file, raw.offset)
        if isinstance(found, Record) and _refers(found, gone):
            visit = _visit(found, _request(folder, raw))
            if original is None:
                original = Original(visit.url, times.exact(visit.at))
                yield row, shelf.keep(replace(visit, body=gone.payload), None)
            else:
                yield row, shelf.keep(replace(visit, body=b"" if visit.status == 304 else gone.payload), original)


def _refers(found: Record, gone: Record) -> bool:
    told = (found.headers.get("warc-refers-to-target-uri"), found.headers.get("warc-refers-to-date"))
    return found.type == "revisit" and told == (gone.url, gone.at)


def _request(folder: Path, raw: Raw) -> Record | None:
    behind = records.at(folder / raw.file, raw.offset + raw.length)
    return behind if isinstance(behind, Record) and behind.type == "request" else None


def _visit(found: Record, request: Record | None) -> Visit:
    """The visit that a record tells of, without its body."""
    line, headers = _head(found.block)
    asked, sent = _head(request.block) if request else ("GET", ())
    at = times.parse(found.at)
    if at is None:
        raise ValueError(f"a record without a date: {found.url}")
    return Visit(
        url=found.url,
        at=at,
        method=asked.partition(" ")[0],
        request_headers=sent,
        request_body=request.payload if request else b"",
        status=int(line.split(" ")[1]),
        headers=headers,
    )


def _head(block: bytes) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The first line and the headers of an HTTP message."""
    first, *lines = block.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").split("\r\n")
    pairs = (line.partition(":") for line in lines if ":" in line)
    return first, tuple((name, value.strip()) for name, _, value in pairs)
