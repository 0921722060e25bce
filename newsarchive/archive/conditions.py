"""Clauses in SQL's words: what the index must match, and what must hold of the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from newsarchive.archive import characters, query
from newsarchive.archive.credits import name_key
from newsarchive.archive.query import Clause

#: Names are looked for whole; only where nobody is called so, as a part of a name.
_SOURCES = """articles.source_id IN (
  SELECT source_id FROM source_names WHERE name_key = ?1
  UNION SELECT source_id FROM source_names WHERE instr(name_key, ?1)
    AND NOT EXISTS (SELECT 1 FROM source_names WHERE name_key = ?1))"""
_STATED = """?1 = (
  SELECT {} FROM revisions WHERE article_id = articles.id AND number = articles.revision)"""
#: What the page said of its use when it was last read.
_SAID = """(
  SELECT CASE ?1
    WHEN 'tdm' THEN nullif(rights, '') ->> 'tdm' = '1'
    WHEN 'licence' THEN nullif(rights, '') ->> 'licence' IS NOT NULL
    ELSE EXISTS (SELECT 1 FROM json_each(nullif(rights, ''), '$.robots')
      WHERE value = ?1 OR (value = 'none' AND ?1 IN ('noindex', 'noarchive'))) END
  FROM visits WHERE url_id = articles.url_id AND status = 200 ORDER BY at DESC, id DESC LIMIT 1)"""
_FILTERS = {
    "publisher": "articles.publisher_id IN (SELECT id FROM publishers WHERE slug = ?1 OR name = ?1)",
    "source": _SOURCES,
    "lang": "(articles.language = ?1 OR articles.language LIKE ?1 || '-%')",
    "before": "articles.published_at < ?1",
    "after": "articles.published_at >= ?1",
    "kind": _STATED.format("source_kind"),
    "section": _STATED.format("section"),
    "rights": _SAID,
    "completeness": _STATED.format("completeness"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query in SQL's words."""

    expression: str
    """What article_search must match; "" if no word must be there."""
    where: str
    values: Sequence[Any]


def wanted(clauses: Iterable[Clause], *, apart: bool = False) -> Wanted:
    """What is asked of the index, and of SQL: filters, and words to be missing where none is to be there.

    Single Han characters are asked of SQL if they are kept `apart`.
    """
    found = list(clauses)
    expression = query.expression([one for one in found if not (apart and characters.single(one))])
    where, values = ["1"], list[Any]()
    for clause in found:
        if apart and (char := characters.single(clause)):
            where.append(f"{'NOT ' if clause.negative else ''}{characters.CONDITION}")
            values.append(characters.forms(char))
        elif clause.name:
            condition = _FILTERS[clause.name]
            where.append(f"NOT coalesce({condition}, 0)" if clause.negative else condition)
            values += [_value(clause)] * condition.count("?1")
        elif clause.negative and not expression:
            where.append("articles.id NOT IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)")
            values.append(" OR ".join(clause.phrases))
    return Wanted(expression, " AND ".join(where).replace("?1", "?"), values)


def _value(clause: Clause) -> str:
    return name_key(clause.value) if clause.name == "source" else clause.value
