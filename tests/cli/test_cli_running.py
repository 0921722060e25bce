"""An archive that runs by itself: what is due is crawled, judged, told of; and calls itself."""

import json
import os
import re
import sqlite3
import sys
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.append(str(Path(__file__).parents[1] / "crawl"))
from loopback import Answer, Project, Site
from screen import on_terminal, plain

from newsarchive.archive import Archive
from newsarchive.archive.lock import alone, of_publisher
from newsarchive.cli import commands, metrics, notices
from newsarchive.cli.rounds import after, is_due, opens, period
from newsarchive.cli.scheduling import MARK
from newsarchive.errors import NotTold
from newsarchive.model import Publisher, Route

NOON = datetime(2024, 8, 21, 12, 0, tzinfo=UTC)
FAST = ("--set", "NEWSARCHIVE_TDMREP=0", "--set", "RETRY_TIMES=0")


@pytest.fixture
def site():
    found = Site()
    yield found
    found.close()


@pytest.fixture
def project(tmp_path, site, monkeypatch):
    made = Project(tmp_path, site)
    for name, value in made.environment().items():
        monkeypatch.setenv(name, value)
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    return made


def call(*words):
    return CliRunner().invoke(commands, [str(word) for word in words])


def runs(project, slug):
    with project.archive() as archive:
        return [(run.status, run.health) for run in archive.agenda.runs(slug)]


def test_a_run_crawls_what_is_due_plans_the_next_and_leaves_the_rest(site, project):
    site.articles(3)
    site.article("/village/1.html", "村里的新桥昨天通车")
    site.list("/village/", [("/village/1.html", "村里的新桥昨天通车", "2020-01-05")])
    project.publisher("village", lists=[site.url + "/village/"], every="1d")
    project.publisher(lists=[site.url + "/news/"], every="15m")

    done = call("run", "town", "village", *FAST)

    assert done.exit_code == 0, done.output
    assert runs(project, "town") == runs(project, "village") == [("finished", {})]
    with project.archive() as archive:
        planned = {slug: archive.agenda.planned(slug, "news").planned_at for slug in ("town", "village")}
    assert planned["town"] < planned["village"]
    asked = len(site.asked)
    assert call("run", "town", "village").exit_code == 3
    assert len(site.asked) == asked
    assert call("run", "town", "--now", "--dry-run").exit_code == 0
    told = call("status", "town", "village", "--json")
    assert [json.loads(line)["health"] for line in told.stdout.splitlines()] == ["well", "well"]


def test_a_publisher_that_is_not_well_is_told_once_and_when_it_is_well_again(site, project, tmp_path):
    site.articles(3)
    told, figures = tmp_path / "told", tmp_path / "figures.prom"
    command = (
        "run",
        "town",
        "--now",
        *FAST,
        "--notify",
        f"sh -c 'cat >> {told}; echo >> {told}'",
        "--metrics",
        figures,
    )
    good = site.pages["/news/"]
    site.pages["/news/"] = Answer(b"go away", 403)

    assert call(*command).exit_code == 7
    assert call(*command).exit_code == 7
    assert runs(project, "town")[0][1].keys() == {"blocked"}
    assert 'newsarchive_unwell{publisher="town",condition="blocked"} 1' in figures.read_text()
    site.pages["/news/"] = good
    assert call(*command).exit_code == 0

    words = [json.loads(line) for line in told.read_text().splitlines()]
    assert [(one["publisher"], one["well"]) for one in words] == [("town", False), ("town", True)]
    assert 'newsarchive_last_run_urls{publisher="town",state="added"} 3' in figures.read_text()


def test_runs_do_not_overlap(site, project):
    site.articles(2)
    with Archive(project.data / "archive.db") as archive:
        archive.begin("town", {"publisher": "town"})
        assert call("run", "town", "--now").exit_code == 0
        assert [run.status for run in archive.agenda.runs("town")] == ["skipped"]
    assert site.asked == []


def test_a_run_that_was_killed_has_crashed_and_the_next_one_goes_on(project):
    with Archive(project.data / "archive.db") as archive:
        run = archive.agenda.plan("town", "news", NOON)
        archive.agenda.start(run, NOON)
        archive.agenda.close_dead(NOON + timedelta(hours=1))
        assert [run.status for run in archive.agenda.runs("town")] == ["crashed"]
        assert archive.agenda.planned("town", "news") is None


def test_the_next_run_stays_on_the_grid_of_the_planned_ones(tmp_path):
    publisher = Publisher("town", "Town", visit=Route(every="6h"))
    with Archive(tmp_path / "archive.db") as archive:
        run = archive.agenda.plan("town", "news", NOON)
    assert after(run, publisher, NOON + timedelta(minutes=7)) == NOON + timedelta(hours=6)
    assert after(run, publisher, NOON + timedelta(hours=31)) == NOON + timedelta(hours=36)
    assert period("15m") == timedelta(minutes=15)


def test_a_clock_that_was_ahead_for_a_while_leaves_no_publisher_alone(tmp_path):
    publisher = Publisher("town", "Town", visit=Route(every="6h"))
    with Archive(tmp_path / "archive.db") as archive:
        run = archive.agenda.plan("town", "news", NOON + timedelta(days=3650))
    assert is_due(run, publisher, NOON)
    assert NOON < after(run, publisher, NOON) <= NOON + timedelta(hours=6)
    assert not is_due(run, publisher, NOON + timedelta(days=3650, hours=-1))


