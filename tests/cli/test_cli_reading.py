"""Asking the archive on the command line: what is printed, where, and with which exit code."""

import json
import re
import sqlite3
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from newsarchive import Archive, Article, __version__
from newsarchive.cli import commands
from newsarchive.model import Attribution

STORY = "近日,会议在长沙召开。\n人工智能领域,要以创新应用为重点,开发一批新产品。"


def article(number, **fields):
    stated = {
        "publisher": "oim",
        "title": f"第{number}条新闻",
        "text": STORY,
        "language": "zh",
        "published_at": datetime(2020, 1, number, tzinfo=UTC),
        "published_precision": "day",
        "attribution": Attribution("reprint", "东方财富网", evidence="文章来源:东方财富网"),
    }
    return Article(url=f"http://www.oim.com.cn/news/{number}.html", **stated | fields)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        archive.add(article(1))
        archive.add(article(2))
        archive.add(article(3, text="锂电池材料的价格上涨。", attribution=Attribution()))
        archive.add(article(3, text="锂电池材料的价格下跌。", attribution=Attribution()))
    return path


def run(*words):
    return CliRunner().invoke(commands, [str(word) for word in words])


def test_search_prints_title_facts_and_a_snippet(path):
    result = run("search", "人工智能", "--archive", path)
    assert result.exit_code == 0
    assert "第2条新闻" in result.stdout
    assert "2020-01-02 · oim · 东方财富网" in result.stdout
    assert "人工智能领域" in result.stdout


def test_search_as_json_is_one_object_a_line(path):
    result = run("search", "人工智能", "--json", "--archive", path)
    hits = [json.loads(line) for line in result.stdout.splitlines()]
    assert [hit["title"] for hit in hits] == ["第2条新闻", "第1条新闻"]
    start, end = hits[0]["marks"][0]
    assert hits[0]["snippet"][start:end] == "人工智能"


def test_words_of_a_query_may_be_excluded_without_quotes(path):
    everything = run("search", "长沙", "--json", "--archive", path).stdout
    assert run("search", "长沙", "-rights:tdm", "--json", "--archive", path).stdout == everything != ""
    assert run("search", "长沙", "-人工智能", "--archive", path).exit_code == 3
    assert "Usage" in run("search", "-h").stdout


