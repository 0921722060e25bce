"""sources on the command line."""

import json

import pytest
from click.testing import CliRunner

from newsarchive import Archive, Article
from newsarchive.cli import commands
from newsarchive.model import Attribution


@pytest.fixture
def path(tmp_path):
    with Archive(tmp_path / "archive.db") as archive:
        for number, name in enumerate(["东方财富", "东方财富快讯", "新华社"], 1):
            said = Attribution("reprint", name)
            archive.add(
                Article(
                    f"http://www.oim.com.cn/{number}.html", "oim", f"第{number}条", f"全文{number}", attribution=said
                )
            )
    return tmp_path / "archive.db"


def run(*words):
    return CliRunner().invoke(commands, [str(word) for word in words])


def names(path):
    return [json.loads(line)["name"] for line in run("sources", "--json", "--archive", path).stdout.splitlines()]


def test_sources_are_merged_listed_and_taken_back(path):
    assert run("sources", "merge", "东方财富快讯", "东方财富", "--archive", path).exit_code == 0
    assert names(path) == ["东方财富", "新华社"]
    assert "东方财富快讯 is source 1" in run("sources", "changes", "--archive", path).stdout
    assert run("sources", "undo", "--archive", path).exit_code == 0
    assert len(names(path)) == 3
    assert json.loads(run("sources", "changes", "--json", "--archive", path).stdout)["undone_at"]


def test_a_source_is_renamed(path):
    run("sources", "rename", "新华社", "新华通讯社", "--archive", path)
    assert "新华通讯社" in names(path)
    assert "新华通讯社" in run("sources", "--archive", path).stdout


def test_reprints_are_shown(path):
    row = json.loads(run("sources", "reprints", "新华社", "--json", "--archive", path).stdout)
    assert (row["publisher"], row["articles"]) == ("oim", 1)
    assert "33%" in run("sources", "reprints", "--archive", path).stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["merge", "无此报", "新华社"], 3),
        (["reprints", "无此报"], 3),
        (["undo"], 3),
        (["rename", "新华社", "东方财富"], 2),
        (["merge", "新华社", "新华社"], 2),
    ],
)
def test_what_cannot_be_done_says_so(path, words, code):
    result = run("sources", *words, "--archive", path)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr


def test_no_archive_is_made_for_a_change(tmp_path):
    assert run("sources", "undo", "--archive", tmp_path / "none.db").exit_code == 4
    assert not (tmp_path / "none.db").exists()
