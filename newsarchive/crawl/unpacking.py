"""Packed bodies, unpacked within bounds: the beginning, to see what a page says about itself; or all, in one go."""

from __future__ import annotations

import zlib

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
