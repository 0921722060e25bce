"""A bit that flips, anywhere that matters, is found and named."""

import os
import random
import signal
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from newsarchive.archive import Archive, chain, failures
from newsarchive.archive.triggers import thawed
from newsarchive.errors import NotAnArchive
from newsarchive.model import Attribution, Link

SAID = Attribution("reprint", "东方财富网", evidence="来源:东方财富网")


@pytest.fixture
def kept(path, article, visit):
    """An archive of six articles with their pages, one of them revised, closed and copied back from its log."""
    with Archive(path) as archive:
        crawl = archive.begin("example")
        for number in range(6):
            url = f"https://news.example/{number}"
            archive.offer([Link(url, "example")], crawl)
            body = f"<h1>第{number}条</h1><p>人工智能{number}".encode() * 40
            stated = article(url, title=f"第{number}条", text=f"人工智能的第{number}条新闻。" * 20, attribution=SAID)
            archive.add(stated, visit=archive.keep(visit(url, crawl, body=body)))
        url = "https://news.example/3"
        archive.add(article(url, title="第三条", text="已经改过。"), visit=archive.keep(visit(url, crawl, body=b"new")))
        archive.visited(archive.keep(visit(url, crawl, status=304, body=b"")))
        archive.finish(crawl, "finished", {})
    return path


def faults(path, *parts):
    with Archive(path, readonly=True) as archive:
        return [(found.where, found.row, found.offset) for found in archive.upkeep.verify(*parts)]


def change(path, sql, *values, table="texts"):
    """Change a row as a bit that flips would: past everything that refuses it."""
    with sqlite3.connect(path) as plain, thawed(plain, table):
        plain.execute(sql, values)
    plain.close()


def test_what_was_written_is_found_whole(kept):
    assert faults(kept) == []


def test_a_changed_text_is_named_by_its_row(kept):
    change(kept, "UPDATE texts SET text = replace(text, '第2条', '第5条') WHERE id = 3")
    assert faults(kept, "texts") == [("texts", 3, None)]


def test_a_text_that_is_no_utf_8_any_more_is_named_too(kept):
    change(kept, "UPDATE texts SET text = CAST(x'FF' || substr(CAST(text AS BLOB), 2) AS TEXT) WHERE id = 2")
    assert faults(kept, "texts") == [("texts", 2, None)]


@pytest.mark.parametrize("column", chain.COLUMNS)
def test_every_column_of_a_revision_is_covered_by_its_chain(kept, column):
    other = {
        "body_html": b"x", "number": 3, "cause": "extractor", "precision": "day", "source_kind": "wire",
        "published_at": "2020-01-01T00:00:00Z", "updated_at": "2020-01-01T00:00:00Z", "seen_at": "2020-01-01T00:00:00Z",
        "completeness": "part", "origins": '{"a":"b"}', "title": "x", "extractor": "x", "language": "x", "section": "x",
    }.get(column, '["x"]')  # fmt: skip
    with sqlite3.connect(kept) as plain, thawed(plain, "revisions", "articles"):
        plain.execute("PRAGMA foreign_keys = OFF")
        plain.execute(f"UPDATE revisions SET {column} = ? WHERE article_id = 4 AND number = 2", [other])
        (row,) = plain.execute("SELECT id FROM revisions WHERE article_id = 4 ORDER BY number DESC").fetchone()
    plain.close()
    assert ("revisions", row, None) in faults(kept, "revisions")


def test_a_first_revision_that_was_forged_with_its_digest_is_betrayed_by_the_second(kept):
    change(kept, "UPDATE revisions SET chain = zeroblob(32) WHERE article_id = 4 AND number = 1", table="revisions")
    assert [row for _, row, _ in faults(kept, "revisions")] == [4, 7]


def test_a_revision_of_another_page_or_another_url_does_not_pass(kept):
    change(kept, "UPDATE visits SET at = '2020-01-01T00:00:00.000Z' WHERE id = 1", table="visits")
    change(kept, "UPDATE urls SET url = 'https://news.example/9' WHERE id = 2", table="urls")
    assert [row for _, row, _ in faults(kept, "revisions")] == [1, 2]


def test_an_article_that_does_not_show_its_last_revision_is_named(kept):
    change(kept, "UPDATE articles SET title = 'x' WHERE id = 4", table="articles")
    assert faults(kept, "revisions") == [("articles", 4, None)]


