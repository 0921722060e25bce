"""WARC 1.1: every request and what came of it, one gzip member a record, as any WARC tool reads it.

A record is on its way to the disk before the database tells of it, so what the database tells of is there. What is
there and torn, because a process was killed while it wrote, is cut off when the archive is next opened.
"""

from __future__ import annotations

import base64
import hashlib
import os
import zlib
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from warcio.recordbuilder import RecordBuilder
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsarchive.archive import failures, times
from newsarchive.archive.visits import Original, digest_of, header
from newsarchive.model import RENDER, Raw, Visit

#: Bytes after which the next file is begun.
ROLL = 1_000_000_000

#: What the headers say of a form that the body is no longer in goes under this name, as other archives have it.
_ORIGINALLY = "X-Archive-Orig-"
_INFO = {
    "format": "WARC File Format 1.1",
    "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    "description": (
        "HTTP headers are rebuilt from parsed ones: their names, values and order are the server's, the bytes between "
        "them (spaces, line ends) may not be. Bodies are as sent, without transfer encoding."
    ),
}
#: How hard records are packed, and from how many bytes on a body that came packed is not packed again.
_LEVEL, _LARGE = 6, 8192
_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_VERSION = "WARC/1.1"
#: Makes records, and knows no file.
_BUILDER = RecordBuilder(warc_version=_VERSION)
_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"


class Shelf:
    """The WARC files that this process writes. One a crawl at a time, in `folder`/warc.

    `opened(path, crawl)` and `sealed(path, bytes, sha256)` are told of files, by their path relative to `folder`; the
    first before the file is made.
    """

    def __init__(
        self,
        folder: Path,
        software: str,
        opened: Callable[[str, int | None], None],
        sealed: Callable[[str, int, bytes], None],
        roll: int = ROLL,
    ) -> None:
        self._folder, self._software, self._opened, self._sealed, self._roll = folder, software, opened, sealed, roll
        self._files: dict[int | None, tuple[str, IO[bytes]]] = {}
        self._serial = 0

    def keep(self, visit: Visit, original: Original | None, digest: bytes = b"") -> Raw:
        """Write request and response of a visit, the response as a revisit of `original` where there is one.

        `digest` is the SHA-1 of its body, where it is known.
        """
        digest = digest or digest_of(visit)
        with failures.told(self._folder):
            name, file = self._file(visit.crawl)
            start = file.tell()
            try:
                length = _write(file, visit, original, payload_digest(digest))
            except BaseException:
                _take_back(file, start)
                raise
        return Raw(name, start, length, digest)

    def flush(self) -> None:
        """Return when every record is on the disk."""
        for _, file in self._files.values():
            os.fsync(file.fileno())

    def close(self) -> None:
        """Seal every file."""
        while self._files:
            self._seal(next(iter(self._files)))

    def _file(self, crawl: int | None) -> tuple[str, IO[bytes]]:
        if crawl in self._files and self._files[crawl][1].tell() >= self._roll:
            self._seal(crawl)
        if crawl not in self._files:
            self._files[crawl] = self._open(crawl)
        return self._files[crawl]

    def _open(self, crawl: int | None) -> tuple[str, IO[bytes]]:
        (self._folder / "warc").mkdir(exist_ok=True)
        stamp = times.now().strftime("%Y%m%d%H%M%S")
        while (self._folder / (name := f"warc/newsarchive-{stamp}-{crawl or 0:05}-{self._serial:05}.warc.gz")).exists():
            self._serial += 1
        self._serial += 1
        self._opened(name, crawl)
        file = (self._folder / name).open("x+b")
        _writer(file).write_record(_info(name, self._software))
        return name, file

    def _seal(self, crawl: int | None) -> None:
        name, file = self._files.pop(crawl)
        size = file.tell()
        file.flush()
        os.fsync(file.fileno())
        digest = _sha256(file)
        file.close()
        self._sealed(name, size, digest)


def sha256(path: Path) -> bytes:
    """The digest of a whole file, with which it is sealed."""
    with path.open("rb") as file:
        return _sha256(file)


def whole(path: Path, start: int = 0) -> int:
    """Where the last whole record of a file ends, of those from byte `start` on, at which one begins."""
    end = start
    with path.open("rb") as file:
        file.seek(start)
        while size := _member(file):
            end += size
            file.seek(end)
    return end


def cut(path: Path, start: int) -> int:
    """Cut a torn tail off a file; return how many bytes it had."""
    end, size = whole(path, start), path.stat().st_size
    if end < size:
        with path.open("r+b") as file:
            file.truncate(end)
    return size - end


def _member(file: IO[bytes]) -> int:
    """How many bytes the gzip member takes at which `file` stands; 0 if there is none, or no whole one."""
    unpack, size = zlib.decompressobj(zlib.MAX_WBITS + 16), 0
    while chunk := file.read(1 << 16):
        try:
            unpack.decompress(chunk)
        except zlib.error:
            return 0
        size += len(chunk)
        if unpack.eof:
            return size - len(unpack.unused_data)
    return 0


