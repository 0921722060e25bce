"""Kept pages read again on many machines: what differs is written once, whoever dies meanwhile."""

import os
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import fsspec
import pytest
from machines import Fleet, Hosts, until

from newsarchive import read
from newsarchive.archive import Archive
from newsarchive.errors import FleetError
from newsarchive.fleet import link, messages, portions, rereading
from newsarchive.fleet.collector import Collector
from newsarchive.fleet.rereading import Rereading
from newsarchive.fleet.sender import Sender
from newsarchive.fleet.turns import beat
from newsarchive.line.rereading import FIELDS
from newsarchive.model import Visit

MANY = 40
AT = datetime(2024, 3, 2, 10, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    """An archive of pages, of which every other was once read with a wrong title."""
    found = tmp_path / "data" / "archive.db"
    pages = Hosts([], MANY)
    with Archive(found) as archive:
        for n in range(MANY):
            body = pages._body("127.0.1.1", f"/news/{n}.html")
            article = read(body, f"http://127.0.1.1/news/{n}.html", fetched_at=AT)
            visit = archive.keep(Visit(article.url, AT, status=200, body=body))
            archive.add(replace(article, title=f"Wrong {n}") if n % 2 else article, visit=visit)
    return found


def titles(path):
    with Archive(path, readonly=True) as archive:
        return [(row["title"].startswith("Report"), row["revisions"]) for row in archive.rows()]


RIGHT = [(True, 1 + n % 2) for n in range(MANY)]


class Here:
    """A re-reading whose workers are this process."""

    def __init__(self, archive, redis, uris):
        self.archive, self.redis, self.sent = archive, redis, []
        files = rereading.places(uris)
        articles = archive.rereads.kept()
        self.reading = Rereading(archive, redis, self.sent.append, files, articles, {}, FIELDS)

    def step(self, later=0.0):
        return self.reading.step(datetime.fromtimestamp(datetime.now(UTC).timestamp() + later, UTC))

    def work(self, told):
        portion = messages.unpack_portion(told)
        return portions.read(portion, partial(beat, self.redis, portion.id, link.PORTIONS))

    def collect(self):
        while Collector(self.archive, self.redis).collect(wait=10):
            pass


def test_pages_are_read_wherever_fsspec_finds_them(path, redis):
    memory = fsspec.filesystem("memory")
    memory.put(str(path.parent / "warc"), "/news/warc", recursive=True)
    with Archive(path) as archive:
        here = Here(archive, redis, ["memory://news/warc/*.gz"])
        shutil.rmtree(path.parent / "warc")
        here.step()
        for told in here.sent:
            Sender(redis).send(here.work(told))
        here.collect()
        assert here.step() == 0
        counts = here.reading.finish(well=True)
    memory.rm("/news", recursive=True)
    assert counts == {"same": MANY // 2, "differs": MANY // 2, "written": MANY // 2}
    assert titles(path) == RIGHT


def test_what_comes_twice_or_too_late_is_written_once(path, redis, monkeypatch):
    monkeypatch.setattr(rereading, "MOST", 16)
    with Archive(path) as archive:
        here = Here(archive, redis, [str(path.parent / "warc")])
        here.step()
        late, *others = [here.work(told) for told in here.sent]
        for word in (*others, *others):
            Sender(redis).send(word)
        here.collect()
        here.sent.clear()
        assert here.step(later=2 * link.LASTS + 1) == 8  # the late one, in parts
        Sender(redis).send(late)
        for told in here.sent:
            Sender(redis).send(here.work(told))
        here.collect()
        assert here.step() == 0
        counts = here.reading.finish(well=True)
    assert counts == {"same": MANY // 2, "differs": MANY // 2, "written": MANY // 2}
    assert titles(path) == RIGHT


def test_the_page_that_kills_whoever_reads_it_is_found(path, redis):
    with Archive(path) as archive:
        here = Here(archive, redis, [str(path.parent / "warc")])
        while here.step(later=2 * link.LASTS + 1):
            for told in here.sent:
                portion = messages.unpack_portion(told)
                if any(due.kept.link.url.endswith("/7.html") for due in portion.due):
                    beat(redis, portion.id, link.PORTIONS)
                else:
                    Sender(redis).send(here.work(told))
            here.sent.clear()
            here.collect()
        counts = here.reading.finish(well=True)
    assert (counts["lost"], counts["same"], counts["written"]) == (1, MANY // 2, MANY // 2 - 1)


def test_a_file_that_cannot_be_reached_is_a_reason(path, redis):
    with Archive(path) as archive:
        here = Here(archive, redis, [str(path.parent / "warc")])
        here.step()
        shutil.rmtree(path.parent / "warc")
        for told in here.sent:
            Sender(redis).send(here.work(told))
        here.collect()
        counts = here.reading.finish(well=True)
    assert counts == {"damaged": MANY, "damaged/unreachable": MANY}


def test_a_place_where_nothing_is_is_refused():
    with pytest.raises(FleetError, match="nothing is at file:///nowhere"):
        rereading.places(["file:///nowhere"])


class Ranges(SimpleHTTPRequestHandler):
    """Files over HTTP, in parts where parts are asked for."""

    def do_GET(self):
        body = Path(self.translate_path(self.path)).read_bytes()
        first, _, last = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")
        start, end = int(first), min(int(last or len(body)), len(body) - 1)
        self.send_response(206 if "Range" in self.headers else 200)
        self.send_header("Content-Range", f"bytes {start}-{end}/{len(body)}")
        self.send_header("Content-Length", str(end - start + 1))
        self.end_headers()
        self.wfile.write(body[start : end + 1])

    def end_headers(self):
        self.send_header("Accept-Ranges", "bytes")
        super().end_headers()

    def log_message(self, *words):
        pass


def test_the_command_reads_over_http_while_a_worker_is_killed(path, tmp_path, server, redis):
    handler = partial(Ranges, directory=str(path.parent / "warc"))
    web = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=web.serve_forever, args=(0.05,), daemon=True).start()
    (file,) = os.listdir(path.parent / "warc")
    uri = f"http://127.0.0.1:{web.server_port}/{file}"
    fleet = Fleet(tmp_path, server.url, lasts=2.0)
    fleet.env["PYTHONPATH"] = str(tmp_path)
    (tmp_path / "publishers").mkdir()
    (tmp_path / "sitecustomize.py").write_text(SLOW)
    command = [sys.executable, "-m", "newsarchive", "reread", "--fleet", "--yes", uri]
    try:
        fleet.worker("one", slots=1)
        fleet.collector()
        reading = subprocess.Popen(command, env=fleet.env, cwd=tmp_path)
        until(lambda: redis.hlen(link.PORTIONS) > 0, 60, "a portion is under way")
        fleet.kill_group("one")
        fleet.env.pop("PYTHONPATH")
        fleet.worker("two")
        assert reading.wait(120) == 0, fleet.logs()
    finally:
        fleet.stop()
        web.shutdown()
        web.server_close()
    assert titles(path) == RIGHT
    with Archive(path, readonly=True) as archive:
        (row,) = archive.rereads.latest()
        assert (row.status, row.counts["written"], row.counts["same"]) == ("finished", MANY // 2, MANY // 2)
        assert archive.portions.lent(row.id) == set()


#: A worker that is long about a page.
SLOW = """
import sys, time
if "celery" in sys.orig_argv:
    from newsarchive.fleet import portions
    portions.article_of = lambda page, publisher: time.sleep(60)
"""
