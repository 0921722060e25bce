"""The records of a WARC file, one after the other, with where each one stands; damage is told and stepped over."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from newsarchive import packing

_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
#: Of the two digests that WARC has, the algorithms that are met with.
_ALGORITHMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "md5": hashlib.md5}


@dataclass(frozen=True, slots=True)
class Record:
    """One record: a gzip member of its own."""

    offset: int
    """Its first byte in the file."""
    length: int
    """Bytes that it takes there, compressed."""
    headers: dict[str, str]
    """The WARC headers, names in lower case."""
    block: bytes = field(repr=False)

    @property
    def type(self) -> str:
        """response, request, revisit, warcinfo, metadata …"""
        return self.headers.get("warc-type", "")

    @property
    def url(self) -> str:
        """The URL that it is about; "" for a warcinfo record."""
        return self.headers.get("warc-target-uri", "").strip("<>")

    @property
    def at(self) -> str:
        """WARC-Date, as it stands there."""
        return self.headers.get("warc-date", "")

    @property
    def payload(self) -> bytes:
        """The block behind its HTTP headers; all of it where it is no message of HTTP."""
        return self.block if self.type == "conversion" else self.block.partition(b"\r\n\r\n")[2]

    def wrong(self, *, thoroughly: bool = True) -> str:
        """What its own digests say against it; "" if nothing.

        Where its block is what it was, so is the payload within: it has no need to be looked at but `thoroughly`.
        """
        if self.headers.get("content-length") != str(len(self.block)):
            return "it is not as long as it says"
        if not _agrees(self.headers.get("warc-block-digest", ""), self.block):
            return "its block does not have its digest"
        if not thoroughly and "warc-block-digest" in self.headers:
            return ""
        if self.type in ("response", "conversion") and not _agrees(
            self.headers.get("warc-payload-digest", ""), self.payload
        ):
            return "its payload does not have its digest"
        return ""


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that are no record."""

    offset: int
    length: int
    words: str


def walk(path: Path, start: int = 0) -> Iterator[Record | Damage]:
    """The records of a file from byte `start` on, and in their order what is none. Raises OSError."""
    with path.open("rb") as file:
        at, end = start, path.stat().st_size
        while at < end:
            found = _read(file, at)
            if isinstance(found, Damage):
                found = Damage(at, _next(file, at + 1, end) - at, found.words)
            yield found
            at += found.length


def at(path: Path, offset: int) -> Record | Damage:
    """The record that begins at byte `offset`. Raises OSError."""
    with path.open("rb") as file:
        return _read(file, offset)


def of(packed: bytes, offset: int) -> Record | Damage:
    """The record that these bytes are, all of it; `offset` is where they stand in their file."""
    unpack = packing.gunzip()
    try:
        plain = unpack.decompress(packed)
    except packing.Damaged as error:
        return Damage(offset, 0, f"this record cannot be unpacked: {error}")
    if not unpack.eof:
        return Damage(offset, 0, "this record is torn")
    return _record(offset, len(packed) - len(unpack.unused_data), plain)


def _read(file: IO[bytes], offset: int) -> Record | Damage:
    file.seek(offset)
    unpack, parts, size = packing.gunzip(), list[bytes](), 0
    while chunk := file.read(_CHUNK):
        try:
            parts.append(unpack.decompress(chunk))
        except packing.Damaged as error:
            return Damage(offset, 0, f"this record cannot be unpacked: {error}")
        size += len(chunk)
        if unpack.eof:
            return _record(offset, size - len(unpack.unused_data), b"".join(parts))
    return Damage(offset, 0, "this record is torn")


def _record(offset: int, length: int, plain: bytes) -> Record | Damage:
    head, _, rest = plain.partition(b"\r\n\r\n")
    version, *lines = head.decode("utf-8", "replace").split("\r\n")
    if not version.startswith("WARC/") or not rest.endswith(b"\r\n\r\n"):
        return Damage(offset, 0, "here stands what is no WARC record")
    pairs = (line.partition(":") for line in lines)
    return Record(offset, length, {name.strip().lower(): value.strip() for name, _, value in pairs}, rest[:-4])


def _next(file: IO[bytes], start: int, end: int) -> int:
    """Where the next record begins, from byte `start` on; `end` if none does."""
    while start < end:
        file.seek(start)
        chunk = file.read(_CHUNK)
        found = chunk.find(_MAGIC)
        if found < 0:
            start += max(len(chunk) - len(_MAGIC) + 1, 1)
        elif isinstance(_read(file, start + found), Record):
            return start + found
        else:
            start += found + 1
    return end


def _agrees(said: str, block: bytes) -> bool:
    """Does `block` have the digest that is said of it? One of no known kind is taken at its word."""
    kind, _, value = said.partition(":")
    algorithm = _ALGORITHMS.get(kind.lower())
    if algorithm is None:
        return True
    digest = algorithm(block, usedforsecurity=False)
    return value.upper() == base64.b32encode(digest.digest()).decode() or value.lower() == digest.hexdigest()
