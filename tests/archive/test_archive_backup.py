"""An archive copied while it is written, and put back."""

import shutil
import sqlite3

import pytest

from newsarchive.archive import Archive, backup
from newsarchive.archive.triggers import thawed
from newsarchive.archive.upkeep import restore
from newsarchive.errors import Locked, NotAnArchive

SITE = "https://news.example"


@pytest.fixture
def kept(path, article, visit):
    fill(path, article, visit, range(4))
    return path


def fill(path, article, visit, numbers):
    with Archive(path) as archive:
        crawl = archive.begin("example")
        for number in numbers:
            url = f"{SITE}/{number}"
            stated = article(url, title=f"第{number}条", text=f"人工智能的第{number}条新闻。" * 20)
            archive.add(stated, visit=archive.keep(visit(url, crawl, body=f"<p>{number}".encode() * 50)))
        archive.finish(crawl, "finished", {})


def logical(path):
    with Archive(path, readonly=True) as archive:
        rows = list(archive.rows())
        return rows, [archive.page(row["id"]).body for row in rows]


def saved(path, folder, **options):
    with Archive(path, readonly=True) as archive:
        return archive.upkeep.backup(folder, **options)


def test_a_backup_is_an_archive(kept, tmp_path):
    told = saved(kept, tmp_path / "backup")
    assert (told.files, told.kept, told.faults) == (1, 0, ())
    assert sorted(file.name for file in (tmp_path / "backup").iterdir()) == ["archive.db", "warc"]
    assert logical(tmp_path / "backup" / "archive.db") == logical(kept)


def test_a_second_one_copies_what_is_new(kept, tmp_path, article, visit):
    saved(kept, tmp_path / "backup")
    fill(kept, article, visit, range(4, 6))
    told = saved(kept, tmp_path / "backup")
    assert (told.files, told.kept) == (1, 1)
    assert logical(tmp_path / "backup" / "archive.db") == logical(kept)


@pytest.mark.parametrize(("link", "names"), [(True, 2), (False, 1)])
def test_files_that_are_complete_are_linked_unless_they_shall_be_copied(kept, tmp_path, link, names):
    saved(kept, tmp_path / "backup", link=link)
    (file,) = (tmp_path / "backup" / "warc").iterdir()
    assert file.stat().st_nlink == names


def test_a_crawl_may_go_on_meanwhile(path, tmp_path, article, visit):
    """While pages of the database are copied, articles are added: the backup holds those of its first moment."""
    with Archive(path) as archive:
        crawl = archive.begin("example")
        for number in range(300):
            archive.add(article(f"{SITE}/{number}", text=f"第{number}条新闻。" * 99), visit=visit(crawl=crawl))
        archive.visited(archive.keep(visit(f"{SITE}/kept", crawl, body=b"kept")))
        more = iter(range(300, 400))

        def write(part, done, total):
            if part == "database" and (number := next(more, None)):
                page = archive.keep(visit(f"{SITE}/{number}", crawl, body=b"<p>%d" % number))
                archive.add(article(f"{SITE}/{number}", text=f"第{number}条新闻。" * 99), visit=page)

        monkey = pytest.MonkeyPatch()
        with monkey.context() as patch, Archive(path, readonly=True) as reader:
            patch.setattr(backup, "_STEP", 20)
            told = reader.upkeep.backup(tmp_path / "backup", tell=write)
        assert told.faults == ()
        assert archive.stats().rows["articles"] > 300
    with Archive(tmp_path / "backup" / "archive.db") as copy:
        assert copy.stats().rows["articles"] == 300
        assert [crawl.status for crawl in copy.crawls()] == ["crashed"]
        assert list(copy.upkeep.verify()) == []


def test_a_copy_that_is_not_whole_does_not_take_the_place_of_one_that_is(kept, tmp_path, article, visit):
    saved(kept, tmp_path / "backup")
    before = logical(tmp_path / "backup" / "archive.db")
    with sqlite3.connect(kept) as plain, thawed(plain, "texts"):
        plain.execute("UPDATE texts SET text = 'x' WHERE id = 1")
    plain.close()
    told = saved(kept, tmp_path / "backup")
    assert [(fault.where, fault.row) for fault in told.faults] == [("texts", 1)]
    assert logical(tmp_path / "backup" / "archive.db") == before


def test_damage_in_a_page_is_told_with_the_backup(kept, tmp_path):
    (file,) = (kept.parent / "warc").iterdir()
    body = bytearray(file.read_bytes())
    body[-300] ^= 1
    file.write_bytes(body)
    assert {fault.where for fault in saved(kept, tmp_path / "backup").faults} == {f"warc/{file.name}"}
    assert (tmp_path / "backup" / "archive.db").exists()


def test_a_dry_run_copies_nothing(kept, tmp_path):
    assert saved(kept, tmp_path / "backup", dry_run=True).files == 1
    assert not (tmp_path / "backup").exists()


def test_an_archive_is_no_backup_of_itself(kept):
    with pytest.raises(NotAnArchive, match="folder of its own"):
        saved(kept, kept.parent)


def test_a_backup_that_is_interrupted_leaves_the_older_one(kept, tmp_path, article, visit):
    saved(kept, tmp_path / "backup")
    before = logical(tmp_path / "backup" / "archive.db")
    fill(kept, article, visit, range(4, 6))

    def stop(part, done, total):
        if part == "texts":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        saved(kept, tmp_path / "backup", tell=stop)
    assert logical(tmp_path / "backup" / "archive.db") == before
    assert [file.name for file in (tmp_path / "backup").iterdir() if file.name.startswith(".")] == []


def test_what_is_restored_is_what_was_saved(kept, tmp_path, article, visit):
    saved(kept, tmp_path / "backup")
    before = logical(kept)
    fill(kept, article, visit, range(4, 6))
    with pytest.raises(NotAnArchive, match="--force"):
        restore(tmp_path / "backup", kept)
    restore(tmp_path / "backup", kept, force=True)
    assert logical(kept) == before
    shutil.rmtree(kept.parent)
    restore(tmp_path / "backup", kept)
    assert logical(kept) == before
    with Archive(kept) as archive:
        assert list(archive.upkeep.verify()) == []


def test_an_archive_in_which_a_crawl_runs_is_not_replaced(kept, tmp_path):
    saved(kept, tmp_path / "backup")
    with Archive(kept) as archive:
        archive.begin("example")
        with pytest.raises(Locked, match="crawl 2 \\(example\\) runs"):
            restore(tmp_path / "backup", kept, force=True)


def test_there_must_be_a_backup(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotAnArchive, match="no backup"):
        restore(tmp_path / "empty", tmp_path / "archive.db")
