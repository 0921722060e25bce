"""Kept pages read again: what differs, what is written, what is taken back."""

import sqlite3
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from newsarchive import Archive, Article, read
from newsarchive.line.rereading import FIELDS, reread, reread_all
from newsarchive.model import Link, Visit


@pytest.fixture
def archive(kept):
    with Archive(kept) as opened:
        yield opened


def written(archive, readings, settings=None):
    number = archive.rereads.begin(settings or {})
    results = [
        archive.rereads.write(number, one.article_id, one.revision, one.article) for one in readings if one.article
    ]
    archive.rereads.finish(number, "finished", {"written": results.count("written")})
    return number, results


def test_what_differs_is_told_field_by_field(archive):
    readings = reread(archive.path, archive.rereads.kept())
    assert [(one.article_id, one.result, tuple(one.fields)) for one in readings[3:]] == [
        (4, "differs", ("text", "attribution")),
        (5, "same", ()),
        (6, "same", ()),
    ]
    stored, today = readings[3].fields["text"]
    assert today.startswith(stored)
    assert readings[3].fields["attribution"][1].name == "东方财富网"


def test_reading_writes_nothing(archive):
    reread(archive.path, archive.rereads.kept())
    assert [len(archive.revisions(article)) for article in range(1, 7)] == [1] * 6


def test_two_processes_read_what_one_reads(archive):
    one = reread(archive.path, archive.rereads.kept())
    two = sorted(reread_all(archive.path, archive.rereads.kept(), processes=2), key=lambda reading: reading.article_id)
    assert two == one


def test_only_the_fields_that_were_asked_for_are_taken_over(archive):
    reading = reread(archive.path, [1], ["attribution"])[0]
    assert list(reading.fields) == ["attribution"]
    assert reading.article.text == archive.get(1).text
    assert reading.article.attribution.name == "东方财富网"


def test_what_is_read_anew_is_a_revision_of_the_extractor(archive):
    number, results = written(archive, reread(archive.path, archive.rereads.kept()))
    assert results == ["written"] * 4
    last = archive.revisions(1)[-1]
    assert (last.number, last.cause, last.reread_id) == (2, "extractor", number)
    assert set(last.edits) >= {"source"}
    assert archive.get(1).attribution.name == "东方财富网"
    assert archive.search("取得实实在在的成效", limit=10)[0].article_id in range(1, 7)
    assert {one.result for one in reread(archive.path, archive.rereads.kept())} == {"same"}


def test_nobody_looked_at_the_page_again(archive):
    before = next(archive.rows(id=1))["last_seen"]
    written(archive, reread(archive.path, [1]))
    assert next(archive.rows(id=1))["last_seen"] == before


def test_an_undone_reading_gives_the_earlier_state_as_a_new_revision(archive):
    before = archive.get(1)
    number, _ = written(archive, reread(archive.path, archive.rereads.kept()))
    assert archive.rereads.undo(number) == {"undone": 4, "kept": 0}
    after = archive.get(1)
    assert (after.text, after.attribution) == (before.text, before.attribution)
    assert [revision.cause for revision in archive.revisions(1)] == ["first", "extractor", "extractor"]
    assert [(one.status, one.counts["undone"]) for one in archive.rereads.latest()] == [("undone", 4)]
    with pytest.raises(KeyError, match="undone already"):
        archive.rereads.undo(number)


def test_what_the_publisher_changed_since_is_neither_overwritten_nor_taken_back(archive):
    readings = reread(archive.path, archive.rereads.kept())
    archive.add(replace(archive.get(1), title="更正", fetched_at=datetime(2024, 8, 22, tzinfo=UTC)))
    number, results = written(archive, readings)
    assert results == ["overtaken", "written", "written", "written"]
    archive.add(replace(archive.get(2), title="更正", fetched_at=datetime(2024, 8, 22, tzinfo=UTC)))
    assert archive.rereads.undo(number) == {"undone": 2, "kept": 1}
    assert archive.get(2).title == "更正"


def test_a_better_picture_alone_is_a_revision_too(archive):
    reading = reread(archive.path, [5])[0]
    stated = replace(archive.get(5), section="产业")
    number = archive.rereads.begin({})
    assert archive.rereads.write(number, 5, reading.revision, stated) == "written"
    assert archive.get(5).section == "产业"
    assert archive.rereads.write(number, 5, 2, stated) == "equal"


def test_a_page_that_is_no_article_any_more_and_one_that_is_torn_are_counted(archive):
    url = "https://paper.example/2024/7.html"
    visit = archive.keep(Visit(url, datetime(2024, 8, 21, 13, tzinfo=UTC), status=200, body=b"<html><body>404</body>"))
    archive.add(replace(archive.get(5), url=url), visit=visit)
    archive.close()
    with sqlite3.connect(archive.path) as db:
        db.execute("DROP TRIGGER visits_frozen")
        db.execute("UPDATE visits SET warc_offset = warc_offset + 3 WHERE id = (SELECT min(id) FROM visits)")
    results = {one.article_id: (one.result, one.reason) for one in reread(archive.path, [1, 2, 7])}
    assert results[1][0] == "damaged"
    assert results[2] == ("differs", "")
    assert results[7][0] == "refused"


def test_an_article_in_two_parts_is_read_with_both(tmp_path):
    first = b"<html><body><h1>Harbour opens</h1><p>" + b"The harbour opened after long years of work. " * 9
    second = b"<html><body><h1>Harbour opens</h1><p>" + b"Ships of every country lay at the new quay. " * 9
    url, more = "https://paper.example/harbour.html", "https://paper.example/harbour_2.html"
    with Archive(tmp_path / "archive.db") as archive:
        crawl = archive.begin("news")
        archive.offer([Link(url, "paper.example")], crawl)
        at = datetime(2024, 8, 21, tzinfo=UTC)
        page = archive.keep(
            Visit(url, at, crawl, status=200, body=first + b'</p><a rel="next" href="harbour_2.html">Next page</a>')
        )
        archive.visited(archive.keep(Visit(more, at, crawl, status=200, body=second)))
        archive.add(read(page.body, url), visit=page)
    (reading,) = reread(tmp_path / "archive.db", [1])
    assert "Ships of every country" in reading.fields["text"][1]


def test_every_field_of_an_article_can_be_read_anew_but_what_it_is_and_where_it_came_from():
    rest = {field.name for field in fields(Article)} - set(FIELDS)
    assert rest == {"url", "publisher", "fetched_at", "raw", "aliases", "origins"}
