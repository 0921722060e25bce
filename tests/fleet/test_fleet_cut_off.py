"""Workers that are cut off, each in a network namespace: one from Redis alone, one from everything."""

import os
import subprocess
from contextlib import ExitStack

import pytest
from machines import Fleet, Hosts, RedisServer
from programs import needs
from test_fleet_killed import asked, check

DELAY = 0.4
HOSTS = [f"10.213.7.{n}" for n in range(1, 7)]
REDIS = "10.213.7.99"


class Namespace:
    """A network of its own, joined to ours by a cable that can be cut."""

    def __init__(self, number: int, closing: ExitStack) -> None:
        self.name, self.ours = f"archive{os.getpid()}n{number}", f"na{os.getpid() % 100000}o{number}"
        theirs, net = f"na{os.getpid() % 100000}t{number}", f"10.213.{number}"
        run("ip", "netns", "add", self.name)
        closing.callback(run, "ip", "netns", "del", self.name)
        run("ip", "link", "add", self.ours, "type", "veth", "peer", "name", theirs, "netns", self.name)
        run("ip", "addr", "add", f"{net}.1/24", "dev", self.ours)
        run("ip", "link", "set", self.ours, "up")
        self.inside("ip", "addr", "add", f"{net}.2/24", "dev", theirs)
        self.inside("ip", "link", "set", theirs, "up")
        self.inside("ip", "link", "set", "lo", "up")
        self.inside("ip", "route", "add", "default", "via", f"{net}.1")
        self.theirs, self.enter = theirs, ("ip", "netns", "exec", self.name)

    def inside(self, *command: str) -> None:
        run("ip", "netns", "exec", self.name, *command)


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)


@pytest.fixture
def namespaces():
    needs("iproute2", "ip")
    with ExitStack() as found:
        try:
            both = [Namespace(number, found) for number in (1, 2)]
            # Addresses of ours that both namespaces reach: they stay when a cable is cut.
            run("ip", "link", "add", "nahosts", "type", "veth", "peer", "name", "napeer")
            found.callback(run, "ip", "link", "del", "nahosts")
            run("ip", "link", "set", "nahosts", "up")
            for address in [*HOSTS, REDIS]:
                run("ip", "addr", "add", f"{address}/32", "dev", "nahosts")
        except subprocess.CalledProcessError as error:
            pytest.skip(f"no network namespace may be made here: {error.cmd}: {error.stderr.strip()}")
        yield both


def test_workers_that_are_cut_off_lose_nothing_and_crowd_nobody(tmp_path, namespaces):
    server = RedisServer(needs("redis-server"), tmp_path / "redis", "--bind", "127.0.0.1", REDIS)
    hosts = Hosts(HOSTS, 16)
    fleet = Fleet(tmp_path, server.url)
    slugs = hosts.write_specs(tmp_path / "publishers", DELAY)
    blind, lonely = namespaces
    try:
        for name, namespace in (("blind", blind), ("lonely", lonely)):
            fleet.worker(name, before=namespace.enter, NEWSARCHIVE_FLEET=server.url.replace("127.0.0.1", REDIS))
        fleet.collector()
        fleet.dispatcher(*slugs)
        asked(hosts, 0.15)
        fleet.worker("other")
        # It still reaches the hosts, and has to know by itself that its turns may be another's by now.
        blind.inside("ip", "route", "add", "blackhole", REDIS)
        lonely.inside("ip", "link", "set", lonely.theirs, "down")
        fleet.finish(400)  # long where one is cut off with an errand in hand that it had not begun
        check(fleet, hosts)
    finally:
        fleet.stop()
        hosts.close()
        server.stop()
