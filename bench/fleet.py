"""What many machines cost and give: python bench/fleet.py [--many 1500] [--corpus DIR] [--only collector|crawl|reread].

    collector   articles through the collector, near copies and search on, beside the archive alone: CPU, in turns;
                what an article takes in Redis until it is written down
    crawl       pages a second with 1, 2 and 4 workers of one slot on hosts that answer slowly; memory of each process
    reread      re-reading by workers, collector and command from the first page on, beside re-reading in one process

A real Redis and real processes, all on this machine. What depends on who else uses it is told as wall time.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import reread
from material import CORPUS, articles

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "fleet"))

from machines import Fleet, Hosts, RedisServer, until
from redis import Redis

from newsarchive.archive import Archive
from newsarchive.crawl.ship import Added
from newsarchive.fleet import link
from newsarchive.fleet.collector import Collector
from newsarchive.fleet.sender import Sender
from newsarchive.line.rereading import reread_one
from newsarchive.model import Article, Visit

TURN = 250
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def redis(folder: Path) -> Iterator[RedisServer]:
    server = RedisServer("redis-server", folder / "redis")
    try:
        yield server
    finally:
        server.stop()


def visit_of(one: Article) -> Visit:
    """The page of a synthetic article: its text in some markup, as a server would send it."""
    assert one.fetched_at
    body = "".join(f"<div><p class='text'>{line}</p></div>\n" for line in one.text.split("\n"))
    return Visit(one.url, one.fetched_at, status=200, body=f"<html><body>{body}</body></html>".encode())


def collector(many: int, corpus: Path) -> None:
    """The archive alone and behind the collector, in turns."""
    with tempfile.TemporaryDirectory() as name, redis(Path(name)) as server, server.connect() as connection:
        folder = Path(name)
        alone, behind = Archive(folder / "alone" / "archive.db"), Archive(folder / "behind" / "archive.db")
        collecting, sender = Collector(behind, connection), Sender(connection)
        own = collected = sent = 0.0
        bytes_each = 0.0
        stream = articles(many, corpus, seed=3)
        while some := list(itertools.islice(stream, TURN)):
            words = [Added(one, visit_of(one)) for one in some]
            start = time.process_time()
            for word in words:
                assert word.visit
                alone.add(word.article, visit=alone.keep(word.visit))
            alone.flush()
            own += time.process_time() - start
            start = time.process_time()
            for word in words:
                sender.send(word)
            sent += time.process_time() - start
            bytes_each = connection.memory_usage(link.STREAM, samples=0) / len(some)
            start = time.process_time()
            while collecting.collect(wait=1):
                pass
            collected += time.process_time() - start
        assert behind.stats().rows["articles"] == alone.stats().rows["articles"] == many
        alone.close()
        behind.close()
    print(f"collector, {many} articles")
    print(f"  the archive alone, page and article    {1000 * own / many:6.2f} ms of CPU, {many / own:5.0f} a second")
    told = f"{1000 * collected / many:6.2f} ms of CPU, {many / collected:5.0f} a second"
    print(f"  the same through the collector         {told}: {own / collected:.0%} of its rate")
    print(f"  sending one                            {1000 * sent / many:6.2f} ms of CPU")
    print(f"  one that waits in Redis                {bytes_each / 1024:6.1f} KiB")


def crawl(slow: float, pages: int) -> None:
    """The same hosts with more and more workers."""
    first = 0.0
    print(f"crawling 8 hosts of {pages} pages, which take {slow} s for an answer")
    for workers in (1, 2, 4):
        with tempfile.TemporaryDirectory() as name, redis(Path(name)) as server:
            hosts = Hosts([f"127.0.2.{n}" for n in range(1, 9)], pages, slow)
            fleet = Fleet(Path(name), server.url, lasts=30)
            slugs = hosts.write_specs(Path(name) / "publishers", 0.01)
            try:
                for n in range(workers):
                    fleet.worker(f"w{n}", slots=1)
                fleet.collector()
                with server.connect() as connection:
                    ready(fleet, workers)
                    pids = [one.pid for name, one in fleet.processes.items() if name != "collector"]
                    before = used(pids)
                    fleet.dispatcher(*slugs)
                    until(partial(asked, hosts, 4 * pages), 300, "hosts are asked")
                    memory = {} if workers > 1 else {name: sizes(one.pid) for name, one in fleet.processes.items()}
                    fleet.finish(300)
                    until(lambda: connection.xlen(link.STREAM) == 0, 60, "all is collected")
                    spent = used(pids) - before
            finally:
                fleet.stop()
                hosts.close()
        seen = [one for one in hosts.seen if "news/" in one[1]]
        rate = len(hosts.seen) / (max(one[3] for one in hosts.seen) - min(one[2] for one in hosts.seen))
        first = first or rate
        share, each = f"{rate / first:.2f} x one", f"{1000 * spent / len(hosts.seen):.0f} ms of CPU a request"
        print(
            f"  {workers} workers  {len(seen)} articles, {rate:5.2f} requests/s on the wall, {share}; {each}",
            flush=True,
        )
        for name, found in memory.items():
            print(f"      {name:12} " + ", ".join(f"{what} {size:.0f} MB" for what, size in found))


def asked(hosts: Hosts, many: int) -> bool:
    return len(hosts.seen) >= many


def ready(fleet: Fleet, workers: int) -> None:
    """Wait until workers answer."""
    ping = [sys.executable, "-m", "celery", "-A", "newsarchive.fleet", "inspect", "ping", "-t", "5"]

    def answer() -> bool:
        done = subprocess.run(ping, env=fleet.env, capture_output=True, text=True, check=False)
        return done.stdout.count("pong") >= workers

    until(answer, 120, "workers answer")


def family(pid: int) -> Iterator[tuple[int, int]]:
    """A process and all below it, with how deep below."""
    waiting = [(pid, 0)]
    while waiting:
        one, depth = waiting.pop(0)
        yield one, depth
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text().split()
        except OSError:
            continue
        waiting += [(int(child), depth + 1) for child in children]


def sizes(pid: int) -> list[tuple[str, float]]:
    """Megabytes of a process and of those below it: with shared pages, and each one's share of them."""
    names, found = ("main", "slot", "errand"), []
    for one, depth in family(pid):
        try:
            told = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        rows = dict(line.split(":")[:2] for line in told.splitlines()[1:])
        for what in ("Rss", "Pss"):
            found.append((f"{names[min(depth, 2)]} {what}", int(rows[what].split()[0]) / 1024))
    return found


