"""WARC and WACZ: the pages of the chosen articles, record by record as they were kept, for replay elsewhere."""

from __future__ import annotations

import gzip
import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from urllib.parse import urlsplit

from warcio.warcwriter import WARCWriter

from newsarchive.archive import records, times, visits
from newsarchive.archive.export.entries import Entry, Reading
from newsarchive.archive.records import Record
from newsarchive.errors import RecordDamaged
from newsarchive.model import Raw

_SOME = 100
_KEPT = """
SELECT warc_files.path, warc_offset, warc_length FROM articles
JOIN urls ON urls.id = articles.url_id OR urls.alias_of = articles.url_id
JOIN visits ON visits.url_id = urls.id JOIN warc_files ON warc_files.id = visits.warc_id
WHERE articles.id = ? ORDER BY visits.id"""
#: In a replay, the record of a page is found by the address reversed: com,example)/news.
_INDEX = "CREATE TABLE lines (line TEXT PRIMARY KEY) WITHOUT ROWID"


@dataclass(frozen=True, slots=True)
class _Written:
    """A record in the new file."""

    record: Record
    offset: int
    length: int


def write_warc(entries: Iterable[Entry], reading: Reading, folder: Path, path: Path, software: str) -> None:
    """A WARC file of the chosen articles' pages, with their requests, and the payloads that they refer to.

    Raises RecordDamaged where one cannot be read.
    """
    for _ in _write(entries, reading, folder, path, software):
        pass


def write_wacz(entries: Iterable[Entry], reading: Reading, folder: Path, path: Path, software: str) -> None:
    """A WACZ package (1.1.1): that WARC file with its index and the list of its pages."""
    with TemporaryDirectory(dir=path.parent, prefix=".wacz") as made, closing(sqlite3.connect("")) as index:
        data, pages = Path(made) / "data.warc.gz", Path(made) / "pages.jsonl"
        index.execute(_INDEX)
        with pages.open("w", encoding="utf-8") as file:
            file.write('{"format": "json-pages-1.0", "id": "pages", "title": "Articles"}\n')
            for written in _write(_listed(entries, file), reading, folder, data, software):
                if written.record.type != "conversion":  # replay shows what servers sent
                    index.execute("INSERT OR IGNORE INTO lines VALUES (?)", [_line(written, data.name)])
        _write_index(index, Path(made) / "index.cdx.gz")
        _pack(path, Path(made), software)


def _listed(entries: Iterable[Entry], file: IO[str]) -> Iterator[Entry]:
    """The entries as they pass, each written down as a page."""
    for entry in entries:
        page = {"url": entry.url, "ts": entry.seen_at, "title": entry.title, "text": entry.text}
        file.write(json.dumps(page, ensure_ascii=False) + "\n")
        yield entry


def _write(entries: Iterable[Entry], reading: Reading, folder: Path, path: Path, software: str) -> Iterator[_Written]:
    """Copy records, each once; what is given are the answers, not their requests."""
    rest = iter(entries)
    with path.open("wb") as file, closing(sqlite3.connect("")) as copied:  # on the disk: a million places are many
        copied.execute("CREATE TABLE places (file TEXT, at INTEGER, PRIMARY KEY (file, at)) WITHOUT ROWID")
        writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
        writer.write_record(
            writer.create_warcinfo_record(path.name, {"software": software, "format": "WARC File Format 1.1"})
        )
        while some := list(islice(rest, _SOME)):
            for entry in some:
                with reading() as db:
                    places = [Raw(*row) for row in db.execute(_KEPT, [entry.id])]
                for raw in places:
                    yield from _copy(reading, folder, raw, file, copied)


def _copy(reading: Reading, folder: Path, raw: Raw, file: IO[bytes], copied: sqlite3.Connection) -> Iterator[_Written]:
    """Copy an answer with its request, after the one that it refers to."""
    if not copied.execute("INSERT OR IGNORE INTO places VALUES (?, ?)", [raw.file, raw.offset]).rowcount:
        return
    record = _read(folder, raw)
    if record.type in ("revisit", "conversion"):
        with reading() as db:
            refers = record.headers.get("warc-refers-to-target-uri", ""), record.headers.get("warc-refers-to-date", "")
            original = visits.raw_of(db, *refers)
        if original:
            yield from _copy(reading, folder, original, file, copied)
    behind = records.at(folder / raw.file, raw.offset + raw.length)
    more = behind.length if isinstance(behind, Record) and behind.type == "request" else 0
    start = file.tell()
    with (folder / raw.file).open("rb") as source:
        source.seek(raw.offset)
        file.write(source.read(raw.length + more))
    yield _Written(record, start, raw.length)


def _read(folder: Path, raw: Raw) -> Record:
    path = folder / raw.file
    if not path.exists():
        raise RecordDamaged(path, "this file is missing")
    found = records.at(path, raw.offset)
    wrong = found.wrong() if isinstance(found, Record) else found.words
    if wrong or not isinstance(found, Record):
        raise RecordDamaged(path, "the record at byte {at}: {wrong}", at=raw.offset, wrong=wrong)
    return found


def _line(written: _Written, name: str) -> str:
    """A line of a CDXJ index."""
    record = written.record
    head = record.block.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    kinds = [line.partition(":")[2].split(";")[0].strip() for line in head if line.lower().startswith("content-type:")]
    moment = times.parse(record.at)
    about: dict[str, Any] = {
        "url": record.url,
        "mime": "warc/revisit" if record.type == "revisit" else kinds[0] if kinds else "unk",
        "status": head[0].split(" ")[1] if " " in head[0] else "",
        "digest": record.headers.get("warc-payload-digest", ""),
        "length": str(written.length),
        "offset": str(written.offset),
        "filename": name,
    }
    stamp = moment.strftime("%Y%m%d%H%M%S") if moment else ""
    return f"{_key(record.url)} {stamp} {json.dumps(about, ensure_ascii=False)}"


def _key(url: str) -> str:
    """A URL by which replay tools sort: com,example)/path?query, in lower case."""
    parts = urlsplit(url)
    host = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
    port = f":{parts.port}" if parts.port else ""
    query = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{host}{port}){parts.path.rstrip('/') or '/'}{query}".lower()


def _write_index(index: sqlite3.Connection, path: Path) -> None:
    with gzip.open(path, "wt", encoding="utf-8", newline="\n") as file:
        for (line,) in index.execute("SELECT line FROM lines ORDER BY line"):
            file.write(line + "\n")


def _pack(path: Path, made: Path, software: str) -> None:
    """Put the parts into one file, WARC and index unpacked so that a player can read them in place."""
    names = {"archive": "data.warc.gz", "indexes": "index.cdx.gz", "pages": "pages.jsonl"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        resources = []
        for folder, name in names.items():
            packing = zipfile.ZIP_DEFLATED if folder == "pages" else zipfile.ZIP_STORED
            package.write(made / name, f"{folder}/{name}", packing)
            about = {"name": name, "path": f"{folder}/{name}", "hash": _hash(made / name)}
            resources.append(about | {"bytes": (made / name).stat().st_size})
        described = {
            "profile": "data-package", "wacz_version": "1.1.1", "title": "newsarchive", "software": software,
            "created": times.utc(times.now()), "resources": resources,
        }  # fmt: skip
        words = json.dumps(described, ensure_ascii=False, indent=2)
        package.writestr("datapackage.json", words)
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(words.encode()).hexdigest()}"}
        package.writestr("datapackage-digest.json", json.dumps(digest))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
