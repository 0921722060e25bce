"""watch: new matches since the last time, to stdout, a command, a webhook, a feed."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from newsarchive import Archive, Article
from newsarchive.cli import commands

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def path(tmp_path):
    add(tmp_path / "archive.db", 1, "人工智能产业大会")
    return tmp_path / "archive.db"


def add(path, number, title):
    with Archive(path) as archive:
        archive.add(Article(f"http://www.oim.com.cn/{number}.html", "oim", title, f"全文第{number}篇。"))


def run(path, *words):
    return CliRunner().invoke(commands, ["watch", *map(str, words), "--archive", str(path)])


def found(result):
    return [json.loads(line)["title"] for line in result.stdout.splitlines()]


def test_only_what_is_new_is_told_and_only_once(path):
    assert found(run(path, "人工智能", "--json")) == []
    add(path, 2, "人工智能新闻")
    add(path, 3, "天气预报")
    assert found(run(path, "人工智能", "--json")) == ["人工智能新闻"]
    assert found(run(path, "人工智能", "--json")) == []


def test_from_the_start_means_what_is_there_too(path):
    assert found(run(path, "人工智能", "--from-start", "--json")) == ["人工智能产业大会"]


def test_filters_alone_can_be_watched(path):
    run(path, "publisher:oim")
    add(path, 2, "新的一条")
    assert "新的一条" in run(path, "publisher:oim").stdout


def test_everything_that_is_watched_is_asked_without_a_query(path):
    run(path, "人工智能")
    run(path, "天气")
    add(path, 2, "人工智能新闻")
    add(path, 3, "天气预报")
    assert found(run(path, "--json")) == ["人工智能新闻", "天气预报"]


def test_a_command_gets_the_matches_on_its_stdin(path, tmp_path):
    run(path, "人工智能", "--command", f"cp /dev/stdin {tmp_path}/told.jsonl")
    add(path, 2, "人工智能新闻")
    assert run(path).exit_code == 0
    assert json.loads((tmp_path / "told.jsonl").read_text())["title"] == "人工智能新闻"


def test_what_could_not_be_told_is_told_the_next_time(path):
    run(path, "人工智能", "--command", "false")
    add(path, 2, "人工智能新闻")
    failed = run(path)
    assert failed.exit_code == 1
    assert "ended with 1" in failed.stderr
    assert run(path, "人工智能", "--command", "true").exit_code == 0
    with Archive(path, readonly=True) as archive:
        assert archive.watches.find("人工智能").seen == 2


def revise(path, number, title, text):
    with Archive(path) as archive:
        archive.add(Article(f"http://www.oim.com.cn/{number}.html", "oim", title, text))


def test_matches_that_were_changed_are_told_where_that_is_wanted_and_only_once(path):
    run(path, "人工智能", "--revised")
    revise(path, 1, "人工智能产业大会", "全文第15篇,人工智能企业增加了12家。")
    add(path, 2, "天气预报")
    revise(path, 2, "天气预报", "全文第16篇。")
    (told,) = [json.loads(line) for line in run(path, "人工智能", "--json").stdout.splitlines()]
    assert (told["title"], told["revision"]) == ("人工智能产业大会", 2)
    assert "facts" in told["edits"]
    assert found(run(path, "人工智能", "--json")) == []


def test_a_changed_match_is_printed_with_what_shows_the_change(path):
    run(path, "人工智能", "--revised")
    revise(path, 1, "人工智能产业大会闭幕", "全文第1篇。")
    shown = run(path, "人工智能", "--revised").stdout
    assert "changed: headline" in shown
    assert "newsarchive diff 1 2" in shown
    assert run(path, "人工智能", "--revised").stdout == ""
    assert "(changes too)" in run(path, "--list").stdout


def test_changes_are_not_told_unless_they_are_wanted_nor_those_of_the_typography_alone(path):
    run(path, "人工智能")
    run(path, "产业", "--revised")
    revise(path, 1, "人工智能 产业大会", "全文第1篇。")
    assert found(run(path, "--json")) == []
    revise(path, 1, "人工智能 产业峰会", "全文第1篇。")
    assert found(run(path, "人工智能", "--json")) == []
    assert found(run(path, "产业", "--json")) == ["人工智能 产业峰会"]


def test_a_new_match_that_was_changed_at_once_is_told_once(path):
    run(path, "人工智能", "--revised")
    add(path, 2, "人工智能新闻")
    revise(path, 2, "人工智能要闻", "全文第2篇。")
    assert found(run(path, "人工智能", "--json")) == ["人工智能要闻"]
    assert found(run(path, "人工智能", "--json")) == []


def test_a_webhook_is_called(path):
    told = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self):
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    run(path, "人工智能", "--webhook", f"http://127.0.0.1:{server.server_port}/")
    add(path, 2, "人工智能新闻")
    assert run(path).exit_code == 0
    server.shutdown()
    server.server_close()
    assert [match["title"] for match in told[0]["matches"]] == ["人工智能新闻"]
    add(path, 3, "人工智能之三")
    assert run(path).exit_code == 1


def test_a_feed_holds_the_latest_matches(path, tmp_path):
    feed = tmp_path / "ai.xml"
    run(path, "人工智能", "--feed", feed)
    add(path, 2, "人工智能 \x0b<新闻>")
    run(path)
    titles = [entry.findtext(f"{ATOM}title") for entry in ET.parse(feed).getroot().iter(f"{ATOM}entry")]
    assert titles == ["人工智能 <新闻>", "人工智能产业大会"]


def test_watches_are_listed_and_removed(path):
    run(path, "人工智能", "--command", "cat")
    (row,) = [json.loads(line) for line in run(path, "--list", "--json").stdout.splitlines()]
    assert (row["id"], row["query"], row["action"]) == (1, "人工智能", {"command": "cat"})
    assert "cat" in run(path, "--list").stdout
    assert run(path, "--remove", 1).exit_code == 0
    assert run(path, "--remove", 1).exit_code == 3


def test_a_bad_query_is_not_watched(path):
    assert run(path, '"人工').exit_code == 2
    assert run(path, "--list", "--json").stdout == ""
