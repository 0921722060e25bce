"""Hostile articles are words; hostile moments are clear messages."""

import asyncio
import base64
import csv
import hashlib
import io
import re
import threading
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette
from exhibits import Looked, told

from newsarchive import Archive
from newsarchive.web import entering, server

ROOM = "/-/news"
_ALLOWED = {
    "a", "article", "aside", "bdi", "body", "br", "button", "circle", "code", "dd", "del", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "head", "header", "html", "input", "ins", "label", "li",
    "line", "link", "main", "mark", "meta", "nav", "ol", "p", "path", "q", "rect", "script", "section", "small", "span",
    "strong", "style", "svg", "table", "tbody", "td", "text", "th", "thead", "time", "title", "tr", "tspan", "ul",
}  # fmt: skip


@pytest.fixture
def hostile(number):
    return number("<script>")


def addresses(hostile, story):
    return [
        ROOM, f"{ROOM}/search?q=Hostile", f"{ROOM}/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        f"{ROOM}/search?q=%22%3E%3Cscript%3E", f"{ROOM}/article/{hostile}", f"{ROOM}/article/{hostile}/revisions",
        f"{ROOM}/story/{story}", f"{ROOM}/sources", f"{ROOM}/publisher/evil",
        f"{ROOM}/publisher/%3Cscript%3Ealert(1)%3C%2Fscript%3E", f"{ROOM}/search?page=%3Cscript%3E",
    ]  # fmt: skip


def test_nothing_of_a_hostile_article_acts(browser, hostile, number):
    for address in addresses(hostile, number("<script>", "story_id")):
        page = browser.get(address)
        found = Looked(page.text)
        assert found.tags <= _ALLOWED, address
        assert not [name for name, _ in found.attributes if name.startswith("on") or name == "style"], address
        loaded = [value for name, value in found.attributes if name == "src"]
        assert all(re.fullmatch(rf"{ROOM}/room\.js\?v=\w+", one) for one in loaded), address
        links = [value for name, value in found.attributes if name in ("href", "src", "action")]
        assert all(re.match(r"https?://|/|#|\?", link) for link in links), address
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", page.text), address


