import gzip
import hashlib
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pytest
from warcio.archiveiterator import ArchiveIterator

from newsarchive.archive import Archive
from newsarchive.errors import DiskFull, RecordDamaged
from newsarchive.model import RENDER, Raw

PAGE = "<h1>湖南:先进制造业</h1>".encode()


def files_of(archive):
    return sorted((archive.path.parent / "warc").glob("*"))


def records_of(file):
    with file.open("rb") as stream:
        return [
            (record.rec_type, record.rec_headers, record.http_headers, record.raw_stream.read())
            for record in ArchiveIterator(stream)
        ]


def warcio_check(*files):
    command = [sys.executable, "-m", "warcio.cli", "check", *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_request_and_response_are_kept_as_they_were(archive, visit):
    headers = (("Content-Type", "text/html"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"))
    kept = archive.keep(
        visit("https://news.example/1.html?id=7", headers=headers, body=PAGE, request_headers=(("Accept", "*/*"),))
    )
    (file,) = files_of(archive)
    info, response, request = records_of(file)
    assert info[0] == "warcinfo"
    assert b"HTTP headers are rebuilt" in info[3]
    assert (response[0], response[3]) == ("response", PAGE)
    assert response[2].headers == [*headers, ("Content-Length", str(len(PAGE)))]
    assert (request[0], str(request[2]).splitlines()[0]) == ("request", "GET /1.html?id=7 HTTP/1.1")
    assert request[2].headers == [("Host", "news.example"), ("Accept", "*/*")]
    assert request[1].get_header("WARC-Concurrent-To") == response[1].get_header("WARC-Record-ID")
    assert kept.raw.file == f"warc/{file.name}"


def test_every_record_is_a_gzip_member_of_its_own(archive, visit):
    kept = archive.keep(visit(body=PAGE))
    packed = files_of(archive)[0].read_bytes()[kept.raw.offset : kept.raw.offset + kept.raw.length]
    assert gzip.decompress(packed).startswith(b"WARC/1.1\r\n")
    assert PAGE in gzip.decompress(packed)


def test_a_form_that_is_posted_is_kept_with_its_fields(archive, visit):
    archive.keep(visit(method="POST", request_body=b"page=2", body=PAGE))
    request = records_of(files_of(archive)[0])[-1]
    assert (str(request[2]).splitlines()[0], request[3]) == ("POST /1.html HTTP/1.1", b"page=2")


def test_the_same_payload_is_kept_once(archive, visit):
    first = archive.keep(visit("https://news.example/1.html", body=PAGE))
    archive.visited(first)
    second = archive.keep(visit("https://paper.example/2.html", body=PAGE))
    archive.visited(second)
    revisit = records_of(files_of(archive)[0])[3]
    assert (revisit[0], revisit[3]) == ("revisit", b"")
    assert revisit[1].get_header("WARC-Profile").endswith("/1.1/revisit/identical-payload-digest")
    assert revisit[1].get_header("WARC-Refers-To-Target-URI") == "https://news.example/1.html"
    assert revisit[1].get_header("WARC-Refers-To-Date") == "2024-08-21T12:00:00.000Z"
    page = archive.page(second.raw)
    assert (page.url, page.body) == ("https://paper.example/2.html", PAGE)


def test_a_304_refers_to_what_it_says_to_be_still_true(archive, visit):
    archive.visited(archive.keep(visit(body=PAGE)))
    unchanged = archive.keep(visit(status=304, body=b""))
    revisit = records_of(files_of(archive)[0])[3]
    assert revisit[0] == "revisit"
    assert revisit[1].get_header("WARC-Profile").endswith("/server-not-modified")
    assert archive.page(unchanged.raw).body == PAGE


def test_empty_bodies_are_no_revisits_of_one_another(archive, visit):
    for url in ("https://news.example/a", "https://news.example/b"):
        archive.visited(archive.keep(visit(url, status=301, body=b"")))
    assert [record[0] for record in records_of(files_of(archive)[0])].count("response") == 2


def test_a_visit_without_an_answer_has_nothing_to_keep(archive, visit):
    missed = visit(status=None, error="timeout", body=b"")
    assert archive.keep(missed) == missed
    archive.visited(missed)
    assert files_of(archive) == []
    assert archive.stats().rows["visits"] == 1


def test_warcio_finds_no_fault(archive, visit):
    bodies = (PAGE, PAGE, b"", gzip.compress(PAGE))
    for number, body in enumerate(bodies):
        headers = (("Transfer-Encoding", "chunked"), ("Content-Length", "9"), ("X-名", "值\r\nInjected: 1"))
        archive.visited(archive.keep(visit(f"https://news.example/{number}", body=body, headers=headers)))
    archive.close()
    checked = warcio_check(*files_of(archive))
    assert (checked.returncode, checked.stdout.strip()) == (0, "")


def test_files_are_rolled_by_size_and_one_crawl_has_its_own(path, visit):
    with Archive(path, roll=1500) as archive:
        first, second = archive.begin("a"), archive.begin("b")
        for number in range(4):
            for crawl in (first, second):
                archive.visited(
                    archive.keep(visit(f"https://news.example/{crawl}/{number}", crawl, body=b"%d" % number))
                )
        names = [file.name for file in files_of(archive)]
    assert len(names) >= 4
    assert {name.split("-")[2] for name in names} == {"00001", "00002"}
    assert warcio_check(*files_of(archive)).returncode == 0


def test_a_kept_page_comes_back_unpacked_with_its_headers(archive, article, visit):
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"))
    kept = archive.keep(visit(headers=headers, body=gzip.compress(PAGE)))
    archive.add(article(), visit=kept)
    for name in (kept.raw, 1, "https://news.example/1.html"):
        page = archive.page(name)
        assert (page.url, page.status, page.body) == ("https://news.example/1.html", 200, PAGE)
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert page.fetched_at == kept.at


def test_a_body_that_is_not_packed_as_it_claims_is_left_as_it_is(archive, visit):
    for coding in ("gzip", "deflate", "br"):
        kept = archive.keep(visit(headers=(("Content-Encoding", coding),), body=PAGE + coding.encode()))
        assert archive.page(kept.raw).body == PAGE + coding.encode()


def test_an_article_that_came_from_elsewhere_has_no_page(archive, article):
    archive.add(article())
    with pytest.raises(KeyError, match="no page is kept"):
        archive.page(1)


def flip(file, at):
    body = bytearray(file.read_bytes())
    body[at] ^= 0xFF
    file.write_bytes(body)


@pytest.mark.parametrize("damage", ["flipped", "torn", "missing", "elsewhere"])
def test_a_page_that_cannot_be_read_back_is_damaged(archive, visit, damage):
    raw = archive.keep(visit(body=PAGE * 20)).raw
    (file,) = files_of(archive)
    if damage == "flipped":
        flip(file, raw.offset + raw.length // 2)
    elif damage == "torn":
        file.write_bytes(file.read_bytes()[: raw.offset + raw.length // 2])
    elif damage == "missing":
        file.unlink()
    else:
        raw = Raw(raw.file, raw.offset + 1, raw.length)
    with pytest.raises(RecordDamaged, match="warc"):
        archive.page(raw)


def test_a_payload_that_was_exchanged_does_not_pass_its_digest(archive, visit):
    raw = archive.keep(visit(body=PAGE)).raw
    (file,) = files_of(archive)
    whole = file.read_bytes()
    member = gzip.decompress(whole[raw.offset : raw.offset + raw.length]).replace(b"<h1>", b"<h2>")
    packed = gzip.compress(member)
    file.write_bytes(whole[: raw.offset] + packed)
    with pytest.raises(RecordDamaged, match="digest"):
        archive.page(Raw(raw.file, raw.offset, len(packed)))


def test_a_record_that_does_not_fit_on_the_disk_leaves_the_file_whole(archive, visit, monkeypatch):
    archive.visited(archive.keep(visit(body=PAGE)))
    (file,) = files_of(archive)
    size = file.stat().st_size

    class Full(BytesIO):
        def write(self, _):
            raise OSError(28, "No space left on device", str(file))

    from newsarchive.archive import warc

    monkeypatch.setattr(warc, "_request_head", lambda visit: Full().write(b""))
    with pytest.raises(DiskFull, match="no space is left"):
        archive.keep(visit(body=b"another"))
    monkeypatch.undo()
    assert file.stat().st_size == size
    archive.visited(archive.keep(visit(body=b"another")))
    archive.close()
    assert warcio_check(file).returncode == 0


def test_an_archive_that_is_closed_has_sealed_its_files(archive, visit, path):
    archive.visited(archive.keep(visit(body=PAGE)))
    archive.close()
    with Archive(path, readonly=True) as again, again._db.reading() as db:
        size, digest, sealed = db.execute("SELECT bytes, sha256, sealed_at FROM warc_files").fetchone()
    body = files_of(archive)[0].read_bytes()
    assert (size, digest) == (len(body), hashlib.sha256(body).digest())
    assert sealed


def rendered(archive, visit):
    """A page whose text a browser built, and the answer that it was built from."""
    sent = archive.keep(visit(body=b"<div id=app>", headers=(("Content-Type", "text/html"),)))
    archive.visited(sent)
    typed = (("Content-Type", "text/html; charset=utf-8"),)
    return sent, archive.keep(replace(sent, method=RENDER, body="<p>正文</p>".encode(), headers=typed, raw=None))


def test_what_a_browser_built_is_a_conversion_of_the_answer(archive, visit):
    sent, built = rendered(archive, visit)
    response, request, conversion = records_of(files_of(archive)[0])[-3:]
    assert [one[0] for one in (response, request, conversion)] == ["response", "request", "conversion"]
    head = conversion[1]
    assert head.get_header("WARC-Refers-To-Target-URI") == sent.url
    assert head.get_header("WARC-Refers-To-Date") == response[1].get_header("WARC-Date")
    assert built.raw != sent.raw
    assert warcio_check(*files_of(archive)).returncode == 0


def test_an_article_of_a_built_page_has_that_page_and_verifies(archive, article, visit):
    _, built = rendered(archive, visit)
    archive.add(article(), visit=built)
    page = archive.page("https://news.example/1.html")
    assert (page.decoded.text, page.status) == ("<p>正文</p>", 200)
    assert not list(archive.upkeep.verify())


def test_a_later_answer_refers_to_answers_and_to_no_built_page(archive, visit):
    sent, _ = rendered(archive, visit)
    again = archive.keep(visit(url="https://news.example/2.html", body=sent.body))
    archive.visited(again)
    assert archive.page(again.raw).body == sent.body
