"""The room as people use it: a real Chromium over a served archive of two thousand articles and more."""

import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import library
import pytest
import served
from axe_playwright_python.sync_playwright import Axe
from filelock import FileLock
from playwright.sync_api import expect, sync_playwright
from programs import needs

from newsarchive import Archive, read
from newsarchive.errors import PageError

HOUSE = Path(__file__).parents[2]
SITES = HOUSE.parent / "shared" / "sites"
#: Sites of several languages, small enough to be read for a test.
STORED = ("es_aupaburgos_hugo", "ru_serbianblog_wordpress", "en_zh_apache_flink", "zh_kangbei_hospital")
MANY = 2_000
#: Where a run leaves what it saw, to be looked at: every page on a desk, in the dark and in Chinese, on a phone.
SHOTS = HOUSE / "test-results" / "reading-room"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
EVIL = """<html><head><title>Bridge opens in the harbour district</title><meta http-equiv=refresh content="0;url=/x">
<script>window.parent.hacked = 1; fetch('https://evil.example/s')</script></head><body onload="alert(1)">
<h1>Bridge opens in the harbour district</h1>
<p>The mayor of the harbour district opened a bridge of forty metres on Monday, in front of a large crowd.</p>
<p onclick="alert(2)">Work on it had taken eleven months, and had cost a little less than the council allowed for.</p>
<p>Cyclists have asked for such a bridge for many years, and shops on both sides hope for more customers.</p>
<img src=x onerror="parent.hacked = 2"><svg onload="alert(3)"></svg><iframe src="javascript:alert(4)"></iframe>
<form action="https://evil.example/f"><input name=q></form><style>@import url(https://evil.example/c.css);
body {background: url(https://evil.example/b.png)}</style><a href="javascript:alert(5)">more</a></body></html>"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory, trap):
    """The demo, stories told by several, sites beside the project where they are, a hostile page, and many more."""
    folder = tmp_path_factory.getbasetemp().parent / "room"  # one for all workers
    with FileLock(f"{folder}.lock"):
        if not (folder / "made").exists():
            _fill(library.open_in(folder), folder, trap)
            (folder / "made").touch()
    return folder / "archive.db"


def _fill(path, folder, trap):
    saved = folder / "evil" / "bridge.html"
    saved.parent.mkdir()
    saved.write_text(EVIL, "utf-8")
    told = ["import", str(saved.parent), "--base", "https://evil.example/", "--archive", str(path)]
    subprocess.run([sys.executable, "-m", "newsarchive", *told], check=True, capture_output=True)
    with Archive(path) as archive:
        archive.add(trap)
        for article in _stored():
            archive.add(article)
        for article in library.crowd(archive, max(0, MANY - archive.stats().rows["articles"])):
            archive.add(article)


def _stored():
    """The articles of sites beside the project."""
    for name in STORED:
        file = SITES / f"{name}.tar.gz"
        site = served.read(file) if file.exists() else None
        for path in sorted(site.articles) if site else ():
            try:
                yield read(site.files[path], site.url(path))
            except PageError:
                continue


@pytest.fixture(scope="module")
def room(archive):
    """The address of the served archive."""
    command = [sys.executable, "-m", "newsarchive", "serve", "--port", "0", "--archive", str(archive)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        yield server.stdout.readline().strip().rstrip("/")
        server.terminate()


@pytest.fixture(scope="module")
def chromium():
    program = needs("chromium", "chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


class Window:
    """A window of the browser, and what happened in it that must not."""

    def __init__(self, context, room):
        self.page, self.room = context.new_page(), room
        self.asked, self.held, self.wrong = [], set(), []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("requestfailed", lambda request: request.failure == "csp" and self.held.add(request.url))
        self.page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def open(self, path="", **query):
        self.page.goto(f"{self.room}/-/news{path}")
        return self.page

    def keep(self, name):
        """Keep a picture of the page as it is, whole."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    def strangers(self):
        """What was asked of anybody but the room, and was not held back by a policy."""
        return [url for url in self.asked if not url.startswith((self.room, "data:")) and url not in self.held]


