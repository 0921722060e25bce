"""XML that somebody else wrote: of bounded size, and without the entities that make a bomb of it."""

from __future__ import annotations

import re
import zlib

from newsarchive.errors import TooLarge, Undecodable

#: Bytes of a feed or a sitemap, unpacked. The sitemap protocol allows 50 MB.
LARGEST = 52_428_800
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(\[?)[^>]*>", re.IGNORECASE)
_GZIP = b"\x1f\x8b"


def unpacked(body: bytes, url: str) -> bytes:
    """The document of a file that may be gzipped itself (sitemap.xml.gz). Raises TooLarge, Undecodable."""
    if not body.startswith(_GZIP):
        return _bounded(body, url)
    unzip = zlib.decompressobj(wbits=31)
    try:
        found = unzip.decompress(body, LARGEST + 1)
    except zlib.error as error:
        raise Undecodable(url, "no gzip") from error
    return _bounded(found, url)


def harmless(body: bytes, url: str) -> bytes:
    """The document without its DOCTYPE. Raises Undecodable where that declares entities.

    RSS 0.91 has a DOCTYPE that only names it; one with declarations of its own is written to blow a parser up.
    """
    found = _DOCTYPE.search(body[:4096])
    if b"<!ENTITY" in body or (found and found[1]):
        raise Undecodable(url, "declares entities")
    return body[: found.start()] + body[found.end() :] if found else body


def _bounded(body: bytes, url: str) -> bytes:
    if len(body) > LARGEST:
        raise TooLarge(url, f"more than {LARGEST} bytes")
    return body
