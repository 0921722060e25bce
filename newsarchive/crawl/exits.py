"""Exit codes of `scrapy crawl`, the same as those of `newsarchive`."""

from __future__ import annotations

from newsarchive.errors import ArchiveError, DiskFull, Locked, NotAnArchive, ReadOnly, SchemaTooNew

FAILED = 1
BAD_USE = 2
UNUSABLE = 4
LOCKED = 5
DISK_FULL = 6
INTERRUPTED = 130

_CODES: tuple[tuple[type[ArchiveError], int], ...] = (
    (Locked, LOCKED),
    (DiskFull, DISK_FULL),
    (NotAnArchive, UNUSABLE),
    (SchemaTooNew, UNUSABLE),
    (ReadOnly, UNUSABLE),
)


def code_of(error: ArchiveError) -> int:
    """The exit code of a crawl that the archive ended."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), FAILED)
