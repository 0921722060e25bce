"""Files that are no archive, are somebody else's, cannot be written, or are being written."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap

import pytest

from newsarchive.archive import Archive, process, schema
from newsarchive.errors import DiskFull, Locked, NotAnArchive, ReadOnly, SchemaTooNew

DEAD = f"{process.name().split(':')[0]}:999999999:12345"


def plain(path, *statements):
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_what_is_missing_is_made_with_its_folders(tmp_path):
    with Archive(tmp_path / "a" / "b" / "archive.db") as archive:
        assert archive.stats().rows["articles"] == 0
    assert [file.name for file in (tmp_path / "a" / "b").iterdir()] == ["archive.db"]


def test_a_new_archive_has_small_pages_and_an_older_one_keeps_its_own(path, article):
    Archive(path).close()
    older = path.with_name("older.db")
    plain(path, "PRAGMA journal_mode = DELETE", "PRAGMA page_size = 4096", f"VACUUM INTO '{older}'")
    for file, size in ((path, 2048), (older, 4096)):
        with Archive(file) as archive, archive._db.reading() as db:
            assert db.execute("PRAGMA page_size").fetchone() == (size,)


def test_an_empty_file_becomes_an_archive(path, article):
    path.parent.mkdir()
    path.touch()
    with Archive(path) as archive:
        assert archive.add(article()).article_id == 1


def test_for_reading_nothing_is_made(path):
    with pytest.raises(NotAnArchive, match="there is no archive here"):
        Archive(path, readonly=True)
    assert not path.parent.exists()


@pytest.mark.parametrize("content", [b"<html>" * 1000, b"x", b"SQLite format 3\x00" + b"\xff" * 4000], ids=len)
@pytest.mark.parametrize("readonly", [True, False])
def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path, content, readonly):
    path = tmp_path / "page.html"
    path.write_bytes(content)
    with pytest.raises(NotAnArchive, match="page"):
        Archive(path, readonly=readonly)
    assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]


def test_a_folder_is_no_archive(tmp_path):
    with pytest.raises(NotAnArchive, match="this is a folder"):
        Archive(tmp_path)


def test_somebody_elses_database_is_left_as_it_is(tmp_path):
    path = tmp_path / "places.sqlite"
    plain(path, "CREATE TABLE moz_places (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(NotAnArchive, match="not made by newsarchive"):
        Archive(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("readonly", [True, False])
@pytest.mark.parametrize(
    "later", ["PRAGMA user_version = {}", "UPDATE meta SET value = '{}' WHERE key = 'schema_version'"]
)
def test_an_archive_of_a_later_newsarchive_is_refused_and_left_as_it_is(path, later, readonly):
    Archive(path).close()
    plain(path, later.format(schema.SCHEMA + 1))
    before = path.read_bytes()
    with pytest.raises(SchemaTooNew, match="upgrade newsarchive"):
        Archive(path, readonly=readonly)
    assert path.read_bytes() == before


def test_an_archive_opened_for_reading_cannot_be_written(path, article):
    Archive(path).close()
    with Archive(path, readonly=True) as archive, pytest.raises(ReadOnly, match="opened for reading"):
        archive.add(article())


def test_a_damaged_database_says_so(path, article):
    with Archive(path) as archive:
        for number in range(50):
            archive.add(article(f"https://a.example/{number}", text=f"Text {number}. " * 200))
    content = bytearray(path.read_bytes())
    content[4096 * 2 :] = b"\xff" * (len(content) - 4096 * 2)
    path.write_bytes(bytes(content))
    with pytest.raises(NotAnArchive, match="damaged"):
        Archive(path)


AS_NOBODY = """
    import os, sys, tempfile
    from newsarchive.archive import Archive
    from newsarchive.errors import ArchiveError
    with tempfile.TemporaryDirectory() as folder, Archive(folder + "/archive.db") as archive:
        archive.stats()  # imports what is imported late: Python itself may lie where nobody else may read
    if os.getuid() == 0:
        os.setgid(65534); os.setuid(65534)
    try:
        archive = Archive(sys.argv[1], readonly=sys.argv[2] == "ro")
        print(archive.stats().rows["articles"])
    except ArchiveError as error:
        print(type(error).__name__, error)
