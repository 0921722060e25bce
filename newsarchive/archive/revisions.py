"""The table `revisions`: every state of an article's page, and what makes one differ from the one before."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from operator import itemgetter
from typing import Any, Literal

from newsarchive.archive import chain, changes, facets, index, times
from newsarchive.model import Article, Attribution, Image, Raw

Cause = Literal["first", "publisher", "extractor"]

#: What an article says: two revisions with the same of these are one.
CONTENT = (
    "title", "text_id", "authors", "editors", "source_kind", "source_name", "source_evidence", "published_at",
    "precision", "updated_at", "language", "completeness",
)  # fmt: skip
#: What else is known of it when it changes.
BESIDE = (
    "body_html", "source_id", "source_publisher", "source_url", "source_chain", "section", "tags", "images", "origins",
)  # fmt: skip
_COLUMNS = ("article_id", "number", "seen_at", "visit_id", "cause", "extractor", *CONTENT, *BESIDE)
_BEHIND = ("edits", "reread_id", "chain")
_INSERT = (
    f"INSERT INTO revisions ({', '.join((*_COLUMNS, *_BEHIND))})"
    f" VALUES ({', '.join('?' * (len(_COLUMNS) + len(_BEHIND)))})"
)
_PUBLISHED = CONTENT.index("published_at")
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
#: The columns that the chain of revisions covers, taken out of a row of _COLUMNS.
_chained = itemgetter(*map(_COLUMNS.index, chain.COLUMNS))

_SELECT = f"""
SELECT urls.url, publishers.slug, texts.text, revisions.seen_at, warc_files.path, visits.warc_offset,
  visits.warc_length, {", ".join("revisions." + name for name in (*CONTENT, *BESIDE))}
FROM revisions
JOIN articles ON articles.id = revisions.article_id
JOIN urls ON urls.id = articles.url_id
JOIN publishers ON publishers.id = articles.publisher_id
JOIN texts ON texts.id = revisions.text_id
LEFT JOIN visits ON visits.id = revisions.visit_id
LEFT JOIN warc_files ON warc_files.id = visits.warc_id
WHERE revisions.article_id = ? AND revisions.number = ?"""

_WORDS = """
SELECT revisions.title, text, authors, editors,
  articles.publisher_id, source_name, source_kind, revisions.language, section, completeness, revisions.published_at
