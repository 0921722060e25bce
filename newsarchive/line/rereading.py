"""Kept pages read again: today's extraction beside what the archive states, as plain data, on all cores.

    reread(path, articles)     in this process: what a machine of a fleet does with the pages it is given
    reread_all(path, articles) on all cores

Nothing here writes. `Archive.rereads` writes what was read, and takes it back.
"""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from newsarchive import publishers
from newsarchive.archive import Archive
from newsarchive.archive.rereads import Kept
from newsarchive.discover import relations
from newsarchive.discover.relations import LITTLE, prose
from newsarchive.errors import PageError, RecordDamaged
from newsarchive.line.reading import article_of
from newsarchive.model import Article, Page, Publisher

Result = Literal["same", "differs", "refused", "damaged"]

#: Fields that are read anew: the names that `--field` takes.
FIELDS = (
    "title", "text", "html", "authors", "editors", "published_at", "published_precision", "updated_at", "language",
    "section", "tags", "images", "attribution", "completeness",
)  # fmt: skip
#: Articles that a process is given at a time.
_BATCH = 32
#: Documents that an article is made of, at most.
_PARTS = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """What today's extraction makes of one kept page."""

    article_id: int
    revision: int
    """Number of the revision that is stored."""
    url: str
    result: Result
    reason: str = ""
    """Why nothing was read: "no-body" …, or what is wrong with the record."""
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    """What is stored and what is read today, of each field that differs."""
    article: Article | None = field(default=None, repr=False)
    """The article with those fields as they are read today; None where nothing differs."""


def reread(path: Path | str, articles: Iterable[int], fields: Sequence[str] = FIELDS) -> list[Reading]:
    """Read the kept pages of `articles` (ids) of the archive at `path` again; only `fields` are taken over."""
    with Archive(path, readonly=True) as archive:
        return _read(archive, articles, fields)


def reread_all(
    path: Path | str, articles: Iterable[int], fields: Sequence[str] = FIELDS, processes: int = 0
) -> Iterator[Reading]:
    """The same on all cores (or so many `processes`), in whatever order they are done."""
    many = processes or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if many == 1:
        with Archive(path, readonly=True) as archive:
            for batch in _batches(articles):
                yield from _read(archive, batch, fields)
        return
    context = multiprocessing.get_context("spawn")
    with context.Pool(many, _begin, [str(path)]) as pool:
        for readings in pool.imap_unordered(partial(_batch, fields=tuple(fields)), _batches(articles)):
            yield from readings


def page_of(archive: Archive, kept: Kept, *, anyway: bool = False) -> Page:
    """A kept page as the crawl had it: with the link that offered it, and its parts. Raises RecordDamaged."""
    link = kept.link
    page = replace(archive.page(kept.raw), url=link.url, publisher=kept.publisher, link=link, anyway=anyway)
    if not _has_parts(archive, page):
        return page
    return replace(page, parts=tuple(_parts(archive, page)))


def _has_parts(archive: Archive, page: Page) -> bool:
    """May the page be a frame around another document, or go on in further ones? It costs little to ask."""
    try:
        return archive.rereads.continues(page.url) or is_frame(page)
    except PageError:
        return False


def is_frame(page: Page) -> bool:
    """Does the page hold so little that it may be a frame around another document? Raises PageError."""
    return prose(page, LITTLE, "p") < LITTLE and prose(page, LITTLE) < LITTLE


def is_vouched(stored: Article | None) -> bool:
    """Was the article read because somebody vouched for its page? Then it is read so again."""
    return stored is not None and "kind" in stored.origins


def publisher_of(slug: str, url: str) -> Publisher:
    """Whose page it is: the publisher of that slug, or of the host."""
    return publishers.all_known().get(slug) or publishers.of(url)


def differences(stored: Article, today: Article, fields: Sequence[str] = FIELDS) -> dict[str, tuple[Any, Any]]:
    """The fields that two articles state otherwise, as the archive would store them."""
    pairs = ((name, _stored(stored, name), _stored(today, name)) for name in fields)
    return {name: (old, new) for name, old, new in pairs if old != new}


def reread_one(archive: Archive, article: int, fields: Sequence[str] = FIELDS) -> Reading:
    """The same for one article of an archive that is open."""
    stored = archive.get(article)
    assert stored is not None, article
    kept = archive.rereads.place(article)
    result = partial(Reading, article, kept.revision, stored.url)
    try:
        page = page_of(archive, kept, anyway=is_vouched(stored))
        today = article_of(page, publisher_of(kept.publisher, page.url))
    except PageError as error:
        return result("refused", error.reason)
    except RecordDamaged as error:
        return result("damaged", error.reason)
    found = differences(stored, today, fields)
    return result("differs", fields=found, article=restated(stored, today, found)) if found else result("same")


def restated(stored: Article, today: Article, fields: Iterable[str]) -> Article:
    """The stored article with some fields as they are read today."""
    return replace(stored, **{name: getattr(today, name) for name in fields}, origins=today.origins)


def digest(article: Article, fields: Sequence[str] = FIELDS) -> str:
    """What an article states, so short that it travels: two that differ in none of `fields` have the same."""
    told = repr([_stored(article, name) for name in fields])
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _stored(article: Article, name: str) -> Any:
    """A field as the archive keeps it: times to the second with their offset, a source without what it is known as."""
    value = getattr(article, name)
    if name in ("published_at", "updated_at"):
        return value.isoformat(timespec="seconds") if value else None
    if name == "attribution":
        return replace(value, outlet="", name=value.name.strip())
    return value


def _parts(archive: Archive, page: Page) -> Iterator[Page]:
    """The frames and further pages that `page` names, and those that they name, as far as they are kept."""
    seen, waiting = {page.url}, list(_named(page))
    while waiting and len(seen) <= _PARTS:
        url = waiting.pop(0)
        raw = archive.rereads.nearest(url, page.fetched_at) if url not in seen else None
        seen.add(url)
        if raw is not None:
            part = archive.page(raw)
            yield part
            waiting += _named(part, page.url)


def _named(page: Page, of: str = "") -> tuple[str, ...]:
    try:
        told = relations(page, of)
    except PageError:
        return ()
    return (*told.frames, *told.next)


# In the processes of a pool ---------------------------------------------------------------------------------------

_held = ExitStack()
_archives: list[Archive] = []


def _begin(path: str) -> None:
    """Open the archive once a process. Ctrl-C is the business of the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what is imported stays; and pages, which leave no circles, need no collector every 700 objects
    gc.set_threshold(50_000, 20, 50)
    _archives.append(_held.enter_context(Archive(path, readonly=True)))


def _batch(articles: Sequence[int], fields: Sequence[str]) -> list[Reading]:
    return _read(_archives[0], articles, fields)


def _read(archive: Archive, articles: Iterable[int], fields: Sequence[str]) -> list[Reading]:
    with archive.rereads.view():
        return [reread_one(archive, article, fields) for article in articles]


def _batches(articles: Iterable[int]) -> Iterator[list[int]]:
    waiting = iter(articles)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