@pytest.fixture
def window(chromium, room):
    """Opens windows; each must have kept to the room when the test ends."""
    opened = []

    @contextmanager
    def opening(**options):
        context = chromium.new_context(**{"viewport": DESK, "locale": "en-GB"} | options)
        context.set_default_timeout(60_000)
        found = Window(context, room)
        opened.append(found)
        yield found
        context.close()

    yield opening
    assert not [one for found in opened for one in (*found.strangers(), *found.wrong)]


@pytest.fixture(scope="module")
def pages(archive):
    """Every kind of page by its name."""
    with Archive(archive, readonly=True) as found:
        entries = {words: _first(found, words) for words in ("人工智能", "publisher:gazette", "publisher:maktaba")}
        follower = _first(found, "publisher:voc")
        story, tellings = found.desk.told([follower])[follower]
        first = found.desk.first_of(story)
        assert tellings > 3
        kept = next(hit.article_id for hit in found.search("publisher:oim") if found.desk.kept(hit.article_id, 1))
        oldest = found.crawls()[-1].id
        assert found.stats().rows["articles"] >= MANY
    english, arabic = entries["publisher:gazette"], entries["publisher:maktaba"]
    return {
        "today": "", "search": "/search?q=人工智能", "wrong": '/search?q="人工',
        "article": f"/article/{first}", "english": f"/article/{english}", "arabic": f"/article/{arabic}",
        "revisions": f"/article/{english}/revisions", "difference": f"/article/{english}/revisions/1-3",
        "story": f"/story/{story}", "edits": "/edits", "sources": "/sources", "publisher": "/publisher/oim",
        "crawls": "/crawls", "crawl": f"/crawls/{oldest}", "kept": f"/article/{kept}/page",
        "explain": f"/article/{kept}/explain", "help": "/help", "missing": "/article/999999999",
    }  # fmt: skip


def _first(archive, words):
    return archive.search(words, limit=1)[0].article_id


PAGES = (
    "today", "search", "wrong", "article", "english", "arabic", "revisions", "difference", "story", "edits", "sources",
    "publisher", "crawls", "crawl", "kept", "explain", "help", "missing",
)  # fmt: skip


def test_a_search_is_typed_narrowed_and_read(window, pages):
    with window() as one:
        page = one.open()
        page.get_by_role("searchbox").fill("人工智能")
        page.get_by_role("button", name="Search").click()
        marked = page.locator("#answers mark").first
        expect(marked).to_contain_text("人工智能"[:2])
        before = _many(page)
        page.locator("#narrow").get_by_role("link", name="oim").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("publisher:oim")
        assert 0 < _many(page) < before
        page.locator(".hit h2 a").first.click()
        expect(page.locator("article h1")).not_to_be_empty()
        assert len(page.locator("article .body p").all()) > 1


def _many(page):
    return int(re.sub(r"\D", "", page.locator(".sum strong").inner_text()))


def test_answers_come_while_one_types(window):
    with window() as one:
        page = one.open()
        page.get_by_role("searchbox").press_sequentially("人工智能", delay=20)
        expect(page.locator("#glance .hit").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/article/"))


def test_bars_of_time_narrow_a_search(window, pages):
    with window() as one:
        page = one.open(pages["search"])
        before = _many(page)
        page.locator("figure a, .histogram a").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("after:")
        assert 0 < _many(page) <= before


def test_an_edit_is_seen_word_by_word(window, pages):
    with window() as one:
        page = one.open(pages["difference"])
        assert "12" in page.locator("del").all_inner_texts()
        assert "14" in page.locator("ins").all_inner_texts()


def test_the_picture_of_a_story_leads_to_who_told_it(window, pages):
    with window() as one:
        page = one.open(pages["story"])
        assert page.locator("svg.timeline circle").count() >= 4
        page.locator("svg.timeline circle").nth(1).click()
        page.wait_for_url(re.compile(r"/article/\d+"))


def test_keys_lead_through_the_room(window, pages):
    with window() as one:
        page = one.open(pages["english"])
        page.keyboard.press("r")
        page.wait_for_url(re.compile("/revisions"))
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.goto(page.url)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()


def test_without_scripts_everything_is_there(window, pages):
    with window(java_script_enabled=False) as one:
        page = one.open()
        page.get_by_role("searchbox").fill("人工智能")
        page.keyboard.press("Enter")
        expect(page.locator("#answers mark").first).to_be_visible()
        page.get_by_role("link", name="More →").click()
        expect(page.locator(".turn")).to_contain_text("2")
        for name in PAGES:
            one.open(pages[name])
            expect(page.get_by_role("main")).not_to_be_empty()


def test_the_room_speaks_as_the_browser_prefers(window, pages):
    with window(locale="zh-CN") as one:
        page = one.open(pages["article"])
        assert page.locator("html").get_attribute("lang") == "zh-Hans"
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_role("button", name="Search")).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone(window, pages, name):
    with window(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True) as one:
        page = one.open(pages[name])
        one.keep(f"{name}-phone")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("name", ["story", "sources", "search", "article", "publisher"])
