"""Sources as things: merged, renamed, taken back, and who reprints whom how late."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.model import Attribution

NOON = datetime(2024, 8, 21, 12, tzinfo=UTC)
STORY = "近日,会议在长沙召开,与会代表围绕产业的发展进行了深入的讨论,并就下一步的工作提出了建议。第{}场。"


@pytest.fixture
def book(archive):
    return archive.sourcebook


@pytest.fixture
def credited(archive, article):
    """Add an article that credits a source."""
    count = iter(range(1, 1000))

    def add(source, **fields):
        number = next(count)
        said = Attribution("reprint", source) if source else Attribution()
        text = {"text": f"第{number}篇的全文。", "url": f"https://news.example/{number}.html"}
        return archive.add(article(**text | {"attribution": said} | fields))

    return add


def sources(archive):
    return {source.name: source.articles for source in archive.sources()}


def test_merged_sources_are_one_now_and_from_now_on(archive, book, credited):
    for name in ("东方财富", "东方财富", "东方财富快讯"):
        credited(name)
    book.merge("东方财富快讯", "东方财富")
    assert sources(archive) == {"东方财富": 3}
    credited("东方财富快讯")
    assert sources(archive) == {"东方财富": 4}
    assert len(archive.search("source:东方财富快讯")) == 4


def test_a_merge_is_taken_back(archive, book, credited):
    credited("东方财富")
    credited("东方财富快讯")
    book.merge("东方财富快讯", "东方财富")
    credited("东方财富快讯")
    assert book.undo().action == "merge"
    assert sources(archive) == {"东方财富": 1, "东方财富快讯": 2}
    assert [change.undone_at is None for change in book.changes()] == [False]


def test_a_renamed_source_is_found_by_both_names(archive, book, credited):
    credited("东方财富")
    book.rename("东方财富", "东方财富网")
    assert sources(archive) == {"东方财富网": 1}
    assert len(archive.search("source:东方财富网")) == len(archive.search("source:东方财富")) == 1
    book.undo()
    assert sources(archive) == {"东方财富": 1}
    assert archive.sources()[0].spellings == ("东方财富",)


def test_changes_of_one_source_are_taken_back_from_the_last(book, credited):
    for name in ("甲报", "乙报", "丙报"):
        credited(name)
    first = book.merge("甲报", "乙报")
    second = book.merge("乙报", "丙报")
    with pytest.raises(ValueError, match=f"change {second.id} came after"):
        book.undo(first.id)
    book.undo(second.id)
    book.undo(first.id)
    with pytest.raises(KeyError):
        book.undo()


def test_what_cannot_be_is_refused(book, credited):
    credited("甲报")
    credited("乙报")
    with pytest.raises(ValueError, match="one source already"):
        book.merge("甲报", "《甲报》")
    with pytest.raises(ValueError, match="merge them"):
        book.rename("甲报", "乙报")
    with pytest.raises(ValueError, match="needs a name"):
        book.rename("甲报", " ")
    with pytest.raises(KeyError, match="did you mean 甲报"):
        book.merge("甲报社", "乙报")


def test_merges_leave_the_archive_sound(archive, book, credited):
    credited("甲报")
    credited("乙报")
    book.merge("甲报", "乙报")
    assert [check for check in archive.health() if not check.good] == []
    with sqlite3.connect(archive.path) as db:
        assert db.execute("SELECT count(*) FROM sources").fetchone() == (2,)


def test_who_reprints_whom_and_how_late(archive, book, credited):
    first = {"publisher": "wire", "published_at": NOON, "published_precision": "minute"}
    for number, hours in ((1, 2), (2, 4), (3, 9)):
        text = STORY.format(number)
        credited("", text=text, url=f"https://wire.example/{number}", **first)
        later = first | {"publisher": "paper", "published_at": NOON + timedelta(hours=hours)}
        said = Attribution("reprint", "Wire News", "wire")
        credited("", text=text, url=f"https://paper.example/{number}", attribution=said, **later)
    credited("", publisher="paper", url="https://paper.example/own")
    (found,) = book.reprints()
    assert (found.source, found.publisher, found.articles, found.share) == ("Wire News", "paper", 3, 0.75)
    assert (found.timed, found.own, found.median_lag) == (3, 3, 4 * 3600)
    assert book.reprints("Wire News") == [found]


def test_a_delay_between_days_is_in_whole_days(book, credited):
    credited("", publisher="a", text=STORY, url="https://a.example/1", published_at=NOON, published_precision="day")
    later = NOON + timedelta(days=2, hours=5)
    credited(
        "甲报", publisher="b", text=STORY, url="https://b.example/1", published_at=later, published_precision="minute"
    )
    (found,) = book.reprints()
    assert (found.median_lag, found.own) == (2 * 86400, 0)


def test_nothing_is_known_of_the_delay_of_what_is_not_here(book, credited):
    credited("甲报")
    (found,) = book.reprints()
    assert (found.timed, found.median_lag) == (0, None)
