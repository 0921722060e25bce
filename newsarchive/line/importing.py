"""Other people's archives and saved pages into ours: each record is stored, or counted with a reason.

    stored     added, revised, unchanged; older: kept, but a later state of the article is there already
               (again: nobody has looked yet which of revised and unchanged it will be)
    counted    request, metadata, warcinfo, revisit, conversion, damaged …: no page
               status-404, not-html, no-url, no-date, too-large, visited: no page that can be stored
               no-title, no-body, not-an-article, undecodable …: a page that is no article, as in a crawl

Pages that give an article are kept in our own WARC files with the day on which they were fetched, so that they can be
read again; the rest stays where it is.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from newsarchive import publishers, urls
from newsarchive.archive import Archive
from newsarchive.archive.pages import unpack
from newsarchive.errors import PageError
from newsarchive.line import folders, messages
from newsarchive.line.reading import article_of
from newsarchive.line.records import Record, UnknownFormat, records
from newsarchive.model import Article, Link, Page, Publisher, Visit

#: States of the archive that mean: stored.
STORED = ("added", "revised", "unchanged", "older", "again")
_HTML = ("text/html", "application/xhtml+xml", "")
_ENDINGS = (".html", ".htm", ".xhtml", ".shtml")
#: Pages that are read ahead of the one that is stored, for each process.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A page in somebody's archive."""

    visit: Visit
    page: Page
    publisher: Publisher


@dataclass(slots=True)
class Imported:
    """What came of one file or folder."""

    file: str
    records: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    """How many records ended how; their sum is `records`."""
    refused: str = ""
    """Why the file could not be read at all."""

    @property
    def stored(self) -> int:
        """How many records are articles of ours now."""
        return sum(self.ends[end] for end in STORED)


def take(
    archive: Archive,
    path: Path,
    *,
    publisher: str = "",
    base: str = "",
    processes: int = 1,
    anyway: bool = False,
    told: Callable[[], None] = lambda: None,
) -> Imported:
    """Import a WARC, ARC or WACZ file, a saved page or a folder of saved pages, as a crawl of its own.

    `publisher` is a slug (default: found by each page's host, or made up from it), `base` the URL that a folder of
    saved pages stands for; `anyway` vouches that all pages are articles; `told` is called once a record. What was
    imported before is counted as visited.
    """
    result = Imported(str(path))
    crawl = archive.begin("import", {"file": str(path)})
    done = False
    try:
        found = _found(path, archive.was_visited, crawl, publisher, base, anyway, result, told)
        for one, read in _read_all(found, processes):
            result.ends[read if isinstance(read, str) else _store(archive, one, read)] += 1
        done = True
    except UnknownFormat as error:
        result.refused, done = str(error), True
    finally:
        archive.finish(crawl, "finished" if done else "stopped", dict(result.ends))
    return result


def preview(
    archive: Archive | None,
    path: Path,
    *,
    publisher: str = "",
    base: str = "",
    processes: int = 1,
    anyway: bool = False,
    told: Callable[[], None] = lambda: None,
) -> Imported:
    """What `take` would come to; nothing is written. Without an archive, as if there were an empty one.

    An article that is there already ends `again`: whether it would be revised or unchanged is seen as it is stored.
    """
    result, latest = Imported(str(path)), dict[str, datetime]()
    was_visited = archive.was_visited if archive else (lambda url, at: False)
    try:
        found = _found(path, was_visited, 0, publisher, base, anyway, result, told)
        for one, read in _read_all(found, processes):
            result.ends[read if isinstance(read, str) else _would(archive, one.visit, read, latest)] += 1
    except UnknownFormat as error:
        result.refused = str(error)
    return result


def _would(archive: Archive | None, visit: Visit, article: Article, latest: dict[str, datetime]) -> str:
    """How a page would end; `latest` are the articles of this file, and when they were seen last."""
    seen = latest.get(article.url) or (_last_seen(archive, article.url) if archive else None)
    latest[article.url] = max(visit.at, seen or visit.at)
    return "added" if seen is None else "older" if visit.at < seen else "again"


