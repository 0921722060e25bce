"""Pages that somebody saved as files: browsers, SingleFile, wget, each with its way to say whence and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote

from newsarchive import urls

#: Bytes of a file's beginning in which a browser's note stands.
_HEAD = 16_384
#: Internet Explorer's and Chrome's, Firefox's and SingleFile's.
_NOTES = (
    re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE),
    re.compile(rb"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE),
)
_SAVED = re.compile(rb"saved date:\s*([^\r\n]+)", re.IGNORECASE)
_LINKS = (
    re.compile(rb"<link[^>]+rel=[\"']?canonical[\"']?[^>]*href=[\"']?([^\"'>\s]+)", re.IGNORECASE),
    re.compile(rb"<meta[^>]+property=[\"']?og:url[\"']?[^>]*content=[\"']?([^\"'>\s]+)", re.IGNORECASE),
)
_HOST = re.compile(r"^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?$", re.IGNORECASE)
_INDEX = re.compile(r"(^|/)index\.html?$")
_ENDINGS = (".html", ".htm", ".xhtml", ".shtml")


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved page."""

    file: Path
    url: str
    """"" where nothing says whence it is."""
    at: datetime
    body: bytes = field(repr=False)


def saved(path: Path, base: str = "") -> Iterator[Saved]:
    """The pages in a folder and all below it, or in a single file.

    A page's URL is what the browser noted in it, else its place below `base`, else its place below a folder named
    like a host (wget's mirrors), else what the page calls itself. Its time is what was noted, else the file's.
    """
    folder = path if path.is_dir() else path.parent
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        if file.is_file() and file.suffix.lower() in _ENDINGS and not _is_accessory(file, folder):
            body = file.read_bytes()
            yield Saved(file, _url(file, folder, body[:_HEAD], base), _at(file, body[:_HEAD]), body)


def _is_accessory(file: Path, folder: Path) -> bool:
    """Is it in a folder of a page's frames and pictures, as browsers save them: page_files, page.files?"""
    return any(part.endswith(("_files", ".files")) for part in file.relative_to(folder).parts[:-1])


def _url(file: Path, folder: Path, head: bytes, base: str) -> str:
    noted = _first(_NOTES, head)
    below = urls.canonical(base.rstrip("/") + "/" + quote(file.relative_to(folder).as_posix())) if base else ""
    return noted or below or _mirrored(file, folder) or _first(_LINKS, head)


def _first(patterns: tuple[re.Pattern[bytes], ...], head: bytes) -> str:
    found = (pattern.search(head) for pattern in patterns)
    told = (urls.canonical(match[1].decode("utf-8", "replace")) for match in found if match)
    return next(filter(None, told), "")


def _mirrored(file: Path, folder: Path) -> str:
    """The URL of a file of a mirror: what stands behind the last folder that is named like a host."""
    parts = (folder.name, *file.relative_to(folder).parts)
    for place in range(len(parts) - 2, -1, -1):
        if _HOST.match(parts[place]) and not parts[place].lower().endswith(_ENDINGS):
            rest = _INDEX.sub(r"\1", "/".join(parts[place + 1 :]))
            return urls.canonical(f"http://{parts[place]}/{rest}")
    return ""


def _at(file: Path, head: bytes) -> datetime:
    noted = _SAVED.search(head)
    if noted:
        words = noted[1].decode("utf-8", "replace").partition("(")[0].replace("GMT", "").strip()
        with suppress(ValueError):
            return parsedate_to_datetime(words).astimezone(UTC)
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)
