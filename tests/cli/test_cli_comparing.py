"""edits and diff on the command line."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from rich.console import Console

from newsarchive import Archive, Article
from newsarchive.cli import commands, comparing

STORY = "近日,会议在长沙召开,共300人参加。\n人工智能领域,要以创新应用为重点,开发一批新产品。"


@pytest.fixture
def path(tmp_path):
    with Archive(tmp_path / "archive.db") as archive:
        for hour, text in enumerate(
            [STORY, STORY.replace("300", "500"), STORY.replace("300", "500").replace("。", ".")]
        ):
            seen = datetime(2024, 8, 21, hour, tzinfo=UTC)
            archive.add(Article("http://www.oim.com.cn/news/1.html", "oim", "会议召开", text, fetched_at=seen))
    return tmp_path / "archive.db"


def run(*words):
    return CliRunner().invoke(commands, [str(word) for word in words])


def test_diff_shows_what_went_and_what_came(path):
    result = run("diff", 1, 2, "--archive", path)
    assert result.exit_code == 0, result.stderr
    assert "共[-300-]{+500+}人参加" in result.stdout
    assert "publisher: facts" in result.stdout


def test_diff_without_numbers_is_the_last_change(path):
    assert "typography" in run("diff", "http://www.oim.com.cn/news/1.html", "--archive", path).stdout


def test_diff_in_colour_has_no_brackets(path):
    with Archive(path, readonly=True) as archive:
        shown = comparing.side_by_side(archive.compare(1, 1, 2), whole=True, coloured=True)
    console = Console(force_terminal=True, color_system="standard", width=200, record=True)
    with console.capture() as captured:
        console.print(shown)
    assert "\x1b[9;31m300\x1b[0m\x1b[1;32m500\x1b[0m" in captured.get()


def test_diff_as_json_has_the_pieces(path):
    row = json.loads(run("diff", 1, 1, 3, "--json", "--archive", path).stdout)
    assert (row["old"], row["new"], row["edits"]) == (1, 3, ["facts"])
    assert [piece["new"] for piece in row["text"] if piece["change"] != "equal"] == ["500", ".", "."]


@pytest.mark.parametrize("words", [["diff", 1, 9], ["diff", 7], ["diff", 1, 1, 8], ["edits", "--class", "rewrite"]])
def test_what_is_not_there_exits_3(path, words):
    result = run(*words, "--archive", path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr


def test_three_revisions_are_too_many(path):
    assert run("diff", 1, 1, 2, 3, "--archive", path).exit_code == 2


def test_edits_lists_those_that_matter(path):
    rows = [json.loads(line) for line in run("edits", "--json", "--archive", path).stdout.splitlines()]
    assert [(row["number"], row["edits"]) for row in rows] == [(2, ["facts"])]
    assert "newsarchive diff 1 2" in run("edits", "--archive", path).stdout


def test_edits_of_every_class(path):
    rows = run("edits", "--all", "--json", "--archive", path).stdout.splitlines()
    assert [json.loads(row)["number"] for row in rows] == [3, 2]
