"""The kinds of files, by their names, and the one way to write any of them: whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

from newsarchive.archive import failures, times
from newsarchive.archive.answers import Tell
from newsarchive.archive.export import entries, feeds, notes, site, tables, warcs
from newsarchive.archive.export.entries import Entry, Reading

#: What can be written, and by which end of a file's name it is known; "" is a folder.
FORMATS = {
    "jsonl": ".jsonl", "csv": ".csv", "parquet": ".parquet", "warc": ".warc.gz", "wacz": ".wacz", "atom": ".atom",
    "jsonfeed": ".json", "markdown": "", "site": "",
}  # fmt: skip
#: Feeds show the newest articles, and no more of them than this where nobody says how many.
_FEED = 100
_FOLDERS = ("markdown", "site")
#: In a folder that was exported, and may be exported anew.
_MARK = ".newsarchive"


def export(
    reading: Reading, folder: Path, out: Path | None, kind: str, words: str, tell: Tell, *,
    limit: int = 0, history: bool = False, title: str = "",
) -> int:  # fmt: skip
    """Write the articles that match `words` ("": all) as a file of that kind; `out` None is stdout. Returns how many.

    `folder` is the archive's. `history` gives every revision, `limit` is at most how many articles (0: all; feeds have
    the newest ones). Nothing is left of a file that could not be written to its end. Raises QueryError, NotInstalled,
    RecordDamaged, DiskFull, ValueError for what cannot go to stdout.
    """
    chosen = _Counted(_chosen(reading, kind, words, tell, limit, history))
    name = title or words or "newsarchive"
    if out is None:
        _to_stream(chosen, kind, name)
    else:
        with failures.told(out), _unborn(out) as made:
            _to_path(chosen, reading, folder, made, kind, name)
    return chosen.many


class _Counted:
    """Entries, counted as they pass."""

    def __init__(self, entries: Iterator[Entry]) -> None:
        self._entries, self.many = entries, 0

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            self.many += 1
            yield entry


def _chosen(reading: Reading, kind: str, words: str, tell: Tell, limit: int, history: bool) -> Iterator[Entry]:
    if kind in ("atom", "jsonfeed"):
        return iter(entries.newest(reading, words, limit or _FEED))
    return entries.select(reading, words, tell, limit=limit, history=history)


def _to_stream(chosen: Iterable[Entry], kind: str, name: str) -> None:
    if kind not in ("jsonl", "csv", "jsonfeed"):
        raise ValueError(f"{kind} needs a file or a folder of its own")
    _write_text(chosen, kind, sys.stdout, name)


def _to_path(chosen: Iterable[Entry], reading: Reading, folder: Path, path: Path, kind: str, name: str) -> None:
    software = f"newsarchive/{version('newsarchive')}"
    if kind in ("warc", "wacz"):
        (warcs.write_warc if kind == "warc" else warcs.write_wacz)(chosen, reading, folder, path, software)
    elif kind in _FOLDERS:
        path.mkdir()
        (path / _MARK).touch()
        notes.write_notes(chosen, path) if kind == "markdown" else site.write_site(chosen, reading, path, name)
    elif kind == "parquet":
        tables.write_parquet(chosen, path)
    elif kind == "atom":
        feeds.write_atom(chosen, path, name, times.utc(times.now()))
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            _write_text(chosen, kind, file, name)


def _write_text(chosen: Iterable[Entry], kind: str, file: TextIO, name: str) -> None:
    if kind == "jsonl":
        tables.write_lines(chosen, file)
    elif kind == "csv":
        tables.write_csv(chosen, file)
    else:
        feeds.write_json_feed(chosen, file, name)


@contextmanager
def _unborn(out: Path) -> Iterator[Path]:
    """Where a file or a folder is made until it may have its name. An older one gives way, if it was made here too."""
    if out.is_dir() and any(out.iterdir()) and not (out / _MARK).exists():
        raise ValueError(f"{out} is a folder with files that were not exported; name another")
    out.parent.mkdir(parents=True, exist_ok=True)
    made = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        yield made
        if out.is_dir():
            shutil.rmtree(out)
        made.replace(out)
    finally:
        shutil.rmtree(made, ignore_errors=True) if made.is_dir() else made.unlink(missing_ok=True)
