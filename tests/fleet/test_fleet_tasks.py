"""What a worker does with a message that it cannot understand: it is set aside, not lost, and nothing of it is run."""

import pickle

import pytest
from kombu.exceptions import ContentDisallowed
from kombu.serialization import dumps, loads

from newsarchive.fleet import link, tasks


@pytest.fixture
def fleet(server, redis, monkeypatch):
    monkeypatch.setenv("NEWSARCHIVE_FLEET", server.url)
    link.redis.cache_clear()
    yield redis
    link.redis.cache_clear()


@pytest.mark.parametrize("name", ["visit", "reread"])
def test_a_task_of_a_newer_version_is_set_aside(fleet, name):
    getattr(tasks, name)('{"v": 9, "errand": {}}')
    ((_, kept),) = fleet.xrange(link.ASIDE)
    assert kept == {b"task": b'{"v": 9, "errand": {}}', b"why": b"it is of another version than 1"}


def test_no_pickle_is_read(fleet):
    assert tasks.app.conf.accept_content == ["json"]
    assert tasks.app.conf.task_serializer == "json"
    kind, encoding, body = dumps({"v": 1}, serializer="pickle")
    assert pickle.loads(body) == {"v": 1}
    with pytest.raises(ContentDisallowed):
        loads(body, kind, encoding, accept=tasks.app.conf.accept_content)
