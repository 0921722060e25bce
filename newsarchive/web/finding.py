"""Searching: answers with their facets and days, and any search as a feed."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Literal

from newsarchive.archive import Archive
from newsarchive.archive.answers import Hits
from newsarchive.archive.desk import Facets
from newsarchive.archive.export import feeds
from newsarchive.errors import QueryError
from newsarchive.web import pictures
from newsarchive.web.asked import Answer, Asked, File
from newsarchive.web.pictures import Bar

#: Answers on a page, entries of a feed, values of a facet.
_PAGE, _FEED, _VALUES = 20, 50, 12
#: Filters of a day in a query, quoted or not.
_DAYS = re.compile(r'(?:^|(?<=\s))(?:after|before):(?:"[^"]*"|\S+)')
_BARE = re.compile(r"[\w.-]+")


def search(archive: Archive, asked: Asked) -> Answer:
    """A page of answers, with what else could be asked: facets, and bars for stretches of time."""
    page = asked.number("page", 1)
    order: Literal["newest", "rank"] = "rank" if asked.query.get("order") == "rank" else "newest"
    try:
        hits = archive.desk.found(asked.words, _PAGE + 1, (page - 1) * _PAGE, order)
        facets = archive.desk.facets(asked.words)
    except QueryError as error:
        return Answer("search.html", _told(asked, page, order, error=str(error)), status=400)
    data = _told(asked, page, order) | {"hits": hits[:_PAGE], "partly": hits.partly, "facets": facets}
    bars = pictures.histogram(facets.days)
    drawn = {"narrower": _narrower(asked, facets), "bars": [(bar, _within(asked, bar)) for bar in bars]}
    return Answer("search.html", data, drawn | _turns(asked, page, order, hits))


def atom(archive: Archive, asked: Asked) -> File:
    """The newest answers as an Atom feed. Raises QueryError."""
    entries = archive.desk.newest(asked.words, _FEED)
    to = io.BytesIO()
    updated = max((entry.seen_at for entry in entries), default=asked.now.isoformat())
    feeds.write_atom(entries, to, _title(asked), updated)
    return File(to.getvalue(), "application/atom+xml; charset=utf-8")


def json_feed(archive: Archive, asked: Asked) -> File:
    """The newest answers as a JSON Feed. Raises QueryError."""
    to = io.StringIO()
    feeds.write_json_feed(archive.desk.newest(asked.words, _FEED), to, _title(asked))
    return File(to.getvalue(), "application/feed+json; charset=utf-8")


def filtered(name: str, value: str) -> str:
    """A filter of the query language.

    >>> filtered("source", "New York Times")
    'source:"New York Times"'
    """
    return f"{name}:{value}" if _BARE.fullmatch(value) else f'{name}:"{value.replace(chr(34), " ").strip()}"'


def _told(asked: Asked, page: int, order: str, error: str = "") -> dict[str, object]:
    return {"query": asked.words, "page": page, "order": order, "error": error}


def _title(asked: Asked) -> str:
    return f"newsarchive: {asked.words}" if asked.words else "newsarchive"


def _narrower(asked: Asked, facets: Facets) -> dict[str, list[tuple[str, int, str]]]:
    """For each facet: its values, how many, and the address of the search that asks for it too."""
    counted: dict[str, Mapping[str, int]] = {
        "publisher": facets.publishers, "source": facets.sources, "lang": facets.languages,
        "section": facets.sections, "kind": facets.kinds, "completeness": facets.completeness,
    }  # fmt: skip
    return {
        name: [_value(asked, name, *one) for one in [*values.items()][:_VALUES]] for name, values in counted.items()
    }


def _value(asked: Asked, name: str, value: str, many: int) -> tuple[str, int, str]:
    wanted = filtered(name, value)
    words = asked.words if f" {wanted} " in f" {asked.words} " else f"{asked.words} {wanted}".strip()
    return value, many, asked.link("/search", q=words, order=asked.query.get("order"))


def _within(asked: Asked, bar: Bar) -> str:
    """The address of the same search in the time of one bar."""
    words = f"{_DAYS.sub('', asked.words)} after:{bar.name} before:{bar.end}"
    return asked.link("/search", q=" ".join(words.split()), order=asked.query.get("order"))


def _turns(asked: Asked, page: int, order: str, hits: Hits) -> dict[str, str]:
    """Addresses of the pages before and after; "" where there is none."""

    def to(number: int) -> str:
        wanted = order if order == "rank" else ""
        return asked.link("/search", q=asked.words, order=wanted, page=number if number > 1 else "")

    return {"earlier": to(page - 1) if page > 1 else "", "later": to(page + 1) if len(hits) > _PAGE else ""}
