"""The room's pages over an archive of the demo's: each as HTML and as JSON, in two tongues, with clear refusals."""

import ast
import asyncio
import csv
import io
import json
import re
import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
from exhibits import NOON, PAGE, PROSE, kept, told

from newsarchive import Archive, errors
from newsarchive import archive as archive_room
from newsarchive.archive import failures
from newsarchive.errors import ArchiveError, PageError
from newsarchive.model import Completeness, Kind
from newsarchive.web import server, tongues
from newsarchive.web.pages import PAGES
from newsarchive.web.server import files

ROOM = "/-/news"


def links(page):
    return re.findall(r'href="(/[^"]*)"', page.text.replace("&amp;", "&"))


def test_the_servers_first_page_is_the_rooms(browser):
    assert browser.get("/").headers["location"] == ROOM
    page = browser.get(ROOM)
    assert page.status_code == 200
    assert "Today at a glance" in page.text
    assert "Mayor opens 14 bridges" in page.text


def test_every_link_of_the_room_leads_somewhere(browser):
    seen, waiting = set(), [ROOM, f"{ROOM}/search?q=source:新华社"]
    while waiting and len(seen) < 150:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        page = browser.get(address)
        assert page.status_code == 200, address
        if page.headers["content-type"].startswith("text/html"):
            waiting += [link for link in links(page) if link.startswith(ROOM)]
    assert len(seen) > 100


def test_a_search_marks_words_and_offers_what_narrows_it(browser):
    page = browser.get(f"{ROOM}/search?q=钢铁产业")
    assert "<mark>钢铁产业</mark>" in page.text
    assert any("publisher%3Apaper" in link for link in links(page))
    assert any("after%3A2024-08-21+before%3A2024-08-22" in link for link in links(page))
    found = browser.get(f"{ROOM}/search.json?q=钢铁产业 publisher:paper").json()
    assert [hit["title"] for hit in found["hits"]] == ["甲报转载"]
    assert found["facets"]["publishers"] == {"paper": 1}


def test_facets_count_what_is_found(browser):
    found = browser.get(f"{ROOM}/search.json?q=会议").json()["facets"]
    assert {"wire", "paper", "portal"} <= set(found["publishers"])
    assert sum(found["publishers"].values()) == found["articles"]


def test_answers_are_turned_over_twenty_at_a_time(browser):
    first = browser.get(f"{ROOM}/search.json").json()["hits"]
    second = browser.get(f"{ROOM}/search.json?page=2").json()["hits"]
    assert len(first) == 20
    assert second
    assert not {hit["article_id"] for hit in first} & {hit["article_id"] for hit in second}


@pytest.mark.parametrize("query", ['"open', "OR", "after:yesterday", "kind:nonsense"])
def test_a_malformed_query_is_answered_with_what_is_wrong(browser, query):
    for form in ("", ".json"):
        page = browser.get(f"{ROOM}/search{form}", params={"q": query})
        assert page.status_code == 400
        assert "at character" in page.text
    assert browser.get(f"{ROOM}/feed.atom", params={"q": query}).status_code == 400


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "１", "²"])
def test_a_page_that_is_no_number_is_refused(browser, page):
    assert browser.get(f"{ROOM}/search", params={"page": page}).status_code == 400


@pytest.mark.parametrize("page", ["9999", "99999999999999999999999999"])
def test_a_page_beyond_the_last_is_empty(browser, page):
    answer = browser.get(f"{ROOM}/search", params={"page": page, "q": "会议"})
    assert answer.status_code == 200
    assert "Nothing found." in answer.text


def test_an_article_is_shown_with_its_source_and_the_words_it_rests_on(browser, number):
    page = browser.get(f"{ROOM}/article/{number('甲报')}").text
    assert "新华社" in page
    assert '<q dir="auto">来源:新华社</q>' in page
    assert "2024-08-21 14:00 UTC" in page
    assert 'href="https://paper.example/1.html"' in page


def test_arabic_is_set_from_right_to_left(browser, number):
    assert '<article lang="ar" dir="rtl">' in browser.get(f"{ROOM}/article/{number('افتتاح')}").text


def test_a_day_is_not_shown_as_a_time(browser):
    found = browser.get(f"{ROOM}/search.json?q=publisher:oim").json()["hits"]
    shown = [browser.get(f"{ROOM}/article/{hit['article_id']}.json").json()["article"] for hit in found]
    day = next(one for one in shown if one["published_precision"] == "day")
    page = browser.get(f"{ROOM}/article/{day['id']}").text
    assert f">{day['published_at'][:10]}</time>" in page


