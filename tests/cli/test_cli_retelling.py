"""copies and timeline: who told it too, when, and how much of it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from newsarchive import Archive, Article
from newsarchive.cli import commands
from newsarchive.model import Attribution

STORY = "\n".join(
    f"第{word}段:近日在长沙召开的会议上,与会代表围绕{word}产业的发展进行了讨论,并就{word}工作提出了具体的建议和要求。"
    for word in ("钢铁", "纺织", "航空", "农业", "旅游", "教育", "医疗", "能源")
)
NOON = datetime(2024, 8, 21, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    """A story of three, the first of them archived last, an excerpt of it, and an article of its own."""
    told = [
        ("paper", 2, STORY, "甲报转载"),
        ("portal", 26, STORY.partition("\n")[2], "门户转载"),
        ("brief", 30, "\n".join(STORY.splitlines()[:2]), "简讯"),
        ("other", 1, "另一件毫不相干的事情。", "别的"),
        ("wire", 0, STORY, "原文"),
    ]
    with Archive(tmp_path / "archive.db") as archive:
        for slug, hours, text, title in told:
            at = NOON + timedelta(hours=hours)
            said = Attribution() if slug == "wire" else Attribution("reprint", "新华社")
            archive.add(
                Article(
                    f"https://{slug}.example/1.html",
                    slug,
                    title,
                    text,
                    published_at=at,
                    published_precision="minute",
                    attribution=said,
                )
            )
    return tmp_path / "archive.db"


def run(*words):
    return CliRunner().invoke(commands, [str(word) for word in words])


def rows(*words):
    return [json.loads(line) for line in run(*words, "--json").stdout.splitlines()]


def test_the_first_telling_stands_first_and_the_rest_by_time(path):
    story = rows("timeline", 1, "--archive", path)
    assert [(one["publisher"], one["kind"], one["lag"]) for one in story] == [
        ("wire", "first", 0.0),
        ("paper", "copy", 7200.0),
        ("portal", "copy", 26 * 3600.0),
    ]
    assert story[1]["cover"] == 1.0
    shown = run("timeline", "https://portal.example/1.html", "--archive", path).stdout
    assert "● 2024-08-21 12:00" in shown
    assert "+2 h" in shown
    assert "reprint: 新华社" in shown


def test_copies_tell_what_each_is_to_the_article(path):
    found = {one["publisher"]: one for one in rows("copies", 1, "--archive", path)}
    assert set(found) >= {"wire", "portal"}
    assert "other" not in found
    assert found["portal"]["kind"] == "copy"
    assert found["portal"]["cover"] < 1 <= found["portal"]["of_cover"] + 0.05
    assert found["brief"]["kind"] == "excerpt"
    assert "portal" in run("copies", 1, "--archive", path).stdout


def test_an_excerpt_sees_the_whole_that_includes_it(path):
    kinds = {one["publisher"]: one["kind"] for one in rows("copies", "https://brief.example/1.html", "--archive", path)}
    assert kinds["paper"] == "includes"


def test_an_article_that_nobody_else_tells(path):
    assert run("copies", 4, "--archive", path).exit_code == 3
    assert [one["kind"] for one in rows("timeline", 4, "--archive", path)] == ["first"]


@pytest.mark.parametrize("command", ["copies", "timeline"])
def test_what_is_not_there_exits_3(path, command):
    assert run(command, 99, "--archive", path).exit_code == 3
