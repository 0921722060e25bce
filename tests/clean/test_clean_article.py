"""A draft becomes an article: its body, title, language, URL, and where each field came from."""

import json
from itertools import product
from pathlib import Path

import pytest
from drafts import PAPER, PROSE, STORY, article, draft

from newsarchive import publishers, text
from newsarchive.clean import body, clean, language
from newsarchive.errors import NoBody
from newsarchive.model import Block, Draft, Page

SEED = Path(__file__).parents[3] / "shared" / "seed"


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed page lies beside the project, and is not here")
@pytest.mark.parametrize("place", ["below", "last block"])
def test_the_seed_page_comes_out_as_expected(place):
    expected = json.loads((SEED / "expected.json").read_text("utf-8"))
    lines = [line for line in map(text.line, (SEED / "page.txt").read_text("utf-8").splitlines()) if line]
    seed = Draft(Page("http://www.oim.com.cn/news/1.html", b"<p>x</p>", publisher="oim"))
    seed.claim("title", lines[1], "heading", "h1")
    blocks = lines[2:-3] + ([lines[-3]] if place == "last block" else [])
    seed.blocks = [Block("paragraph", line) for line in blocks]
    seed.below = lines[-3:] if place == "below" else lines[-2:]
    got = clean(seed, publishers.find("oim"))
    assert (got.title, got.text) == (expected["title"], "\n".join(expected["paragraphs"]))
    assert {key: getattr(got.attribution, key) for key in expected["attribution"]} == expected["attribution"]
    assert (got.language, got.published_at, got.authors) == (expected["language"], None, ())


def test_lines_of_credits_leave_both_ends_of_the_body():
    got = article("2020-01-06 08:30 点击数：20", STORY, STORY, "作者：张三", "责任编辑：李四", "【打印】【关闭】")
    assert got.text == f"{STORY}\n{STORY}"


@pytest.mark.parametrize(
    "head",
    [
        "Contact: Jane Doe, (215) 555-0100, jane.doe@city.example",
        "Media Contact: press@city.example",
        "Pressekontakt: Max Muster, presse@stadt.example",
        "FOR IMMEDIATE RELEASE",
        "May 6, 2022 - Jane Doe (@jane) John Q. Public",
        "March 11, 2019 - Max Muster, Example Consulting (@max)",
        "June 14, 2024 - Hong (@hong2)",
    ],
)
def test_what_a_press_office_puts_above_its_text_is_none_of_it(head):
    assert article(head, PROSE, PROSE + " So it will.").text.startswith(PROSE)


@pytest.mark.parametrize("head", ["Contact: a film about the first radio", "May 6, 2022 - Nothing happened at all"])
def test_a_first_line_that_only_looks_so_stays(head):
    assert article(head, PROSE).text.startswith(head)


def test_the_day_by_which_a_notice_is_signed_belongs_to_it_but_not_the_hour_it_was_put_up():
    assert article(STORY, "省财政厅", "二〇二〇年十月十五日").text.endswith("省财政厅\n二〇二〇年十月十五日")
    assert article(STORY, "2020-10-15 09:30").text == STORY


def test_whose_picture_was_shown_is_none_of_the_text():
    assert article(PROSE, "Foto: agencia.example").text == PROSE


def test_a_heading_with_nothing_under_it_and_a_counter_are_none_of_the_text():
    found = draft(PROSE, "Ваш Иван", "Популярность: 6%")
    found.blocks.append(Block("heading", "Friends, thank you for sharing this article:", level=4))
    assert clean(found, PAPER).text == f"{PROSE}\nВаш Иван"


def test_a_body_of_nothing_but_credits_is_none():
    with pytest.raises(NoBody):
        clean(draft("来源：新华网", "责任编辑：李四"), PAPER)


def test_plain_paragraphs_have_no_html():
    assert article(STORY, PROSE).html == ""


def test_html_is_built_from_the_blocks_and_sanitised():
    made = draft(STORY)
    made.blocks = [
        Block("heading", "一", level=2),
        Block("paragraph", "a", 'a <b onclick="x()">b</b><script>y()</script>'),
        Block("table", "1\t2\n3\t4"),
    ]
    assert clean(made, PAPER).html == (
        "<h2>一</h2>\n<p>a <b>b</b></p>\n<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
    )


