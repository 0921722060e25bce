"""Packed bodies, unpacked within bounds: the beginning, to see what a page says about itself; or all, in one go."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import brotli

from newsarchive import packing

#: Bytes that are unpacked at most.
ENOUGH = 131_072


def beginning(body: bytes, coding: str) -> bytes:
    """The first bytes of a document that was sent as `coding` ("gzip", "br", "deflate"; "" for not at all).

    b"" where it cannot be unpacked.

    >>> import gzip
    >>> beginning(gzip.compress(b"<html>"), "gzip")
    b'<html>'
    """
    way = coding.strip().lower()
    try:
        if way in ("gzip", "x-gzip"):
            return zlib.decompressobj(wbits=31).decompress(body, ENOUGH)
        if way == "deflate":
            wrapped = body[:1] == b"\x78"
            return zlib.decompressobj(wbits=15 if wrapped else -15).decompress(body, ENOUGH)
        if way == "br":
            return bytes(brotli.Decompressor().process(body, output_buffer_limit=ENOUGH))
    except (zlib.error, brotli.error):
        return b""
    return body[:ENOUGH] if way in ("", "identity") else b""


def is_cut(body: bytes, coding: str, largest: int) -> bool:
    """Does a packed document end in its middle? One that lacks gzip's trailer alone is whole: some servers leave that
    out. `largest` bounds what is unpacked.

    >>> import gzip
    >>> packed = gzip.compress(b"<html>" * 99)
    >>> [is_cut(packed[:end], "gzip", 9999) for end in (len(packed), -4, -8, -12)]
    [False, False, False, True]
    """
    try:
        if coding == "br":
            unpack = brotli.Decompressor()
            return len(unpack.process(body, output_buffer_limit=largest)) < largest and not unpack.is_finished()
        return coding in ("gzip", "x-gzip") and _is_gzip_cut(body, largest)
    except (zlib.error, brotli.error):
        return False


def _is_gzip_cut(body: bytes, largest: int) -> bool:
    unpack = zlib.decompressobj(wbits=31)
    document = unpack.decompress(body, largest)
    if unpack.eof or unpack.unconsumed_tail:
        return False
    trailer = struct.pack("<LL", zlib.crc32(document), len(document))
    return not any(_ends(unpack.copy(), trailer[there:]) for there in range(len(trailer)))


def _ends(unpack: Any, trailer: bytes) -> bool:
    try:
        unpack.decompress(trailer)
    except zlib.error:
        return False
    return bool(unpack.eof)


def whole(body: bytes, largest: int) -> bytes:
    """The document that is the one gzip member of `body`; b"" where there is another, or a part, or more bytes of it.

    >>> import gzip
    >>> packed = gzip.compress(b"<html>")
    >>> whole(packed, 100), whole(packed, 3), whole(packed[:-3], 9)
    (b'<html>', b'', b'')
    """
    unpack = packing.gunzip()
    try:
        document: bytes = unpack.decompress(body, largest)
    except packing.Damaged:
        return b""
    return document if unpack.eof and not unpack.unused_data else b""
