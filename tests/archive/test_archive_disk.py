"""Full disks, read-only disks, files that may not grow, locked files, two crawls at once, a clock that jumps back."""

import os
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.archive import Archive, times
from newsarchive.errors import DiskFull, Locked, ReadOnly
from newsarchive.model import Article, Link, Visit

SITE = "https://news.example"
DAY = datetime(2024, 8, 21, 12, tzinfo=UTC)
MANY = 60


@pytest.fixture
def disk(tmp_path):
    """A disk of its own, of 40 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", place], capture_output=True, check=False
    ).returncode:
        pytest.skip("only root can mount a disk")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def crawl(path, numbers=range(MANY)):
    """Crawl some articles with their pages, as far as the disk lets."""
    with Archive(path) as archive:
        number = archive.begin("example")
        archive.offer([Link(f"{SITE}/{n}", "example") for n in range(MANY)], number)
        for n in numbers:
            visit = archive.keep(
                Visit(f"{SITE}/{n}", DAY + timedelta(seconds=n), number, status=200, body=os.urandom(9000))
            )
            archive.add(
                Article(f"{SITE}/{n}", "example", f"Title {n}", f"第{n}条新闻说了一些话。" * 60, fetched_at=DAY),
                visit=visit,
            )
        archive.finish(number, "finished", {})


def logical(path):
    with Archive(path, readonly=True) as archive:
        return sorted((row["url"], row["title"], row["text"]) for row in archive.rows())


def sound(path):
    with Archive(path) as archive:
        assert [check for check in archive.health() if not check.good] == []
        assert list(archive.upkeep.verify()) == []
        for row in archive.rows():
            assert archive.page(row["id"]).url == row["url"]


def fill_up(disk, left):
    """Leave so many bytes of a disk free."""
    stats = os.statvfs(disk)
    size = max(stats.f_bavail * stats.f_frsize - left, 0)
    with (disk / "ballast").open("wb") as file, suppress(OSError):
        file.write(bytes(size))


@pytest.mark.parametrize("left", [0, 4096, 70_000, 150_000, 260_000, 400_000, 700_000, 1_100_000])
def test_a_crawl_on_a_disk_that_fills_up_loses_nothing_and_goes_on(disk, left):
    path = disk / "archive.db"
    Archive(path).close()
    fill_up(disk, left)
    with pytest.raises(DiskFull, match=r"no space is left"):
        crawl(path)
    (disk / "ballast").unlink()
    sound(path)
    crawl(path)
    assert len(logical(path)) == MANY
    sound(path)


@pytest.mark.parametrize("task", ["backup", "export", "redact", "merge"])
def test_a_task_on_a_full_disk_leaves_things_as_they_were(disk, tmp_path, task):
    path, other = disk / "archive.db", tmp_path / "other" / "archive.db"
    crawl(path, range(20))
    crawl(other, range(10, MANY))
    before = logical(path)

    def work():
        with Archive(path) as archive:
            if task == "backup":
                archive.upkeep.backup(disk / "backup", link=False)
            elif task == "export":
                archive.upkeep.export(disk / "a.jsonl", "jsonl")
            elif task == "redact":
                archive.upkeep.redact(f"{SITE}/1", "court")
            else:
                archive.upkeep.merge(other)

    fill_up(disk, 30_000)
    with pytest.raises(DiskFull):
        work()
    assert not (disk / "a.jsonl").exists()
    assert not (disk / "backup" / "archive.db").exists()
    (disk / "ballast").unlink()
    after = logical(path)
    assert task in ("merge", "redact") or after == before
    changed = {url for url, *_ in set(before) - set(after)}
    assert changed <= ({f"{SITE}/1"} if task == "redact" else set())
    with Archive(path) as archive:
        assert list(archive.upkeep.verify()) == []
    if task != "redact":
        sound(path)
    work()
    with Archive(path) as archive:
        assert list(archive.upkeep.verify()) == []
    assert len(logical(path)) == (MANY if task == "merge" else 20)


@pytest.mark.parametrize("size", [60_000, 200_000, 500_000])
def test_files_that_may_not_grow_are_a_full_disk(tmp_path, size):
    script = """
        import resource, signal, sys
        from pathlib import Path
        sys.path.insert(0, sys.argv[2])
        from newsarchive.errors import ArchiveError
        import test_archive_disk as tests
        path = Path(sys.argv[1])
        tests.Archive(path).close()
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
        try:
            tests.crawl(path)
        except ArchiveError as error:
            print(type(error).__name__)
    """
    path = tmp_path / "archive.db"
    command = [sys.executable, "-c", textwrap.dedent(script), path, os.path.dirname(__file__), str(size)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.stdout.strip() in ("DiskFull", "ArchiveError"), told.stderr
    sound(path)
    crawl(path)
    assert len(logical(path)) == MANY


def test_a_read_only_disk_is_read_and_not_written(disk):
    path = disk / "archive.db"
    crawl(path)
    before = logical(path)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    assert logical(path) == before
    with Archive(path, readonly=True) as archive:
        assert len(archive.search("新闻", limit=9)) == 9
        assert list(archive.upkeep.verify()) == []
        assert archive.upkeep.backup(disk.parent / "backup").faults == ()
        with pytest.raises(ReadOnly):
            archive.upkeep.redact(f"{SITE}/1", "court")
    with pytest.raises(ReadOnly):
        crawl(path)
    assert logical(disk.parent / "backup" / "archive.db") == before


def test_a_folder_of_somebody_else_is_read_only(tmp_path):
    path = tmp_path / "archive.db"
    crawl(path, range(3))
    for place in (tmp_path, tmp_path / "warc", path):
        place.chmod(0o555 if place.is_dir() else 0o444)
    script = f"""
        import os
        from newsarchive.archive import Archive
        from newsarchive.errors import ReadOnly
        if os.geteuid() == 0:
            os.setuid(65534)
        with Archive({str(path)!r}, readonly=True) as archive:
            print(len(list(archive.rows())))
        try:
            Archive({str(path)!r})
        except ReadOnly as error:
            print(error.reason)
    """
    for above in tmp_path.parents[:3]:
        above.chmod(above.stat().st_mode | 0o055)
    told = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=False)
    for place in (tmp_path, tmp_path / "warc", path):
        place.chmod(0o755)
    assert told.stderr == ""
    rows, reason = told.stdout.splitlines()
    assert (rows, "written" in reason) == ("3", True)


def hold(path, seconds):
    """Hold the lock of who writes, as another process would; returns when it is held."""
    held = threading.Event()

    def work():
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        held.set()
        time.sleep(seconds)
        other.execute("ROLLBACK")
        other.close()

    thread = threading.Thread(target=work)
    thread.start()
    held.wait()
    return thread


def test_who_writes_waits_for_another_and_says_who_holds_it_after_a_while(tmp_path):
    path = tmp_path / "archive.db"
    with Archive(path) as first, Archive(path, wait=3) as second:
        first.begin("example")
        thread = hold(path, 0.3)
        assert second.add(Article(f"{SITE}/1", "example", "T", "A text.", fetched_at=DAY)).status == "added"
        thread.join()
    with Archive(path) as first, Archive(path, wait=0.1) as second:
        first.begin("oim")
        thread = hold(path, 0.6)
        with pytest.raises(Locked, match=rf"crawl 2 \(oim\), process {os.getpid()} on "):
            second.add(Article(f"{SITE}/2", "example", "T", "A text.", fetched_at=DAY))
        assert len(list(second.rows())) == 1
        thread.join()


def test_two_crawls_at_once_both_come_to_their_end(tmp_path):
    script = """
        import sys
        from pathlib import Path
        sys.path.insert(0, sys.argv[2])
        import test_archive_disk as tests
        tests.crawl(Path(sys.argv[1]), range(int(sys.argv[3]), int(sys.argv[4])))
    """
    path = tmp_path / "archive.db"
    parts = [("0", "40"), ("20", "60")]
    command = [sys.executable, "-c", textwrap.dedent(script), str(path), os.path.dirname(__file__)]
    crawls = [subprocess.Popen([*command, *part], stderr=subprocess.PIPE) for part in parts]
    assert [(process.communicate()[1], process.returncode) for process in crawls] == [(b"", 0), (b"", 0)]
    with Archive(path, readonly=True) as archive:
        assert [found.status for found in archive.crawls()] == ["finished", "finished"]
        assert len(logical(path)) == MANY
    sound(path)


def test_a_clock_that_jumps_back_breaks_nothing(tmp_path, monkeypatch):
    path, clock = tmp_path / "archive.db", [datetime(2026, 5, 1, tzinfo=UTC)]
    monkeypatch.setattr(times, "now", lambda: clock[0])
    said = []
    for step in range(6):
        with Archive(path) as archive:
            number = archive.begin("example")
            archive.offer([Link(f"{SITE}/1", "example")], number)
            clock[0] -= timedelta(days=1, seconds=step)
            visit = archive.keep(Visit(f"{SITE}/1", times.now(), number, status=200, body=b"%d" % (step // 2)))
            stated = Article(f"{SITE}/1", "example", f"Title {step // 2}", "A text.", fetched_at=times.now())
            said.append(archive.add(stated, visit=visit).status)
            if step % 2:
                archive.finish(number, "finished", {})
    assert said == ["added", "unchanged", "revised", "unchanged", "revised", "unchanged"]
    sound(path)
    with Archive(path) as archive:
        assert [state.title for state in archive.revisions(f"{SITE}/1")] == ["Title 0", "Title 1", "Title 2"]
        assert archive.get(1).title == "Title 2"
        assert {found.status for found in archive.crawls()} == {"finished", "crashed"}
        assert archive.upkeep.backup(tmp_path / "backup").faults == ()
        archive.upkeep.redact(f"{SITE}/1", "court")
    with Archive(path) as archive:
        assert list(archive.upkeep.verify()) == []
        assert archive.get(1).title == "[redacted]"