def _found(
    path: Path,
    was_visited: Callable[[str, datetime], bool],
    crawl: int,
    publisher: str,
    base: str,
    anyway: bool,
    result: Imported,
    told: Callable[[], None],
) -> Iterator[Found]:
    """The pages of a file or folder that may be articles; all else is counted."""
    seen: set[tuple[str, datetime]] = set()
    for one in _all(path, base, crawl):
        result.records += 1
        told()
        if isinstance(one, str):
            result.ends[one] += 1
        elif (one.url, one.at) in seen or was_visited(one.url, one.at):
            result.ends["visited"] += 1
        else:
            seen.add((one.url, one.at))
            yield _page(one, publisher, anyway)


def _all(path: Path, base: str, crawl: int) -> Iterator[Visit | str]:
    """Each record as a visit, or as the reason why it is none. Raises UnknownFormat, OSError."""
    if path.is_dir() or path.suffix.lower() in _ENDINGS:
        for file in folders.saved(path, base):
            head = (("Content-Type", "text/html"),)
            yield Visit(file.url, file.at, crawl, status=200, headers=head, body=file.body) if file.url else "no-url"
    else:
        for record in records(path):
            yield _visit(record, crawl)


def _visit(record: Record, crawl: int) -> Visit | str:
    """The visit that a record tells of, or why it tells of none."""
    if record.type not in ("response", "resource"):
        return record.type
    url, answer = urls.canonical(record.url), _answer(record)
    if not url:
        return "no-url"
    if answer is None:
        return "no-http"
    at = _moment(record.at) or _moment(answer.header("date"))
    if at is None:
        return "no-date"
    if answer.status != 200:
        return f"status-{answer.status}"
    if answer.header("content-type").partition(";")[0].strip().lower() not in _HTML:
        return "not-html"
    if record.large:
        return "too-large"
    return Visit(url, at, crawl, status=200, headers=answer.headers, body=answer.body)


def _answer(record: Record) -> messages.Answer | None:
    """A resource has no HTTP head: it is what its record says."""
    if record.type == "resource":
        return messages.Answer(200, (("Content-Type", record.content_type),), record.block)
    return messages.answer(record.block)


def _moment(words: str) -> datetime | None:
    """WARC's, ARC's or HTTP's time, to the millisecond; None for what is none, or lies ahead."""
    found = next((moment for parse in (_iso, _digits, _http) if (moment := parse(words.strip()))), None)
    return found.replace(microsecond=found.microsecond // 1000 * 1000) if found and found <= datetime.now(UTC) else None


def _iso(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words).astimezone(UTC) if "T" in words else None
    except (ValueError, OverflowError):
        return None


def _digits(words: str) -> datetime | None:
    try:
        return datetime.strptime(words[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC) if words.isdecimal() else None
    except ValueError:
        return None


def _http(words: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError):
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _page(visit: Visit, publisher: str, anyway: bool) -> Found:
    who = publishers.find(publisher) if publisher else publishers.of(visit.url)
    headers = {name.lower(): value for name, value in reversed(visit.headers)}
    body = unpack(visit.body, headers.get("content-encoding", ""))
    page = Page(visit.url, body, headers=headers, fetched_at=visit.at, publisher=who.slug, anyway=anyway)
    return Found(visit, page, who)


def _read_all(found: Iterable[Found], processes: int) -> Iterator[tuple[Found, Article | str]]:
    """Each page with its article, or with why it has none; in their order, `processes` at a time."""
    if processes <= 1:
        yield from ((one, _read(one)) for one in found)
        return
    with multiprocessing.get_context("spawn").Pool(processes, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as pool:
        waiting: deque[tuple[Found, Any]] = deque()
        for one in found:
            waiting.append((one, pool.apply_async(_read, (one,))))
            if len(waiting) > _AHEAD * processes:
                first, result = waiting.popleft()
                yield first, result.get()
        yield from ((one, result.get()) for one, result in waiting)


def _read(one: Found) -> Article | str:
    try:
        return article_of(one.page, one.publisher)
    except PageError as error:
        return error.reason


def _store(archive: Archive, one: Found, article: Article) -> str:
    """Keep a page and add its article. An article's revisions go forward: an older page is kept beside them."""
    visit, seen = one.visit, _last_seen(archive, article.url)
    if seen and visit.at < seen:
        archive.visited(archive.keep(visit))
        return "older"
    archive.offer([Link(visit.url, one.publisher.slug, "seed")], visit.crawl or 0)
    return archive.add(article, visit=archive.keep(visit)).status


def _last_seen(archive: Archive, url: str) -> datetime | None:
    known = archive.get(url)
    return datetime.fromisoformat(next(archive.rows(url=known.url))["last_seen"]) if known else None
