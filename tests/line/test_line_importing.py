"""Other people's archives, as odd as they come: each record is stored, or counted with a reason."""

import gzip
import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from conferences import page
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsarchive import Archive
from newsarchive.cli import commands
from newsarchive.line.explaining import explain
from newsarchive.line.importing import preview, take
from newsarchive.line.messages import answer, without_chunks
from newsarchive.line.records import UnknownFormat, records
from newsarchive.line.rereading import reread

WARCS = Path(__file__).parents[2] / ".." / "shared" / "sites" / "warc"
AT = "2019-05-06T07:08:09Z"


def http(body, kind="text/html", status="200 OK", more=""):
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def record(url, block, kind="response", at=AT, length=None, end="\r\n"):
    lines = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", f"WARC-Date: {at}"]
    head = end.join([*lines, f"Content-Length: {len(block) if length is None else length}", "", ""])
    return head.encode() + block + (end * 2).encode()


def url(number):
    return f"https://elsewhere.example/2019/{number}.html"


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "archive.db") as opened:
        yield opened


@pytest.fixture
def file(tmp_path):
    def write(words, name="other.warc"):
        (tmp_path / name).write_bytes(words)
        return tmp_path / name

    return write


def ends(result):
    assert result.records == sum(result.ends.values())
    return dict(result.ends)


def test_a_page_is_stored_under_its_own_day_and_can_be_read_again(archive, file):
    assert ends(take(archive, file(record(url(1), http(page(1)))))) == {"added": 1}
    article = archive.get(url(1))
    assert (article.title, article.publisher) == ("湖南举行第1次产业大会", "elsewhere.example")
    assert article.fetched_at == datetime(2019, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert archive.page(url(1)).body == page(1)
    assert archive.crawls(1)[0].books.added == 1


def test_every_record_ends_somewhere(archive, file):
    words = b"".join(
        [
            record("", b"software: somebody's", "warcinfo"),
            record(url(1), b"GET / HTTP/1.1\r\n\r\n", "request"),
            record(url(1), http(page(1))),
            record(url(2), http(b"", status="404 Not Found")),
            record(url(3), http(b"\x89PNG", "image/png")),
            record(url(4), http(b"<html><body><a href='/'>Home</a></body></html>")),
            record("dns:elsewhere.example", http(page(1))),
            record(url(5), http(page(5)), at="sometime"),
            record(url(6), b"no answer at all"),
            record(url(7), http(b""), "revisit"),
            record(url(8), page(8), "resource"),
        ]
    )
    found = ends(take(archive, file(words)))
    assert found.pop("no-body", 0) + found.pop("not-an-article", 0) == 1
    assert found == {
        "warcinfo": 1, "request": 1, "added": 2, "status-404": 1, "not-html": 1, "no-url": 1, "no-date": 1,
        "no-http": 1, "revisit": 1,
    }  # fmt: skip


def test_importing_again_adds_nothing(archive, file):
    path = file(record(url(1), http(page(1))))
    take(archive, path)
    assert ends(take(archive, path)) == {"visited": 1}
    assert len(archive.revisions(url(1))) == 1


def test_an_older_state_is_kept_and_makes_no_revision(archive, file):
    take(archive, file(record(url(1), http(page(1)))))
    older = file(record(url(1), http(page(2)), at="2018-01-01T00:00:00Z"), "older.warc")
    assert ends(take(archive, older)) == {"older": 1}
    assert archive.get(url(1)).title == "湖南举行第1次产业大会"
    assert archive.was_visited(url(1), datetime(2018, 1, 1, tzinfo=UTC))


def test_a_resource_of_html_is_a_page(archive, file):
    head = record(url(1), page(1), "resource").replace(b"Content-Length", b"Content-Type: text/html\r\nContent-Length")
    assert ends(take(archive, file(head))) == {"added": 1}


@pytest.mark.parametrize(("how", "whole"), [("by record", 2), ("as a whole", 2), ("torn", 1)])
def test_gzip_of_any_kind_is_unpacked(archive, file, how, whole):
    both = [record(url(number), http(page(number))) for number in (1, 2)]
    packed = {
        "by record": b"".join(map(gzip.compress, both)),
        "as a whole": gzip.compress(b"".join(both)),
        "torn": gzip.compress(both[0])[:-30] + gzip.compress(both[1]),
    }
    found = ends(take(archive, file(packed[how], "other.warc.gz")))
    assert found["added"] == whole


def test_lengths_that_are_wrong_are_stepped_over(archive, file):
    short = record(url(1), http(page(1)), length=len(http(page(1))) - 40)
    bare = record(url(2), http(page(2)), end="\n")
    assert ends(take(archive, file(short + bare)))["added"] == 2


def test_bytes_between_records_are_damage_told_once(archive, file):
    words = record(url(1), http(page(1))) + record(url(2), http(page(2)), length="many") + record(url(3), http(page(3)))
    found = ends(take(archive, file(words)))
    assert found["added"] == 2
    assert found["damaged"] >= 1


def test_an_arc_file_is_read(archive, file):
    block = http(page(1))
    words = b"filedesc://other.arc 0.0.0.0 20190506070809 text/plain 9\n1 0 Other\n\n"
    words += f"{url(1)} 192.0.2.1 20190506070809 text/html {len(block)}\n".encode() + block + b"\n"
    assert ends(take(archive, file(words, "other.arc"))) == {"warcinfo": 1, "added": 1}
    assert archive.get(url(1)).fetched_at.year == 2019


def test_a_wacz_file_is_read(archive, tmp_path):
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record(url(1), "response", BytesIO(page(1)), http_headers=head))
    with zipfile.ZipFile(tmp_path / "other.wacz", "w") as package:
        package.writestr("archive/data.warc.gz", out.getvalue())
        package.writestr("datapackage.json", "{}")
    assert ends(take(archive, tmp_path / "other.wacz")) == {"added": 1}


