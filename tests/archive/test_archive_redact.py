"""What is redacted stands in no file of the archive any more, and everything else stands as it was."""

import gzip
import os
import sqlite3
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsarchive.archive import Archive, records, stones
from newsarchive.errors import Locked
from newsarchive.model import Attribution, Image, Link

URL, OTHER = "https://news.example/1.html", "https://paper.example/2.html"
SECRET = "Xylophonia Quimbleby"
WORDS = ("Xylophonia", "Quimbleby", "quimbleby", "隐私泄露", "Zwetschgenkuchen", "秘密来源网")
#: Parts of them too: of a term in the search index that begins like the one before, only its end is there.
PIECES = (*WORDS, "ylophonia", "uimbleby", "imbleb", "隐私", "私泄", "密来", "wetschgen")
TEXT = "\n".join([f"{SECRET} 隐私泄露的第一段。", *(f"第{n}段说的是别的事情,与此人无关。" for n in range(30))])
PAGE = f"<h1>隐私泄露</h1><p>{TEXT}</p>".encode()


@pytest.fixture
def kept(path, article, visit):
    """An archive with an article that somebody wants taken out, a list that names it, and its neighbours."""
    with Archive(path) as archive:
        crawl = archive.begin("example")
        listed = archive.keep(visit("https://news.example/list", crawl, body="<a>隐私泄露</a>".encode()))
        archive.offer([Link(URL, "example", found_on=listed.url, title="隐私泄露")], crawl, visit=listed)
        said = Attribution("reprint", "秘密来源网", evidence="来源:秘密来源网")
        fields = {
            "title": "隐私泄露", "text": TEXT, "html": f"<p><b>{TEXT}</b></p>", "authors": (SECRET,),
            "attribution": said,
            "images": (Image("https://news.example/1.jpg", "Zwetschgenkuchen"),), "tags": (SECRET,),
        }  # fmt: skip
        first = archive.keep(visit(URL, crawl, body=PAGE))
        archive.add(article(URL, **fields, aliases=("https://m.news.example/1",)), visit=first)
        again = archive.keep(visit("https://m.news.example/1", crawl, body=PAGE + b"<!-- mobile -->"))
        archive.visited(again)
        archive.add(article(OTHER, publisher="paper"), visit=archive.keep(visit(OTHER, crawl, body=b"<p>other")))
        edited = archive.keep(visit(URL, crawl, body=PAGE.replace(b"<h1>", b"<h2>")))
        archive.add(article(URL, **fields | {"title": "隐私泄露,更正"}), visit=edited)
        archive.finish(crawl, "finished", {})
    return path


def redact(path, url=URL, **options):
    with Archive(path) as archive:
        return archive.upkeep.redact(url, "a court said so", **options)


def everything(path):
    """Every byte of every file of an archive, packed and unpacked: records, and whatever looks like zlib."""
    for file in sorted(path.parent.rglob("*")):
        if file.is_file():
            body = file.read_bytes()
            yield file.name, body
            if file.suffix == ".gz":
                yield file.name, gzip.decompress(body)
            for at in range(len(body) - 1):
                if body[at] == 0x78 and body[at + 1] in (0x01, 0x9C, 0xDA):
                    try:
                        yield f"{file.name} at {at}", zlib.decompressobj().decompress(body[at:])
                    except zlib.error:
                        continue


def places(path, words=WORDS):
    return {(name, word) for name, body in everything(path) for word in words if word.encode() in body}


def terms(path):
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, article_search, row)")
        found = {term for (term,) in plain.execute("SELECT term FROM terms")}
    plain.close()
    return found


def faults(path):
    with Archive(path) as archive:
        assert all(check.good for check in archive.health())
        return list(archive.upkeep.verify())


def test_the_words_are_there_before(kept):
    assert {word for _, word in places(kept, PIECES)} == set(PIECES)
    assert {"quimbleby", "隐私"} <= terms(kept)


def test_no_file_holds_a_word_of_it_afterwards(kept):
    redact(kept, "https://news.example/list")
    redact(kept)
    assert places(kept, PIECES) == set()
    assert not {"quimbleby", "xylophonia", "隐私"} & terms(kept)


def test_no_log_holds_a_word_of_it_while_others_have_the_archive_open(kept, article):
    """Who has it open keeps the log from being deleted, which the words went through."""
    beside = kept.with_name(kept.name + "-wal")
    with Archive(kept) as other:
        other.add(article(OTHER, title="隐私泄露"))
        other.add(article(OTHER, title="湖南"))
        assert ("archive.db-wal", "隐私泄露") in places(kept)
        redact(kept, "https://news.example/list")
        redact(kept, OTHER)
        redact(kept)
        assert beside.exists()
        assert places(kept, PIECES) == set()


