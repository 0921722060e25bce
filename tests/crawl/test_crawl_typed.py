"""What people type wrong is told in a line, with an exit code, and harms nothing."""

import subprocess
import sys

import pytest
from loopback import ROOT
from scrapy.settings import Settings

from newsarchive.crawl.spider import NewsSpider


def last_line(run):
    return run.err.strip().splitlines()[-1]


def test_an_unknown_publisher_is_told_with_the_nearest_names(project):
    run = project.crawl(spider="towm")
    assert run.code == 2
    assert "no spider and no publisher is called 'towm'; did you mean town" in last_line(run)
    assert not project.data.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("since=yesterday", "since=yesterday: must be a day, such as 2020-01-31"),
        ("limit=many", "limit=many: must be a whole number from 1"),
        ("limit=0", "limit=0: must be a whole number from 1"),
        ("colour=red", "unknown argument 'colour'; known: publisher, since, until, limit, deep, due"),
        ("deep=very", "deep=very: must be 0 or 1"),
        ("due=soon", "due=soon: must be now or all"),
        ("until=ever", "until=ever: must be a day, such as 2020-01-31"),
        ("publisher=oim", "publisher=oim: this spider crawls town"),
    ],
)
def test_a_wrong_argument_is_named(project, typed, told):
    run = project.crawl("-a", typed)
    assert (run.code, last_line(run).partition("error: ")[2]) == (2, told)
    assert not project.data.exists()


def test_news_asks_which_publisher(project):
    run = project.crawl(spider="news")
    assert (run.code, last_line(run).partition("error: ")[2]) == (
        2,
        "which publisher? -a publisher=SLUG; see: scrapy list",
    )


def test_news_crawls_the_publisher_that_is_named(site, project):
    site.articles(2)
    assert project.crawl("-a", "publisher=town", spider="news").code == 0
    assert project.books().added == 2


def test_a_wrong_file_of_a_publisher_is_named_with_its_key(project):
    (project.folder / "publishers" / "bad.toml").write_text('slug = "bad"\nname = "Bad"\ncolour = "red"\n')
    run = project.crawl()
    assert run.code == 2
    assert "bad.toml: colour: is not known here" in last_line(run)


def test_an_archive_that_is_none_is_left_alone(project):
    project.data.mkdir()
    (project.data / "archive.db").write_text("a shopping list, and no database at all")
    run = project.crawl()
    assert run.code == 4
    assert "archive.db" in last_line(run)
    assert (project.data / "archive.db").read_text() == "a shopping list, and no database at all"


def test_list_names_publishers_and_manners(project):
    command = [sys.executable, "-m", "scrapy", "list"]
    run = subprocess.run(command, env=project.environment(), cwd=ROOT, capture_output=True, text=True)
    assert sorted(run.stdout.split()) == ["backfill", "news", "oim", "recheck", "site", "town"]


def test_a_project_of_ones_own_needs_nothing_but_the_add_on(site, project):
    """Its spider yields pages; its settings name the add-on."""
    site.articles(1)
    (project.folder / "mine.py").write_text(
        "import scrapy\n"
        "from newsarchive.crawl import page_of\n"
        "class Mine(scrapy.Spider):\n"
        "    name = 'mine'\n"
        f"    start_urls = ['{site.url}/news/0.html']\n"
        "    def parse(self, response):\n"
        "        yield page_of(response)\n"
        "        yield {'mine': 'untouched'}\n"
    )
    (project.folder / "own.py").write_text("ADDONS = {'newsarchive.crawl.Addon': 500}\nSPIDER_MODULES = ['mine']\n")
    environment = project.environment() | {"SCRAPY_SETTINGS_MODULE": "own", "PYTHONPATH": f"{project.folder}:{ROOT}"}
    command = [sys.executable, "-m", "scrapy", "crawl", "mine", "-O", str(project.folder / "out.jsonl")]
    run = subprocess.run(command, env=environment, cwd=project.folder, capture_output=True, text=True)

    assert run.returncode == 0, run.stderr
    assert list(project.rows()) == ["/news/0.html"]
    assert "untouched" in (project.folder / "out.jsonl").read_text()
    assert site.paths()[0] == "/robots.txt"
    with project.archive() as archive:
        assert archive.page(site.url + "/news/0.html").body == site.pages["/news/0.html"].body


def test_a_project_of_ones_own_crawls_publishers_too(site, project):
    site.articles(2)
    (project.folder / "own.py").write_text("ADDONS = {'newsarchive.crawl.Addon': 500}\n")
    environment = project.environment() | {"SCRAPY_SETTINGS_MODULE": "own", "PYTHONPATH": f"{project.folder}:{ROOT}"}
    command = [sys.executable, "-m", "scrapy", "crawl", "town"]
    run = subprocess.run(command, env=environment, cwd=project.folder, capture_output=True, text=True)

    assert run.returncode == 0, run.stderr
    assert project.books().added == 2


def test_the_user_agent_says_who_asks_and_where_to_write_to(site, project):
    site.articles(1)
    project.crawl("-s", "NEWSARCHIVE_CONTACT=mailto:desk@news.example")
    agents = {asked.headers["User-Agent"] for asked in site.asked}
    assert agents == {"newsarchive/0.1.0 (+mailto:desk@news.example)"}


def test_a_user_agent_that_was_set_is_left_alone(site, project):
    site.articles(1)
    project.crawl("-s", "USER_AGENT=Desk/1.0")
    assert {asked.headers["User-Agent"] for asked in site.asked} == {"Desk/1.0"}


def test_a_publishers_crawl_leaves_out_what_has_no_work_unless_somebody_wants_it():
    depth = "scrapy.spidermiddlewares.depth.DepthMiddleware"
    offsite = "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware"

    def left_out(**set_by_project):
        settings = Settings(set_by_project)
        NewsSpider.update_settings(settings)
        settings.update(Settings(set_by_project))  # as a process does that is given a crawler
        of = settings.get_component_priority_dict_with_base
        return of("SPIDER_MIDDLEWARES")[depth] is None, of("DOWNLOADER_MIDDLEWARES")[offsite] is None

    assert left_out() == (True, True)
    assert left_out(DEPTH_LIMIT=3) == (False, True)
    assert left_out(DOWNLOADER_MIDDLEWARES={offsite: 50}) == (True, False)
