"""Packed bodies, unpacked within bounds: the beginning, to see what a page says about itself; or all, in one go."""

from __future__ import annotations

import zlib

import brotli

try:
    from isal import isal_zlib as fast
except ImportError:  # there is none for this machine: the standard library takes twice as long
    import zlib as fast  # type: ignore[no-redef]

#: Bytes that are unpacked at most.
ENOUGH = 131_072


def beginning(body: bytes, packing: str) -> bytes:
    """The first bytes of a document that was sent as `packing` ("gzip", "br", "deflate"; "" for not at all).

    b"" where it cannot be unpacked.

    >>> import gzip
    >>> beginning(gzip.compress(b"<html>"), "gzip")
    b'<html>'
    """
    way = packing.strip().lower()
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

    By ISA-L where it is, which takes less than half the time of zlib.

    >>> import gzip
    >>> packed = gzip.compress(b"<html>")
    >>> whole(packed, 100), whole(packed, 3), whole(packed[:-3], 9)
    (b'<html>', b'', b'')
    """
    unpack = fast.decompressobj(wbits=31)
    try:
        document: bytes = unpack.decompress(body, largest)
    except fast.error:  # type: ignore[misc]  # a stub has an exception for a class
        return b""
    return document if unpack.eof and not unpack.unused_data else b""