def test_a_crawl_that_another_machine_left_behind_holds_nobody_up(site, project):
    """It is one of a container, which is gone, and whose name nobody has any more."""
    site.articles(2)
    with Archive(project.data / "archive.db") as archive:
        left = archive.begin("town", {"publisher": "town"})
    with sqlite3.connect(project.data / "archive.db") as db:
        values = ["0f3ac1:7:98", left]
        db.execute("UPDATE crawls SET process = ?, status = 'running', finished_at = NULL WHERE id = ?", values)
    with alone(of_publisher(project.data / "archive.db", "town")):
        assert call("run", "town", "--now", *FAST).exit_code == 0
        assert [status for status, _ in runs(project, "town")] == ["skipped"]

    assert call("run", "town", "--now", *FAST).exit_code == 0
    assert [status for status, _ in runs(project, "town")] == ["finished", "skipped"]
    with project.archive() as archive:
        assert {crawl.id: crawl.status for crawl in archive.crawls(9)}[left] == "crashed"


def test_a_closed_publisher_is_visited_when_its_hours_begin():
    night = Publisher("town", "Town", timezone="Asia/Shanghai", visit=Route(hours="22:00-06:00"))
    assert opens(night, NOON) == NOON + timedelta(hours=2)
    assert opens(night, NOON + timedelta(hours=3)) == NOON + timedelta(hours=3)


class Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *words):
        pass


def test_a_webhook_gets_json_and_a_way_that_fails_is_told():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    server.told = []
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    notices.send(f"http://127.0.0.1:{server.server_port}/", "oim", {"silent": "offers nothing"})
    server.shutdown()
    server.server_close()
    assert server.told[0]["words"] == "oim is silent: offers nothing"
    with pytest.raises(NotTold):
        notices.send("false", "oim", {})


def test_mail_says_it_in_its_subject(monkeypatch):
    sent = []

    class Post:
        def __init__(self, *where, **how):
            sent.append(where)

        __enter__ = lambda self: self  # noqa: E731
        __exit__ = lambda self, *error: None  # noqa: E731

        def send_message(self, message):
            sent.append((message["To"], message["Subject"]))

    monkeypatch.setattr("smtplib.SMTP", Post)
    monkeypatch.setenv("NEWSARCHIVE_SMTP", "mail.example:2525")
    notices.send("mailto:desk@news.example", "oim", {})
    assert sent == [("mail.example", 2525), ("desk@news.example", "oim is well again")]


def test_metrics_have_help_and_type_and_are_replaced_as_a_whole(tmp_path):
    with Archive(tmp_path / "archive.db") as archive:
        metrics.write(archive, ["town"], tmp_path / "out" / "a.prom")
    lines = (tmp_path / "out" / "a.prom").read_text().splitlines()
    assert sum(line.startswith("# TYPE") for line in lines) == sum(line.startswith("# HELP") for line in lines) == 5
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.prom"]


def executable(path, words):
    path.write_text(f"#!/bin/sh\n{words}\n")
    path.chmod(0o755)


def test_schedule_writes_a_timer_or_a_crontab_line(tmp_path, monkeypatch):
    folder = tmp_path / "bin"
    folder.mkdir()
    executable(folder / "systemctl", f'echo "$@" >> {tmp_path}/called')
    executable(
        folder / "crontab", f'if [ "$1" = -l ]; then cat {tmp_path}/tab 2>/dev/null; else cat > {tmp_path}/new; fi'
    )
    (tmp_path / "tab").write_text(f"0 1 * * * backup\n0 * * * * old {MARK}\n")
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("NEWSARCHIVE_CONTACT", "mailto:100%@news.example")

    assert call("schedule", "install", "--by", "systemd", "--every", 30).exit_code == 0
    assert call("schedule", "install", "--by", "cron").exit_code == 0

    timer = (tmp_path / "systemd" / "user" / "newsarchive.timer").read_text()
    assert "OnCalendar=*:0/30" in timer
    assert "enable --now newsarchive.timer" in (tmp_path / "called").read_text()
    backup, ours = (tmp_path / "new").read_text().splitlines()
    assert backup == "0 1 * * * backup"
    assert ours.startswith("*/15 * * * * cd ")
    assert ours.endswith(MARK)
    assert r"100\%@news" in ours
    shown = call("schedule", "show", "--by", "cron")
    assert shown.stdout.strip() == ours


def test_units_are_written_as_systemd_reads_them(monkeypatch):
    monkeypatch.setenv("NEWSARCHIVE_NOTIFY", 'mail -s "not \\ well" desk')
    shown = call("schedule", "show", "--by", "systemd", "--every", 60, "--archive", "/srv/it's $here/100%.db").stdout
    assert r'''Environment="NEWSARCHIVE_NOTIFY=mail -s \"not \\ well\" desk"''' in shown
    assert """run --archive "/srv/it's $$here/100%%.db"\n""" in shown
    assert "OnCalendar=*:00\n" in shown  # an hour is no step within an hour


def test_a_terminal_shows_the_publishers_of_a_round_and_how_far_each_is(site, project):
    for path in site.articles(3):
        site.pages[path].wait = 1.0
    project.publisher(lists=[site.url + "/news/"])
    code, shown = on_terminal([sys.executable, "-m", "newsarchive", "run", "town", *FAST], project.environment())
    words = plain(shown)
    assert code == 0, words
    assert re.search(r"publisher +since +offered +articles +new +copies +passed over +failed +to come", words)
    assert re.search(r"town +\d+ s +3 +[0-3] +[0-3] +0 +0 +0 +[0-3]", words)
    assert "0 of 1 publishers are done" in words
    assert "town: finished; well" in words
