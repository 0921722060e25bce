"""Searching: answers with their facets and days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from newsarchive.archive import Archive
from newsarchive.archive.answers import Hits
from newsarchive.archive.desk import Facets
from newsarchive.archive.query import FILTERS
from newsarchive.errors import QueryError
from newsarchive.web import pictures
from newsarchive.web.asked import Answer, Asked
from newsarchive.web.pictures import Bar

#: Answers on a page, and while one types; values of a facet.
_PAGE, _GLANCE, _VALUES = 20, 8, 10
#: Filters of a day in a query, quoted or not.
_DAYS = re.compile(r'(?:^|(?<=\s))(?:after|before):(?:"[^"]*"|\S+)')
#: Any filter of a query.
_FILTER = re.compile(rf'(?:^|(?<=\s))-?(?:{"|".join(FILTERS)}):(?:"[^"]*"|\S+)')
_BARE = re.compile(r"[\w.-]+")


def search(archive: Archive, asked: Asked) -> Answer:
    """A page of answers, with what else could be asked: facets, and bars for stretches of time."""
    page = asked.number("page", 1)
    order: Literal["newest", "rank"] = "rank" if asked.query.get("order") == "rank" else "newest"
    try:
        hits = archive.desk.found(asked.words, _PAGE + 1, (page - 1) * _PAGE, order)
        facets = archive.desk.facets(asked.words)
    except QueryError as error:
        place = {"at": error.at, "reason": error.reason}
        return Answer("search.html", _told(asked, page, order, error=wrong(error, asked)) | place, status=400)
    told = archive.desk.told([hit.article_id for hit in hits[:_PAGE]])
    data = _told(asked, page, order) | {"hits": hits[:_PAGE], "partly": hits.partly, "facets": facets, "told": told}
    bars = pictures.histogram(facets.days)
    drawn = {
        "narrower": _narrower(asked, facets),
        "chosen": _chosen(asked),
        "bars": [(bar, _within(asked, bar)) for bar in bars],
    }
    return Answer("search.html", data, drawn | _turns(asked, page, order, hits))


def glance(archive: Archive, asked: Asked) -> Answer:
    """The first answers while one types, without what takes longer. Raises QueryError."""
    hits = archive.desk.found(asked.words, _GLANCE) if asked.words else []
    told = archive.desk.told([hit.article_id for hit in hits])
    return Answer("glance.html", {"query": asked.words, "hits": list(hits), "told": told})


def filtered(name: str, value: str) -> str:
    """A filter of the query language.

    >>> filtered("source", "New York Times")
    'source:"New York Times"'
    """
    return f"{name}:{value}" if _BARE.fullmatch(value) else f'{name}:"{value.replace(chr(34), " ").strip()}"'


def wrong(error: QueryError, asked: Asked) -> str:
    """What is wrong with a query, in the tongue of the interface."""
    reason = asked.say(error.pattern, **error.given)
    return asked.say("{reason}, at character {at} of: {query}", reason=reason, at=error.at + 1, query=error.query)


def _told(asked: Asked, page: int, order: str, error: str = "") -> dict[str, object]:
    return {"query": asked.words, "page": page, "order": order, "error": error}


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


def _chosen(asked: Asked) -> list[tuple[str, str]]:
    """Each filter of the query, and the address of the search without it."""
    found = [match[0].strip() for match in _FILTER.finditer(asked.words)]
    return [(one, _without(asked, one)) for one in dict.fromkeys(found)]


def _without(asked: Asked, wanted: str) -> str:
    words = f" {asked.words} ".replace(f" {wanted} ", " ").strip()
    return asked.link("/search", q=words, order=asked.query.get("order"))


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