def _sha256(file: IO[bytes]) -> bytes:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    return digest.digest()


def _take_back(file: IO[bytes], start: int) -> None:
    """After a full disk: nothing of a record that could not be written stays."""
    file.seek(start)
    file.truncate()


def _write(file: IO[bytes], visit: Visit, original: Original | None, digest: str) -> int:
    """Write response, then request; or what a browser made of a response. Return the length of the first record."""
    about = {"WARC-Date": times.exact(visit.at)}
    if visit.method == RENDER:
        length = file.write(_packed(_conversion(visit, about, digest), _LEVEL))
        file.flush()
        return length
    response = _revisit(visit, original, about, digest) if original else _response(visit, about, digest)
    is_packed = original is None and len(visit.body) >= _LARGE and bool(header(visit, "content-encoding"))
    length = file.write(_packed(response, 0 if is_packed else _LEVEL))
    concurrent = about | {"WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")}
    request = _record(visit.url, "request", visit.request_body, _request_head(visit), concurrent)
    file.write(_packed(request, _LEVEL))
    file.flush()
    return length


def _packed(record: Any, level: int) -> bytes:
    """A record as one gzip member; level 0 spares the work where its body was sent packed, and gains nothing."""
    block = BytesIO()
    _writer(block, gzip=False).write_record(record)
    return zlib.compress(block.getbuffer(), level, wbits=zlib.MAX_WBITS + 16)


def _writer(file: IO[bytes], gzip: bool = True) -> Any:
    return WARCWriter(file, gzip=gzip, warc_version=_VERSION)


def _info(name: str, software: str) -> Any:
    return _BUILDER.create_warcinfo_record(Path(name).name, {"software": software} | _INFO)


def _record(url: str, kind: str, block: bytes, head: StatusAndHeaders, about: dict[str, str]) -> Any:
    return _BUILDER.create_warc_record(
        url, kind, payload=BytesIO(block), length=len(block), http_headers=head, warc_headers_dict=about
    )


def _response(visit: Visit, about: dict[str, str], digest: str) -> Any:
    told = {"WARC-Payload-Digest": digest} if visit.body else {}
    return _record(visit.url, "response", visit.body, _response_head(visit), about | told)


def _conversion(visit: Visit, about: dict[str, str], digest: str) -> Any:
    """A document that no server sent; it refers to the response that it was made of, whose moment it has."""
    refers = {"WARC-Refers-To-Target-URI": visit.url, "WARC-Refers-To-Date": about["WARC-Date"]}
    return _BUILDER.create_warc_record(
        visit.url,
        "conversion",
        payload=BytesIO(visit.body),
        length=len(visit.body),
        warc_content_type=header(visit, "content-type") or "text/html",
        warc_headers_dict=about | refers | {"WARC-Payload-Digest": digest},
    )


def _revisit(visit: Visit, original: Original, about: dict[str, str], digest: str) -> Any:
    profile = "server-not-modified" if visit.status == 304 else "identical-payload-digest"
    refers = {
        "WARC-Profile": _PROFILE + profile,
        "WARC-Refers-To-Target-URI": original.url,
        "WARC-Refers-To-Date": original.at,
    }
    if visit.body:
        refers["WARC-Payload-Digest"] = digest
    return _record(visit.url, "revisit", b"", _response_head(visit), about | refers)


def payload_digest(digest: bytes) -> str:
    """The SHA-1 of a body as WARC records name it."""
    return "sha1:" + base64.b32encode(digest).decode()


def _response_head(visit: Visit) -> StatusAndHeaders:
    status = visit.status or 0
    phrase = _PHRASES.get(status, "Unknown")
    fields = [_honest(_name(name), _line(value), len(visit.body)) for name, value in visit.headers]
    if not header(visit, "content-length"):
        fields.append(("Content-Length", str(len(visit.body))))
    return StatusAndHeaders(f"{status} {phrase}", fields, protocol="HTTP/1.1")


def _request_head(visit: Visit) -> StatusAndHeaders:
    target = "/" + visit.url.partition("//")[2].partition("/")[2]
    fields = [(_name(name), _line(value)) for name, value in visit.request_headers]
    if not any(name.lower() == "host" for name, _ in fields):
        fields.insert(0, ("Host", visit.url.partition("//")[2].partition("/")[0]))
    return StatusAndHeaders(f"{visit.method} {target} HTTP/1.1", fields, is_http_request=True)


def _honest(name: str, value: str, size: int) -> tuple[str, str]:
    """A header that would make a reader mistake the kept body for chunks, or cut it, takes another name."""
    wrong = name.lower() == "transfer-encoding" or (name.lower() == "content-length" and value != str(size))
    return (_ORIGINALLY + name, value) if wrong else (name, value)


@lru_cache(1024)  # headers have few names
def _name(name: str) -> str:
    """A header's name as HTTP has it: what is no letter of ASCII is escaped, as warcio does with values."""
    return quote(name, safe="!#$&'*+^`|")


def _line(value: str) -> str:
    return " ".join(value.splitlines())
