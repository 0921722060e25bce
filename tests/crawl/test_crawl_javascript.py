"""Pages that a script builds, crawled with a real Chromium."""

import json
import sqlite3

import pytest
from loopback import PROSE, Answer, html
from programs import needs
from warcio.archiveiterator import ArchiveIterator

from newsarchive.crawl.browser import NAMES

SHELL = "<html><title>长沙新闻</title><body><div id=app></div><script src=/app.js></script>{more}</body></html>"
#: Builds the page from JSON, as a shop window of a modern newsroom does.
SCRIPT = """
const number = location.pathname.match(/[0-9]+/)[0];
fetch('/api/' + number + '.json').then(answer => answer.json()).then(story => {
  document.title = story.title;
  document.getElementById('app').innerHTML = '<h1>' + story.title + '</h1><p>2020-01-05</p><div class=body>' +
    story.lines.map(line => '<p>' + line + '</p>').join('') + '</div>';
});
"""
TITLE = "园区第{}批重点项目名单昨天公布"


@pytest.fixture(autouse=True)
def chromium():
    return needs("chromium", *NAMES)


@pytest.fixture
def built(site, project):
    """Three articles that a script builds, /app/N, and one that needs none."""
    rows = [(f"/app/{n}", TITLE.format(n), "2020-01-05") for n in (1, 2, 3)]
    for n in (1, 2, 3):
        site.pages[f"/app/{n}"] = html(SHELL.format(more=""), ETag='"shell"')
        lines = [f"{line[:-1]}({n})。" for line in PROSE]
        story = json.dumps({"title": TITLE.format(n), "lines": lines}, ensure_ascii=False)
        site.pages[f"/api/{n}.json"] = Answer(story.encode(), 200, {"Content-Type": "application/json"})
    site.pages["/app.js"] = Answer(SCRIPT.encode(), 200, {"Content-Type": "text/javascript; charset=utf-8"})
    site.article("/news/plain.html", "长沙高新区昨天签约十个新项目")
    site.list("/news/", [*rows, ("/news/plain.html", "长沙高新区昨天签约十个新项目", "2020-01-05")])
    project.publisher(lists=[site.url + "/news/"], javascript=["/app/[0-9]+$"])
    return site


def visits(project, method):
    with sqlite3.connect(project.data / "archive.db") as db:
        sql = "SELECT urls.url FROM visits JOIN urls ON urls.id = url_id WHERE method = ?"
        return [url.removeprefix(project.site.url) for (url,) in db.execute(sql, [method])]


def test_what_scripts_build_is_archived_and_only_such_pages_see_a_browser(built, project):
    run = project.crawl()
    assert run.code == 0, run.err
    rows = project.rows()
    assert {path: row["title"] for path, row in rows.items() if path.startswith("/app/")} == {
        f"/app/{n}": TITLE.format(n) for n in (1, 2, 3)
    }
    assert "投资比去年同期增长了三成以上(2)。" in rows["/app/2"]["text"]
    assert rows["/news/plain.html"]["title"] == "长沙高新区昨天签约十个新项目"
    assert sorted(visits(project, "RENDER")) == ["/app/1", "/app/2", "/app/3"]


def test_every_request_of_a_script_is_the_crawls_own(built, project):
    project.crawl()
    agents = {one.headers["User-Agent"] for one in built.asked}
    assert len(agents) == 1
    assert agents.pop().startswith("newsarchive/")
    assert built.paths().count("/app.js") == 1  # a script that pages share
    assert {f"/api/{n}.json" for n in (1, 2, 3)} <= set(visits(project, "GET"))


def test_what_the_browser_built_is_kept_beside_the_answer_and_marked(built, project):
    project.crawl()
    (file,) = (project.data / "warc").glob("*")
    with file.open("rb") as stream:
        found = [
            (one.rec_type, one.raw_stream.read())
            for one in ArchiveIterator(stream)
            if one.rec_headers.get_header("WARC-Target-URI") == built.url + "/app/1"
        ]
    by_kind = dict(found)
    assert [kind for kind, _ in found] == ["response", "request", "conversion"]
    assert TITLE.format(1).encode() in by_kind["conversion"]
    assert TITLE.format(1).encode() not in by_kind["response"]
    with project.archive() as archive:
        assert TITLE.format(1) in archive.page(built.url + "/app/1").decoded.text


def test_a_script_that_is_on_its_way_is_waited_for(built, project):
    built.pages["/app.js"].wait = 1.0
    project.publisher(lists=[built.url + "/news/"], javascript=["/app/[0-9]+$"], concurrency=4)
    project.crawl()
    assert built.paths().count("/app.js") == 1
    assert {"/app/1", "/app/2", "/app/3"} <= set(project.rows())


def test_robots_txt_forbids_a_script_too(built, project):
    built.pages["/robots.txt"] = html("User-agent: *\nDisallow: /api/")
    run = project.crawl()
    assert not [path for path in built.paths() if path.startswith("/api/")]
    assert "'newsarchive/rendered_refused': 3" in run.err
    assert set(project.rows()) == {"/news/plain.html"}


