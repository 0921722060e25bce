"""A real Redis for the tests of this room, with what a fleet asks of it."""

import pytest
from machines import RedisServer
from programs import needs


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