@pytest.mark.parametrize("kind", ["warc", "wacz"])
def test_what_is_exported_comes_back_page_by_page(kept, tmp_path, kind):
    out = tmp_path / f"out.{'warc.gz' if kind == 'warc' else kind}"
    with Archive(kept, readonly=True) as ours:
        assert ours.upkeep.export(out, kind) == 6
        pages = {row["url"]: ours.page(row["id"]) for row in ours.rows()}
    with Archive(tmp_path / "again" / "archive.db") as again:
        found = ends(take(again, out))
        assert found["added"] == len(pages) == 6
        for where, page_ in pages.items():
            back = again.page(where)
            assert (back.body, back.fetched_at, back.status) == (page_.body, page_.fetched_at, 200)
        assert list(again.upkeep.verify()) == []


def test_what_is_no_archive_is_refused(archive, file):
    assert "neither WARC" in take(archive, file(b"<html>hello")).refused
    with pytest.raises(UnknownFormat):
        list(records(file(b"%PDF-1.4")))


def test_chunks_are_put_together_and_what_is_none_is_left():
    assert without_chunks(b"4\r\nnews\r\n3;x=1\r\nand\r\n0\r\n\r\n") == b"newsand"
    assert without_chunks(b"<html>no chunks") == b"<html>no chunks"
    assert without_chunks(b"4\r\nnews\r\n9\r\nbroken") == b"newsbroken"
    assert answer(http(b"2\r\nok\r\n0\r\n\r\n", more="Transfer-Encoding: chunked\r\n")).body == b"ok"
    assert answer(b"no answer") is None


def test_saved_pages_know_where_they_are_from(archive, tmp_path):
    folder = tmp_path / "saved"
    (folder / "www.mirror.example" / "2019").mkdir(parents=True)
    (folder / "page_files").mkdir()
    note = b"<!-- saved from url=(0039)https://elsewhere.example/2019/1.html -->"
    (folder / "noted.html").write_bytes(note + page(1))
    (folder / "www.mirror.example" / "2019" / "index.html").write_bytes(page(2))
    (folder / "page_files" / "frame.html").write_bytes(page(3))
    (folder / "unknown.html").write_bytes(page(4))
    assert ends(take(archive, folder)) == {"added": 2, "no-url": 1}
    assert archive.get("http://www.mirror.example/2019/").title == "湖南举行第2次产业大会"
    assert archive.get(url(1)) is not None


def test_a_folder_stands_for_a_base(archive, tmp_path):
    (tmp_path / "saved" / "a").mkdir(parents=True)
    (tmp_path / "saved" / "a" / "1.html").write_bytes(page(1))
    assert ends(take(archive, tmp_path / "saved", base="https://elsewhere.example/x/")) == {"added": 1}
    assert archive.get("https://elsewhere.example/x/a/1.html") is not None


