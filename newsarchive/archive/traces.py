"""What a redaction leaves in the archive, and where: the same words at other URLs, on lists, in frames."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsarchive import text
from newsarchive.archive import pages, visits
from newsarchive.archive.redaction import Plan
from newsarchive.errors import PageError, RecordDamaged
from newsarchive.model import Raw

#: So many visits before and after that of the article are looked at: lists, frames, further pages of it.
_NEAR = 100
#: A paragraph is known by so many letters of its beginning; a shorter one could stand anywhere.
_TELLING = 12
_KNOWN_BY = 24
_SHOWN = 5
_TAGS = re.compile(r"<[^>]*>")

_SAME = """
SELECT DISTINCT urls.url FROM revisions JOIN articles ON articles.id = revisions.article_id
JOIN urls ON urls.id = articles.url_id
WHERE revisions.text_id IN (SELECT text_id FROM revisions WHERE article_id = ?1) AND article_id <> ?1"""
_LIKE = """
WITH own (id) AS (SELECT text_id FROM revisions WHERE article_id = ?1),
  like (id) AS (SELECT text_id FROM text_links WHERE of_text_id IN own AND kind <> 'template'
    UNION SELECT of_text_id FROM text_links WHERE text_id IN own AND kind <> 'template')
SELECT DISTINCT urls.url FROM revisions JOIN articles ON articles.id = revisions.article_id
JOIN urls ON urls.id = articles.url_id
WHERE revisions.text_id IN (SELECT id FROM like EXCEPT SELECT id FROM own) AND article_id <> ?1"""
_BYTES = """
SELECT DISTINCT urls.url FROM visits JOIN urls ON urls.id = visits.url_id
WHERE visits.warc_id IS NOT NULL AND visits.url_id NOT IN (SELECT value FROM json_each(?1))
  AND visits.digest IN (SELECT digest FROM visits WHERE url_id IN (SELECT value FROM json_each(?1)))"""
_AROUND = """
SELECT urls.url, warc_files.path, visits.warc_offset, visits.warc_length FROM visits AS own
JOIN visits ON visits.id BETWEEN own.id - ?2 AND own.id + ?2
JOIN urls ON urls.id = visits.url_id
JOIN warc_files ON warc_files.id = visits.warc_id
WHERE own.url_id IN (SELECT value FROM json_each(?1)) AND visits.url_id NOT IN (SELECT value FROM json_each(?1))
UNION
SELECT urls.url, warc_files.path, warc_offset, warc_length FROM urls AS own
JOIN urls ON urls.url = own.found_on JOIN visits ON visits.url_id = urls.id
JOIN warc_files ON warc_files.id = visits.warc_id
WHERE own.id IN (SELECT value FROM json_each(?1))"""


def remaining(db: sqlite3.Connection, folder: Path, what: Plan) -> tuple[str, ...]:
    """What stays of the words and the bytes that `what` takes away, in words for people."""
    rows = json.dumps(what.rows)
    told = {
        "the same text at": [url for (url,) in db.execute(_SAME, [what.article])],
        "a text much like it at": [url for (url,) in db.execute(_LIKE, [what.article])],
        "the same page at": [url for (url,) in db.execute(_BYTES, [rows])],
        "words of it in the kept page of": list(_mentions(db, folder, what, rows)),
    }
    return tuple(f"{words} {_some(sorted(found))}" for words, found in told.items() if found)


def _mentions(db: sqlite3.Connection, folder: Path, what: Plan, rows: str) -> Iterator[str]:
    """URLs of kept pages near the article's that hold its headline or the beginning of a paragraph."""
    words = set(_telling(db, what.article))
    told: set[str] = set()
    for url, *raw in db.execute(_AROUND, [rows, _NEAR]).fetchall() if words else []:
        page = "" if url in told else _plain(db, folder, Raw(*raw))
        if any(word in page for word in words):
            told.add(url)
            yield url


def _telling(db: sqlite3.Connection, article: int | None) -> Iterator[str]:
    sql = "SELECT title, text FROM revisions JOIN texts ON texts.id = text_id WHERE article_id = ?"
    for title, words in db.execute(sql, [article]):
        for line in (title, *words.split("\n")):
            beginning = text.plain(line)[:_KNOWN_BY]
            if len(beginning) >= _TELLING or line == title:
                yield beginning


def _plain(db: sqlite3.Connection, folder: Path, raw: Raw) -> str:
    """The letters of a kept page; "" of one that cannot be read, or is none."""
    try:
        page = pages.read(folder, raw, lambda url, at: visits.raw_of(db, url, at))
        return text.plain(_TAGS.sub("", page.decoded.text))
    except (RecordDamaged, PageError):
        return ""


def _some(found: Iterable[str]) -> str:
    urls = list(found)
    more = f" and {len(urls) - _SHOWN} more" if len(urls) > _SHOWN else ""
    return ", ".join(urls[:_SHOWN]) + more
