"""The database itself refuses what must not be, whoever writes: plain SQL here, without our code."""

import re
import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest
import sqlite_utils

from newsarchive.archive import overview
from newsarchive.archive.schema import SCHEMA
from newsarchive.model import Attribution, Link

VIEW = [
    "id", "url", "publisher", "title", "source", "source_kind", "authors", "published_at", "language", "text",
    "copy_of", "story_id", "revisions", "first_seen", "last_seen",
]  # fmt: skip
DAY = "2024-08-21T12:00:00Z"


@pytest.fixture
def plain(archive, article, visit):
    """A plain connection to an archive of two articles, one of them with an alias and two revisions."""
    crawl = archive.begin("example")
    archive.offer([Link("https://news.example/1.html", "example")], crawl)
    said = Attribution("reprint", "东方财富网", evidence="来源:东方财富网")
    one = archive.keep(visit(crawl=crawl))
    archive.add(
        article(attribution=said, authors=("李明", "Jane Roe"), aliases=("https://m.news.example/1",)), visit=one
    )
    archive.add(article(attribution=said, title="Edited"), visit=visit(crawl=crawl, body=b"edited"))
    archive.add(article("https://paper.example/2", publisher="paper"))
    connection = sqlite3.connect(archive.path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


ARTICLE = "INSERT INTO articles (url_id, publisher_id, story_id, revision, title, dated, first_seen, last_seen)"
REVISION = "INSERT INTO revisions (article_id, number, seen_at, cause, extractor, title, text_id{more}) VALUES "
REFUSED = {
    "a second row for a URL": "INSERT INTO urls (url, url_key, host) SELECT url, url_key, host FROM urls WHERE id = 1",
    "another spelling that is no alias":
        "INSERT INTO urls (url, url_key, host)"
        " SELECT 'http://www.news.example/1.html', url_key, host FROM urls WHERE id = 1",
    "an alias that becomes a second spelling": "UPDATE urls SET alias_of = NULL, state = NULL, offered_in = NULL,"
        " url_key = (SELECT url_key FROM urls WHERE id = 1) WHERE alias_of = 1",
    "an alias of an alias":
        "INSERT INTO urls (url, url_key, host, alias_of) SELECT 'https://x.example/', 'x.example/', 'x.example', id"
        " FROM urls WHERE alias_of IS NOT NULL",
    "an alias of itself": "UPDATE urls SET alias_of = id WHERE id = 3",
    "an article that becomes an alias": "UPDATE urls SET alias_of = 1 WHERE url = 'https://paper.example/2'",
    "an article at an alias": ARTICLE
        + f" SELECT id, 1, 1, 1, 'T', '{DAY}', '{DAY}', '{DAY}' FROM urls WHERE alias_of IS NOT NULL",
    "a state without an alias": "UPDATE urls SET state = 'alias' WHERE id = 1",
    "a state nobody knows": "UPDATE urls SET state = 'lost' WHERE id = 1",
    "an offer without a state": "UPDATE urls SET state = NULL WHERE id = 1",
    "a URL that is none": "INSERT INTO urls (url, url_key, host) VALUES ('mailto:x@y', 'x', 'y')",
    "an edited text": "UPDATE texts SET text = 'x' WHERE id = 1",
    "a deleted text": "DELETE FROM texts WHERE id = 1",
    "the same text twice": "INSERT INTO texts (sha256, text) SELECT sha256, 'x' FROM texts WHERE id = 1",
    "an empty text": "INSERT INTO texts (sha256, text) VALUES (zeroblob(32), '')",
    "an edited revision": "UPDATE revisions SET title = 'x' WHERE id = 1",
    "a deleted revision": "DELETE FROM revisions WHERE id = 2",
    "a gap in the numbers": REVISION.format(more="") + f"(1, 4, '{DAY}', 'publisher', '1', 'New', 1)",
    "a number that is there": REVISION.format(more="") + f"(1, 2, '{DAY}', 'publisher', '1', 'New', 1)",
    "a revision equal to the one before": REVISION.format(more=", source_kind, source_name, source_evidence")
        + f"(1, 3, '{DAY}', 'publisher', '1', 'Edited', 1, 'reprint', '东方财富网', '来源:东方财富网')",
    "a revision of no article": REVISION.format(more="") + f"(99, 1, '{DAY}', 'first', '1', 'New', 1)",
    "a revision of no text": REVISION.format(more="") + f"(1, 3, '{DAY}', 'publisher', '1', 'New', 99)",
    "a revision of a cause nobody knows": REVISION.format(more="") + f"(1, 3, '{DAY}', 'ghost', '1', 'New', 1)",
    "an article that shows an old revision": "UPDATE articles SET revision = 1 WHERE id = 1",
    "an article that shows no revision": "UPDATE articles SET revision = 9 WHERE id = 1",
    "an article that moves to another URL": "UPDATE articles SET url_id = 2 WHERE id = 1",
    "an article without a title": "UPDATE articles SET title = '' WHERE id = 1",
    "an article that is its own copy": "UPDATE articles SET copy_of = id WHERE id = 1",
    "a date that is no date": "UPDATE articles SET published_at = 'yesterday' WHERE id = 1",
    "a day that no month has": "UPDATE articles SET published_at = '2024-13-41T00:00:00+08:00' WHERE id = 1",
    "a date to sort by that is another": "UPDATE articles SET published_at = '2024-08-21T00:00:00+08:00' WHERE id = 1",
    "a last sight before the first": "UPDATE articles SET last_seen = '2020-01-01T00:00:00Z' WHERE id = 1",
    "an article of no story": "UPDATE articles SET story_id = 99 WHERE id = 1",
    "half an article": ARTICLE
        + f" SELECT id, 1, 1, 1, 'T', '{DAY}', '{DAY}', '{DAY}' FROM urls WHERE id = 3",
    "a deleted article": "DELETE FROM articles WHERE id = 1",
    "a story without an article": "INSERT INTO stories (first_article_id) VALUES (99)",
    "an edited visit": "UPDATE visits SET status = 500 WHERE id = 1",
    "a visit with an answer and an error":
        f"INSERT INTO visits (url_id, at, status, error) VALUES (1, '{DAY}', 200, 'timeout')",
    "a visit with neither": f"INSERT INTO visits (url_id, at) VALUES (1, '{DAY}')",
    "a visit kept at no length": f"INSERT INTO visits (url_id, at, status, warc_id) VALUES (1, '{DAY}', 200, 1)",
    "a crawl that ended and runs": f"UPDATE crawls SET finished_at = '{DAY}' WHERE id = 1",
    "a crawl that ended at no time": "UPDATE crawls SET status = 'finished' WHERE id = 1",
    "a word where a number belongs": "UPDATE urls SET tries = 'many' WHERE id = 1",
    "settings that are no JSON": "UPDATE crawls SET settings = '{' WHERE id = 1",
    "a text linked to a newer one": "INSERT INTO text_links VALUES (1, 2, 'copy', 1.0, 1.0)",
    "a share that is more than all": "INSERT INTO text_links VALUES (2, 1, 'copy', 1.5, 1.0)",
    "a sketch of no text": "INSERT INTO sketches VALUES (1, 99)",
    "a source without a name": "INSERT INTO sources (name) VALUES ('')",
    "two sources of one name": "INSERT INTO sources (name) VALUES ('东方财富网')",
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(plain, what):
    with pytest.raises(sqlite3.IntegrityError):
        plain.execute(REFUSED[what])


def test_the_view_has_its_columns_and_no_others(plain):
    rows = plain.execute("SELECT * FROM article_view ORDER BY id")
    assert [column[0] for column in rows.description] == VIEW == list(overview.VIEW)
    first = dict(zip(VIEW, rows.fetchone(), strict=True))
    assert (first["source"], first["source_kind"], first["revisions"]) == ("东方财富网", "reprint", 2)


def test_the_readmes_line_of_plain_sql_answers(plain):
    found = plain.execute("select title, source, published_at from article_view").fetchall()
    assert found == [("Edited", "东方财富网", None), ("湖南:先进制造业", None, None)]


def test_plain_sql_finds_chinese_words_of_two_characters(plain):
    sql = "SELECT url FROM article_view WHERE id IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)"
    assert len(plain.execute(sql, ["智能"]).fetchall()) == 2
    assert plain.execute(sql, ["能领"]).fetchall() == plain.execute(sql, ["智能"]).fetchall()
    assert plain.execute(sql, ["天气"]).fetchall() == []


def test_sqlite_utils_opens_it(archive, article):
    archive.add(article())
    database = sqlite_utils.Database(archive.path)
    assert database["articles"].count == 1
    assert [row["title"] for row in database["article_view"].rows] == ["湖南:先进制造业"]
    assert database.detect_fts if hasattr(database, "detect_fts") else "article_search" in database.table_names()
    database.close()


def test_every_table_is_strict_and_documented_column_by_column(plain):
    page = (Path(__file__).parents[2] / "docs" / "archive.md").read_text(encoding="utf-8")
    tables = plain.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT GLOB 'sqlite_*' AND name <> '_sqlite_migrations'"
    ).fetchall()
    assert [name for name, strict in tables if not strict] == []
    assert set(overview.TABLES) == {name for name, _ in tables} - {"meta"}
    for name, _ in tables:
        section = re.search(rf"^### `{name}`$(.*?)(?=^###? |\Z)", page, re.MULTILINE | re.DOTALL)
        assert section, f"docs/archive.md has no section on {name}"
        columns = [row[1] for row in plain.execute(f"PRAGMA table_info({name})")]
        assert [column for column in columns if f"`{column}`" not in section[1]] == [], name


def test_every_table_says_in_the_schema_what_it_is():
    schema = (files("newsarchive.archive") / "schema.sql").read_text("utf-8")
    tables = re.findall(r"(--.*)?\nCREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)", schema)
    assert len(tables) >= 13
    assert [name for comment, name in tables if not comment] == []


def test_the_file_says_what_it_is(plain):
    facts = dict(plain.execute("SELECT key, value FROM meta"))
    assert facts["schema_version"] == str(SCHEMA)
    assert set(facts) == {"schema_version", "segmenter_version", "sketch_version", "created_by", "created_at"}
    assert plain.execute("PRAGMA application_id").fetchone() == (0x4E617263,)
    assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_was_refused_left_everything_sound(plain, archive):
    for statement in REFUSED.values():
        with pytest.raises(sqlite3.IntegrityError):
            plain.execute(statement)
    assert [check for check in archive.health() if not check.good] == []