def test_a_row_that_is_missing_is_found(kept):
    with sqlite3.connect(kept) as plain, thawed(plain, "texts"):
        plain.execute("DELETE FROM texts WHERE id = 1")
    plain.close()
    with Archive(kept, readonly=True) as archive:
        (found,) = archive.upkeep.verify("database")
    assert (found.where, "foreign_key_check" in found.words) == ("database", True)


def test_any_flipped_bit_of_a_warc_file_is_found_in_its_file(kept):
    (file,) = (kept.parent / "warc").iterdir()
    whole, dice = file.read_bytes(), random.Random(7)
    for _ in range(120):
        body, at = bytearray(whole), dice.randrange(len(whole))
        body[at] ^= 1 << dice.randrange(8)
        file.write_bytes(body)
        found = faults(kept, "pages")
        assert found, f"byte {at}"
        assert {where for where, _, _ in found} == {f"warc/{file.name}"}


def test_a_damaged_record_is_named_with_its_visit_and_its_offset(kept):
    (file,) = (kept.parent / "warc").iterdir()
    with sqlite3.connect(kept) as plain:
        offset, length = plain.execute("SELECT warc_offset, warc_length FROM visits WHERE id = 4").fetchone()
    plain.close()
    body = bytearray(file.read_bytes())
    body[offset + length // 2] ^= 0x10
    file.write_bytes(body)
    name = f"warc/{file.name}"
    assert faults(kept, "pages") == [(name, None, None), (name, 4, offset)]


@pytest.mark.parametrize("damage", ["torn", "missing", "longer", "a hole"])
def test_a_file_that_lost_or_gained_bytes_is_named(kept, damage):
    (file,) = (kept.parent / "warc").iterdir()
    body = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        parts = {"torn": body[:-400], "longer": body + b"garbage", "a hole": body[:2000] + bytes(900) + body[2900:]}
        file.write_bytes(parts[damage])
    found = faults(kept, "pages")
    assert found
    assert {where for where, _, _ in found} == {f"warc/{file.name}"}


def test_pages_that_changed_places_are_found(kept):
    with sqlite3.connect(kept) as plain, thawed(plain, "visits"):
        places = dict(plain.execute("SELECT id, warc_offset FROM visits WHERE id IN (1, 2)").fetchall())
        plain.execute("UPDATE visits SET warc_offset = ? WHERE id = 1", [places[2]])
        plain.execute("UPDATE visits SET warc_offset = ? WHERE id = 2", [places[1]])
    plain.close()
    assert {row for _, row, _ in faults(kept, "pages")} == {1, 2}


def test_a_flipped_bit_in_the_database_is_found_and_names_the_row_that_it_changed(kept):
    """Of bits flipped at random, each that changes a text, a revision, an article or a visit is told of, by its row."""
    whole, dice, told = kept.read_bytes(), random.Random(11), set()
    used = [at for at in range(100, len(whole)) if whole[at]]
    before = said(kept)
    for at in dice.sample(used, 200):
        body = bytearray(whole)
        body[at] ^= 1 << dice.randrange(8)
        kept.write_bytes(body)
        now = said(kept)
        changed = {row for row in before.keys() | now.keys() if before.get(row) != now.get(row)}
        if changed:
            told |= {table for table, _ in changed}
            named = rows_named(kept)
            assert ("database", None) in named or changed <= named, f"byte {at}"
    kept.write_bytes(whole)
    assert told


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (
            b"CHECK ((status = 'running') = (finished_at IS NULL))",
            b"CHECK ((status = 'running') = (finiwhed_at IS NULL))",
        ),
        (b"CREATE TRIGGER texts_frozen BEFORE UPDATE", b"CREATE TRIGGER texts_frozen BEFORE UPDAT\xe5"),
        (b"texts never change", b"texts never chanfe"),
    ],
)
def test_a_flipped_bit_in_the_schema_is_told_of(kept, was, becomes):
    body = kept.read_bytes()
    assert was in body
    kept.write_bytes(body.replace(was, becomes, 1))
    assert ("database", None) in rows_named(kept)


def test_a_trigger_that_is_missing_is_told_of(kept):
    with sqlite3.connect(kept) as plain:
        plain.execute("DROP TRIGGER texts_frozen")
    plain.close()
    with Archive(kept, readonly=True) as archive:
        (found,) = archive.upkeep.verify()
    assert (found.where, "texts_frozen" in found.words) == ("database", True)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2024-08m21T12:00:01.000Z"),
        ("status", 201),
        ("bytes", 1),
        ("digest", b"x" * 20),
        ("warc_offset", 7),
        ("warc_length", 7),
        ("url_id", 1),
    ],
)
def test_a_visit_that_is_not_what_its_record_says_is_named(kept, column, value):
    with sqlite3.connect(kept) as plain, thawed(plain, "visits"):
        plain.execute("PRAGMA ignore_check_constraints = ON")
        plain.execute(f"UPDATE visits SET {column} = ? WHERE id = 3", [value])
    plain.close()
    assert 3 in {row for where, row, _ in faults(kept, "pages") if where.startswith("warc/")}


