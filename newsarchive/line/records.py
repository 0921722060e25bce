"""The records of other people's archives: WARC, ARC and WACZ, as odd as they come.

A reader that keeps to the standard stops at the first record of a wrong length. This one steps over what it cannot
read: a gzip member that is torn, a file that is packed as a whole, a length that is too short, line ends of any kind.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

#: Bytes of the largest block that is kept in memory; of a larger one only its head is told.
LARGEST = 64 << 20
_CHUNK = 1 << 16
#: Packed bytes that are unpacked at a time: what is unpacked together with a tear is lost.
_BITE = 1024
#: Packed bytes of a gzip member that are looked through for the next one, where it turns out to be torn.
_REMEMBERED = 1 << 17
_MAGIC = b"\x1f\x8b\x08"
_BEGINS_INSIDE = re.compile(rb"\nWARC/[01]\.\d+\s*\r?\nWARC-", re.IGNORECASE)
_BEGIN = re.compile(rb"WARC/[01]\.\d+\s*$")
#: URL, address, date, type, length: ARC's line before a record. The URL itself may hold blanks.
_ARC = re.compile(
    rb"^(?P<url>[a-z]+:\S.*?) (?P<address>\S+) (?P<date>\d{8,14}) (?P<type>.*?)(?: \S+)*? ?(?P<length>\d+)\s*$"
)


@dataclass(frozen=True, slots=True)
class Record:
    """One record of somebody's archive."""

    type: str
    """response, request, revisit, resource, warcinfo, metadata, conversion; "damaged": bytes that are no record."""
    url: str = ""
    at: str = ""
    """WARC-Date, or ARC's date, as it stands there."""
    content_type: str = ""
    """Of a resource: what its block is. Of others the block is HTTP."""
    block: bytes = field(default=b"", repr=False)
    large: bool = False
    """Is the block cut, because it is larger than LARGEST?"""


class UnknownFormat(ValueError):
    """The file is none of these."""


def records(path: Path) -> Iterator[Record]:
    """The records of a file, in their order. Raises UnknownFormat, OSError."""
    with path.open("rb") as file:
        if zipfile.is_zipfile(path):
            yield from _zipped(path)
        else:
            yield from _of_stream(file, path)