def used(pids: list[int]) -> float:
    """Seconds of CPU of processes and all below them."""
    total = 0.0
    for pid in pids:
        for one, _ in family(pid):
            try:
                fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            total += sum(map(int, fields[11:15])) / TICKS
    return total


def rereading(many: int, corpus: Path) -> None:
    """One process, then workers of as many slots as there are cores."""
    cores, found = len(os.sched_getaffinity(0)), list(reread.pages(corpus))
    if not found:
        raise SystemExit(f"no corpus in {corpus}: name one with --corpus")
    with tempfile.TemporaryDirectory() as name, redis(Path(name)) as server:
        path = Path(name) / "data" / "archive.db"
        reread.filled(path, found, many)
        with Archive(path, readonly=True) as archive:
            numbers = archive.rereads.kept()
            reread_one(archive, numbers[0])
            start, wall = time.process_time(), time.perf_counter()
            for number in numbers:
                reread_one(archive, number)
            one, one_wall = time.process_time() - start, time.perf_counter() - wall
        fleet = Fleet(Path(name), server.url, lasts=30)
        (Path(name) / "publishers").mkdir()
        with server.connect() as connection:
            told = by_fleet(fleet, connection, cores)
    print(f"re-reading {len(numbers)} pages, {cores} cores")
    print(f"  one process                            {one:6.2f} s of CPU, {one_wall:.1f} s on the wall")
    print(f"  workers                                {told['workers']:6.2f} s of CPU, {told['wall']:.1f} s on the wall")
    print(f"  collector                              {told['collector']:6.2f} s of CPU")
    told_of = f"{told['command']:6.2f} s of CPU, after a start of {told['start']:.1f} s"
    print(f"  the command that hands out             {told_of}")
    share = one / (told["workers"] + told["collector"] + told["command"])
    print(f"  share of the cores that reads: {share:.0%} by CPU, {one_wall / (cores * told['wall']):.0%} by the wall")


def by_fleet(fleet: Fleet, connection: Redis, slots: int) -> dict[str, float]:
    """CPU of each part, and seconds on the wall, from the first page on; `start`: seconds of the command until then."""
    fleet.worker("w", slots=slots)
    fleet.collector()
    try:
        ready(fleet, 1)
        asking = time.perf_counter()
        order = [sys.executable, "-m", "newsarchive", "reread", "--fleet", "--yes"]
        with subprocess.Popen(order, env=fleet.env, cwd=fleet.folder, stdout=subprocess.DEVNULL) as command:
            until(lambda: connection.hlen(link.PORTIONS) > 0, 60, "a page is read")
            found = {"workers": fleet.processes["w"].pid, "collector": fleet.processes["collector"].pid}
            parts = {name: [pid] for name, pid in found.items()} | {"command": [command.pid]}
            before, first = {part: used(pids) for part, pids in parts.items()}, time.perf_counter()
            told = dict.fromkeys(parts, 0.0)
            while command.poll() is None:
                told = {part: used(pids) - before[part] for part, pids in parts.items()}
                time.sleep(0.05)
        assert command.returncode == 0
        return told | {"start": first - asking, "wall": time.perf_counter() - first}
    finally:
        fleet.stop()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--many", type=int, default=1500)
    options.add_argument("--corpus", type=Path, default=CORPUS)
    options.add_argument("--slow", type=float, default=0.5, help="seconds that a host takes for an answer")
    options.add_argument("--pages", type=int, default=8, help="of each host")
    options.add_argument("--only", choices=["collector", "crawl", "reread"])
    asked = options.parse_args()
    print(f"{len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.1f}")
    if asked.only in (None, "collector"):
        collector(asked.many, asked.corpus)
    if asked.only in (None, "crawl"):
        crawl(asked.slow, asked.pages)
    if asked.only in (None, "reread"):
        rereading(2 * asked.many, asked.corpus)


if __name__ == "__main__":
    main()
