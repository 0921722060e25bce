"""Gzip, unpacked by ISA-L where it is there for this machine: in a third of the time of the standard library's zlib."""

from __future__ import annotations

import zlib
from typing import Any

try:
    from isal import isal_zlib as fast
except ImportError:
    import zlib as fast  # type: ignore[no-redef]

#: What unpacking raises for bytes that are damaged.
Damaged: tuple[type[Exception], ...] = (zlib.error, fast.error)  # type: ignore[assignment]  # so a stub has it


def gunzip() -> Any:
    """A new unpacker of one gzip member: an object as `zlib.decompressobj` makes it, that raises one of `Damaged`.

    >>> import gzip
    >>> unpack = gunzip()
    >>> unpack.decompress(gzip.compress(b"page") + b"more"), unpack.eof, unpack.unused_data
    (b'page', True, b'more')
    """
    return fast.decompressobj(wbits=zlib.MAX_WBITS + 16)
