"""A portion of a re-reading: pages of one WARC file, which a worker reads wherever that file is."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import IO

import fsspec

from newsarchive import publishers
from newsarchive.archive import pages
from newsarchive.archive.rereads import Kept
from newsarchive.errors import PageError, RecordDamaged
from newsarchive.line.reading import article_of
from newsarchive.line.rereading import digest, is_frame
from newsarchive.model import Article, Page, Publisher

log = logging.getLogger("newsarchive")


@dataclass(frozen=True, slots=True)
class Due:
    """A kept page that is to be read again."""

    kept: Kept
    stated: str
    """Digest of what the archive states of it: what is read the same need not travel."""
    alone: bool = True
    """False: it may go on in other pages, which only the archive finds."""


@dataclass(frozen=True, slots=True)
class Portion:
    """What a worker is given."""

    id: str
    reread: int
    uri: str
    """Of the WARC file, as fsspec opens it: file://, s3://, https:// …"""
    until: datetime
    """When it is given to somebody else, if nobody has begun with it; aware, UTC."""
    fields: tuple[str, ...]
    due: tuple[Due, ...]
    publishers: Mapping[str, Publisher]


@dataclass(frozen=True, slots=True)
class Restated:
    """An article as a page states it today. `revision` is the one that it stood at."""

    article_id: int
    revision: int
    article: Article


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of a portion: what reads otherwise today, and how many pages came to what."""

    portion: str
    reread: int
    fields: tuple[str, ...]
    restated: tuple[Restated, ...] = ()
    elsewhere: tuple[int, ...] = ()
    """Articles whose page cannot be read without the archive: it is a part, or refers to another record."""
    counts: Mapping[str, int] = field(default_factory=dict)


def read(portion: Portion, told: Callable[[], None]) -> Reread:
    """Read every page of a portion; `told` is called before each."""
    restated, elsewhere, counts = list[Restated](), list[int](), Counter[str]()
    try:
        with fsspec.open(portion.uri, "rb") as file:
            for due in portion.due:
                told()
                found = _read(file, due, portion)
                if isinstance(found, Restated):
                    restated.append(found)
                elif found == "elsewhere":
                    elsewhere.append(due.kept.article_id)
                else:
                    counts.update([found, found.partition("/")[0]] if "/" in found else [found])
    except (OSError, ValueError, ImportError) as error:  # what fsspec says where it cannot open or reach something
        log.error("%s cannot be read: %s", portion.uri, error)
        left = len(portion.due) - len(restated) - len(elsewhere) - sum(counts[name] for name in _ENDS)
        counts.update({"damaged": left, "damaged/unreachable": left})
    return Reread(portion.id, portion.reread, portion.fields, tuple(restated), tuple(elsewhere), dict(counts))


#: What becomes of a page that gives nothing to be written down.
_ENDS = ("same", "refused", "damaged")


def _read(file: IO[bytes], due: Due, portion: Portion) -> Restated | str:
    """What a page states today, if that is something else; "same", "elsewhere", "refused/…", "damaged/…"."""
    kept = due.kept
    file.seek(kept.raw.offset)
    try:
        page = pages.parse(file.read(kept.raw.length), kept.raw)
        if page is None or not due.alone or is_frame(page):
            return "elsewhere"
        today = _today(page, kept, portion.publishers)
    except PageError as error:
        return f"refused/{error.reason}"
    except RecordDamaged as error:
        return f"damaged/{error.reason}"
    return "same" if digest(today, portion.fields) == due.stated else Restated(kept.article_id, kept.revision, today)


def _today(page: Page, kept: Kept, known: Mapping[str, Publisher]) -> Article:
    as_offered = replace(page, url=kept.link.url, publisher=kept.publisher, link=kept.link)
    return article_of(as_offered, known.get(kept.publisher) or publishers.of(as_offered.url))