def test_two_processes_store_what_one_stores(archive, file):
    words = b"".join(record(url(number), http(page(number))) for number in range(1, 13))
    assert ends(take(archive, file(words), processes=2)) == {"added": 12}


def test_the_command_tells_of_each_file(file, tmp_path):
    good, bad = file(record(url(1), http(page(1)))), file(b"hello", "bad.warc")
    words = ["import", str(good), str(bad), "--json", "--archive", str(tmp_path / "ours.db")]
    result = CliRunner().invoke(commands, words)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [(row["records"], row["stored"], bool(row["refused"])) for row in rows] == [(1, 1, False), (0, 0, True)]


def test_what_would_be_imported_is_told_and_nothing_is_written(archive, file, tmp_path):
    first = file(
        record(url(1), http(page(1))) + record(url(2), http(page(2))) + record(url(3), http(b"none", status="404 No"))
    )
    empty = ends(preview(None, first))
    assert empty == ends(preview(archive, first)) == {"added": 2, "status-404": 1}
    assert (archive.stats().rows["articles"], archive.crawls()) == (0, [])
    assert ends(take(archive, first)) == empty
    assert ends(preview(archive, first)) == {"visited": 2, "status-404": 1}
    later = file(
        record(url(1), http(page(1)), at="2020-01-01T00:00:00Z")
        + record(url(2), http(page(2)), at="2018-01-01T00:00:00Z")
    )
    assert ends(preview(archive, later)) == {"again": 1, "older": 1}
    assert ends(take(archive, later)) == {"unchanged": 1, "older": 1}


def test_the_commands_dry_run_makes_no_archive(file, tmp_path):
    other = file(record(url(1), http(page(1))))
    told = CliRunner().invoke(commands, ["import", str(other), "--dry-run", "--archive", str(tmp_path / "none.db")])
    assert "1 records, 1 would be stored: 1 added" in " ".join(told.stdout.split())
    assert not (tmp_path / "none.db").exists()


@pytest.mark.skipif(not WARCS.exists(), reason="needs ../shared/sites/warc")
def test_files_of_many_tools_are_read_to_their_end(archive):
    names = {entry[0]: entry[4] for entry in json.loads((WARCS / "INDEX.json").read_text())}
    for name, kinds in names.items():
        if (WARCS / name).stat().st_size < 50_000:
            found = ends(take(archive, WARCS / name))
            assert found.get("request", 0) >= kinds.get("request", 0), name
            assert found.get("revisit", 0) >= kinds.get("revisit", 0), name
            other = {"warcinfo", "request", "metadata", "revisit", "conversion"}
            answers = sum(many for end, many in found.items() if end not in other)
            assert answers >= kinds.get("response", 0) + kinds.get("resource", 0), name


def test_whoever_vouches_for_pages_has_them_read_however_they_look(archive, file):
    """A page of links with a few words each is a list to us; somebody who knows it calls it an article."""
    teaser = "<h2><a href=/{0}.html>What the town council decided about bridge number {0}</a></h2><p>A word on it …</p>"
    links = "".join(teaser.format(number) for number in range(9))
    page = f"<html><title>Bridges in brief</title><body>{links}</body></html>".encode()
    words = record("https://elsewhere.example/list/", http(page))
    assert ends(take(archive, file(words))) == ends(preview(archive, file(words))) == {"not-an-article": 1}
    assert ends(preview(archive, file(words), anyway=True)) == ends(take(archive, file(words), anyway=True))
    article = archive.get("https://elsewhere.example/list/")
    assert article.origins["kind"] == "vouched: read anyway"
    assert [one.result for one in reread(archive.path, archive.rereads.kept())] == ["same"]
    told = explain(archive, 1)
    assert (told.refusal, told.fields[-1].today) == ("", article.text)


def test_an_article_without_a_headline_is_counted_and_not_stored(archive, file):
    words = record(
        url(1), http(b"<html><body>" + b"<p>Ships of every country lay at the quay, as they had not for years.</p>" * 9)
    )
    assert ends(take(archive, file(words), anyway=True)) == {"no-title": 1}