PIECES = (
    "words", "<b>words</b>", "<i>", "</i>", "<br>", "<q></q>", "<p>x</p>", "<b onclick='x()'>w</b>", "<B>words</B>",
    '"', '"&gt;', "&lt;b&gt;", "\xa0", "\r\n", "\n ", "\x0c", "<script>x()</script>", "<code> x  y </code>",
    "<!-- x -->", "<a>words</a>",
    *(
        f'<a href="{address}">words</a>'
        for address in (
            "https://news.example/?a=b", "https://news.example/?a=b&c=d", "javascript:x()", "/a", "HTTPS://news.example",
            "https://news.example/ a", "https://[", "https://例子.example/中文", "https://news.example/中文",
            "http://news.example:99999/", "http://1.2.3.999/", "http://xn--a.example/", "https://a..example/#a",
            "http://news.example", "http://-news-.example/%zz\\|^`{}'",
        )
    ),
)  # fmt: skip


@pytest.mark.parametrize("first", PIECES)
def test_harmless_markup_is_what_the_sanitiser_makes_of_it(first):
    for rest in product(PIECES, repeat=2):
        html = first + "".join(rest)
        assert body.sanitised(html) == body.SANITISER.clean(html), html


def test_items_in_a_row_are_one_list():
    made = draft(STORY)
    made.blocks = [Block("paragraph", "a"), Block("item", "b"), Block("item", "c"), Block("heading", "d", level=3)]
    made.blocks.append(Block("paragraph", "e"))
    assert clean(made, PAPER).html == "<p>a</p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n<h3>d</h3>\n<p>e</p>"


def test_a_title_loses_the_sites_name():
    assert article(STORY, title="会议在长沙召开_晚报").title == "会议在长沙召开"


def test_a_title_keeps_what_a_list_leaves_out_for_shortness():
    told = draft(STORY, title="会议在长沙召开——工业篇")
    told.claim("title", "会议在长沙召开", "link")
    assert clean(told, PAPER).title == "会议在长沙召开——工业篇"


def test_bidirectional_marks_leave_title_and_names():
    got = article(STORY, title="会议\u202e在长沙\u200b召开", below=("来源：新\u200e华网",))
    assert (got.title, got.attribution.name) == ("会议在长沙召开", "新华网")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (STORY, "zh"),
        ("這個國家的經濟正在發展，會議後來沒有結論。", "zh-Hant"),
        (PROSE, "en"),
        ("Der Rat hat am Montag über den Haushalt beraten, und die Bücherei bleibt für ein Jahr offen.", "de"),
        ("Le conseil a décidé que la bibliothèque restera ouverte pour une année, et les élus sont d'accord.", "fr"),
        ("El consejo decidió que la biblioteca seguirá abierta un año más, y los vecinos lo celebran.", "es"),
        ("Совет решил, что библиотека останется открытой ещё на один год.", "ru"),
        ("Рада вирішила, що бібліотека залишиться відкритою ще на один рік, і це її рішення.", "uk"),
        ("会議は月曜日に開かれ、図書館を開けておくことを決めた。", "ja"),
        ("의회는 월요일에 도서관을 계속 열기로 결정했다.", "ko"),
        ("قرر المجلس إبقاء المكتبة مفتوحة لمدة عام آخر.", "ar"),
        ("Το συμβούλιο αποφάσισε ότι η βιβλιοθήκη θα μείνει ανοιχτή.", "el"),
        ("12345 67890", ""),
    ],
)
def test_a_language_is_told_by_the_text(words, code):
    assert language.detect(words) == code


def test_the_text_is_believed_before_a_page_that_says_english():
    assert article(STORY, language="en").language == "zh"


def test_a_page_may_tell_the_script_of_its_language():
    assert language.code("zh-TW") == "zh-Hant"
    assert language.code("en_US") == "en"


def test_the_url_that_a_page_calls_its_own_is_the_article():
    got = article(STORY, url="http://m.paper.example/a/7.html", canonical="http://www.paper.example/a/7.html")
    assert (got.url, got.aliases) == ("http://www.paper.example/a/7.html", ("http://m.paper.example/a/7.html",))


@pytest.mark.parametrize(
    "told", ["http://paper.example/", "http://other.example/a/7.html", "http://paper.example/show.aspx"]
)
def test_a_url_that_many_pages_or_another_site_bear_is_not_the_articles(told):
    url = "http://paper.example/show.aspx?id=7"
    assert article(STORY, url=url, canonical=told).url == url


def test_every_field_tells_where_it_came_from():
    got = article(STORY, above=("2020-01-06 08:30 来源：新华网 作者：张三",), title="会议召开")
    assert got.origins == {
        "title": "structured: JSON-LD title",
        "language": "text",
        "authors": "line: author",
        "published_at": "line above (zone: language)",
        "attribution": "above: 来源",
    }
