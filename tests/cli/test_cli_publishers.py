"""publishers: list, new, check, from a project that `init` wrote and outside of one."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from newsarchive.cli import commands, here

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "crawl"))
from loopback import Site, html


@pytest.fixture(scope="module")
def site():
    found = Site()
    menu = "<ul id=nav><li><a href=/news/>新闻中心</a><li><a href=/about.html>公司简介</a></ul>"
    found.pages["/"] = html(f"<html><head><title>长沙新闻网-首页</title></head><body>{menu}</body></html>")
    found.articles(6)
    found.article("/about.html", "公司简介")
    found.pages["/lonely.html"] = html("<html><body><p>这里没有新闻。</p></body></html>")
    yield found
    found.close()


def run(folder, *words, **more):
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    clean = {name: value for name, value in clean.items() if not name.startswith(("SCRAPY", "NEWSARCHIVE"))}
    command = [sys.executable, "-m", "newsarchive", *words]
    return subprocess.run(command, cwd=folder, env=clean | more, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def project(tmp_path_factory, site):
    """A project in which a publisher was made by looking at the site."""
    folder = tmp_path_factory.mktemp("mynews")
    CliRunner().invoke(commands, ["init", str(folder)])
    (folder / "publishers" / "example.toml").unlink()
    with (folder / "settings.py").open("a") as settings:
        settings.write("\nDOWNLOAD_DELAY = 0\n")
    made = run(folder, "publishers", "new", site.url, "--slug", "town")
    assert made.returncode == 0, made.stderr
    return folder


def spoil(folder, name, **fields):
    path = folder / "publishers" / "town" / name
    before = path.read_text(encoding="utf-8")
    told = json.loads(before)
    told["expected"] |= fields
    path.write_text(json.dumps(told), encoding="utf-8")
    return lambda: path.write_text(before, encoding="utf-8")


def test_new_writes_a_commented_file_and_fixtures(project, site):
    words = (project / "publishers" / "town.toml").read_text(encoding="utf-8")
    assert 'name = "长沙新闻网"' in words
    assert f'lists = ["{site.url}/news/"]' in words
    assert r"articles = ['/news/\d+\.html$']" in words
    assert "# seconds between two requests to one host, at least" in words
    kept = sorted(path.name for path in (project / "publishers" / "town").glob("*.json"))
    assert kept == ["article-1.json", "article-2.json", "article-3.json", "list-1.json"]


def test_new_leaves_the_projects_archive_alone(project):
    assert not (project / "data" / "archive.db").exists()


def test_new_overwrites_nothing(project, site):
    again = run(project, "publishers", "new", site.url, "--slug", "town")
    assert again.returncode == 2
    assert "is there already" in again.stderr


def test_a_site_without_news_is_told(project, site):
    told = run(project, "publishers", "new", site.url + "/lonely.html", "--slug", "other")
    assert told.returncode == 3
    assert "give the URL of a list" in told.stderr
    assert not (project / "publishers" / "other.toml").exists()


def test_a_projects_publishers_are_seen_without_a_variable(project):
    listed = run(project / "data", "publishers", "list", "--json")
    rows = {row["slug"]: row for row in map(json.loads, listed.stdout.splitlines())}
    assert rows["town"]["fixtures"] == 4
    assert "town" in run(project, "doctor").stdout


def test_check_passes_on_what_new_wrote(project):
    checked = run(project, "publishers", "check", "town")
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("ok   town/") == 4


def test_check_names_the_field_that_is_read_otherwise(project):
    mend = spoil(project, "article-1.json", title="另一个标题")
    checked = run(project, "publishers", "check")
    mend()
    assert checked.returncode == 1
    assert "title: expected '另一个标题', found '园区第" in checked.stdout
    assert "BAD  town/article-1" in checked.stdout


def test_check_of_an_unknown_publisher_is_bad_use(project):
    checked = run(project, "publishers", "check", "twon")
    assert checked.returncode == 2
    assert "did you mean town" in checked.stderr


def test_check_live_asks_the_site(project, site):
    before = len(site.asked)
    checked = run(project, "publishers", "check", "town", "--live")
    assert checked.returncode == 0, checked.stdout
    assert "ok   town, live: 3 articles read, 3 with headline and day" in checked.stdout
    assert len(site.asked) > before


def test_settings_are_those_of_the_nearest_project(tmp_path):
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = mine.settings\n")
    (tmp_path / "mine").mkdir()
    assert here.settings_of(tmp_path) is None
    (tmp_path / "mine" / "settings.py").write_text("")
    assert here.settings_of(tmp_path / "mine") == tmp_path / "mine" / "settings.py"


def test_what_the_environment_says_wins_over_the_project(tmp_path, monkeypatch):
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = settings\n")
    (tmp_path / "settings.py").write_text(
        "NEWSARCHIVE_DIR = '/project/data'\nNEWSARCHIVE_PUBLISHERS = '/project/publishers'\n"
    )
    monkeypatch.setenv("NEWSARCHIVE_DIR", "/mine")
    monkeypatch.setenv("NEWSARCHIVE_PUBLISHERS", "")
    here.adopt(tmp_path)
    assert os.environ["NEWSARCHIVE_DIR"] == "/mine"
    assert os.environ["NEWSARCHIVE_PUBLISHERS"] == "/project/publishers"


def test_repair_proposes_and_changes_nothing(project, site):
    """The pages get another design, in which no line names the section that the rules ask for."""
    file = project / "publishers" / "town.toml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before + '\n[[rules]]\nheading = ["NEWS"]\n', encoding="utf-8")
    plain = {path: site.pages[path].body for path in site.pages if path.startswith("/news/") and path != "/news/"}
    for path, body in plain.items():
        site.pages[path].body = body.replace(b"<h1>", b"<p>NEWS</p><h1>")
    clean = {"SCRAPY_SETTINGS_MODULE": "settings"}
    crawl = [sys.executable, "-m", "scrapy", "crawl", "town"]
    subprocess.run(crawl, cwd=project, env=os.environ | clean, capture_output=True, timeout=120, check=True)
    assert run(project, "publishers", "repair", "town").returncode == 3
    for path, body in plain.items():
        site.pages[path].body = body
    subprocess.run([*crawl, "-a", "due=all"], cwd=project, env=os.environ | clean, capture_output=True, timeout=120)
    told = run(project, "publishers", "repair", "town")
    assert told.returncode == 0, told.stderr
    assert '+body = ["div.body"]' in told.stdout
    assert "6 of 6 pages are read as they were before" in told.stderr
    assert file.read_text(encoding="utf-8") == before + '\n[[rules]]\nheading = ["NEWS"]\n'
    proposed = run(project, "publishers", "check", "town", NEWSARCHIVE_PUBLISHERS=str(file.parent / "proposed"))
    assert proposed.stdout.count("ok   town/repair-") == 3
    file.write_text(before, encoding="utf-8")
