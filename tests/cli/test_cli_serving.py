"""serve: the reading room is opened, or it is said why not."""

import re
import socket
import subprocess
import sys
import urllib.request

import pytest
from click.testing import CliRunner

from newsarchive import Archive, Article
from newsarchive.cli import commands


@pytest.fixture
def path(tmp_path):
    with Archive(tmp_path / "archive.db") as archive:
        archive.add(Article("https://news.example/1.html", "example", "A headline", "A text."))
    return tmp_path / "archive.db"


def run(*words):
    return CliRunner().invoke(commands, ["serve", *map(str, words)])


def test_it_serves_until_it_is_stopped(path):
    command = [sys.executable, "-m", "newsarchive", "serve", "--port", "0", "--archive", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            address = server.stdout.readline().strip()
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
            with urllib.request.urlopen(address, timeout=20) as answer:
                assert "A headline" in answer.read().decode()
        finally:
            server.terminate()
            server.wait(20)


def test_a_port_that_is_taken_is_named(path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run("--port", port, "--archive", path)
    assert done.exit_code == 1
    assert f"nothing can be served at 127.0.0.1:{port}: Address already in use" in done.stderr


def test_no_archive_is_said_with_what_makes_one(tmp_path):
    done = run("--archive", tmp_path / "none.db")
    assert done.exit_code == 4
    assert "there is no archive yet" in done.stderr


def test_a_later_schema_is_refused(path):
    with Archive(path) as archive, archive._db.writing() as db:
        db.execute("PRAGMA user_version = 99")
    done = run("--archive", path)
    assert done.exit_code == 4
    assert "upgrade newsarchive" in done.stderr


def test_a_missing_extra_is_named(path, monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[:2] == ["newsarchive", "web"]]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("newsarchive.web", raising=False)
    monkeypatch.setitem(sys.modules, "datasette", None)
    monkeypatch.setitem(sys.modules, "datasette.app", None)
    monkeypatch.setitem(sys.modules, "datasette.plugins", None)
    done = run("--archive", path)
    assert done.exit_code == 1
    assert "pip install 'newsarchive[web]'" in done.stderr


def test_a_public_address_is_warned_of(path, monkeypatch):
    monkeypatch.setattr("newsarchive.web.serve", lambda *given, **more: None)
    assert "Everybody who reaches this address" in run("--host", "0.0.0.0", "--archive", path).stderr
    assert run("--host", "0.0.0.0", "--private", "--archive", path).stderr == ""
    assert run("--host", "::1", "--archive", path).stderr == ""


def test_a_shared_address_is_one_that_others_reach(path):
    command = [sys.executable, "-m", "newsarchive", "serve", "--port", "0", "--host", "0.0.0.0", "--private"]
    with subprocess.Popen([*command, "--archive", str(path)], stdout=subprocess.PIPE, text=True) as server:
        try:
            address = server.stdout.readline().strip()
            assert re.fullmatch(r"http://(?!0\.0\.0\.0)[\d.]+:\d+/-/news/enter\?key=\S+", address)
            for _ in range(2):  # who gives it away can still open it
                opener = urllib.request.build_opener(
                    urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor()
                )
                with opener.open(address, timeout=20) as answer:
                    assert "A headline" in answer.read().decode()
                    assert "key=" not in answer.url
        finally:
            server.terminate()
            server.wait(20)


def test_it_is_opened_in_a_browser_where_that_is_asked_for(path, monkeypatch):
    opened = []
    monkeypatch.setattr("newsarchive.web.serve", lambda path, host, port, tell, **more: tell("http://127.0.0.1:1/"))
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert run("--archive", path).stdout == "http://127.0.0.1:1/\n"
    assert opened == []
    run("--open", "--archive", path)
    assert opened == ["http://127.0.0.1:1/"]