def test_revisions_differ_word_by_word(browser, number):
    one = number("Mayor")
    assert f"{ROOM}/article/{one}/revisions/1-2" in browser.get(f"{ROOM}/article/{one}/revisions").text
    page = browser.get(f"{ROOM}/article/{one}/revisions/1-2").text
    assert "<del>12</del>" in page
    assert "<ins>14</ins>" in page
    told = browser.get(f"{ROOM}/article/{one}/revisions/1-2.json").json()["difference"]
    assert {"facts", "headline"} & set(told["edits"])
    assert "Mayor opens 14 bridges" in browser.get(f"{ROOM}/edits").text


def test_a_story_tells_who_had_it_first(browser, number):
    page = browser.get(f"{ROOM}/story/{number('原文', 'story_id')}")
    assert page.text.count("<circle") == 6  # one picture for desks, one for phones
    told = browser.get(f"{ROOM}/story/{number('原文', 'story_id')}.json").json()["told"]
    assert [(one["publisher"], one["lag"]) for one in told] == [("wire", 0.0), ("paper", 7200.0), ("portal", 93600.0)]


def test_a_story_draws_how_late_each_was_and_what_it_cut(browser, number):
    found = browser.get(f"{ROOM}/story/{number('原文', 'story_id')}.json").json()
    cut = found["kept"][str(number("门户"))]
    assert found["kept"][str(number("原文"))] == [[0.0, 1.0]]
    assert cut[-1][1] == 1.0
    assert 0.05 < cut[0][0] < 0.2  # the first of eight paragraphs is gone
    page = browser.get(f"{ROOM}/story/{number('原文', 'story_id')}").text
    assert f"{ROOM}/article/{number('原文')}/beside/{number('门户')}" in page


def test_two_articles_are_laid_side_by_side(browser, number):
    one, other = number("原文"), number("门户")
    page = browser.get(f"{ROOM}/article/{one}/beside/{other}").text
    assert re.search("<del>第钢铁段[^<]+</del>", page)
    told = browser.get(f"{ROOM}/article/{one}/beside/{other}.json").json()["text"]
    assert "".join(piece["old"] for piece in told).startswith("第钢铁段")
    assert "".join(piece["new"] for piece in told).startswith("第纺织段")


def test_edits_are_chosen_by_class_and_by_publisher(browser):
    def titles(query):
        return [one["title"] for one in browser.get(f"{ROOM}/edits.json?{query}").json()["edits"]]

    assert titles("class=facts&publisher=daily") == ["Mayor opens 14 bridges"]
    assert titles("class=date&publisher=daily") == []
    assert browser.get(f"{ROOM}/edits?class=nonsense").status_code == 400
    assert "<del>12</del><ins>14</ins>" in browser.get(f"{ROOM}/edits?publisher=daily").text


def test_a_crawl_has_its_books_and_settings(browser):
    assert browser.get(f"{ROOM}/crawls/1.json").json()["crawl"]["status"] == "finished"
    assert "Why URLs gave no article" in browser.get(f"{ROOM}/crawls/1").text


def test_a_publisher_is_shown_with_the_rules_that_its_pages_are_read_by(browser):
    assert "No file describes it" in browser.get(f"{ROOM}/publisher/wire").text
    told = browser.get(f"{ROOM}/publisher/oim.json").json()
    assert told["rules"]["spec"]["slug"] == "oim"
    assert told["rules"]["spec"]["visit"]["delay"] > 0


def test_while_one_types_the_first_answers_come_without_what_takes_longer(browser, number):
    page = browser.get(f"{ROOM}/glance?q=钢铁产业").text
    assert "<mark>钢铁产业</mark>" in page
    assert "<html" not in page
    assert len(browser.get(f"{ROOM}/glance.json?q=会议").json()["hits"]) == 4
    assert browser.get(f"{ROOM}/glance.json").json()["hits"] == []
    assert browser.get(f"{ROOM}/glance?q=%22open").status_code == 400


def test_filters_of_a_query_can_be_taken_away_one_by_one(browser):
    page = browser.get(f"{ROOM}/search", params={"q": '钢铁产业 publisher:paper -kind:wire source:"新华社"'})
    asked = [parse_qs(urlsplit(link).query)["q"][0] for link in links(page) if "q=" in link]
    assert '钢铁产业 -kind:wire source:"新华社"' in asked
    assert page.text.count("take away") == 3


