"""Revisions: of what class each change is, what differs between two, which changes matter."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.archive.edits import EDITS, MATTERING
from newsarchive.model import Attribution

STORY = "人工智能领域,要以创新应用为重点,开发一批新产品。"
NOON = datetime(2024, 8, 21, 12, tzinfo=UTC)


@pytest.fixture
def edited(archive, article):
    """An article of four states: as it was, another number and headline, other commas, another source."""
    told = STORY + "\n共300人参加。"
    states = [
        {"text": told},
        {"text": told.replace("300", "500"), "title": "湖南:先进制造业大会"},
        {"text": told.replace("300", "500").replace(",", "，"), "title": "湖南:先进制造业大会"},
        {
            "text": told.replace("300", "500").replace(",", "，"),
            "title": "湖南:先进制造业大会",
            "attribution": Attribution("reprint", "新华社"),
        },
    ]
    for hour, state in enumerate(states):
        archive.add(article(fetched_at=NOON + timedelta(hours=hour), **state))
    return archive


def test_each_revision_has_the_classes_of_what_it_changed(edited):
    assert [revision.edits for revision in edited.revisions(1)] == [
        (),
        ("facts", "headline"),
        ("typography",),
        ("source",),
    ]


TOLD = STORY + "\n共300人参加。"
ALONE = {
    "typography": {"text": TOLD.replace(",", "，")},
    "wording": {"text": TOLD.replace("开发", "研发")},
    "facts": {"text": TOLD.replace("300", "500")},
    "headline": {"title": "湖南:先进制造业大会"},
    "source": {"attribution": Attribution("reprint", "新华社")},
    "date": {"published_at": NOON, "published_precision": "minute"},
    "rewrite": {
        "text": "据气象部门消息,本周后期将有一次较强的冷空气过程,请公众注意防范大风降温天气,及时添加衣物,谨防感冒。"
    },
}


@pytest.mark.parametrize("kind", EDITS)
def test_a_change_of_one_kind_alone_is_stored_with_that_class_and_no_other(archive, article, kind):
    archive.add(article(text=TOLD))
    archive.add(article(**{"text": TOLD} | ALONE[kind]))
    assert [revision.edits for revision in archive.revisions(1)] == [(), (kind,)]
    assert len(archive.edited()) == (kind in MATTERING)
    assert [one.edits for one in archive.edited(classes=[kind])] == [(kind,)]


@pytest.mark.parametrize(
    ("body", "extractor", "cause"),
    [("same", "1", "publisher"), ("same", "2", "extractor"), ("other", "1", "publisher"), ("other", "2", "publisher")],
)
def test_bytes_and_extractor_together_decide_who_changed_it(
    archive, article, visit, monkeypatch, body, extractor, cause
):
    monkeypatch.setattr("newsarchive.archive.revisions._extractor", lambda: "1")
    archive.add(article(), visit=visit(body=b"same"))
    monkeypatch.setattr("newsarchive.archive.revisions._extractor", lambda: extractor)
    archive.add(article(title="Read otherwise"), visit=visit(body=body.encode()))
    last = archive.revisions(1)[-1]
    assert (last.cause, last.extractor) == (cause, extractor)


def test_the_changes_that_matter_are_the_latest_first(edited):
    assert [(one.number, one.edits) for one in edited.edited()] == [(4, ("source",)), (2, ("facts", "headline"))]
    assert edited.edited()[1].title_before == "湖南:先进制造业"


def test_changes_are_chosen_by_class_publisher_and_day(edited):
    assert [one.number for one in edited.edited(classes=["typography"])] == [3]
    assert [one.number for one in edited.edited(since=NOON + timedelta(hours=2))] == [4]
    assert edited.edited(publisher="nobody") == []
    assert edited.edited(causes=["extractor"]) == []


def test_a_comparison_names_the_fields_and_the_words(edited):
    found = edited.compare("https://news.example/1.html", 1, 2)
    assert found.fields == {"title": ("湖南:先进制造业", "湖南:先进制造业大会")}
    assert [(piece.old, piece.new) for piece in found.text if piece.change != "equal"] == [("300", "500")]
    assert found.edits == ("facts", "headline")


def test_a_comparison_without_numbers_is_of_the_last_change(edited):
    found = edited.compare(1)
    assert (found.old, found.new, found.edits) == (3, 4, ("source",))


def test_what_is_not_there_cannot_be_compared(edited):
    assert edited.compare(99) is None
    with pytest.raises(KeyError, match="no revision 9"):
        edited.compare(1, 1, 9)


def test_plain_sql_reads_the_classes(edited):
    with sqlite3.connect(edited.path) as db:
        rows = db.execute("SELECT edits FROM revisions ORDER BY number").fetchall()
    assert [json.loads(row[0]) for row in rows] == [[], ["facts", "headline"], ["typography"], ["source"]]
