"""What is kept can be replayed by other people's tools, byte for byte.

pywb wants versions of its libraries that ours do not go with, so it lives in an environment of its own: name its Python
in the variable PYWB to let it replay (python3 -m venv ENV && ENV/bin/pip install pywb; PYWB=ENV/bin/python pytest …).
"""

import gzip
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecordLoader

NOON = datetime(2024, 8, 21, 12, tzinfo=UTC)
PYWB = os.environ.get("PYWB", "")
PLAIN = "<html><body><h1>湖南举行产业大会</h1></body></html>".encode()
PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
#: What was asked for, what came, and how it was packed.
SENT = {
    "https://news.example/1.html": (PLAIN, ()),
    "https://news.example/again/1.html": (PLAIN, ()),
    "https://news.example/packed.html": (gzip.compress(PLAIN * 40, mtime=0), (("Content-Encoding", "gzip"),)),
    "https://news.example/photo.png": (PHOTO, (("Content-Type", "image/png"),)),
    "https://news.example/query?b=2&a=%E4%B8%AD": (b"<p>query", ()),
}


@pytest.fixture
def kept(archive, visit):
    """An archive with pages, the same payload at two URLs, and a page that was asked for again: a 304."""
    for hour, (url, (body, headers)) in enumerate(SENT.items()):
        said = (
            headers if any(name == "Content-Type" for name, _ in headers) else (("Content-Type", "text/html"), *headers)
        )
        seen = visit(url, at=NOON + timedelta(hours=hour), body=body, headers=said)
        archive.visited(archive.keep(seen))
    later = visit("https://news.example/1.html", at=NOON + timedelta(days=1), status=304, body=b"")
    archive.visited(archive.keep(later))
    archive.close()
    return archive.path.parent / "warc"


def records(folder):
    for file in sorted(folder.glob("*.warc.gz")):
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                if record.rec_type in ("response", "revisit"):
                    body = record.raw_stream.read()
                    yield record.rec_headers.get_header, record.rec_type, record.http_headers, body


def test_every_record_leads_a_replay_tool_to_its_payload(kept):
    payloads, replayed = {}, []
    for header, kind, http, body in records(kept):
        url, at = header("WARC-Target-URI"), header("WARC-Date")
        if kind == "response":
            payloads[url, at] = body
        else:
            body = payloads[header("WARC-Refers-To-Target-URI"), header("WARC-Refers-To-Date")]
        replayed.append((url, http.get_statuscode(), body))
    assert len(payloads) == len(SENT) - 1
    assert replayed[-1] == ("https://news.example/1.html", "304", PLAIN)
    assert [body for _, _, body in replayed[:-1]] == [body for body, _ in SENT.values()]


def test_headers_say_what_the_body_is(kept):
    for _, kind, http, body in records(kept):
        if kind == "response":
            assert http.get_header("Content-Length") == str(len(body))
            assert http.get_header("Transfer-Encoding") is None
            assert http.get_header("Content-Type")


def test_the_files_are_warc_from_the_first_record(kept):
    (file,) = kept.glob("*.warc.gz")
    with gzip.open(file) as stream:
        record = ArcWarcRecordLoader().parse_record_stream(BytesIO(stream.read()))
    assert (record.rec_type, record.rec_headers.protocol) == ("warcinfo", "WARC/1.1")


@pytest.fixture
def pywb(kept, tmp_path):
    """pywb over the kept files; gives the address of its collection."""
    tools = Path(PYWB).parent
    folder = tmp_path / "replay"
    folder.mkdir()
    for words in (["init", "kept"], ["add", "kept", *map(str, kept.glob("*.warc.gz"))]):
        subprocess.run([tools / "wb-manager", *words], cwd=folder, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [tools / "pywb", "-p", str(port), "-b", "127.0.0.1"], cwd=folder, stderr=subprocess.DEVNULL
    )
    yield f"http://127.0.0.1:{port}/kept"
    server.terminate()
    server.wait(10)
    shutil.rmtree(folder)


def fetched(address):
    """The body at an address of pywb, which needs a while to start."""
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                body = answer.read()
                return gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
        except urllib.error.HTTPError:
            raise
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.3)


@pytest.mark.skipif(not PYWB, reason="PYWB names no Python that has pywb")
def test_pywb_replays_every_page(pywb):
    for hour, (url, (body, headers)) in enumerate(SENT.items()):
        stamp = (NOON + timedelta(hours=hour)).strftime("%Y%m%d%H%M%S")
        unpacked = gzip.decompress(body) if headers[:1] == (("Content-Encoding", "gzip"),) else body
        address = urllib.request.quote(f"{pywb}/{stamp}id_/{url}", safe=":/?&=%")
        assert fetched(address) == unpacked, url
    with pytest.raises(urllib.error.HTTPError, match="304"):  # that is what the server said then
        fetched(f"{pywb}/20240822120000id_/https://news.example/1.html")
    assert "湖南举行产业大会" in fetched(f"{pywb}/20240821120000mp_/https://news.example/1.html").decode()