def test_search_that_finds_nothing_says_so_on_stderr_and_exits_3(path):
    result = run("search", "光刻机", "--json", "--archive", path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "Nothing found" in result.stderr


def test_a_bad_query_exits_2_and_says_where(path):
    result = run("search", '"人工智能', "--archive", path)
    assert result.exit_code == 2
    assert "at character" in result.stderr
    assert result.stdout == ""


def test_show_prints_the_text_and_the_words_that_the_source_rests_on(path):
    result = run("show", "http://www.oim.com.cn/news/2.html", "--archive", path)
    assert result.exit_code == 0
    assert "东方财富网 (reprint; the page says: 文章来源:东方财富网)" in result.stdout
    assert "copy of  article 1" in result.stdout
    assert "开发一批新产品。" in result.stdout


def test_show_takes_an_id_and_counts_revisions(path):
    result = run("show", 3, "--json", "--archive", path)
    row = json.loads(result.stdout)
    assert (row["id"], row["revisions"], row["text"]) == (3, 2, "锂电池材料的价格下跌。")


def test_show_of_an_article_that_is_not_there_exits_3(path):
    result = run("show", "http://www.oim.com.cn/news/99.html", "--archive", path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "No article http://www.oim.com.cn/news/99.html" in re.sub(r"\s+", " ", result.stderr)


def test_sources_are_counted(path):
    rows = [json.loads(line) for line in run("sources", "--json", "--archive", path).stdout.splitlines()]
    assert [(row["name"], row["articles"]) for row in rows] == [("东方财富网", 2)]
    assert "东方财富网" in run("sources", "--archive", path).stdout


def test_stats_count_rows_by_table(path):
    stats = json.loads(run("stats", "--json", "--archive", path).stdout)
    assert (stats["rows"]["articles"], stats["rows"]["texts"], stats["rows"]["revisions"]) == (3, 3, 4)
    assert stats["publishers"] == {"oim": 3}


def test_crawls_show_their_books(path):
    with Archive(path) as archive:
        archive.finish(archive.begin("oim"), "finished", {})
    (row,) = [json.loads(line) for line in run("crawls", "--json", "--archive", path).stdout.splitlines()]
    assert (row["spider"], row["status"], row["books"]["offered"]) == ("oim", "finished", 0)


def test_doctor_finds_a_sound_archive_sound(path):
    result = run("doctor", "--archive", path)
    assert result.exit_code == 0, result.stdout
    assert "BAD" not in result.stdout


@pytest.mark.parametrize("command", ["search x", "show 1", "sources", "stats", "crawls"])
def test_an_archive_that_is_not_there_exits_4_and_makes_nothing(tmp_path, command):
    path = tmp_path / "none.db"
    result = run(*command.split(), "--archive", path)
    assert result.exit_code == 4
    assert f"{path}: there is no archive yet" in result.stderr
    assert not path.exists()


@pytest.mark.parametrize("command", ["search x", "show 1", "sources", "stats", "crawls"])
def test_a_file_that_is_no_archive_exits_4_and_is_left_alone(tmp_path, command):
    path = tmp_path / "letter.db"
    path.write_text("Dear Sir,\n" * 200)
    result = run(*command.split(), "--archive", path)
    assert result.exit_code == 4
    assert str(path) in result.stderr
    assert path.read_text() == "Dear Sir,\n" * 200


def test_somebody_elses_database_is_no_archive(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("create table articles (id)")
    result = run("stats", "--archive", path)
    assert result.exit_code == 4
    assert run("doctor", "--archive", path).exit_code == 1


@pytest.mark.parametrize(
    "later", ["pragma user_version = 999", "update meta set value = '999' where key = 'schema_version'"]
)
def test_an_archive_of_a_later_version_exits_4(path, later):
    with sqlite3.connect(path) as db:
        db.execute(later)
    result = run("search", "x", "--archive", path)
    assert result.exit_code == 4
    assert str(path) in result.stderr


def test_the_archive_is_found_by_the_environment(path, monkeypatch):
    monkeypatch.setenv("NEWSARCHIVE_DIR", str(path.parent))
    assert run("search", "人工智能").exit_code == 0


def test_the_version_is_printed():
    assert run("--version").stdout == f"newsarchive, version {__version__}\n"


def test_stats_draw_bars_for_publishers_and_months(path):
    with Archive(path) as archive:
        archive.add(article(4, publisher="other", text="另外一条新闻。", published_at=datetime(2020, 2, 1, tzinfo=UTC)))
    shown = run("stats", "--archive", path).stdout
    assert re.search(r"oim +3 +█{40} *\n", shown)
    assert re.search(r"other +1 +█{13}▍ *\n", shown)
    assert re.search(r"2020-01 +3 +█{40} *\n", shown)
    assert json.loads(run("stats", "--json", "--archive", path).stdout)["months"] == {"2020-01": 3, "2020-02": 1}


@pytest.mark.parametrize(
    ("typed", "completed"),
    [("sea", "search"), ("edits --cla", "--class"), ("edits --class he", "headline"), ("edits --publisher oi", "oim"),
     ("gaps --publisher o", "oim"), ("export x --format parq", "parquet")],
)  # fmt: skip
def test_the_shell_completes_commands_options_choices_and_publishers(typed, completed):
    words = f"newsarchive {typed}"
    asked = {"_NEWSARCHIVE_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    result = CliRunner().invoke(commands, [], env=asked, prog_name="newsarchive")
    assert f"plain,{completed}" in result.stdout.splitlines()


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_has_an_example_in_its_help(name):
    assert re.search(r"Examples?:\n +newsarchive ", run(name, "--help").stdout), name