def test_facets_count_sections_and_completeness_too(browser):
    page = browser.get(f"{ROOM}/search?q=bridge")
    assert any("section%3ACity" in link for link in links(page))
    assert any("completeness%3Atruncated" in link for link in links(page))


def test_any_search_is_a_file(browser):
    lines = browser.get(f"{ROOM}/search.jsonl?q=钢铁产业")
    assert lines.headers["content-disposition"] == 'attachment; filename="articles.jsonl"'
    assert {json.loads(line)["title"] for line in lines.text.splitlines()} >= {"原文", "甲报转载"}
    table = browser.get(f"{ROOM}/search.csv?q=publisher:daily").text
    (row,) = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    assert row["title"] == "Mayor opens 14 bridges"
    everything = browser.get(f"{ROOM}/search.jsonl").text.splitlines()
    assert len(everything) == browser.get(f"{ROOM}.json").json()["articles"]
    assert browser.get(f"{ROOM}/search.csv?q=OR").status_code == 400


def test_who_asks_for_the_head_of_an_export_does_not_set_it_going(browser, monkeypatch):
    monkeypatch.setattr("newsarchive.archive.export.tables.write_lines", None)
    answer = browser.get(f"{ROOM}/search.jsonl", "head")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-disposition"] == 'attachment; filename="articles.jsonl"'


def test_an_export_of_many_is_sent_as_it_is_read(browser, monkeypatch):
    monkeypatch.setattr("newsarchive.web.answering._CHUNK", 10)
    assert browser.get(f"{ROOM}/search.jsonl").text.count("\n") == browser.get(f"{ROOM}.json").json()["articles"]


def test_help_names_every_filter_and_key(browser):
    page = browser.get(f"{ROOM}/help").text
    assert all(f"{name}:" in page for name in browser.get(f"{ROOM}/help.json").json()["filters"])
    script = (files("newsarchive.web") / "static" / "room.js").read_text(encoding="utf-8")
    keys = re.findall(r'^    "(.)": \(\)', script, re.MULTILINE)
    assert len(keys) > 8
    assert all(f"<kbd>{key}</kbd>" in page for key in keys)


def test_what_is_wrong_with_a_query_is_marked_where_it_stands(browser):
    assert "<code>a after:<mark>2</mark>024-13</code>" in browser.get(f"{ROOM}/search?q=a after:2024-13").text


def test_pages_are_light(browser, number):
    heavy = 150_000
    parts = len(browser.get(f"{ROOM}/room.js").content)
    story = number("原文", "story_id")
    for address in (
        "",
        "/search",
        "/sources",
        f"/story/{story}",
        "/publisher/oim",
        "/edits",
        f"/article/{number('原文')}",
    ):
        assert parts + len(browser.get(f"{ROOM}{address}").content) < heavy


def test_files_that_never_change_are_kept_by_browsers(browser):
    (script,) = re.findall(r'src="([^"]*room\.js[^"]*)"', browser.get(ROOM).text)
    assert "immutable" in browser.get(script).headers["cache-control"]
    assert "immutable" not in browser.get(f"{ROOM}/room.js").headers["cache-control"]


def test_sources_tell_who_reprints_whom(browser):
    rows = browser.get(f"{ROOM}/sources.json").json()["reprints"]
    assert ("新华社", "paper") in [(row["source"], row["publisher"]) for row in rows]


def test_a_publisher_and_the_crawls_have_their_pages(browser):
    assert browser.get(f"{ROOM}/publisher/wire.json").json()["publisher"]["articles"] == 1
    assert browser.get(f"{ROOM}/publisher/wire").text.count('class="bar"') == 1
    assert [one["status"] for one in browser.get(f"{ROOM}/crawls.json").json()["crawls"]] == ["finished"]


def test_citations_carry_the_digest_of_the_text(browser, number):
    one = number("Mayor")
    digest = browser.get(f"{ROOM}/article/{one}.json").json()["article"]["sha256"]
    bib, ris, txt = (browser.get(f"{ROOM}/article/{one}.{style}") for style in ("bib", "ris", "txt"))
    assert "@online{" in bib.text
    assert ris.text.startswith("TY  - NEWS\r\n")
    assert ris.text.endswith("ER  - \r\n")
    assert all(digest in cited.text for cited in (bib, ris, txt))
    assert bib.headers["content-disposition"] == f'attachment; filename="{one}.bib"'


