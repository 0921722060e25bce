"""Pages as witnesses: every record of every WARC file against its digests, and against the visits that name it."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from newsarchive import urls
from newsarchive.archive import records, times, warc
from newsarchive.archive.answers import Fault, Tell
from newsarchive.archive.records import Damage, Record

Reading = Callable[[], AbstractContextManager[sqlite3.Connection]]

_SOME = 500
#: Of a file that is still written, what is behind the last record that a visit names may be half a record.
_FILES = """
SELECT id, path, bytes, sha256, iif(bytes IS NULL, coalesce((
  SELECT max(warc_offset + warc_length) FROM visits WHERE warc_id = warc_files.id), 0), NULL)
FROM warc_files ORDER BY id"""
_VISITS = """
SELECT visits.id, warc_offset, warc_length, urls.url, at, status, visits.bytes, digest
FROM visits JOIN urls ON urls.id = visits.url_id
WHERE warc_id = ? AND warc_offset > ? ORDER BY warc_offset LIMIT ?"""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A row of `visits` that names a place in a file."""

    id: int
    offset: int
    length: int
    url: str
    at: str
    status: int
    size: int
    digest: bytes | None


def pages(reading: Reading, folder: Path, tell: Tell, only: Collection[str] | None = None) -> Iterator[Fault]:
    """What is wrong with the WARC files, all or `only` these. Bytes that no visit names must be whole records too."""
    with reading() as db:
        files = [row for row in db.execute(_FILES) if only is None or row[1] in only]
    sizes = [(folder / path).stat().st_size if (folder / path).exists() else 0 for _, path, *_ in files]
    done, total = 0, sum(sizes)
    for (file, path, size, sha256, end), there in zip(files, sizes, strict=True):
        if not (folder / path).exists():
            yield Fault(path, None, None, "this file is missing")
            continue
        yield from _sealed(folder, path, size, sha256, there)
        for offset, fault in _file(reading, folder, file, path, max(there, size or 0) if end is None else end):
            tell("pages", done + offset, total)
            if fault:
                yield fault
        done += there


def _sealed(folder: Path, path: str, size: int | None, sha256: bytes | None, there: int) -> Iterator[Fault]:
    if size is not None and size != there:
        yield Fault(path, None, None, f"it had {size} bytes when it was sealed, and has {there}")
    elif sha256 is not None and warc.sha256(folder / path) != sha256:
        yield Fault(path, None, None, "it does not have the digest with which it was sealed")


def _file(reading: Reading, folder: Path, file: int, path: str, end: int) -> Iterator[tuple[int, Fault | None]]:
    """Walk the records of a file up to byte `end`, and the visits that name it, side by side."""
    named = takewhile(lambda visit: visit.offset < end, _visits(reading, file))
    visit = next(named, None)
    for found in takewhile(lambda found: found.offset < end, records.walk(folder / path)):
        while visit and visit.offset < found.offset:
            yield found.offset, _missed(path, visit)
            visit = next(named, None)
        mine = visit if visit and visit.offset == found.offset else None
        if mine:
            visit = next(named, None)
        wrong = _wrong(found, mine)
        yield found.offset, Fault(path, mine.id if mine else None, found.offset, wrong) if wrong else None
    for late in [visit, *named] if visit else []:
        yield late.offset, _missed(path, late)


def _missed(path: str, visit: _Kept) -> Fault:
    return Fault(path, visit.id, visit.offset, f"the page of {visit.url} should begin here, and no record does")


def _wrong(found: Record | Damage, visit: _Kept | None) -> str:
    """What is wrong with a record: by itself, and by the visit that names it; "" if nothing."""
    if isinstance(found, Damage):
        return found.words
    if wrong := found.wrong():
        return wrong
    return "" if visit is None else _differs(found, visit)


def _differs(found: Record, visit: _Kept) -> str:
    if found.length != visit.length:
        return f"the record has {found.length} bytes, its visit says {visit.length}"
    if urls.key(found.url) != urls.key(visit.url):
        return f"the record is of {found.url}, its visit says {visit.url}"
    if not _is_one_moment(found.at, visit.at):
        return f"the record is of {found.at}, its visit says {visit.at}"
    if _status(found) != visit.status:
        return f"the record has status {_status(found)}, its visit says {visit.status}"
    return _payload(found, visit)


def _is_one_moment(one: str, other: str) -> bool:
    """A damaged time is no time, and no other one's."""
    try:
        return times.parse(one) == times.parse(other)
    except ValueError:
        return False


def _status(found: Record) -> int:
    if found.type == "conversion":  # what a browser built, which it does of good answers alone
        return 200
    words = found.block[:32].split(b" ", 2)
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0


def _payload(found: Record, visit: _Kept) -> str:
    if found.type in ("response", "conversion"):
        digest = hashlib.sha1(found.payload, usedforsecurity=False).digest() if found.payload else None
        good = digest == visit.digest and len(found.payload) == visit.size
    else:
        said = found.headers.get("warc-payload-digest", "")
        good = visit.digest is None or said == "sha1:" + base64.b32encode(visit.digest).decode()
    return "" if good else "the record's payload is not the one that its visit had"


def _visits(reading: Reading, file: int) -> Iterator[_Kept]:
    last = -1
    while True:
        with reading() as db:
            rows = db.execute(_VISITS, [file, last, _SOME]).fetchall()
        yield from (_Kept(*row) for row in rows)
        if len(rows) < _SOME:
            return
        last = rows[-1][1]
