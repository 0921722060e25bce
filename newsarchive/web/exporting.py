"""Any search as a file: JSON Lines and CSV of what it finds, Atom and JSON Feed of what is newest of it."""

from __future__ import annotations

import io
from typing import TextIO

from newsarchive.archive import Archive
from newsarchive.archive.export import feeds, tables
from newsarchive.web.asked import Asked, File, Stream

#: Entries of a feed; articles of a file, more than which the command `newsarchive export` writes.
_FEED, MOST = 50, 100_000


def atom(archive: Archive, asked: Asked) -> File:
    """The newest answers as an Atom feed. Raises QueryError."""
    found = archive.desk.newest(asked.words, _FEED)
    to = io.BytesIO()
    updated = max((entry.seen_at for entry in found), default=asked.now.isoformat())
    feeds.write_atom(found, to, _title(asked), updated)
    return File(to.getvalue(), "application/atom+xml; charset=utf-8")


def json_feed(archive: Archive, asked: Asked) -> File:
    """The newest answers as a JSON Feed. Raises QueryError."""
    to = io.StringIO()
    feeds.write_json_feed(archive.desk.newest(asked.words, _FEED), to, _title(asked))
    return File(to.getvalue(), "application/feed+json; charset=utf-8")


def lines(archive: Archive, asked: Asked) -> Stream:
    """Every answer, whole, as JSON Lines. Raises QueryError."""
    words = _understood(archive, asked)

    def write(opened: Archive, to: TextIO) -> None:
        tables.write_lines(opened.desk.all(words, MOST), to)

    return Stream(write, "application/jsonl; charset=utf-8", "articles.jsonl")


def table(archive: Archive, asked: Asked) -> Stream:
    """Every answer, whole, as CSV that no spreadsheet computes. Raises QueryError."""
    words = _understood(archive, asked)

    def write(opened: Archive, to: TextIO) -> None:
        tables.write_csv(opened.desk.all(words, MOST), to)

    return Stream(write, "text/csv; charset=utf-8", "articles.csv")


def _understood(archive: Archive, asked: Asked) -> str:
    """The words of a query that is one: what is wrong must be said before the first byte goes out."""
    archive.desk.found(asked.words, 1)
    return asked.words


def _title(asked: Asked) -> str:
    return f"newsarchive: {asked.words}" if asked.words else "newsarchive"