def test_any_search_is_a_feed(browser):
    atom = ET.fromstring(browser.get(f"{ROOM}/feed.atom?q=钢铁产业").content)
    titles = [title.text for title in atom.iter("{http://www.w3.org/2005/Atom}title")]
    assert {"原文", "甲报转载"} <= set(titles)
    feed = browser.get(f"{ROOM}/feed.json?q=publisher:daily").json()
    assert [item["title"] for item in feed["items"]] == ["Mayor opens 14 bridges"]


def test_the_room_speaks_chinese(browser):
    assert "今日概览" in browser.get(f"{ROOM}?lang=zh").text
    assert "今日概览" in browser.get(ROOM, headers={"accept-language": "zh-CN,zh;q=0.9,en;q=0.8"}).text
    assert "Today at a glance" in browser.get(f"{ROOM}?lang=en", headers={"accept-language": "zh"}).text
    inside = [link for link in links(browser.get(f"{ROOM}/crawls?lang=zh")) if link.startswith(ROOM)]
    assert all("lang=zh" in link for link in inside)


def test_all_words_of_the_templates_are_there_in_chinese():
    said = set()
    for template in (files("newsarchive.web") / "templates").iterdir():
        for found in re.findall(r"""say\((?:"((?:[^"\\]|\\.)*)"|'([^']*)')\)""", template.read_text(encoding="utf-8")):
            said.add((found[0] or found[1]).replace('\\"', '"'))
    assert len(said) > 50
    assert said - set(tongues.words()) == set()


@pytest.mark.parametrize(
    "address",
    ["/article/999999", "/article/99999999999999999999999", "/article/999999.bib", "/article/999999/revisions",
     "/article/1/revisions/1-99", "/article/1/revisions/0-1", "/story/999999", "/publisher/nobody", "/nothing",
     "/article/x", "/article/999999.json"],
)  # fmt: skip
def test_what_is_not_there_is_said_to_be_missing(browser, address):
    page = browser.get(f"{ROOM}{address}")
    assert page.status_code == 404
    if address.endswith(".json"):
        assert json.loads(page.text)["status"] == 404


def test_only_reading_is_answered(browser):
    assert browser.get(f"{ROOM}/search", "post").status_code in (403, 405)


def test_datasettes_tables_are_there_with_words_for_all_of_them(browser):
    page = browser.get("/archive/articles").text
    assert "One row a URL, as its current revision has it." in page
    assert "number of the current revision" in page
    assert browser.get("/archive/by_month.json?_shape=array").json()[0].keys() == {"month", "publisher", "articles"}


def test_every_ready_made_question_has_its_words_and_is_answered(browser):
    def asked(name, word=""):
        answer = browser.get(f"/archive/{name}.json", params={"_shape": "array", "word": word})
        assert answer.status_code == 200, (name, answer.text)
        return answer.json()

    canned = tomllib.loads((files("newsarchive.web") / "canned.toml").read_text(encoding="utf-8"))
    assert [name for name, question in canned.items() if not (question["title"] and question["description"])] == []
    assert all(isinstance(asked(name, "会议"), list) for name in canned)
    assert {row["title"] for row in asked("search", "钢铁产业")} >= {"原文", "甲报转载"}
    assert asked("search", "mayor")
    (cut,) = asked("cut")
    assert (cut["title"], cut["first_title"]) == ("门户转载", "原文")
    assert 0.8 < cut["share_of_the_first"] < 0.95


def test_tables_show_bytes_with_their_unit_and_hide_what_says_nothing_of_news(browser):
    assert re.search(r"\d(?:&nbsp;|\s)k?B<", browser.get("/archive/visits").text)
    assert "_sqlite_migrations" not in browser.get("/archive").text


@pytest.mark.parametrize(
    ("query", "said"),
    [('"会议', "引号没有闭合"), ("会议 OR", "OR 要放在两个词之间"), ("sourse:新华社", "是否指 source:"),
     ("after:昨天", "昨天 不是日期"), ("kind:x", "只能是 original"), ("after:", "需要一个值"),
     ("author:!", "缺少姓名")],
)  # fmt: skip
def test_what_is_wrong_with_a_query_is_said_in_chinese_too(browser, query, said):
    page = browser.get(f"{ROOM}/search", params={"q": query, "lang": "zh"}).text
    assert said in page
    assert "个字符" in page
    assert "character" not in browser.get(f"{ROOM}/feed.atom", params={"q": query, "lang": "zh"}).text


def test_delays_are_told_in_chinese_too(browser, number):
    page = browser.get(f"{ROOM}/story/{number('原文', 'story_id')}?lang=zh").text
    assert "+2 小时" in page
    assert "+1 天 2 小时" in page
    assert "6 小时</text>" in page