FROM revisions JOIN texts ON texts.id = text_id JOIN articles ON articles.id = article_id
WHERE article_id = ? AND number = ?"""


@dataclass(frozen=True, slots=True)
class State:
    """An article in the columns of `revisions`."""

    content: tuple[Any, ...]
    beside: tuple[Any, ...]
    text_id: int
    source_id: int | None

    @property
    def published_at(self) -> str | None:
        """When it was published, as the page says."""
        return self.content[_PUBLISHED]  # type: ignore[no-any-return]


def state(article: Article, text: int, source: int | None) -> State:
    """What `article` states, as a row. Raises ValueError for a time without a zone."""
    said = article.attribution
    content = (
        article.title, text, _names(tuple(article.authors)), _names(tuple(article.editors)), said.kind,
        said.name.strip(), said.evidence, times.stated(article.published_at), article.published_precision,
        times.stated(article.updated_at), article.language, article.completeness,
    )  # fmt: skip
    html = zlib.compress(article.html.encode()) if article.html else None
    images = _json([(image.url, image.caption) for image in article.images])
    beside = (
        html, source, said.publisher, said.url, _json(said.chain), article.section, _json(article.tags), images,
        _json(article.origins),
    )  # fmt: skip
    return State(content, beside, text, source)


def append(
    db: sqlite3.Connection,
    article: int,
    number: int,
    state: State,
    visit: int | None,
    seen: str,
    cause: Cause,
    reread: int | None = None,
    extractor: str = "",
) -> None:
    """Write a revision down, with the classes of what it changes. `extractor` read the page; "" is this one."""
    row = (article, number, seen, visit, cause, extractor or _extractor(), *state.content, *state.beside)
    found = changes.classes(db, article, number - 1, dict(zip(_COLUMNS, row, strict=True))) if number > 1 else []
    linked = chain.next_of(db, article, number, state.text_id, visit, _chained(row))
    db.execute(_INSERT, (*row, changes.packed(found), reread, linked))


def kept(db: sqlite3.Connection, article: int, number: int) -> State:
    """A revision as a row, to be written down once more; its source is the one that is called so today."""
    columns = ", ".join((*CONTENT, *BESIDE))
    sql = f"SELECT {columns} FROM revisions WHERE article_id = ? AND number = ?"
    row = dict(zip((*CONTENT, *BESIDE), db.execute(sql, [article, number]).fetchone(), strict=True))
    named = db.execute("SELECT source_id FROM source_names WHERE name = ?", [row["source_name"]]).fetchone()
    row["source_id"] = named[0] if named else row["source_id"]
    content, beside = (tuple(row[name] for name in names) for names in (CONTENT, BESIDE))
    return State(content, beside, row["text_id"], row["source_id"])


def cause(db: sqlite3.Connection, article: int, before: int, visit: int | None) -> Cause:
    """Who changed an article: our extractor where it is another one and the bytes are the same, else the publisher."""
    digest, extractor = db.execute(
        "SELECT visits.digest, revisions.extractor FROM revisions LEFT JOIN visits ON visits.id = revisions.visit_id"
        " WHERE revisions.article_id = ? AND revisions.number = ?",
        [article, before],
    ).fetchone()
    now = db.execute("SELECT digest FROM visits WHERE id = ?", [visit]).fetchone()
    same = digest is not None and now is not None and now[0] == digest
    return "extractor" if same and extractor != _extractor() else "publisher"


def words(db: sqlite3.Connection, article: int, number: int) -> index.Words:
    """A revision as the search index was given it."""
    title, text, authors, editors, *stated = db.execute(_WORDS, [article, number]).fetchone()
    return index.words(title, text, index.byline(json.loads(authors), json.loads(editors)), facets.terms(*stated))


def read(db: sqlite3.Connection, article: int, number: int) -> Article:
    """An article as one of its revisions states it."""
    url, publisher, text, seen, file, offset, length, *rest = db.execute(_SELECT, [article, number]).fetchone()
    row = dict(zip((*CONTENT, *BESIDE), rest, strict=True))
    return Article(
        url=url,
        publisher=publisher,
        title=row["title"],
        text=text,
        html=zlib.decompress(row["body_html"]).decode() if row["body_html"] else "",
        authors=_tuple(row["authors"]),
        editors=_tuple(row["editors"]),
        published_at=times.parse(row["published_at"]),
        updated_at=times.parse(row["updated_at"]),
        published_precision=row["precision"],
        language=row["language"],
        section=row["section"],
        tags=_tuple(row["tags"]),
        images=tuple(Image(*image) for image in json.loads(row["images"])),
        attribution=_attribution(row),
        completeness=row["completeness"],
        fetched_at=times.parse(seen),
        raw=Raw(file, offset, length) if file else None,
        aliases=_aliases(db, article),
        origins=json.loads(row["origins"]),
    )


def _attribution(row: dict[str, Any]) -> Attribution:
    return Attribution(
        kind=row["source_kind"],
        name=row["source_name"],
        publisher=row["source_publisher"],
        url=row["source_url"],
        evidence=row["source_evidence"],
        chain=_tuple(row["source_chain"]),
    )


def _aliases(db: sqlite3.Connection, article: int) -> tuple[str, ...]:
    sql = "SELECT url FROM urls WHERE alias_of = (SELECT url_id FROM articles WHERE id = ?) ORDER BY id"
    return tuple(url for (url,) in db.execute(sql, [article]))


def _json(value: Sequence[Any] | dict[str, str]) -> str:
    return _encoded(value) if value else "{}" if value == {} else "[]"


@lru_cache(maxsize=1024)  # most authors wrote more than one article
def _names(value: tuple[str, ...]) -> str:
    return _json(value)


def _tuple(words: str) -> tuple[str, ...]:
    return tuple(json.loads(words))


@cache
def _extractor() -> str:
    return version("newsarchive")
