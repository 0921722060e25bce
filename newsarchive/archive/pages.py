"""Kept pages, read back from their WARC records."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from newsarchive.errors import RecordDamaged
from newsarchive.model import Page, Raw

#: A revisit refers to a response; one that goes on referring is no record of ours.
_HOPS = 3

#: Finds where the payload of a revisit is: `find(url, at)`.
Find = Callable[[str, str], Raw | None]


def read(folder: Path, raw: Raw, find: Find) -> Page:
    """The page that is kept at `raw`, its body unpacked. Raises RecordDamaged."""
    path = folder / raw.file
    head, body = _record(path, raw)
    payload, hops = _payload(path, head, body, folder, find)
    if hops > _HOPS:
        raise RecordDamaged(path, "the record at byte {at} refers to records without end", at=raw.offset)
    return _page(head, payload)


def parse(packed: bytes, raw: Raw) -> Page | None:
    """The page of a record's bytes; None where it only refers to another record. Raises RecordDamaged."""
    head, body = _parsed(packed, raw, Path(raw.file))
    return None if head.rec_headers.get_header("WARC-Type") == "revisit" else _page(head, body)


def _page(head: Any, payload: bytes) -> Page:
    status, headers = _answer(head)
    return Page(
        url=head.rec_headers.get_header("WARC-Target-URI"),
        body=unpack(payload, headers.get("content-encoding", "")),
        status=status,
        headers=headers,
        fetched_at=datetime.fromisoformat(head.rec_headers.get_header("WARC-Date")),
    )


def _answer(head: Any) -> tuple[int, dict[str, str]]:
    """Status and headers of a record; what a browser made of an answer has a type, and nothing else of HTTP."""
    if head.rec_type == "conversion":
        return 200, {"content-type": head.rec_headers.get_header("Content-Type")}
    headers = {name.lower(): value for name, value in reversed(head.http_headers.headers)}
    return int(head.http_headers.get_statuscode() or 0), headers


def _payload(path: Path, head: Any, body: bytes, folder: Path, find: Find) -> tuple[bytes, int]:
    """The body of a record, or of the one that it refers to; and how many hops led there."""
    hops, refers = 0, head.rec_headers
    while refers.get_header("WARC-Type") == "revisit" and hops <= _HOPS:
        url, at = refers.get_header("WARC-Refers-To-Target-URI"), refers.get_header("WARC-Refers-To-Date")
        raw = find(url, at)
        if raw is None:
            raise RecordDamaged(path, "a record refers to {url} of {at}, which is not kept", url=url, at=at)
        record, body = _record(folder / raw.file, raw)
        hops, refers = hops + 1, record.rec_headers
    return body, hops


def _record(path: Path, raw: Raw) -> tuple[Any, bytes]:
    """A record and its block behind the HTTP headers, both checked against their digests."""
    try:
        with path.open("rb") as file:
            file.seek(raw.offset)
            packed = file.read(raw.length)
    except FileNotFoundError as error:
        raise RecordDamaged(path, "this file is missing") from error
    return _parsed(packed, raw, path)


def _parsed(packed: bytes, raw: Raw, path: Path) -> tuple[Any, bytes]:
    try:
        record = next(ArchiveIterator(BytesIO(packed), check_digests="raise"))
        body = record.raw_stream.read()
    except (ArchiveLoadFailed, StopIteration, EOFError, zlib.error, ValueError, AttributeError) as error:
        # AttributeError: what warcio raises where a record is torn before its URL
        why = str(error) or "nothing is there"
        raise RecordDamaged(path, "the record at byte {at} cannot be read: {why}", at=raw.offset, why=why) from error
    if len(packed) < raw.length or (record.http_headers is None and record.rec_type != "conversion"):
        raise RecordDamaged(path, "the record at byte {at} is torn", at=raw.offset)
    return record, body


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
        unpack = zlib.decompressobj(zlib.MAX_WBITS + 16)
        try:
            out += unpack.decompress(body)
        except zlib.error:
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
