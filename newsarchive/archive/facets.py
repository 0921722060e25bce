"""What an article is beside its words, as terms of the search index: each filter of a query is one of them, or some.

So it is FTS5 that intersects words and filters, and no row is looked up to learn that it is not wanted. The terms stand
in a column of their own and begin with a private character, so that no word is taken for one. They say only what a
revision says for ever: a source is the spelling that stands on the page, whoever is called so today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b

_MARK = "\ue001"
#: Every article has this one, and none has that.
ALL, NONE = _MARK + "a", _MARK + "x"
#: From the first of a month so many days on is the month after.
_MONTH = timedelta(31)


def terms(
    publisher: int, source: str, kind: str, language: str, section: str, completeness: str, published: str | None
) -> str:
    """The terms of an article: the number of its publisher, the source as printed, and what else it states."""
    found = _undated(publisher, source, kind, language, section, completeness)
    if not published:
        return found
    year, month, day = published[:4], published[5:7], published[8:10]
    return f"{found} {_MARK}y{year} {_MARK}m{year}{month} {_MARK}d{year}{month}{day}"


@lru_cache(maxsize=4096)  # what most articles of a publisher have in common
def _undated(publisher: int, source: str, kind: str, language: str, section: str, completeness: str) -> str:
    found = [ALL, numbered("p", publisher), named("k", kind), named("c", completeness)]
    found += [named(letter, words) for letter, words in (("s", source.strip()), ("t", section)) if words]
    found += sorted({named("l", part.lower()) for part in (language, language.partition("-")[0]) if part})
    return " ".join(found)


def numbered(letter: str, number: int) -> str:
    """The term of something that has a number in the archive."""
    return f"{_MARK}{letter}{number}"


@lru_cache(maxsize=4096)  # most articles have a source, a section and a language that others had
def named(letter: str, words: str) -> str:
    """The term of any words, in whatever script and with whatever marks."""
    return f"{_MARK}{letter}{blake2b(words.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"


def days(first: date, end: date) -> Iterator[str]:
    """The terms of all days from `first` on and before `end`: whole years and months where it can be."""
    day = first
    while day < end:
        year, month = date(day.year + 1, 1, 1), (day.replace(day=1) + _MONTH).replace(day=1)
        if day.day == day.month == 1 and year <= end:
            yield f"{_MARK}y{day:%Y}"
            day = year
        elif day.day == 1 and month <= end:
            yield f"{_MARK}m{day:%Y%m}"
            day = month
        else:
            yield f"{_MARK}d{day:%Y%m%d}"
            day += timedelta(1)


def expression(found: Iterable[str]) -> str:
    """The FTS5 expression of articles that have one of these terms."""
    return f"{{facets}} : ({' OR '.join(found) or NONE})"