def test_the_delay_of_the_host_holds_for_scripts(built, project):
    project.crawl("-a", "limit=2", "-s", "DOWNLOAD_DELAY=0.3")
    times = [one.at for one in built.asked if one.path != "/robots.txt"]
    assert len(times) > 5
    assert times[-1] - times[0] > 0.3 * (len(times) - 2)  # a server on a busy machine may see the first one late


def test_a_script_gets_nowhere_else(built, project, second):
    """Not to a private address that a public name leads to, nor by a socket, a beacon, an image or a frame."""
    other = second.url.replace("127.0.0.1", "news.example")
    tricks = f"""<script>
      fetch('{other}/fetched'); new Image().src = '{second.url}/image'; navigator.sendBeacon('{second.url}/beacon');
      new WebSocket('{second.url.replace("http", "ws")}/socket'); new EventSource('{second.url}/events');
      document.body.append(Object.assign(document.createElement('iframe'), {{src: '{other}/frame'}}));
      const link = document.createElement('link');
      document.head.append(Object.assign(link, {{rel: 'prefetch', href: '{second.url}/pre'}}));
    </script>"""
    built.pages["/app/1"] = html(SHELL.format(more=tricks))
    project.names(news_example="127.0.0.1")
    run = project.crawl()
    assert second.paths() == [], run.err
    assert project.rows()["/app/1"]["title"] == TITLE.format(1)


def test_a_script_that_leaves_its_page_gets_nowhere(built, project, second):
    leaving = f"<script>setTimeout(() => {{ location.href = '{second.url}/elsewhere' }}, 300)</script>"
    built.pages["/app/1"] = html(SHELL.format(more=leaving))
    run = project.crawl("-s", "DOWNLOAD_TIMEOUT=4")
    assert second.paths() == [], run.err
    assert {"/app/2", "/app/3", "/news/plain.html"} <= set(project.rows())
    assert project.books().pending == 0


def test_a_page_that_its_script_leaves_is_archived_as_it_was_sent(built, project, second):
    leaving = f"<script>location.replace('{second.url}/elsewhere'); while (true) {{}}</script>"
    built.article("/app/2", TITLE.format(2))
    whole = built.pages["/app/2"].body.decode()
    built.pages["/app/2"] = html(whole.replace("</body>", leaving + "</body>"))
    run = project.crawl("-s", "DOWNLOAD_TIMEOUT=4")
    assert project.rows()["/app/2"]["title"] == TITLE.format(2)
    assert "'newsarchive/rendered_not': 1" in run.err
    assert second.paths() == []


def test_scripts_without_end_cost_their_own_page_alone(built, project):
    built.pages["/app/1"] = html(SHELL.format(more="<script>setTimeout(() => { while (true) {} }, 50)</script>"))
    built.pages["/app/2"] = html(
        SHELL.format(more="<script>setInterval(() => fetch('/poll?' + Math.random()), 50)</script>")
    )
    run = project.crawl("-s", "DOWNLOAD_TIMEOUT=4")
    assert project.state("/app/1") == ("failed", "script")
    assert {"/app/2", "/app/3", "/news/plain.html"} <= set(project.rows())
    assert "'newsarchive/rendered_restless': 1" in run.err
    assert len([path for path in built.paths() if path.startswith("/poll")]) <= 100


def test_a_page_that_waits_behind_scripts_without_end_has_its_own_time(built, project):
    """As many pages as are built at a time never end."""
    endless = html(SHELL.format(more="<script>setTimeout(() => { while (true) {} }, 50)</script>"))
    built.pages |= {"/app/1": endless, "/app/2": endless}
    run = project.crawl("-s", "DOWNLOAD_TIMEOUT=4", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=4")
    assert [project.state(f"/app/{n}")[0] for n in (1, 2, 3)] == ["failed", "failed", "added"]
    assert "/app/1: its scripts do not end" in run.err


def test_a_page_that_scripts_build_is_asked_for_whole_again(built, project):
    """Its answer never changes; what its scripts ask for does."""
    project.crawl()
    changed = built.pages["/api/1.json"].body.decode().replace("三成", "四成")
    built.pages["/api/1.json"] = Answer(changed.encode(), 200, {"Content-Type": "application/json"})
    project.crawl("-a", "due=all")
    books = project.books()
    assert (books.revised, books.unchanged) == (1, 3)


def test_a_list_that_a_script_builds_is_read(built, project):
    rows = "".join(f"<li><a href='/app/{n}'>{TITLE.format(n)}</a> 2020-01-05</li>" for n in (1, 2, 3))
    script = f"<ul id=news></ul><script>document.getElementById('news').innerHTML = `{rows}`</script>"
    built.pages["/app/0"] = html(f"<html><body>{script}</body></html>")
    project.publisher(lists=[built.url + "/app/0"], javascript=["/app/[0-9]+$"])
    project.crawl()
    assert set(project.rows()) == {"/app/1", "/app/2", "/app/3"}
