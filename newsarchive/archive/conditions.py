"""Clauses in the words of the index: an FTS5 expression, in which filters are terms of `facets`.

What is left for SQL are words of one Han character, where they are kept apart (`characters`); what the last visit told,
which may change without a revision; and the period that is asked for, where one walks through time anyhow: to the index
a period is a choice of many terms, which it would have to follow for each article.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from newsarchive.archive import characters, facets, query
from newsarchive.archive.credits import name_key
from newsarchive.archive.query import Clause

#: Names are looked for whole; only where nobody is called so, as a part of a name.
_SOURCES = """
SELECT name FROM source_names WHERE source_id IN (
  SELECT source_id FROM source_names WHERE name_key = ?1
  UNION SELECT source_id FROM source_names WHERE instr(name_key, ?1)
    AND NOT EXISTS (SELECT 1 FROM source_names WHERE name_key = ?1))"""
#: What the page said of its use when it was last read.
_SAID = """coalesce((
  SELECT CASE ?1
    WHEN 'tdm' THEN nullif(rights, '') ->> 'tdm' = '1'
    WHEN 'licence' THEN nullif(rights, '') ->> 'licence' IS NOT NULL
    ELSE EXISTS (SELECT 1 FROM json_each(nullif(rights, ''), '$.robots')
      WHERE value = ?1 OR (value = 'none' AND ?1 IN ('noindex', 'noarchive'))) END
  FROM visits WHERE url_id = articles.url_id AND status = 200 ORDER BY at DESC, id DESC LIMIT 1), 0)"""
_PUBLISHERS = "SELECT id FROM publishers WHERE slug = ?1 OR name = ?1"
#: Each in a question of its own, which an index answers at once.
_YEARS = """
SELECT coalesce((SELECT min(dated) FROM articles), '2000'), coalesce((SELECT max(dated) FROM articles), '2000')"""


#: Before and behind all that `articles.dated` may be.
EVER = ("", "~")
_PUBLISHED = "articles.published_at >= ? AND articles.published_at < ?"
#: A publisher's day begins and ends elsewhere than one in UTC, by less than so much.
_ZONES = timedelta(1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query in the words of the index, and of SQL."""

    expression: str
    """What article_search must match; "" for every article."""
    rankable: bool
    """Does it ask for words, by which one article answers better than another?"""
    where: str
    """What must hold of a row of `articles` beside; "" for nothing."""
    values: Sequence[Any]
    period: tuple[str, str] = EVER
    """Articles `dated` before the first and not before the second need not be looked at."""


def wanted(db: sqlite3.Connection, clauses: Sequence[Clause], *, apart: bool = False, walked: bool = False) -> Wanted:
    """What is asked of the index; of SQL, single Han characters kept `apart`, and a period if it is `walked`."""
    beside = [(one, *told) for one in clauses if (told := _beside(one, apart))]
    asked = [one for one in clauses if not _beside(one, apart)]
    words, days = [one for one in asked if not one.name], _period(db, asked)
    found = [*words, *(_filter(db, one) for one in asked if one.name and not _is_limit(one))]
    if days and not walked:
        found.append(_clause([*facets.days(*days)]))
    if found and all(one.negative for one in found):
        found.append(_clause([facets.ALL]))
    made = Wanted(
        expression=query.expression(found),
        rankable=any(not one.negative for one in words),
        where=" AND ".join(("NOT " if one.negative else "") + condition for one, condition, _ in beside),
        values=[value for *_, values in beside for value in values],
    )
    return _within(made, *days) if days and walked else made


def _within(made: Wanted, first: date, end: date) -> Wanted:
    """What is wanted of the days from `first` on and before `end`."""
    where = " AND ".join(filter(None, (made.where, _PUBLISHED)))
    near = max(first, date.min + _ZONES) - _ZONES, end + _ZONES
    values = [*made.values, first.isoformat(), end.isoformat()]
    return replace(made, where=where, values=values, period=(near[0].isoformat(), near[1].isoformat()))


def _beside(clause: Clause, apart: bool) -> tuple[str, list[str]] | None:
    """What SQL has to tell of a clause, and its values; None for what the index tells."""
    if apart and (char := characters.single(clause)):
        return characters.CONDITION, [characters.forms(char)]
    if clause.name == "rights":
        return _SAID.replace("?1", "?"), [clause.value] * _SAID.count("?1")
    return None


def _filter(db: sqlite3.Connection, clause: Clause) -> Clause:
    """A filter as a clause of terms."""
    return replace(_clause(_TERMS[clause.name](db, clause.value)), negative=clause.negative)


def _clause(terms: Sequence[str]) -> Clause:
    return Clause((facets.expression(terms),), ())


def _is_limit(clause: Clause) -> bool:
    """Is it one of the two ends of a period?"""
    return clause.name in ("after", "before") and not clause.negative


def _period(db: sqlite3.Connection, clauses: Sequence[Clause]) -> tuple[date, date] | None:
    """The first of the days that all `after:` and `before:` leave, and the one behind them; None where nobody asks."""
    limits = [one for one in clauses if _is_limit(one)]
    after = [date.fromisoformat(one.value) for one in limits if one.name == "after"]
    before = [date.fromisoformat(one.value) for one in limits if one.name == "before"]
    first, end = _reach(db)
    return (max([first, *after]), min([end, *before])) if limits else None


def _reach(db: sqlite3.Connection) -> tuple[date, date]:
    """A day before all that was published, and one behind it, whatever clock the publishers have."""
    first, last = (int(moment[:4]) for moment in db.execute(_YEARS).fetchone())
    return date(max(1, first - 1), 1, 1), date(min(date.max.year, last + 2), 1, 1)


_TERMS: dict[str, Callable[[sqlite3.Connection, str], list[str]]] = {
    "publisher": lambda db, name: [facets.numbered("p", row) for (row,) in db.execute(_PUBLISHERS, [name])],
    "source": lambda db, name: [facets.named("s", one) for (one,) in db.execute(_SOURCES, [name_key(name)])],
    "lang": lambda db, code: [facets.named("l", code.lower())],
    "kind": lambda db, kind: [facets.named("k", kind)],
    "section": lambda db, name: [facets.named("t", name)],
    "completeness": lambda db, state: [facets.named("c", state)],
    "before": lambda db, day: [*facets.days(_reach(db)[0], date.fromisoformat(day))],
    "after": lambda db, day: [*facets.days(date.fromisoformat(day), _reach(db)[1])],
}
