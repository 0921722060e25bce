"""reread on the command line: shown before it is written, and taken back."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from newsarchive import Archive, read
from newsarchive.cli import commands
from newsarchive.model import Attribution, Visit

URL = "https://paper.example/2024/1.html"
PAGE = """<html><body><h1>湖南举行产业大会</h1><div>2024-08-21 09:30 来源：东方财富网</div><div>
<p>近日,会议在长沙召开,与会代表围绕人工智能产业的发展进行了深入的讨论,并就下一步的工作提出了建议。</p>
<p>人工智能领域,要以创新应用为重点,开发一批新产品,支持设立光电显示研究院,推动技术研发和成果转化。</p>
</div></body></html>""".encode()


@pytest.fixture
def path(tmp_path):
    """One article, of whose source an earlier extraction knew nothing."""
    with Archive(tmp_path / "archive.db") as archive:
        visit = archive.keep(Visit(URL, datetime(2024, 8, 21, tzinfo=UTC), status=200, body=PAGE))
        archive.add(replace(read(PAGE, URL), attribution=Attribution()), visit=visit)
    return tmp_path / "archive.db"


def run(*words, **more):
    return CliRunner().invoke(commands, [str(word) for word in words], **more)


def revisions(path):
    with Archive(path, readonly=True) as archive:
        return [(revision.cause, revision.source) for revision in archive.revisions(URL)]


def test_a_dry_run_shows_what_differs_and_writes_nothing(path):
    result = run("reread", "--dry-run", "--processes", 1, "--archive", path)
    assert result.exit_code == 0, result.stderr
    assert "[-unknown-]{+东方财富网 (reprint)+}" in result.stdout
    assert "field/attribution" in result.stdout
    assert revisions(path) == [("first", "")]


def test_without_a_terminal_nothing_is_written_unless_yes_is_said(path):
    result = run("reread", "--processes", 1, "--archive", path)
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert revisions(path) == [("first", "")]


def test_a_reading_is_written_listed_and_undone(path):
    assert run("reread", "--yes", "--processes", 1, "--archive", path).exit_code == 0
    assert revisions(path) == [("first", ""), ("extractor", "东方财富网")]
    (row,) = [json.loads(line) for line in run("reread", "--list", "--json", "--archive", path).stdout.splitlines()]
    assert (row["status"], row["counts"]["written"]) == ("finished", 1)
    assert "finished" in run("reread", "--list", "--archive", path).stdout
    assert run("reread", "--undo", 1, "--archive", path).exit_code == 0
    assert revisions(path)[-1] == ("extractor", "")
    assert run("reread", "--undo", 1, "--archive", path).exit_code == 3


def test_json_is_a_line_for_each_article_that_differs(path):
    result = run("reread", "--dry-run", "--json", "--processes", 1, "--archive", path)
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (row["article_id"], row["result"], row["fields"]["attribution"][1]["name"]) == (1, "differs", "东方财富网")


def test_fields_and_publishers_choose(path):
    assert run("reread", "--dry-run", "--field", "title", "--processes", 1, "--json", "--archive", path).stdout == ""
    assert run("reread", "--dry-run", "--publisher", "nobody", "--archive", path).exit_code == 3
    assert run("reread", "--dry-run", "--since", "2030-01-01", "--archive", path).exit_code == 3
