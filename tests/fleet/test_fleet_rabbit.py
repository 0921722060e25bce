"""RabbitMQ in place of Redis for the errands: the same crawl, also when a worker or RabbitMQ itself is killed."""

import pytest
from machines import Fleet, Hosts, RabbitServer
from programs import needs
from test_fleet_killed import asked, check

DELAY = 0.2


@pytest.fixture
def rabbit(tmp_path):
    found = RabbitServer(needs("rabbitmq-server"), tmp_path / "rabbit")
    yield found
    found.stop()


@pytest.fixture
def hosts():
    found = Hosts(["127.0.1.1", "127.0.1.2", "127.0.1.3"], 12)
    yield found
    found.close()


def test_errands_go_through_rabbitmq(tmp_path, server, rabbit, hosts):
    fleet = Fleet(tmp_path, server.url)
    fleet.env["NEWSARCHIVE_BROKER"] = rabbit.url
    slugs = hosts.write_specs(tmp_path / "publishers", DELAY)
    try:
        fleet.worker("one")
        fleet.worker("two")
        fleet.collector()
        fleet.dispatcher(*slugs)
        asked(hosts, 0.2)
        fleet.kill_group("one")
        asked(hosts, 0.4)
        rabbit.kill()
        rabbit.start()
        fleet.finish(400)
        check(fleet, hosts, DELAY)
    finally:
        fleet.stop()
    with server.connect() as redis:
        assert not redis.exists("visits", "unacked")
