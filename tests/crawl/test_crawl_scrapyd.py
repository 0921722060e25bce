"""A real Scrapyd: a project is deployed as an egg, scheduled, and what it crawled is in the archive."""

import json
import os
import socket
import subprocess
import sys
import time
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from loopback import ROOT

from newsarchive.archive import Archive

CONFIGURATION = "[scrapyd]\nbind_address = 127.0.0.1\nhttp_port = {port}\npoll_interval = 0.3\nmax_proc = 1\n"
#: Seconds that a busy machine may take.
PATIENCE = 90


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Scrapyd:
    def __init__(self, folder, archive):
        port = free_port()
        folder.mkdir()
        (folder / "scrapyd.conf").write_text(CONFIGURATION.format(port=port))
        known = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        ours = {"NEWSARCHIVE_DIR": str(archive), "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
        self.url = f"http://127.0.0.1:{port}"
        with (folder / "log").open("wb") as log:
            command = [sys.executable, "-m", "scrapyd"]
            self.process = subprocess.Popen(command, cwd=folder, env=known | ours, stdout=log, stderr=log)
        self.folder = folder
        self.wait(lambda: self.answers("daemonstatus.json"))

    def answers(self, path):
        try:
            return self.ask(path)
        except OSError:
            assert self.process.poll() is None, (self.folder / "log").read_text()
            return None

    def ask(self, path, data=None, kind="application/x-www-form-urlencoded"):
        with urlopen(Request(f"{self.url}/{path}", data, {"Content-Type": kind} if data else {})) as answer:
            told = json.load(answer)
        assert told["status"] == "ok", told
        return told

    def deploy(self, project, version, egg):
        mark = "line-between-the-fields"
        fields = "".join(
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in (("project", project), ("version", version))
        )
        file = f'--{mark}\r\nContent-Disposition: form-data; name="egg"; filename="a.egg"\r\n\r\n'
        body = fields.encode() + file.encode() + egg.read_bytes() + f"\r\n--{mark}--\r\n".encode()
        return self.ask("addversion.json", body, f"multipart/form-data; boundary={mark}")

    def run(self, **what):
        job = self.ask("schedule.json", urlencode(what).encode())["jobid"]
        jobs = f"listjobs.json?project={what['project']}"
        self.wait(lambda: any(one["id"] == job for one in self.ask(jobs)["finished"]))
        return job

    def wait(self, until):
        end = time.monotonic() + PATIENCE
        while not until():
            assert time.monotonic() < end, (self.folder / "log").read_text()
            time.sleep(0.2)

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture
def scrapyd(tmp_path):
    found = Scrapyd(tmp_path / "scrapyd", tmp_path / "archive")
    yield found
    found.stop()


def egg_of(folder, site):
    """A project that `newsarchive init` wrote, with one publisher's file, packed as scrapyd-deploy packs it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "newsarchive", "init", str(folder)], env=environment, check=True)
    (folder / "publishers" / "example.toml").write_text(
        f'slug = "town"\nname = "长沙新闻"\nlanguage = "zh"\n[visit]\nlists = ["{site.url}/news/"]\ndelay = 0\n',
        "utf-8",
    )
    command = [sys.executable, "-W", "ignore", "setup.py", "-q", "bdist_egg", "-d", "egg"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    (egg,) = (folder / "egg").iterdir()
    return egg


def test_a_project_is_deployed_scheduled_and_archived(tmp_path, site, scrapyd):
    paths = site.articles(4)
    deployed = scrapyd.deploy("desk", "1", egg_of(tmp_path / "desk", site))
    assert deployed["spiders"] >= 3  # the publisher, and the manners of crawling
    assert {"town", "news", "site"} <= set(scrapyd.ask("listspiders.json?project=desk")["spiders"])
    scrapyd.run(project="desk", spider="town", limit="3", setting="NEWSARCHIVE_TDMREP=0")
    with Archive(tmp_path / "archive" / "archive.db", readonly=True) as archive:
        crawl = archive.crawls(1)[0]
        assert (crawl.spider, crawl.status, crawl.books.added) == ("town", "finished", 3)
        assert {row["url"] for row in archive.rows()} <= {site.url + path for path in paths}