"""


def as_nobody(path, mode):
    """What somebody without rights gets: root has them all, so the question is asked as another user."""
    command = [sys.executable, "-c", textwrap.dedent(AS_NOBODY), str(path), mode]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


@pytest.fixture
def locked_away(tmp_path_factory, article):
    folder = tmp_path_factory.mktemp("locked")
    with Archive(folder / "archive.db") as archive:
        archive.add(article())
    for above in [folder, *folder.parents][:-2]:
        above.chmod(above.stat().st_mode | 0o055)
    (folder / "archive.db").chmod(0o444)
    folder.chmod(0o555)
    yield folder / "archive.db"
    folder.chmod(0o755)


def test_a_file_that_must_not_be_written_is_read_only_and_can_be_read(locked_away):
    assert as_nobody(locked_away, "rw").startswith("ReadOnly")
    assert as_nobody(locked_away, "ro") == "1"


def test_a_folder_that_must_not_be_written_is_read_only(locked_away):
    assert as_nobody(locked_away.with_name("new.db"), "rw").startswith("ReadOnly")


def test_a_second_writer_waits_and_then_says_who_holds_the_archive(path, article):
    with Archive(path) as first, Archive(path, wait=0.2) as second:
        crawl = first.begin("oim")
        with first._db.writing(), pytest.raises(Locked, match=rf"crawl {crawl} \(oim\), process {os.getpid()} on"):
            second.add(article())
        assert second.add(article()).article_id == 1


def test_a_lock_that_nobody_owns_up_to_is_named_as_such(path, article):
    with Archive(path, wait=0.1) as archive:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked, match="another process is writing"):
            archive.add(article())
        assert archive.search("人工智能") == []
        other.execute("ROLLBACK")
        other.close()


def test_an_archive_that_is_locked_cannot_be_opened_for_writing(path):
    with Archive(path) as first, first._db.writing(), pytest.raises(Locked):
        Archive(path, wait=0.1)


def test_two_crawls_of_one_archive_share_it(path, article, visit):
    with Archive(path) as one, Archive(path) as two:
        first, second = one.begin("a"), two.begin("b")
        for number in range(10):
            for archive, crawl in ((one, first), (two, second)):
                url = f"https://news.example/{crawl}/{number}"
                archive.add(article(url, text=url), visit=archive.keep(visit(url, crawl, body=url.encode())))
        assert one.stats().rows["articles"] == 20
        assert one.stats().warc_files == 2
        assert all(one.page(number).body == one.get(number).url.encode() for number in range(1, 21))


def test_a_full_disk_says_so_and_leaves_the_archive_as_it_was(path, article):
    with Archive(path) as archive:
        archive.add(article())
        pages = archive._db._connection.execute("PRAGMA page_count").fetchone()[0]
        archive._db._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiskFull, match="no space is left"):
            archive.add(article("https://news.example/2", text="Another text. " * 10_000))
        assert archive.stats().rows["articles"] == 1
        assert archive.stats().rows["texts"] == 1
        assert all(check.good for check in archive.health())


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of 2 MB, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("this user may not mount a tmpfs")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_fills_up_while_pages_are_kept_leaves_whole_files(tiny_disk, article, visit):
    with Archive(tiny_disk / "archive.db") as archive:
        crawl, kept = archive.begin("a"), []

        def crawl_on():
            while True:
                url = f"https://news.example/{len(kept)}"
                page = archive.keep(visit(url, crawl, body=os.urandom(30_000)))
                kept.append(archive.add(article(url, text=url), visit=page))

        with pytest.raises(DiskFull):
            crawl_on()
        files = [*(tiny_disk / "warc").iterdir()]
        assert archive.stats().rows["articles"] == len(kept) > 10
    command = [sys.executable, "-m", "warcio.cli", "check", *map(str, files)]
    assert subprocess.run(command, check=False).returncode == 0


def test_a_crawl_whose_process_is_gone_has_crashed(path):
    with Archive(path) as archive:
        crawl = archive.begin("oim")
        plain(path, f"UPDATE crawls SET process = '{DEAD}' WHERE id = {crawl}")
        with Archive(path) as other:
            assert [row.status for row in other.crawls()] == ["crashed"]


def test_a_crawl_whose_process_runs_goes_on(path):
    with Archive(path) as archive:
        archive.begin("oim")
        with Archive(path) as other:
            assert [row.status for row in other.crawls()] == ["running"]


def test_a_crawl_on_another_machine_is_taken_to_run(path):
    with Archive(path) as archive:
        archive.begin("oim")
        plain(path, "UPDATE crawls SET process = 'elsewhere:1:1'")
        with Archive(path) as other:
            assert [row.status for row in other.crawls()] == ["running"]


def test_a_process_id_that_was_given_out_again_is_another_process():
    host, pid, start = process.name().rsplit(":", 2)
    assert process.runs(process.name())
    assert not process.runs(f"{host}:{pid}:{int(start or 1) + 1}")
    assert process.runs(f"{host}:{pid}:")
    assert not process.runs(f"{host}:999999999:")


def test_a_crawl_that_is_left_without_an_end_has_crashed(path):
    with Archive(path) as archive:
        archive.begin("oim")
    with Archive(path, readonly=True) as archive:
        assert [row.status for row in archive.crawls()] == ["crashed"]


def test_a_torn_tail_is_cut_off_and_the_file_sealed(path, visit):
    archive = Archive(path)
    for number in range(3):
        archive.visited(archive.keep(visit(f"https://news.example/{number}", body=os.urandom(500))))
    (file,) = (path.parent / "warc").iterdir()
    whole = file.stat().st_size
    archive.keep(visit("https://news.example/torn", body=os.urandom(500)))
    os.truncate(file, whole + 300)
    plain(path, f"UPDATE warc_files SET process = '{DEAD}'")
    with Archive(path) as again:
        assert file.stat().st_size == whole
        assert all(check.good for check in again.health())
    archive._warc._files.clear()
    archive.close()


@pytest.mark.parametrize("content", [None, b"", b"\x1f\x8b\x08torn"])
def test_a_file_that_holds_no_record_is_forgotten(path, visit, content):
    Archive(path).close()
    plain(
        path,
        "INSERT INTO warc_files (path, process, opened_at)"
        f" VALUES ('warc/lost.warc.gz', '{DEAD}', '2024-01-01T00:00:00Z')",
    )
    (path.parent / "warc").mkdir()
    if content is not None:
        (path.parent / "warc" / "lost.warc.gz").write_bytes(content)
    with Archive(path) as archive:
        assert archive.stats().rows["warc_files"] == 0
    assert list((path.parent / "warc").iterdir()) == []


def test_health_names_what_is_missing(path, visit):
    with Archive(path) as archive:
        archive.visited(archive.keep(visit()))
    (file,) = (path.parent / "warc").iterdir()
    file.unlink()
    with Archive(path) as archive:
        wrong = [check for check in archive.health() if not check.good]
        assert [(check.name, check.words) for check in wrong] == [("warc files", f"warc/{file.name} is missing")]


def test_health_finds_an_article_that_cannot_be_found(path, article):
    with Archive(path) as archive:
        archive.add(article())
        plain(path, "INSERT INTO article_search (article_search) VALUES ('delete-all')")
        assert "search" in [check.name for check in archive.health() if not check.good]


@pytest.mark.parametrize("readonly", [True, False])
def test_a_sound_archive_is_healthy(path, article, readonly):
    with Archive(path) as archive:
        archive.add(article())
    with Archive(path, readonly=readonly) as archive:
        checks = archive.health()
        assert {check.name: check.good for check in checks} == {
            "sqlite": True,
            "integrity_check": True,
            "foreign_key_check": True,
            "search index": True,
            "search": True,
            "warc files": True,
        }


def test_the_race_of_older_sqlite_versions_is_told(path, monkeypatch):
    Archive(path).close()
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    with Archive(path, readonly=True) as archive:
        assert "race" in archive.health()[0].words
        monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
        assert "race" not in archive.health()[0].words


@pytest.mark.parametrize("says", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS])
def test_an_archive_is_made_on_a_disk_without_hard_links(path, monkeypatch, says):
    def link(*_):
        raise OSError(says, os.strerror(says))

    monkeypatch.setattr(os, "link", link)
    with Archive(path) as archive:
        assert all(check.good for check in archive.health())
    assert sorted(one.name for one in path.parent.iterdir() if one.name.startswith("archive.db")) == ["archive.db"]


def test_what_a_disk_says_otherwise_is_told(path, monkeypatch):
    def link(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(DiskFull):
        Archive(path)
    assert not path.exists()