def _zipped(path: Path) -> Iterator[Record]:
    """The WARC files that a WACZ holds."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if re.search(r"\.w?arc(\.gz)?$", name)]
        if not names:
            raise UnknownFormat("a zip file that holds no WARC file")
        for name in names:
            with package.open(name) as packed, tempfile.TemporaryFile() as file:
                shutil.copyfileobj(packed, file)
                file.seek(0)
                yield from _of_stream(file, path)


def _of_stream(file: IO[bytes], path: Path) -> Iterator[Record]:
    lines = _Lines(_Unpacked(file))
    head = lines.line()
    while head and _is_blank(head):
        head = lines.line()
    lines.take_back(head)
    if head.startswith(b"WARC/"):
        return _warc(lines)
    if _ARC.match(head.rstrip()):
        return _arc(lines)
    raise UnknownFormat(f"neither WARC nor ARC nor WACZ: {head[:24]!r}")


class _Lines:
    """Lines and blocks of a stream; what was read last can be taken back."""

    def __init__(self, stream: _Unpacked) -> None:
        self._stream, self._file, self._back = stream, io.BufferedReader(stream, _CHUNK), b""

    def line(self) -> bytes:
        """The next line, or the next part of one that is very long; b"" at the end."""
        if not self._back:
            return self._file.readline(_CHUNK)
        end = self._back.find(b"\n") + 1 or len(self._back)
        line, self._back = self._back[:end], self._back[end:]
        return line

    def take_back(self, words: bytes) -> None:
        self._back = words + self._back

    def block(self, length: int) -> bytes:
        """So many bytes, of which LARGEST at most are kept; fewer where the file is torn within."""
        tears = self._stream.tears
        head, self._back = self._back[:length], self._back[length:]
        block = head + self._file.read(min(length, LARGEST) - len(head))
        left = length - len(block)
        while left > 0 and (skipped := self._file.read(min(left, _CHUNK))):
            left -= len(skipped)
        begin = _BEGINS_INSIDE.search(block) if self._stream.tears > tears else None
        if begin is None:
            return block
        self.take_back(block[begin.start() + 1 :])
        return block[: begin.start()]


class _Unpacked(io.RawIOBase):
    """A file's bytes, out of gzip where they are packed: by record, as a whole, or torn."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._packed = file.read(_CHUNK)
        self._is_gzip = self._packed.startswith(_MAGIC)
        self._member = zlib.decompressobj(zlib.MAX_WBITS + 16) if self._is_gzip else None
        self._taken = b""
        self.tears = 0
        """How many gzip members broke off."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        words = self._next(len(view))
        view[: len(words)] = words
        return len(words)

    def _next(self, most: int) -> bytes:
        """The next bytes, `most` at most; b"" at the end."""
        while self._packed or self._more():
            if self._member is None:
                words, self._packed = self._packed[:most], self._packed[most:]
                return words
            words = self._unpack(most)
            if words:
                return words
        return b""

    def _unpack(self, most: int) -> bytes:
        assert self._member is not None
        given, rest = self._packed[:_BITE], self._packed[_BITE:]
        try:
            words = self._member.decompress(given, most)
        except zlib.error:
            self.tears += 1
            self._seek_member((self._taken + given)[1:] + rest)  # a torn member takes some of the next for its own
            return b"\n"  # whatever line was begun ends here
        left = self._member.unconsumed_tail or self._member.unused_data
        self._taken = (self._taken + given[: len(given) - len(left)])[-_REMEMBERED:]
        self._packed = left + rest
        if self._member.eof:
            self._seek_member(self._packed)
        return words

    def _seek_member(self, rest: bytes) -> None:
        """Go on at the next gzip member: right here, or behind whatever lies before it."""
        self._member, self._taken = zlib.decompressobj(zlib.MAX_WBITS + 16), b""
        while True:
            at = rest.find(_MAGIC)
            if at >= 0:
                self._packed = rest[at:]
                return
            more = self._file.read(_CHUNK)
            if not more:
                self._packed = b""
                return
            rest = rest[-2:] + more

    def _more(self) -> bool:
        self._packed = self._file.read(_CHUNK)
        return bool(self._packed)


def _warc(lines: _Lines) -> Iterator[Record]:
    lost = False
    while line := lines.line():
        if _BEGIN.match(line.strip()):
            lost = False
            yield _record(lines)
        elif not _is_blank(line) and not lost:  # once, however many lines it is
            lost = True
            yield Record("damaged")


def _record(lines: _Lines) -> Record:
    """The record that stands behind its first line."""
    fields: dict[str, str] = {}
    while (line := lines.line()).strip():
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields[name.strip().lower()] = value.strip()
    kind, url = fields.get("warc-type", "").lower(), fields.get("warc-target-uri", "").strip("<>")
    length = fields.get("content-length", "")
    if not kind or not length.isdecimal():
        return Record("damaged", url)
    block = lines.block(int(length))
    block += _rest(lines)
    large = int(length) > LARGEST
    return Record(kind, url, fields.get("warc-date", ""), fields.get("content-type", ""), block, large)


def _rest(lines: _Lines) -> bytes:
    """What stands behind a block up to the next record: lengths are too short now and then."""
    extra: list[bytes] = []
    size = 0
    while line := lines.line():
        if _BEGIN.match(line.strip()):
            lines.take_back(line)
            break
        size += len(line)
        if size < LARGEST:
            extra.append(line)
    rest = b"".join(extra)
    return b"" if _is_blank(rest) else rest


def _arc(lines: _Lines) -> Iterator[Record]:
    lost = False
    while line := lines.line():
        if match := _ARC.match(line.rstrip()):
            lost = False
            length = int(match["length"])
            url, about = match["url"].decode("utf-8", "replace"), match["type"].decode("latin-1")
            kind = "warcinfo" if url.startswith("filedesc:") else "response"
            yield Record(kind, url, match["date"].decode(), about, lines.block(length), length > LARGEST)
        elif not _is_blank(line) and not lost:
            lost = True
            yield Record("damaged")


def _is_blank(words: bytes) -> bool:
    return not words.strip(b"\r\n\0 ")
