"""Exit codes: what a script may build on. docs/commands.md says the same to people."""

from __future__ import annotations

from newsarchive.errors import (
    DiskFull,
    Locked,
    NewsArchiveError,
    NotAnArchive,
    QueryError,
    ReadOnly,
    SchemaTooNew,
    SchemaTooOld,
    SpecError,
)

DONE = 0
#: Something went wrong that has no code of its own.
FAILED = 1
#: The command line, a query or a publisher's file is wrong.
BAD_USE = 2
#: The question was understood, and nothing answers it.
NOTHING = 3
#: The archive cannot be used: no archive, too new, too old, read-only.
UNUSABLE = 4
#: Another process is writing.
LOCKED = 5
#: No space is left.
DISK_FULL = 6
#: Publishers were visited, and one is not well: blocked, silent, a field missing …
UNWELL = 7
#: Stopped by Ctrl-C.
INTERRUPTED = 130

_CODES: tuple[tuple[type[NewsArchiveError], int], ...] = (
    (QueryError, BAD_USE),
    (SpecError, BAD_USE),
    (Locked, LOCKED),
    (DiskFull, DISK_FULL),
    (NotAnArchive, UNUSABLE),
    (SchemaTooNew, UNUSABLE),
    (SchemaTooOld, UNUSABLE),
    (ReadOnly, UNUSABLE),
)


def code_of(error: NewsArchiveError) -> int:
    """The exit code for an error that reached the command line."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), FAILED)
