"""On a terminal: colours, and a pager for what does not fit; in a pipe, neither."""

import os
import pty
import subprocess
import sys

import pytest

from newsarchive import Archive, Article

#: A pager that can be seen: it marks each line.
PAGER = "sed s/^/PAGED:/"


@pytest.fixture
def path(tmp_path):
    with Archive(tmp_path / "archive.db") as archive:
        crawl = archive.begin("news")
        for number in range(12):
            text = f"人工智能产业的第{number}条新闻:今年的订单增加了{number + 2}家。"
            archive.add(Article(f"http://www.oim.com.cn/{number}.html", "oim", f"第{number}条新闻", text))
        archive.add(Article("http://www.oim.com.cn/0.html", "oim", "第0条新闻", "订单减少了99家。" * 30))
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


@pytest.mark.parametrize("words", [["search", "人工智能"], ["show", "1"], ["edits", "--all"], ["stats"], ["crawls"]])
def test_long_answers_are_paged_on_a_terminal_and_coloured(path, words):
    shown = on_a_terminal(path, *words, lines=2)
    assert "PAGED:" in shown
    if words[0] not in ("stats", "crawls"):
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
