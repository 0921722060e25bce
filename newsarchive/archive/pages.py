"""Kept pages, read back from their WARC records."""

from __future__ import annotations

import importlib
import re
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from newsarchive import packing
from newsarchive.archive import records
from newsarchive.archive.records import Damage, Record
from newsarchive.errors import RecordDamaged
from newsarchive.model import Page, Raw

#: A revisit refers to a response; one that goes on referring is no record of ours.
_HOPS = 3
#: A header goes on in a line that begins with a blank.
_FOLDED = re.compile(r"\r?\n[ \t]+")

#: Finds where the payload of a revisit is: `find(url, at)`.
Find = Callable[[str, str], Raw | None]


def read(folder: Path, raw: Raw, find: Find) -> Page:
    """The page that is kept at `raw`, its body unpacked. Raises RecordDamaged."""
    path = folder / raw.file
    record = _record(path, raw)
    payload, hops = _payload(path, record, folder, find)
    if hops > _HOPS:
        raise RecordDamaged(path, "the record at byte {at} refers to records without end", at=raw.offset)
    return _page(record, payload)


def parse(packed: bytes, raw: Raw) -> Page | None:
    """The page of a record's bytes; None where it only refers to another record. Raises RecordDamaged."""
    record = _parsed(packed, raw, Path(raw.file))
    return None if record.type == "revisit" else _page(record, record.payload)


def _page(record: Record, payload: bytes) -> Page:
    status, headers = _answer(record)
    return Page(
        url=record.url,
        body=unpack(payload, headers.get("content-encoding", "")),
        status=status,
        headers=headers,
        fetched_at=datetime.fromisoformat(record.at),
    )


def _answer(record: Record) -> tuple[int, dict[str, str]]:
    """Status and headers of a record; what a browser made of an answer has a type, and nothing else of HTTP."""
    if record.type == "conversion":
        return 200, {"content-type": record.headers.get("content-type", "")}
    head = record.block.partition(b"\r\n\r\n")[0]
    first, *lines = _FOLDED.sub(" ", _words(head)).replace("\r\n", "\n").split("\n")
    pairs = (line.partition(":") for line in reversed(lines))  # of two of one name, the first counts
    status = first.split(maxsplit=2)[1:2]
    return int(status[0]) if status and status[0].isdigit() else 0, {
        name.strip().lower(): value.strip() for name, _, value in pairs
    }


def _words(head: bytes) -> str:
    """The headers of an answer: in UTF-8, or as HTTP once had it."""
    try:
        return head.decode()
    except UnicodeDecodeError:
        return head.decode("latin-1")


def _payload(path: Path, record: Record, folder: Path, find: Find) -> tuple[bytes, int]:
    """The body of a record, or of the one that it refers to; and how many hops led there."""
    hops = 0
    while record.type == "revisit" and hops <= _HOPS:
        url, at = (record.headers.get(f"warc-refers-to-{name}", "") for name in ("target-uri", "date"))
        raw = find(url, at)
        if raw is None:
            raise RecordDamaged(path, "a record refers to {url} of {at}, which is not kept", url=url, at=at)
        record, hops = _record(folder / raw.file, raw), hops + 1
    return record.payload, hops


def _record(path: Path, raw: Raw) -> Record:
    """A record that agrees with its digests."""
    try:
        with path.open("rb") as file:
            file.seek(raw.offset)
            packed = file.read(raw.length)
    except FileNotFoundError as error:
        raise RecordDamaged(path, "this file is missing") from error
    return _parsed(packed, raw, path)


def _parsed(packed: bytes, raw: Raw, path: Path) -> Record:
    found = records.of(packed, raw.offset)
    why = found.words if isinstance(found, Damage) else found.wrong(thoroughly=False)
    if isinstance(found, Damage) or why:
        raise RecordDamaged(path, "the record at byte {at} cannot be read: {why}", at=raw.offset, why=why)
    if found.type != "conversion" and not found.block.startswith(b"HTTP/"):
        raise RecordDamaged(path, "the record at byte {at} is no answer", at=raw.offset)
    return found


def unpack(body: bytes, codings: str) -> bytes:
    """Take the content codings off, the last one first; a body that is not in the coding it claims is left as it is."""
    for coding in reversed([name.strip().lower() for name in codings.split(",")]):
        if coding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
            body = _gunzip(body)
        elif coding == "deflate" and body:
            body = _inflate(body)
        elif coding == "br" and body:
            body = _unbrotli(body)
    return body


def _gunzip(body: bytes) -> bytes:
    """Unpack as much as there is: servers cut streams off, and browsers show what came."""
    out = b""
    while body.startswith(b"\x1f\x8b"):
        unpack = packing.gunzip()
        try:
            out += unpack.decompress(body)
        except packing.Damaged:
            break
        body = unpack.unused_data
    return out


def _inflate(body: bytes) -> bytes:
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):  # as the standard has it, and as many servers do
        try:
            return zlib.decompress(body, window)
        except zlib.error:
            continue
    return body


def _unbrotli(body: bytes) -> bytes:
    try:
        brotli = importlib.import_module("brotli")
    except ModuleNotFoundError:
        return body
    try:
        return bytes(brotli.decompress(body))
    except brotli.error:
        return body