def test_what_was_read_anew_and_joined_and_renamed_is_taken_out_too(kept, tmp_path, article):
    """Every table that holds words of articles: re-readings, changes of sources, merges, watches."""
    with Archive(kept) as archive:
        number = archive.rereads.begin({})
        assert archive.rereads.write(number, 1, 2, replace(archive.get(1), section="Zwetschgenkuchen")) == "written"
        archive.rereads.finish(number, "finished", {})
    with Archive(tmp_path / "other" / "archive.db") as other:
        other.add(article(URL, title="Quimbleby", fetched_at=datetime(2024, 8, 20, tzinfo=UTC)))
    with Archive(kept) as archive:
        assert archive.upkeep.merge(tmp_path / "other" / "archive.db").woven == 1
    redact(kept, "https://news.example/list")
    redact(kept)
    assert places(kept, PIECES) == set()
    assert faults(kept) == []


def test_what_stays_is_told(kept):
    told = redact(kept)
    assert told.remains == ("words of it in the kept page of https://news.example/list",)
    assert (told.article_id, told.revisions, told.texts, told.pages) == (1, 2, 1, 3)
    assert told.aliases == ("https://m.news.example/1",)


def test_the_chain_and_everything_else_still_verify(kept):
    redact(kept)
    assert faults(kept) == []
    files = [str(file) for file in (kept.parent / "warc").iterdir()]
    assert subprocess.run([sys.executable, "-m", "warcio.cli", "check", *files], check=False).returncode == 0


def test_a_tombstone_that_was_forged_breaks_the_chain(kept):
    redact(kept)
    with sqlite3.connect(kept) as plain:
        plain.execute("UPDATE redactions SET details = json_set(details, '$.revisions.\"1\"', ?)", ["00" * 32])
    plain.close()
    assert [fault.where for fault in faults(kept)] == ["revisions"]


def test_a_tombstone_stays(kept):
    redact(kept)
    with Archive(kept, readonly=True) as archive:
        row = next(archive.rows(url=URL))
        assert (row["title"], row["text"], row["revisions"], row["source"]) == ("[redacted]", "[redacted]", 2, None)
        assert archive.known(URL).reason == "redacted"
        with pytest.raises(KeyError):
            archive.page(URL)
    with sqlite3.connect(kept) as plain:
        assert plain.execute("SELECT url, reason FROM redactions").fetchall() == [(URL, "a court said so")]
    plain.close()


def test_the_neighbours_stay_as_they_were(kept):
    with Archive(kept, readonly=True) as archive:
        before = archive.get(OTHER), archive.page(OTHER)
    redact(kept)
    with Archive(kept, readonly=True) as archive:
        assert (archive.get(OTHER), archive.page(OTHER)) == before
        assert [hit.url for hit in archive.search("人工智能")] == [OTHER]


def test_a_dry_run_changes_nothing(kept):
    before = list(everything(kept))
    told = redact(kept, dry_run=True)
    assert (told.pages, told.revisions) == (3, 2)
    assert list(everything(kept)) == before


def test_it_is_never_asked_for_or_stored_again(kept, article, visit):
    redact(kept)
    with Archive(kept) as archive:
        crawl = archive.begin("example")
        links = [
            Link(url, "example", title="隐私泄露") for url in (URL, "https://m.news.example/1", URL + "?utm_source=x")
        ]
        assert {(known.state, known.reason) for known in archive.offer(links, crawl)} == {("filtered", "redacted")}
        came = visit(URL, crawl, body=PAGE)
        assert archive.keep(came) == came
        assert archive.add(article(URL, title="隐私泄露", text=TEXT), visit=came).status == "unchanged"
        assert archive.get(URL).title == "[redacted]"
        books = archive.books(crawl)
        assert (books.offered, books.filtered, books.reasons) == (2, 2, {"filtered/redacted": 2})
    redact(kept, "https://news.example/list")
    assert places(kept) == set()


def test_a_text_that_others_published_too_stays_theirs(path, article):
    with Archive(path) as archive:
        archive.add(article(URL, text=TEXT))
        copy = archive.add(article(OTHER, text=TEXT))
        assert copy.copy_of == 1
        third = archive.add(article("https://third.example/3", text=TEXT.replace("第9段", "第九段")))
        assert third.copy_of == 1
    told = redact(path)
    assert told.texts == 0
    assert told.remains == (
        "the same text at https://paper.example/2.html",
        "a text much like it at https://third.example/3",
    )
    with Archive(path) as archive:
        assert archive.get(OTHER).text == TEXT
        assert [row["copy_of"] for row in archive.rows()] == [None, None, 2]
        assert [row["story_id"] for row in archive.rows()][1:] == [1, 1]
    assert faults(path) == []


