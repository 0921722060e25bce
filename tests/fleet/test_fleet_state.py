"""What `newsarchive fleet status` tells: how much is where, and what is stuck."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from newsarchive.archive import Archive
from newsarchive.archive.lock import alone, of_publisher
from newsarchive.cli.fleet import fleet
from newsarchive.crawl.ship import Ended
from newsarchive.errors import Locked
from newsarchive.fleet import link
from newsarchive.fleet.dispatcher import Dispatcher
from newsarchive.fleet.sender import Sender
from newsarchive.fleet.turns import HostTurns
from newsarchive.model import Link, Publisher, Route


@pytest.fixture
def path(tmp_path, server, monkeypatch):
    monkeypatch.setenv("NEWSARCHIVE_FLEET", server.url)
    link.redis.cache_clear()
    yield tmp_path / "archive.db"
    link.redis.cache_clear()


def status(path, monkeypatch):
    from newsarchive.fleet import state

    monkeypatch.setattr(state.app.control, "ping", lambda timeout: [{"visits@far": {"ok": "pong"}}])
    result = CliRunner().invoke(fleet, ["status", "--json", "--archive", str(path)])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_it_tells_how_much_is_where_and_what_is_stuck(path, redis, monkeypatch):
    with Archive(path) as archive:
        crawl = archive.hub.begin("a", [Link(f"https://{host}.example/", "a", via="seed") for host in "abc"])
        later = datetime.now(UTC) + timedelta(minutes=5)
        first, second, third = archive.hub.take(crawl, later, 10, 10)
        archive.hub.end(first.errand, well=False)
        told = HostTurns(redis, second.errand, lasts=1.0)
        told.take("b.example", 0.1)
        told.end()
        redis.hset(link.BEATS, third.errand, str(link.clock(redis) - 2 * link.SILENCE.total_seconds()))
        Sender(redis).send(Ended("somebody"))
        redis.xadd(link.ASIDE, {"why": "its version is 9"})
        found = status(path, monkeypatch)
    oldest = found.pop("oldest")
    assert 0 <= oldest < 60
    assert found == {
        "machines": ["visits@far"],
        "queued": 0,
        "errands": 2,
        "handed_out": 2,
        "crawls": ["a"],
        "waiting": 1,
        "reading": 0,
        "aside": 1,
        "silent": [third.errand],
        "broken": {"https://a.example/": 1},
    }


def test_in_words(path, redis, monkeypatch):
    Archive(path).close()
    status(path, monkeypatch)
    result = CliRunner().invoke(fleet, ["status", "--archive", str(path)])
    assert "workers that answer" in result.output
    assert "URLs with which errands broke off" in result.output


def test_on_a_terminal_names_are_words(path, redis, monkeypatch):
    with Archive(path) as archive:
        archive.hub.begin("a", [Link("https://a.example/", "a", via="seed")])
    status(path, monkeypatch)
    shown = CliRunner().invoke(fleet, ["status", "--archive", str(path)]).stdout
    assert shown.split("\n")[0].split() == ["machines", "visits@far", "workers", "that", "answer"]
    assert "[" not in shown
    assert "{" not in shown


def test_a_publisher_that_is_crawled_here_is_handed_out_a_minute_later(path, redis):
    publisher = Publisher("a", "A", visit=Route(lists=("https://a.example/",)))
    sent = []
    with Archive(path) as archive:
        dispatcher = Dispatcher(archive, redis, sent.append, [publisher])
        now = datetime.now(UTC)
        with alone(of_publisher(path, "a")):
            with pytest.raises(Locked, match="is at it"):
                dispatcher.begin([publisher], now)
            assert (dispatcher.step(now), sent) == (0, [])
        assert dispatcher.step(now + timedelta(seconds=30)) == 0
        assert dispatcher.step(now + timedelta(minutes=1)) == 1
    assert len(sent) == 1
