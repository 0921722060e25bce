"""On a terminal: colours, and a pager for what does not fit; in a pipe, neither."""

import json
import os
import pty
import subprocess
import sys

import pytest
from click.testing import CliRunner
from rich.console import Console

from newsarchive import Archive, Article
from newsarchive.cli import commands, terminal
from newsarchive.model import Attribution, Link

#: A pager that can be seen: it marks each line.
PAGER = "sed s/^/PAGED:/"


@pytest.fixture
def path(tmp_path):
    with Archive(tmp_path / "archive.db") as archive:
        crawl = archive.begin("news")
        for number in range(12):
            text = f"人工智能产业的第{number}条新闻:今年的订单增加了{number + 2}家。"
            said = Attribution("reprint", f"第{number}通讯社", evidence=f"来源:第{number}通讯社")
            page = Article(f"http://www.oim.com.cn/{number}.html", "oim", f"第{number}条新闻", text, attribution=said)
            archive.add(page)
        archive.add(Article("http://www.oim.com.cn/0.html", "oim", "第0条新闻", "订单减少了99家。" * 30))
        for slug in ("paper", "portal", "radio"):
            archive.add(Article(f"http://{slug}.example/1.html", slug, "一条新闻", "同一条新闻在三家媒体上刊登。" * 9))
        archive.finish(crawl, "finished", {})
    return tmp_path / "archive.db"


def on_a_terminal(path, *words, lines=8):
    """What a command writes to a terminal of that height."""
    ours, theirs = pty.openpty()
    env = os.environ | {"PAGER": PAGER, "TERM": "xterm", "LINES": str(lines), "COLUMNS": "80"}
    env.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "newsarchive", *words, "--archive", str(path)]
    running = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL, env=env)
    os.close(theirs)
    parts = []
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed: Linux says so
            break
        if not part:
            break
        parts.append(part)
    os.close(ours)
    assert running.wait(60) == 0
    return b"".join(parts).decode()


@pytest.mark.parametrize(
    "words",
    [["search", "人工智能"], ["show", "1"], ["edits", "--all"], ["diff", "1"], ["copies", "13"], ["timeline", "13"],
     ["sources"], ["stats"], ["crawls"]],
    ids=lambda words: words[0],
)  # fmt: skip
def test_long_answers_are_paged_on_a_terminal_and_coloured(path, words):
    shown = on_a_terminal(path, *words, lines=2)
    assert "PAGED:" in shown
    if words[0] not in ("stats", "crawls", "sources", "copies", "timeline"):
        assert "\x1b[" in shown


def test_short_answers_are_not_paged(path):
    assert "PAGED:" not in on_a_terminal(path, "search", "人工智能", "--limit", "1", lines=60)


def test_nothing_is_paged_or_coloured_in_a_pipe(path):
    command = [sys.executable, "-m", "newsarchive", "search", "人工智能", "--archive", str(path)]
    shown = subprocess.run(
        command, env=os.environ | {"PAGER": PAGER}, capture_output=True, text=True, check=True
    ).stdout
    assert "PAGED:" not in shown
    assert "\x1b" not in shown


def test_a_table_shows_times_to_the_minute_and_lists_as_words():
    row = {"at": "2026-11-27T15:06:41Z", "who": ["a", "b"], "how": {"c": 2}, "many": 1200, "none": None}
    console = Console(width=80)
    with console.capture() as shown:
        console.print(terminal.table([row], {name: name for name in row}))
    assert shown.get().split("\n")[1].rstrip() == "2026-11-27 15:06  a, b  c: 2  1,200"


def test_crawls_shows_the_counts_that_some_crawl_has(path):
    with Archive(path) as archive:
        crawl = archive.begin("news")
        archive.offer([Link("http://www.oim.com.cn/no.html", "oim")], crawl)
        archive.settle("http://www.oim.com.cn/no.html", "failed", "404")
        archive.finish(crawl, "finished", {})
    shown = CliRunner().invoke(commands, ["crawls", "--archive", str(path)]).stdout
    assert shown.split("\n")[0].split() == ["id", "spider", "started", "status", "offered", "failed"]


READING = (
    ["search", "人工智能"], ["show", "1"], ["diff", "1"], ["copies", "13"], ["timeline", "13"], ["sources"],
    ["edits", "--all"], ["stats"], ["watch", "人工智能", "--from-start"],
)  # fmt: skip


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_every_command_that_reads_answers_in_json_an_object_a_line(path, words):
    command = [sys.executable, "-m", "newsarchive", *words, "--json", "--archive", str(path)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert shown
    assert all(isinstance(json.loads(line), dict) for line in shown.splitlines())


def test_an_export_says_in_json_what_was_written(path, tmp_path):
    out = str(tmp_path / "out.csv")
    command = [sys.executable, "-m", "newsarchive", "export", out, "--json", "--archive", str(path)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert json.loads(shown) == {"file": out, "format": "csv", "articles": 15}
