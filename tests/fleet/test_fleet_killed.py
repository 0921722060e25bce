"""Kill -9 of every part of a fleet, while hosts keep score: nothing lost, nothing doubled, nobody crowded."""

import time

import pytest
from machines import Fleet, Hosts, until

from newsarchive.archive import Archive
from newsarchive.fleet import link

DELAY = 0.4


@pytest.fixture
def hosts(request):
    """Six hosts of a few pages, or as a test wants them."""
    many, pages = getattr(request, "param", (6, 14))
    found = Hosts([f"127.0.1.{n}" for n in range(1, many + 1)], pages)
    yield found
    found.close()


@pytest.fixture
def fleet(tmp_path, server, hosts):
    found = Fleet(tmp_path, server.url)
    found.slugs = hosts.write_specs(tmp_path / "publishers", DELAY)
    yield found
    found.stop()


def archived(fleet):
    with Archive(fleet.folder / "data" / "archive.db") as archive:
        rows = [(row["url"], row["title"]) for row in archive.rows()]
        articles = archive.stats().rows["articles"]
        broken = [check for check in archive.health() if not check.good and check.name != "sqlite"]
        books = [crawl.books for crawl in archive.crawls()]
    return rows, articles, broken, books


def check(fleet, hosts, delay=DELAY):
    rows, articles, broken, books = archived(fleet)
    assert sorted(url for url, _ in rows) == sorted(
        f"http://{host}:{hosts.port}/news/{n}.html" for host in hosts.addresses for n in range(hosts.pages)
    )
    assert articles == len(hosts.addresses) * hosts.pages
    assert broken == []
    assert sum(book.offered for book in books) == sum(book.added for book in books) == articles
    score = hosts.score(delay)
    assert (score.overlaps, score.short) == ([], [])


def begin(fleet):
    for name in ("one", "two", "three"):
        fleet.worker(name)
    fleet.collector()
    fleet.dispatcher(*fleet.slugs)


def asked(hosts, share):
    """Wait until so much of all pages was asked for."""
    until(lambda: len(hosts.seen) > share * len(hosts.addresses) * hosts.pages, 60, "pages are asked for")


def test_every_part_is_killed_in_turn(fleet, hosts, server, redis):
    begin(fleet)
    asked(hosts, 0.2)
    fleet.kill("one")  # its main process alone: the errands that it began end with it
    fleet.worker("four")
    fleet.kill("dispatcher")
    fleet.dispatcher(*fleet.slugs)
    asked(hosts, 0.4)
    fleet.kill("collector")
    fleet.collector()
    until(lambda: redis.xlen(link.STREAM) == 0, 60, "the new collector has collected what waited")
    asked(hosts, 0.6)
    server.kill()
    time.sleep(1)
    server.start()
    asked(hosts, 0.8)
    fleet.kill_group("two")
    fleet.finish(400)  # long where a worker died with an errand in hand that it had not begun
    check(fleet, hosts)


@pytest.mark.parametrize("hosts", [(6, 60)], indirect=True)
def test_without_the_two_guards_hosts_are_crowded(fleet, hosts, tmp_path):
    """The negative control: a kill where children outlive their parents, and nobody takes turns."""
    (tmp_path / "sitecustomize.py").write_text(UNGUARDED)
    fleet.env |= {"PYTHONPATH": str(tmp_path), "NEWSARCHIVE_FLEET_LASTS": "2"}
    begin(fleet)
    fleet.worker("four", slots=6)
    asked(hosts, 0.1)
    for name in ("one", "two", "three"):
        fleet.kill(name)
    until(lambda: hosts.score(DELAY).overlaps + hosts.score(DELAY).short, 60, "hosts are crowded")


UNGUARDED = """
import sys
if "celery" in sys.orig_argv:
    from newsarchive.fleet import parent, turns
    begun = set()

    def take(self, host, delay):
        if not begun:
            turns.beat(self._redis, self._errand)
        begun.add(host)
        return True

    parent.die_with = lambda parent: None
    turns.HostTurns.take, turns.HostTurns._renew = take, lambda self: None
"""
