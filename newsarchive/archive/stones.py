"""Gravestones: what stands in a WARC file in place of records that were taken out of it.

A stone has exactly as many bytes as what it replaces, so that no other record moves and no offset changes. It is a
`metadata` record, and a gzip member that is padded by being stored instead of packed: any WARC tool steps over it.
"""

from __future__ import annotations

import os
import shutil
import struct
import uuid
import zlib
from datetime import datetime
from pathlib import Path

from newsarchive.archive import times

#: A gzip member of one name-less file, of no date, from an unknown system.
_GZIP = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
#: What a stored block of deflate may hold at most, and what its head takes.
_BLOCK, _HEAD = 65535, 5
_TAIL = 8


def stone(length: int, offset: int, url: str, reason: str, at: datetime) -> bytes:
    """A gzip member of exactly `length` bytes that says what was here. Raises ValueError where it does not fit.

    The same stone for the same page at the same byte, so that copies of a file stay copies.
    """
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{url} {offset} {at}").urn
    room = length - len(_GZIP) - _TAIL
    blocks = -(-room // (_BLOCK + _HEAD))
    room -= blocks * _HEAD
    for about, words in ((url, reason), (url, ""), ("", "")):  # as much as fits
        record = _record(room, name, about, words, at)
        if record:
            return _packed(record, blocks)
    raise ValueError(f"no gravestone fits into {length} bytes")


def put(path: Path, offset: int, stone: bytes) -> None:
    """Write a stone over the bytes of a file from `offset` on. A file that a backup shares becomes one's own first."""
    if path.stat().st_nlink > 1:
        _unshare(path)
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(stone)
        file.flush()
        os.fsync(file.fileno())


def _record(room: int, name: str, url: str, reason: str, at: datetime) -> bytes:
    """A WARC record of exactly `room` bytes; b"" if it needs more."""
    lines = [
        "WARC/1.1", "WARC-Type: metadata", f"WARC-Record-ID: <{name}>",
        f"WARC-Date: {times.exact(at)}", *([f"WARC-Target-URI: {url}"] if url else []),
        "Content-Type: application/warc-fields", "Content-Length: ",
    ]  # fmt: skip
    head = "\r\n".join(lines).encode()
    said = f"redacted: {' '.join(reason.split())}\r\n".encode()
    for digits in range(1, 11):
        size = room - len(head) - digits - 8
        if len(said) <= size and len(str(size)) == digits:
            return head + b"%d\r\n\r\n" % size + said + b" " * (size - len(said)) + b"\r\n\r\n"
    return b""


def _packed(record: bytes, blocks: int) -> bytes:
    """`record` as a gzip member of that many stored blocks."""
    parts, step = [_GZIP], -(-len(record) // blocks)
    for number in range(blocks):
        part = record[number * step : (number + 1) * step]
        parts += (struct.pack("<BHH", number == blocks - 1, len(part), len(part) ^ 0xFFFF), part)
    return b"".join(parts) + struct.pack("<II", zlib.crc32(record), len(record))


def _unshare(path: Path) -> None:
    """Give a file bytes of its own, whole or not at all."""
    own = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        shutil.copy2(path, own)
        with own.open("rb") as file:
            os.fsync(file.fileno())
        own.replace(path)
    finally:
        own.unlink(missing_ok=True)
