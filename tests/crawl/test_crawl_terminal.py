"""What a crawl shows on a terminal, and what it says where there is none."""

import re

import pytest
from loopback import Answer
from screen import COLUMNS, ROWS, on_terminal, plain


def watched(project, *more, **terminal):
    """Everything that a crawl wrote to a terminal, and its exit code."""
    return on_terminal(project.command(*more), project.environment(), **terminal)


@pytest.fixture
def slow(site):
    """Six articles, one of them gone; the server takes its time."""
    paths = site.articles(6)
    for path in paths:
        site.pages[path].wait = 0.4
    site.pages[paths[5]] = Answer(b"gone", 404)
    return site


def test_a_terminal_shows_how_far_a_crawl_is_and_what_each_host_waits_for(slow, project):
    code, shown = watched(project)
    assert code == 0
    words = plain(shown)
    assert "town · 长沙新闻 · 0:00:0" in words
    assert re.search(r"pages +articles +new +copies +passed over +failed +to come +pages a minute", words)
    assert re.search(r"127\.0\.0\.1 +answers 1; [1-5] wait", words)
    assert "\x1b[?25l" in shown  # the cursor is hidden while it draws
    assert "\x1b[?25h" in shown
    assert words.startswith("town · 长沙新闻")  # nothing of the log's is above it


def test_the_closing_summary_is_what_remains_and_fits_a_screen(slow, project):
    _, shown = watched(project)
    last = plain(shown.rpartition("\x1b[?25h")[2]).strip("\n").splitlines()
    assert len(last) < ROWS
    assert max(map(len, last)) <= COLUMNS or str(project.data) in " ".join(last)
    found = {line.split()[0]: line.split()[1] for line in last if re.match(r"[a-z]+ +\d", line)}
    assert (found["offered"], found["added"], found["failed"]) == ("6", "5", "1")
    assert any(re.match(r"failed +1 +404 1", line) for line in last)


def test_a_small_terminal_shows_the_same_in_fewer_lines(slow, project):
    _, shown = watched(project, size=(40, 10))
    words = plain(shown)
    assert "pages\xa0" in words
    assert re.search(r"pages\xa0a\xa0minute\xa0\d", words)
    assert "127.0.0.1  answers 1" in words
    last = plain(shown.rpartition("\x1b[?25h")[2]).strip("\n").splitlines()
    assert len(last) < 10 or str(project.data) in "".join(last)
    assert [line.split()[0] for line in last[1:4]] == ["offered", "added", "failed"]


def test_ctrl_c_twice_gives_the_terminal_back_and_the_exit_code(slow, project):
    """The first waits for what is under way; the second does not."""
    for path in slow.pages:
        slow.pages[path].wait = 3

    code, shown = watched(project, interrupts=(b"answers 1", b"stopping; Ctrl-C again does not wait"))

    assert code == 130
    assert shown.rfind("\x1b[?25h") > shown.rfind("\x1b[?25l")
    assert "offered" not in plain(shown)


def test_a_level_that_is_asked_for_comes_as_lines_above_the_view(slow, project):
    _, shown = watched(project, "-L", "INFO")
    words = plain(shown)
    assert "[newsarchive] INFO: town finished: 6 offered = 5 added" in words
    assert "answers 1" in words


def test_a_warning_is_a_line_in_any_case(slow, project):
    slow.pages["/news/"] = Answer(b"", 500)
    _, shown = watched(project, "-s", "RETRY_TIMES=0")
    assert "WARNING: list failed" in plain(shown)


@pytest.mark.parametrize(("more", "terminal"), [((), "dumb"), (("-s", "NEWSARCHIVE_LIVE=0"), "xterm")])
def test_where_nothing_can_be_drawn_lines_are_plain(slow, project, more, terminal):
    _, shown = watched(project, *more, terminal=terminal)
    assert "\x1b" not in shown
    assert "[newsarchive] INFO: town finished: 6 offered = 5 added" in shown


def test_without_a_terminal_lines_are_plain(slow, project):
    run = project.crawl()
    assert "\x1b" not in run.err
    assert "[newsarchive] INFO: town finished: 6 offered = 5 added" in run.err