def test_copies_of_what_is_gone_are_still_found(path, article):
    later = "https://third.example/3", "https://fourth.example/4"
    with Archive(path) as archive:
        archive.add(article(URL, text=TEXT))
        archive.add(article(later[0], text=TEXT.replace("第9段", "第九段")))
    redact(path)
    with Archive(path) as archive:
        assert archive.add(article(later[1], text=TEXT.replace("第8段", "第八段"))).copy_of == 2


def test_bytes_that_another_url_needs_are_kept_for_it(path, article, visit):
    with Archive(path) as archive:
        archive.add(article(URL, text=TEXT), visit=archive.keep(visit(URL, body=PAGE)))
        for url in (OTHER, "https://third.example/3"):
            archive.add(article(url), visit=archive.keep(visit(url, body=PAGE, request_headers=(("Accept", "*/*"),))))
        unchanged = archive.keep(visit(OTHER, status=304, body=b""))
        archive.visited(unchanged)
        first, third = archive.page(OTHER), archive.page(3)
    assert redact(path).remains == (
        "the same page at https://paper.example/2.html, https://third.example/3",
        "words of it in the kept page of https://paper.example/2.html, https://third.example/3",
    )
    with Archive(path) as archive:
        assert (archive.page(OTHER), archive.page(3)) == (first, third)
        assert archive.page(OTHER).body == PAGE
        with pytest.raises(KeyError):
            archive.page(URL)
    assert faults(path) == []


def test_pictures_that_no_other_article_shows_go_with_their_captions(path, article, visit):
    with Archive(path) as archive:
        for url in (URL, OTHER):
            archive.add(article(url, text=url * 9), visit=archive.keep(visit(url, body=url.encode())))
        for article_id, name, body in (
            (1, "own", b"Quimbleby"),
            (1, "own", b"Quimbleby"),
            (1, "both", b"both"),
            (2, "both", b"both"),
        ):
            came = archive.keep(visit(f"https://news.example/{name}.jpg", body=body * 99))
            archive.media.add(article_id, 1, "image", f"{name} Zwetschgenkuchen", came)
    assert redact(path).images == 1
    assert not any(word in ("Quimbleby",) for _, word in places(path))
    with Archive(path) as archive:
        assert archive.media.shown(1, 1) == []
        (shown,) = archive.media.shown(2, 1)
        assert archive.page(shown.raw).body == b"both" * 99
    assert faults(path) == []


def test_a_backup_that_shares_files_is_left_alone(kept):
    (file,) = (kept.parent / "warc").iterdir()
    os.link(file, kept.parent.parent / "backup.warc.gz")
    before = file.read_bytes()
    redact(kept)
    assert (kept.parent.parent / "backup.warc.gz").read_bytes() == before
    assert len(file.read_bytes()) == len(before)


def test_what_was_interrupted_is_carried_out_by_the_next_opening(kept, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(stones, "put", stop)
        with pytest.raises(KeyboardInterrupt):
            redact(kept)
    assert any(name.endswith(".gz") for name, _ in places(kept))
    Archive(kept).close()
    redact(kept, "https://news.example/list")
    assert places(kept) == set()
    assert faults(kept) == []


def test_a_reader_that_keeps_old_pages_is_told_of_and_a_second_run_ends_it(kept):
    redact(kept, "https://news.example/list")
    reader = sqlite3.connect(kept, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM articles").fetchone()
    with Archive(kept, wait=0.1) as archive, pytest.raises(Locked, match="somebody reads"):
        archive.upkeep.redact(URL, "a court said so")
    reader.close()
    redact(kept)
    assert places(kept) == set()


def test_nothing_is_redacted_of_what_nobody_knows(kept):
    with pytest.raises(KeyError, match="knows nothing"):
        redact(kept, "https://news.example/nowhere")


@pytest.mark.parametrize("length", [260, 300, 301, 1000, 65553, 65554, 65560, 131_100, 250_000])
def test_a_gravestone_has_the_size_it_is_to_have(length, tmp_path):
    stone = stones.stone(length, 0, URL, "a court\r\nsaid so", datetime(2024, 8, 21, tzinfo=UTC))
    (tmp_path / "a.warc.gz").write_bytes(stone)
    (record,) = records.walk(tmp_path / "a.warc.gz")
    assert (record.length, record.type, record.wrong()) == (length, "metadata", "")