def test_nothing_of_a_page_has_to_be_pushed_sideways_on_a_phone(window, pages, name):
    pushed = (
        "one => one.scrollWidth > one.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)"
    )
    with window(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True) as one:
        page = one.open(pages[name])
        assert (
            page.evaluate(f"[...document.querySelectorAll('main *')].filter({pushed}).map(one => one.outerHTML)") == []
        )


def test_the_picture_of_a_story_can_be_read_on_a_phone(window, pages):
    with window(viewport=PHONE, is_mobile=True, has_touch=True) as one:
        page = one.open(pages["story"])
        expect(page.locator("svg.desk")).to_be_hidden()
        assert page.locator("svg.phone").evaluate("one => one.getBoundingClientRect().width") > 300
        words = page.locator("svg.phone text").first
        assert words.evaluate("one => one.getBoundingClientRect().height") > 9
        page.locator("svg.phone circle").nth(1).tap()
        page.wait_for_url(re.compile(r"/article/\d+"))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_has_no_barrier(window, pages, name, scheme):
    with window(color_scheme=scheme, locale="zh-CN" if scheme == "dark" else "en-GB") as one:
        page = one.open(pages[name])
        one.keep(f"{name}-{scheme}")
        found = Axe().run(page)
        assert not found.response["violations"], found.generate_report()


def test_the_dark_is_dark_and_paper_is_white(window, pages):
    with window(color_scheme="dark") as one:
        page = one.open(pages["article"])
        ground = "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number)"
        assert max(page.evaluate(ground)) < 64
        page.emulate_media(media="print")
        expect(page.locator(".masthead")).to_be_hidden()
        assert min(page.evaluate(ground)) > 240


def test_arabic_is_read_from_the_right(window, pages):
    with window() as one:
        page = one.open(pages["arabic"])
        direction = page.locator("article .body p").first.evaluate("one => getComputedStyle(one).direction")
        assert direction == "rtl"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light_and_nothing_blocks_its_first_paint(window, pages, name):
    with window() as one:
        sizes = []
        one.page.on("response", lambda answer: sizes.append(len(answer.body())))
        page = one.open(pages[name])
        page.wait_for_load_state("networkidle")
        assert sum(sizes) < 150_000
        blocking = "performance.getEntriesByType('resource').filter(one => one.renderBlockingStatus == 'blocking')"
        assert page.evaluate(f"{blocking}.map(one => one.name)") == []


def test_hostile_articles_do_nothing(window, archive):
    with Archive(archive, readonly=True) as found:
        trap, bridge = _first(found, "publisher:evil Hostile"), _first(found, "publisher:evil.example harbour")
    addresses = (
        f"/article/{trap}", f"/article/{trap}/revisions", "/search?q=publisher:evil",
        "/publisher/evil", "/sources", "/search?q=<script>alert(1)</script>", f"/article/{bridge}",
        f"/article/{bridge}/page", f"/article/{bridge}/page/content", f"/article/{bridge}/explain",
    )  # fmt: skip
    with window() as one:
        for address in addresses:
            page = one.open(address)
            page.wait_for_load_state("networkidle")
            assert page.url.startswith(one.room)
            assert page.evaluate("window.hacked") is None, address
        frame = one.open(f"/article/{bridge}/page").frame_locator("iframe")
        expect(frame.locator("h1")).to_have_text("Bridge opens in the harbour district")