def test_what_is_hostile_is_still_read_as_words(browser, hostile):
    page = browser.get(f"{ROOM}/article/{hostile}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "tracker.example" not in page


def test_every_answer_says_what_a_browser_may_do(browser):
    for address in (ROOM, f"{ROOM}/nothing", f"{ROOM}/search?q=%22", f"{ROOM}/feed.atom", f"{ROOM}.json"):
        answer = browser.get(address)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert "https:" not in browser.get("/archive").headers["content-security-policy"]


def test_in_somebody_elses_datasette_their_own_pages_stay_as_they_are(path):
    served = Datasette([str(path)])

    async def visit():
        return [(await served.client.get(address)).headers for address in ("/archive", ROOM)]

    theirs, ours = asyncio.run(visit())
    assert "content-security-policy" not in theirs
    assert "default-src 'none'" in ours["content-security-policy"]


def test_pages_load_nothing_but_the_rooms_own_style_and_script(browser):
    loaded = [value for name, value in Looked(browser.get(ROOM).text).attributes if name == "src"]
    assert [one.partition("?")[0] for one in loaded] == [f"{ROOM}/room.js"]
    assert browser.get(loaded[0]).headers["content-type"].startswith("text/javascript")
    (style,) = re.findall("<style>(.*?)</style>", browser.get(ROOM).text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in browser.get(ROOM).headers["content-security-policy"]
    assert "url(" not in browser.get(f"{ROOM}/style.css").text
    assert "http" not in browser.get(f"{ROOM}/room.js").text


def test_a_citation_stays_one_entry(browser, hostile):
    lines = browser.get(f"{ROOM}/article/{hostile}.ris").text.split("\r\n")
    assert [line[:2] for line in lines].count("ER") == 1
    assert "\r\n".join(lines).count("TY  - ") == 1


def test_nothing_can_be_written(browser):
    answer = browser.get("/archive.json", params={"sql": "DELETE FROM articles"})
    assert answer.status_code == 400
    assert browser.get("/archive.json", params={"sql": "SELECT count(*) AS n FROM articles"}).json()["rows"][0][0] > 20


def test_a_question_in_sql_that_never_ends_is_ended(browser):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    answer = browser.get("/archive.json", params={"sql": endless})
    assert answer.status_code == 400
    assert "time limit" in answer.text


def test_a_page_that_takes_too_long_is_given_up(browser, monkeypatch):
    monkeypatch.setattr("newsarchive.web.answering.PATIENCE", -1.0)
    monkeypatch.setattr("newsarchive.archive.database._LOOK", 1)
    answer = browser.get(f"{ROOM}/sources")
    assert answer.status_code == 503
    assert "takes too long" in answer.text


def test_a_private_room_lets_in_everybody_who_has_the_address_and_nobody_else(path):
    served = server.room(path, private=True)
    key = entering.address(served)

    async def visit():
        closed = [
            await served.client.get(address)
            for address in (ROOM, f"{ROOM}.json", "/archive", "/archive/articles.csv", f"{ROOM}/feed.atom", f"{key}x",
                            f"{ROOM}/search.csv", f"{ROOM}/enter", "/-/metadata.json", "/-/databases.json")
        ]  # fmt: skip
        opened = []
        for _ in range(2):
            entered = await served.client.get(key)
            opened.append(await served.client.get(ROOM, cookies=dict(entered.cookies)))
            opened.append(await served.client.get("/archive", cookies=dict(entered.cookies)))
        return closed, entered, opened

    closed, entered, opened = asyncio.run(visit())
    assert [answer.status_code for answer in closed] == [403] * len(closed)
    assert not any("Mayor opens" in answer.text for answer in closed)
    assert [answer.status_code for answer in opened] == [200] * 4
    assert "HttpOnly" in entered.headers["set-cookie"]
    assert "key" not in entered.headers["location"]


def test_a_key_of_another_server_opens_nothing(path):
    strange, served = server.room(path, private=True), server.room(path, private=True)
    assert asyncio.run(served.client.get(entering.address(strange))).status_code == 403


def test_an_address_stays_where_the_secret_does(path, monkeypatch):
    monkeypatch.setenv("DATASETTE_SECRET", "the same after a restart")
    earlier, later = server.room(path, private=True), server.room(path, private=True)
    assert asyncio.run(later.client.get(entering.address(earlier))).status_code == 302


def test_a_private_room_says_that_it_is_one(path):
    client = server.room(path, private=True).client
    assert "This room is private." in asyncio.run(client.get(ROOM)).text
    assert "此阅览室不公开。" in asyncio.run(client.get("/archive/articles", params={"lang": "zh"})).text
    assert asyncio.run(client.get("/archive.json")).json()["status"] == 403


def test_who_may_read_may_not_do_more(path):
    served = server.room(path, private=True)

    async def visit():
        entered = await served.client.get(entering.address(served))
        me = dict(entered.cookies)
        return [
            (await served.client.get(address, cookies=me)).status_code
            for address in ("/-/permissions", "/-/create-token")
        ]

    assert 200 not in asyncio.run(visit())


def test_an_archive_that_is_moved_away_is_told_of_and_found_again(tmp_path):
    path = tmp_path / "archive.db"
    Archive(path).close()
    served = server.room(path)
    path.rename(tmp_path / "elsewhere.db")
    answer = asyncio.run(served.client.get(f"{ROOM}/search"))
    assert answer.status_code == 503
    assert "cannot be read at the moment" in answer.text
    (tmp_path / "elsewhere.db").rename(path)
    assert asyncio.run(served.client.get(f"{ROOM}/search")).status_code == 200


def test_an_archive_is_read_while_it_is_written(path, browser):
    with Archive(path) as archive, archive._db.writing() as db:
        db.execute("INSERT INTO publishers (slug, name) VALUES ('unborn', 'Unborn')")
        assert browser.get(f"{ROOM}/search?q=会议").status_code == 200
        assert browser.get(f"{ROOM}/publisher/unborn").status_code == 404
        db.execute("DELETE FROM publishers WHERE slug = 'unborn'")


def test_an_archive_of_a_later_newsarchive_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "archive.db"
    with Archive(path) as archive, archive._db.writing() as db:
        db.execute("PRAGMA user_version = 99")
    answer = asyncio.run(server.room(path).client.get(ROOM))
    assert answer.status_code == 503
    assert "upgrade newsarchive" in answer.text


def test_an_address_that_no_route_fits_is_not_found(browser):
    assert browser.get("//-/news/a/b/c/d/e").status_code == 404
    assert browser.get("/a/b/c/d/e/f").status_code == 404


def asking(path):
    """A request as servers tell of it."""
    named = {"path": path, "raw_path": path.encode(), "query_string": b"", "headers": [], "root_path": ""}
    return {"type": "http", "method": "GET", "scheme": "http", "http_version": "1.1"} | named


def test_an_export_ends_when_who_asked_leaves(path, monkeypatch):
    begun, ended = threading.Event(), threading.Event()

    def endless(_, to):
        try:
            while True:
                to.write("a line of an export without an end\n")
                begun.set()
        finally:
            ended.set()

    async def leave():
        await asyncio.to_thread(begun.wait, 10)
        return {"type": "http.disconnect"}

    async def take(event):
        pass

    monkeypatch.setattr("newsarchive.archive.export.tables.write_lines", endless)
    asyncio.run(server.room(path).app()(asking(f"{ROOM}/search.jsonl"), leave, take))
    assert ended.wait(10)


def test_an_export_that_nobody_takes_is_cut_off_and_says_so(path, monkeypatch, caplog):
    monkeypatch.setattr("newsarchive.web.answering._CHUNK", 10)
    monkeypatch.setattr("newsarchive.web.answering._STALLED", 0.05)
    sent = []

    async def stay():
        await asyncio.Event().wait()

    async def take(event):
        sent.append(event)
        if event.get("body"):
            await asyncio.Event().wait()

    asyncio.run(server.room(path).app()(asking(f"{ROOM}/search.csv"), stay, take))
    assert [event["type"] for event in sent] == ["http.response.start", "http.response.body"]
    assert "articles.csv was cut off: nothing was taken" in caplog.text


def test_no_csv_holds_a_formula(tmp_path):
    path, formula = tmp_path / "archive.db", '=HYPERLINK("https://evil.example","click")'
    with Archive(path) as archive:
        archive.add(told("evil", 1, formula, text=f"@SUM(A1)\n{'A long text. ' * 20_000}"))
        archive.add(told("good", 2, "News of -5 degrees", text="It was cold."))
    client = server.room(path).client
    sql = urlencode({"sql": "SELECT title, -5 AS degrees, text FROM article_view ORDER BY id", "_dl": "1"})
    for address in (
        f"{ROOM}/search.csv",
        "/archive/article_view.csv",
        "/archive/articles.csv?_dl=1",
        f"/archive.csv?{sql}",
    ):
        said = asyncio.run(client.get(address)).content.decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(said)) for cell in row]
        assert f"'{formula}" in cells, address
        assert not [cell for cell in cells if cell[:1] in set("=+@-") and cell != "-5"], address
    assert "-5" in cells
    assert any(cell.startswith("'@SUM(A1)") for cell in cells)
