"""A real Redis for the tests of this room, with what a fleet asks of it."""

import os
import shutil

import pytest
from machines import RedisServer


def needs(program):
    """The program, or a skipped test that says so; where everything is checked, its absence is a failure."""
    if found := shutil.which(program):
        return found
    words = f"{program} is not installed: apt-get install {program}"
    return pytest.fail(words) if os.environ.get("CI") else pytest.skip(words)


@pytest.fixture
def server(tmp_path):
    """A Redis that keeps what it is given."""
    found = RedisServer(needs("redis-server"), tmp_path / "redis")
    yield found
    found.stop()


@pytest.fixture
def redis(server):
    """A connection to it."""
    connection = server.connect()
    yield connection
    connection.close()
