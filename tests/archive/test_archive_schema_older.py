"""Files that earlier newsarchives wrote, kept as SQL, are brought to today's schema."""

import sqlite3
from pathlib import Path

import pytest

from newsarchive.archive import Archive, schema, shape
from newsarchive.errors import NotAnArchive, SchemaTooOld
from newsarchive.model import Article

KEPT = sorted((Path(__file__).parent / "schemas").glob("*.sql"))


@pytest.fixture(params=KEPT, ids=[file.stem for file in KEPT])
def older(request, path):
    """An archive of an older schema, as a file."""
    path.parent.mkdir()
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(request.param.read_text("utf-8"))
    connection.close()
    return path


def objects(path):
    """Everything in the schema of a file, letter by letter."""
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    connection.close()
    return set(found)


def rows(path, sql):
    connection = sqlite3.connect(path)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def test_every_schema_that_was_released_is_kept():
    assert [file.stem for file in KEPT] == [str(number) for number in range(1, schema.SCHEMA)]


def test_an_older_archive_comes_to_have_exactly_todays_schema(older, tmp_path):
    Archive(older).close()
    Archive(tmp_path / "new.db").close()
    assert objects(older) == objects(tmp_path / "new.db")
    assert rows(older, "PRAGMA user_version") == [(schema.SCHEMA,)]
    assert rows(older, "SELECT value FROM meta WHERE key = 'schema_version'") == [(str(schema.SCHEMA),)]


def test_no_row_of_an_older_archive_is_lost(older):
    counted = "SELECT (SELECT count(*) FROM {0}), (SELECT max(rowid) FROM {0})"
    tables = ("articles", "revisions", "texts", "urls", "visits", "crawls", "publishers", "sources", "warc_files")
    view = "SELECT * FROM article_view ORDER BY id"
    before = [rows(older, counted.format(table)) for table in tables], rows(older, view)
    Archive(older).close()
    assert ([rows(older, counted.format(table)) for table in tables], rows(older, view)) == before
    assert [row[3] for row in rows(older, view)] == ["湖南:先进制造业(更新)", "转载", "Élan"]


def test_an_older_archive_goes_on_as_if_it_were_new(older):
    with Archive(older) as archive:
        assert [hit.article_id for hit in archive.search("重点任务")] == [2, 1]
        assert archive.get(1).authors == ("李明", "Jane Roe")
        long = archive.get(1).text
        copy = archive.add(Article("https://third.example/", "third", "Copy", long + "完。"))
        assert (copy.copy_of, copy.story_id) == (1, 1)
        assert archive.add(Article("https://news.example/1.html", "example", "Edited", long)).revision == 3
        assert [check for check in archive.health() if not check.good and check.name != "warc files"] == []


def test_an_older_archive_that_may_only_be_read_says_what_to_do(older):
    before = older.read_bytes()
    with pytest.raises(SchemaTooOld, match="newsarchive upgrade"):
        Archive(older, readonly=True)
    assert older.read_bytes() == before


def test_what_others_put_into_an_archive_stays(older):
    plain = sqlite3.connect(older)
    plain.executescript("CREATE TABLE notes (words TEXT); INSERT INTO notes VALUES ('mine');"
                        "CREATE VIEW titles AS SELECT title FROM articles;")  # fmt: skip
    plain.close()
    Archive(older).close()
    assert rows(older, "SELECT words FROM notes") == [("mine",)]
    assert len(rows(older, "SELECT title FROM titles")) == 3


def test_a_migration_that_fails_leaves_the_file_as_it_was(older, monkeypatch):
    before = objects(older)

    reshape = shape.reshape

    def fails(db):
        reshape(db)
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(shape, "reshape", fails)
    with pytest.raises(sqlite3.OperationalError):
        Archive(older)
    assert objects(older) == before
    monkeypatch.undo()
    Archive(older).close()
    assert objects(older) != before


def test_rows_that_would_lose_what_they_refer_to_are_no_upgrade(older):
    plain = sqlite3.connect(older)
    plain.execute("INSERT INTO text_links VALUES (99, 98, 'copy', 1.0, 1.0)")
    plain.commit()
    plain.close()
    before = objects(older)
    with pytest.raises(NotAnArchive, match="restore a backup"):
        Archive(older)
    assert objects(older) == before


def test_upgrading_twice_changes_nothing_more(older):
    Archive(older).close()
    before = objects(older)
    Archive(older).close()
    assert objects(older) == before
