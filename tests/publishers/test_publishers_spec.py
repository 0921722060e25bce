"""A publisher's file is checked on load: every error names file, key and reason."""

from datetime import date

import pytest

from newsarchive import publishers
from newsarchive.errors import SpecError, UnknownPublisher
from newsarchive.publishers import spec

GOOD = """
slug = "paper"
name = "The Paper"
domains = ["paper.example"]
timezone = "Asia/Shanghai"
[visit]
lists = ["http://paper.example/news/"]
delay = 0.5
[[rules]]
title = "h1"
body = ["div.text", "//td[@id='text']"]
[[rules]]
until = 2022-12-31
body = "#old"
[[rules]]
until = 2015-06-30
body = "td.older"
"""


def write(folder, text, name="paper.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_gives_a_publisher(tmp_path):
    paper = spec.load(write(tmp_path, GOOD))
    assert (paper.slug, paper.name, paper.visit.delay) == ("paper", "The Paper", 0.5)
    assert paper.rules[0].body == ("div.text", "//td[@id='text']")


def test_rules_are_chosen_by_the_pages_own_day(tmp_path):
    paper = spec.load(write(tmp_path, GOOD))
    chosen = [paper.rules_on(day).body[0] for day in (None, date(2024, 1, 1), date(2022, 12, 31), date(2010, 1, 1))]
    assert chosen == ["div.text", "div.text", "#old", "td.older"]


def test_domains_default_to_the_hosts_of_the_lists(tmp_path):
    paper = spec.load(write(tmp_path, GOOD.replace('domains = ["paper.example"]', "")))
    assert paper.domains == ("paper.example",)


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        (("slug =", "slugg ="), "slugg", "is not known here"),
        (('slug = "paper"', ""), "slug", "is missing"),
        (('slug = "paper"', 'slug = "The Paper"'), "slug", "lower-case"),
        (('slug = "paper"', 'slug = "news"'), "slug", "manner of crawling"),
        (('name = "The Paper"', "name = 7"), "name", "must be words"),
        (('name = "The Paper"', 'name = " "'), "name", "must be words"),
        (("Asia/Shanghai", "Asia/Shangri-La"), "timezone", "no IANA time zone"),
        (("http://paper.example/news/", "paper.example/news"), "visit.lists", "no http or https URL"),
        (('lists = ["http://paper.example/news/"]', ""), "visit", "nowhere to begin"),
        (("delay = 0.5", "delay = -1"), "visit.delay", "no number from 0 to 3600"),
        (("delay = 0.5", "concurrency = 1.5"), "visit.concurrency", "no whole number"),
        (("delay = 0.5", 'every = "daily"'), "visit.every", "no period"),
        (("delay = 0.5", 'articles = ["("]'), "visit.articles", "no regular expression"),
        (("delay = 0.5", "speed = 3"), "visit.speed", "is not known here"),
        (('title = "h1"', 'title = "h1["'), "rules.0.title", "no CSS selector or XPath"),
        (('title = "h1"', 'title = "//h1["'), "rules.0.title", "no CSS selector or XPath"),
        (('title = "h1"', 'titel = "h1"'), "rules.0.titel", "is not known here"),
        (("until = 2022-12-31", "until = '2022-12-31'"), "rules.1.until", "without quotes"),
        (("until = 2022-12-31", ""), "rules.1.until", "only the first rules may have no end"),
        (("until = 2015-06-30", "until = 2022-12-31"), "rules.2.until", "overlaps"),
        (("until = 2015-06-30", "until = 2023-01-01"), "rules.2.until", "overlaps"),
        (("[[rules]]\ntitle", "[rules]\ntitle"), "", "no TOML"),
        (("[visit]", "[visit"), "", "no TOML"),
    ],
)
def test_every_error_names_file_key_and_reason(tmp_path, change, key, reason):
    path = write(tmp_path, GOOD.replace(*change, 1))
    with pytest.raises(SpecError) as error:
        spec.load(path)
    assert (error.value.file, error.value.key) == (str(path), key)
    assert reason in error.value.reason


def test_bytes_that_are_no_text_are_named(tmp_path):
    path = tmp_path / "paper.toml"
    path.write_bytes(b"slug = \xff\xfe")
    with pytest.raises(SpecError, match=r"paper\.toml: no TOML"):
        spec.load(path)


def test_the_first_publisher_is_known():
    oim = publishers.find("oim")
    assert oim.name == "湖南普照信息材料有限公司"
    assert publishers.of("http://m.oim.com.cn/news/1.html") == oim


def test_no_rule_of_the_first_publisher_names_markup():
    for rules in publishers.find("oim").rules:
        assert not (rules.title + rules.body + rules.published + rules.author + rules.source + rules.drop)


def test_an_unknown_publisher_is_told_with_the_nearest_names():
    with pytest.raises(UnknownPublisher, match="did you mean oim") as error:
        publishers.find("oimm", "")
    assert error.value.nearest == ["oim"]


def test_a_users_file_joins_ours_and_wins_over_it(tmp_path):
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace('slug = "paper"', 'slug = "oim"'), "mine.toml")
    known = publishers.all_known(str(tmp_path))
    assert known["paper"].name == "The Paper"
    assert known["oim"].name == "The Paper"


def test_two_files_of_one_slug_are_an_error(tmp_path):
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "second.toml")
    with pytest.raises(SpecError, match="'paper' is another file's already"):
        publishers.all_known(str(tmp_path))


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(SpecError, match="no such folder"):
        publishers.all_known(str(tmp_path / "nowhere"))


def test_a_host_that_no_file_names_has_a_publisher_by_its_domain():
    assert publishers.of("http://news.bbc.co.uk/1").slug == "bbc.co.uk"