def test_what_is_no_number_and_no_class_is_said_in_chinese_too(browser):
    assert "须是从 1 起的数字" in browser.get(f"{ROOM}/search?page=x&lang=zh").text
    assert "类别只能是" in browser.get(f"{ROOM}/edits?class=x&lang=zh").text


def test_everything_that_can_be_wrong_with_a_query_is_there_in_chinese():
    code = (files("newsarchive.archive") / "query.py").read_text(encoding="utf-8")
    said = set(re.findall(r'(?:QueryError\(.*?, |reason = )"([^"]+)"', code))
    assert len(said) >= 8
    assert said - set(tongues.words()) == set()


def reasons(code):
    """What the errors of an archive that a module raises say; a test fails where that cannot be put into Chinese."""
    tree = ast.parse(code)
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, ArchiveError)}
    named = {
        target.id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in kinds:
            said = call.args[1]
            assert not isinstance(said, ast.JoinedStr), f"words are to be given apart: {ast.unparse(call)}"
            for choice in (said.body, said.orelse) if isinstance(said, ast.IfExp) else (said,):
                yield choice.value if isinstance(choice, ast.Constant) else named[choice.id]


def test_everything_that_can_be_wrong_with_an_archive_is_there_in_chinese():
    said = {words for _, words in (*failures._SQLITE.values(), *failures._DISK.values())}
    said |= {kind.reason for kind in (PageError, *PageError.__subclasses__())}
    for module in Path(archive_room.__file__).parent.rglob("*.py"):
        said |= set(reasons(module.read_text(encoding="utf-8")) if module.name != "failures.py" else ())
    said |= {"another process is writing: {who}", "the database is damaged; restore a backup of it"}
    assert len(said) > 40
    assert said - set(tongues.words()) == set()


def test_all_that_an_article_or_its_attribution_can_be_is_there_in_chinese():
    assert {*get_args(Kind), *get_args(Completeness)} - set(tongues.words()) == set()


def test_why_a_page_is_read_as_it_is_is_told_in_chinese_too(browser, number):
    page = browser.get(f"{ROOM}/article/{number('Bridge opens')}/explain?lang=zh").text
    assert "(通讯社稿)" in page
    assert "(wire)" not in page
    assert "(wire)" in browser.get(f"{ROOM}/article/{number('Bridge opens')}/explain?lang=en").text


def test_what_is_wrong_with_an_archive_is_said_in_chinese_too(tmp_path, browser, number):
    path = tmp_path / "archive.db"
    with Archive(path) as archive, archive._db.writing() as db:
        db.execute("PRAGMA user_version = 99")
    later = asyncio.run(server.room(path).client.get(f"{ROOM}?lang=zh"))
    assert (later.status_code, "请升级 newsarchive" in later.text) == (503, True)
    one = number("Mayor")
    assert f"没有存档文章 {one} 的网页" in browser.get(f"{ROOM}/article/{one}/explain?lang=zh").text
    assert f"没有存档文章 {one} 第 2 版的网页" in browser.get(f"{ROOM}/article/{one}/page?lang=zh").text


def test_a_kept_page_that_is_lost_or_torn_is_told_of_in_both_tongues(tmp_path):
    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        kept(archive, told("bridges", 5, "Bridge opens", text=PROSE, language="en"), PAGE.encode())
    client = server.room(path).client
    (warc,) = (tmp_path / "warc").glob("*.warc.gz")
    whole = warc.read_bytes()
    warc.write_bytes(whole[: len(whole) // 4])
    for tongue, words in (("en", "the record at byte "), ("zh", "处的记录")):
        torn = asyncio.run(client.get(f"{ROOM}/article/1/explain?lang={tongue}"))
        assert (torn.status_code, words in torn.text) == (410, True)
    warc.unlink()
    for tongue, words in (("en", "this file is missing"), ("zh", "此文件缺失")):
        lost = asyncio.run(client.get(f"{ROOM}/article/1/page?lang={tongue}"))
        assert (lost.status_code, words in lost.text) == (410, True)


def test_the_first_page_draws_what_was_published_and_says_how_many_do_not_say_when(tmp_path):
    path, later = tmp_path / "archive.db", NOON + timedelta(days=200)
    with Archive(path) as archive:
        for number, (published, seen) in enumerate(
            [(NOON, NOON), (NOON, later), (NOON - timedelta(days=1), later), (None, NOON), (None, later),
             (None, NOON - timedelta(days=90)), (NOON + timedelta(days=36_500), later)]
        ):  # fmt: skip
            words = {"text": f"News {number}.", "published_at": published, "fetched_at": seen}
            archive.add(replace(told(f"paper{number}", 0, f"News {number}"), **words))
    client = server.room(path).client
    home = asyncio.run(client.get(f"{ROOM}.json")).json()
    assert (home["days"], home["undated"]) == ({"2024-08-20": 1, "2024-08-21": 2}, 2)
    page = asyncio.run(client.get(f"{ROOM}?lang=en")).text
    assert 'aria-label="2024-08-21: 2"' in page
    assert "Without a date: 2<" in page
    assert "未注明日期:2 篇" in asyncio.run(client.get(f"{ROOM}?lang=zh")).text


def test_an_archive_of_articles_that_do_not_say_when_has_no_bars_and_says_so(tmp_path, browser):
    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        archive.add(replace(told("paper", 0, "News"), published_at=None))
    page = asyncio.run(server.room(path).client.get(f"{ROOM}?lang=en")).text
    assert 'class="bars"' not in page
    assert "Without a date: 1<" in page


def test_a_publishers_output_is_told_by_day_or_over_years_by_month(browser, tmp_path):
    told_of = browser.get(f"{ROOM}/publisher/wire.json").json()["publisher"]
    assert (told_of["unit"], told_of["output"], told_of["articles"]) == ("day", {"2024-08-21": 1}, 1)
    years = (told("old", 24 * days, f"News {days}", text=f"News of day {days}.") for days in (-900, -2, -1, 0))
    with Archive(tmp_path / "archive.db") as archive:
        for number, article in enumerate(years):
            archive.add(replace(article, url=f"https://old.example/{number}.html"))
        found = archive.desk.publisher("old")
    assert (found.unit, found.output, found.articles) == ("month", {"2022-03": 1, "2024-08": 3}, 4)
    assert (found.first, found.last) == ("2022-03-05T12:00:00Z", "2024-08-21T12:00:00Z")


@pytest.fixture(scope="session")
def every(number):
    """An address of every kind of page."""
    one, first, later = number("Bridge opens"), number("原文"), number("门户")
    return [
        "", "/search", f"/article/{one}", f"/article/{one}/page", f"/article/{one}/explain",
        f"/article/{one}/revisions", f"/article/{number('Mayor')}/revisions/1-2", f"/article/{first}/beside/{later}",
        f"/story/{number('原文', 'story_id')}", "/sources", "/edits", "/publisher/oim", "/crawls", "/crawls/1", "/help",
        "/glance",
    ]  # fmt: skip


def test_every_page_has_its_data_beside_it_and_a_link_to_it(browser, every):
    forms = {pattern for pattern in PAGES if "form" in pattern}
    assert len(forms) == len(every)
    for address in every:
        assert any(re.fullmatch(pattern, address) for pattern in forms), address
        page, data = browser.get(f"{ROOM}{address}"), browser.get(f"{ROOM}{address}.json")
        assert page.headers["content-type"].startswith("text/html"), address
        assert data.headers["content-type"].startswith("application/json"), address
        assert isinstance(data.json(), dict), address
        if address != "/glance":
            assert f"{ROOM}{address}.json" in {link.partition("?")[0] for link in links(page)}, address


def test_pages_of_an_archive_without_an_article_say_so(tmp_path):
    Archive(tmp_path / "archive.db").close()
    client = server.room(tmp_path / "archive.db").client
    nothing = dict.fromkeys(("", "/sources", "/edits", "/crawls"), "None.")
    nothing |= dict.fromkeys(("/search", "/search?q=会议"), "Nothing found.")
    for address, words in nothing.items():
        page = asyncio.run(client.get(f"{ROOM}{address}"))
        assert page.status_code == 200, address
        assert words in page.text, address


def test_datasettes_own_facets_sql_and_csv_are_there(browser):
    faceted = browser.get("/archive/articles.json?_facet=language&_size=0").json()["facet_results"]
    assert {one["value"] for one in faceted["language"]["results"]} >= {"zh", "en", "ar"}
    assert browser.get("/archive/article_view.csv?publisher=daily").text.splitlines()[1].count("Mayor opens 14 bridges")
    page = browser.get("/archive", params={"sql": "SELECT title FROM article_view WHERE publisher = 'daily'"}).text
    assert "Mayor opens 14 bridges" in page
    assert "<textarea" in browser.get("/archive", params={"sql": "SELECT 1"}).text