def test_a_schema_whose_words_are_no_words_any_more_is_told_of(kept):
    body = kept.read_bytes().replace(b"CREATE TABLE texts", b"CREATE TABLE t\x8axts")
    kept.write_bytes(body)
    with pytest.raises(NotAnArchive, match="restore a backup"):
        Archive(kept)


def rows_named(path):
    """Tables and rows in which faults are found; that of the database, where the archive refuses to open at all."""
    try:
        found = faults(path)
    except NotAnArchive:
        return {("database", None)}
    return {("visits" if where.startswith("warc/") else where, row) for where, row, _ in found}


#: What each row says that digests are over.
DIGESTED = {
    "texts": "*",
    "revisions": f"id, article_id, chain, {', '.join(chain.COLUMNS)}",
    "articles": "id, title, language, published_at",
    "visits": "id, url_id, at, status, bytes, digest, warc_offset, warc_length",
}


def said(path):
    """Every row that digests are over, by its table and number; nothing of a table that cannot be read."""
    plain, rows = sqlite3.connect(path), {}
    plain.text_factory = bytes
    for table, columns in DIGESTED.items():
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError):  # its words quote what is damaged
            rows |= {(table, row[0]): row for row in plain.execute(f"SELECT {columns} FROM {table}")}
    plain.close()
    return rows


def test_an_archive_that_is_being_written_is_no_damaged_one(path, article, visit):
    with Archive(path) as archive, Archive(path, readonly=True) as reader:
        archive.add(article(), visit=archive.keep(visit(body=b"first")))
        (file,) = (path.parent / "warc").iterdir()
        looked = []

        def write(part, done, total):
            if part == "pages" and not looked:
                looked.append(file.stat().st_size)
                archive.add(article("https://news.example/2"), visit=archive.keep(visit(body=b"second")))
                with file.open("ab") as half:
                    half.write(b"\x1f\x8b\x08half a record")

        assert list(reader.upkeep.verify(tell=write)) == []
        assert looked
        with file.open("r+b") as half:
            half.truncate(file.stat().st_size - len(b"\x1f\x8b\x08half a record"))


def test_it_tells_how_far_it_is(kept):
    told = []
    with Archive(kept, readonly=True) as archive:
        assert list(archive.upkeep.verify(tell=lambda *step: told.append(step))) == []
    assert list(dict.fromkeys(part for part, _, _ in told)) == ["database", "texts", "revisions", "pages"]
    assert all(done <= total or total == 0 for _, done, total in told)


def test_the_chain_of_an_older_archive_is_filled_when_it_is_brought_up_to_date(kept):
    with sqlite3.connect(kept) as plain, thawed(plain, "revisions"):
        written = plain.execute("SELECT chain FROM revisions ORDER BY id").fetchall()
        plain.execute("UPDATE revisions SET chain = NULL WHERE article_id IN (2, 4)")
        chain.fill(plain)
        assert plain.execute("SELECT chain FROM revisions ORDER BY id").fetchall() == written
    plain.close()


@pytest.mark.parametrize("kept", sorted((Path(__file__).parent / "schemas").glob("*.sql")), ids=lambda file: file.stem)
def test_an_archive_of_an_earlier_schema_verifies_once_it_is_brought_up_to_date(kept, path):
    path.parent.mkdir()
    with sqlite3.connect(path, isolation_level=None) as plain:
        plain.executescript(kept.read_text("utf-8"))
    plain.close()
    with Archive(path) as archive:
        assert list(archive.upkeep.verify("database", "search", "texts", "revisions")) == []
        assert archive.stats().rows["revisions"] > 0


def test_a_check_that_gives_python_no_word_for_minutes_is_stopped_all_the_same():
    connection = sqlite3.connect(":memory:")
    with pytest.raises(KeyboardInterrupt):
        checked(connection)
    connection.close()


def checked(connection):
    """Something that nobody looks in on, and Ctrl-C soon after it began. It ends by itself, if nothing else ends it."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000000) SELECT count(*) FROM n"
    with failures.interruptible(connection):
        connection.set_progress_handler(None, 0)
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
        connection.execute(endless).fetchone()
        pytest.fail("it came to its end")
