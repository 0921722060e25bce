"""Who a text was taken from: found wherever pages put it, out of the body once, and nobody where nobody is named."""

import pytest
from drafts import PAPER, PROSE, STORY, article, draft

from newsarchive.clean import clean
from newsarchive.model import Publisher


def test_a_source_line_after_the_body_is_the_attribution_and_no_paragraph():
    got = article(STORY, STORY + "完", "文章来源:东方财富网")
    assert (got.attribution.kind, got.attribution.name, got.attribution.evidence) == (
        "reprint",
        "东方财富网",
        "文章来源:东方财富网",
    )
    assert got.text == f"{STORY}\n{STORY}完"


def test_text_and_evidence_rebuild_what_the_page_said():
    got = article(STORY, STORY + "（来源：新华网）")
    assert got.text == f"{STORY}\n{STORY}"
    assert got.attribution.evidence == "来源：新华网"


def test_a_source_stands_beside_the_date_with_a_counter():
    got = article(STORY, above=("2020年1月6日 08:30 来源：中国电子报 浏览次数：128",))
    assert got.attribution.name == "中国电子报"
    assert got.published_at.isoformat() == "2020-01-06T08:30:00+08:00"


def test_a_bare_name_beside_the_date_is_the_source():
    assert article(STORY, above=("2012年01月12日14:27 辽一网-华商晨报",)).attribution.name == "辽一网-华商晨报"


def test_labels_that_stick_together_are_parted():
    got = article(STORY, above=("来源：新华网作者：张三 责任编辑：李四",))
    assert (got.attribution.name, got.authors, got.editors) == ("新华网", ("张三",), ("李四",))


def test_an_agency_in_the_dateline_is_a_wire_and_stays_in_the_text():
    got = article("新华社北京1月6日电（记者 张三）" + STORY)
    assert (got.attribution.kind, got.attribution.name, got.authors) == ("wire", "新华社", ("张三",))
    assert got.text.startswith("新华社北京1月6日电")


def test_a_paper_in_the_dateline_is_a_reprint():
    got = article("（中国工业报讯）" + STORY)
    assert (got.attribution.kind, got.attribution.evidence) == ("reprint", "中国工业报讯")


def test_a_western_dateline_names_its_agency():
    got = article("LONDON (Reuters) - " + PROSE)
    assert (got.attribution.kind, got.attribution.name) == ("wire", "Reuters")


def test_what_was_said_first_stands_first_in_the_chain():
    got = article("新华社长沙1月6日电 " + STORY, below=("来源：红网",))
    assert (got.attribution.name, got.attribution.chain) == ("红网", ("新华社", "红网"))


def test_the_publisher_itself_is_the_original():
    assert article(STORY, below=("来源：长沙晚间报",)).attribution.kind == "original"


def test_an_outlet_is_its_own_by_its_host():
    nobody = Publisher("", "")
    got = article(STORY, url="http://finance.eastmoney.com/a/1.html", publisher=nobody, below=("来源：东方财富",))
    assert (got.attribution.kind, got.attribution.outlet) == ("original", "东方财富网")


@pytest.mark.parametrize(
    "words",
    [
        "凡本网注明“来源：XXX（非本网）”的作品，均转载自其它媒体。",
        "来源：转载",
        "来源：",
        "来源：本站原创",
        "图片来源：东方IC",
        "版权所有：晚报社",
        "Photo Source: Reuters",
        "转载请注明出处：本网",
    ],
)
def test_words_that_credit_nobody(words):
    assert article(STORY, STORY, below=(words,)).attribution.name == ""


def test_a_report_in_running_prose_is_no_attribution():
    got = article("会议结束后，据人民日报报道，长沙的企业表示将加大投入。" + STORY, STORY)
    assert got.attribution.kind == "unknown"


def test_a_figure_has_its_own_source():
    got = article(PROSE, "Unemployment: 4.1%", "Source: Bureau of Statistics", PROSE)
    assert got.attribution.name == ""


def test_a_name_ends_where_the_footer_begins():
    got = article(STORY, below=("文章来源：东方财富网 版权所有 湘ICP备19026802号",))
    assert got.attribution.name == "东方财富网"


def test_a_source_is_linked():
    assert article(STORY, below=("来源：新华网",), source_url="//news.cn/1.html").attribution.url == (
        "https://news.cn/1.html"
    )


def test_markup_names_the_source_where_the_page_does_not():
    assert article(STORY, source="人民网").attribution.name == "人民网"


def test_a_magazine_is_named_without_its_number():
    assert article(STORY, below=("原载《读书》2005年第2期",)).attribution.name == "读书"


def test_a_line_with_a_bare_name_leaves_the_body_whole():
    got = article("张三/中国青年报", "2019-09-24 09:10", STORY, STORY)
    assert (got.attribution.name, got.authors, got.text) == ("中国青年报", ("张三",), f"{STORY}\n{STORY}")


GERMAN = "Der Rat beriet am Montag über den Haushalt, und er beschloss, dass die Bibliothek für ein Jahr offen bleibt."


def test_a_source_that_is_linked_far_below_the_text_is_found():
    html = '<p lang="de">x</p><ul><li>Quelle: <a href="https://golem.example/1.html">Golem</a></li></ul>'
    got = article(GERMAN, html=html)
    assert (got.attribution.name, got.attribution.evidence) == ("Golem", "Quelle: Golem")


@pytest.mark.parametrize(
    "html",
    [
        '<li>Quelle: <a href="https://paper.example/1.html">Golem</a></li>',
        '<li>Quelle: <a href="https://a.example/">A</a></li><li>Quelle: <a href="https://b.example/">B</a></li>',
        "<li>Quelle: Golem</li>",
    ],
)
def test_a_label_of_the_site_itself_or_of_several_tells_nothing(html):
    assert article(GERMAN, html=html).attribution.name == ""


@pytest.mark.parametrize("where", ["above", "below"])
def test_a_source_by_way_of_another_is_a_chain_in_that_order(where):
    lines = {"above": ("January 6, 2020", "Reuters via Yahoo News"), "below": ("Source: Reuters via Yahoo News",)}
    got = article(PROSE, **{where: lines[where]}).attribution
    assert (got.kind, got.name, got.chain) == ("wire", "Reuters", ("Reuters", "Yahoo News"))


def test_a_sentence_that_says_whose_a_text_is_leaves_the_body_whole():
    words = "This article was originally published on The Conversation under a licence. Read the original article."
    got = article(PROSE, words)
    assert (got.attribution.name, got.attribution.evidence) == ("The Conversation", words)
    assert got.text == PROSE


def test_a_sentence_that_says_where_something_else_was_published_is_prose():
    words = "The study was originally published in Nature and drew many comments from other scientists in the field."
    assert article(PROSE, words).attribution.name == ""


def test_a_page_that_calls_an_outlets_page_its_own_is_a_reprint_of_it():
    got = article(PROSE, canonical="https://www.reuters.com/a/1.html").attribution
    assert (got.name, got.evidence) == ("Reuters", "https://www.reuters.com/a/1.html")


def marked(field, words, rule):
    told = draft(PROSE)
    told.claim(field, words, "structured", rule)
    return clean(told, PAPER).attribution


@pytest.mark.parametrize(
    ("field", "words", "rule"),
    [
        ("source", "Reuters", "JSON-LD sourceOrganization"),
        ("source", "https://www.reuters.com/a/1.html", "meta syndication-source"),
        ("source_url", "https://www.reuters.com/a/1.html", "JSON-LD isBasedOn"),
        ("publisher", "Reuters", "JSON-LD publisher"),
        ("publisher_page", "https://www.facebook.com/Reuters/", "meta article:publisher"),
    ],
)
def test_what_machines_are_told_of_an_outlet_elsewhere_is_a_credit(field, words, rule):
    got = marked(field, words, rule)
    assert (got.kind, got.name, got.evidence) == ("wire", "Reuters", words)


@pytest.mark.parametrize("name", ["晚报", "paper", "Nobody Media Group"])
def test_a_publisher_that_is_the_site_or_unknown_credits_nobody(name):
    assert marked("publisher", name, "JSON-LD publisher").name == ""


def test_the_close_of_a_chart_below_the_text_and_a_pictures_rights_credit_nobody():
    assert article(PROSE, below=("33% of the patients", "13% of the population", "Source: CDC")).attribution.name == ""
    assert article(PROSE, below=("© ARD",)).attribution.name == ""
    assert article(PROSE, above=("Фото", "ИТАР-ТАСС")).attribution.name == ""


def test_whose_a_text_is_may_be_said_behind_its_lead():
    got = article(PROSE, "This article originally appeared on Motherboard.", PROSE)
    assert (got.attribution.name, got.text) == ("Motherboard", f"{PROSE}\n{PROSE}")


REBUILT = [
    ("来源：新华网 作者：张三", ("",), "zh"),
    ("来源：新华社，有删改", ("转自：红网",), "zh"),
    ("本文来源：新华社、人民日报，转载请注明出处", ("原载：《读书》2005年第2期",), "zh"),
    ("（来源：人民日报）", ("",), "zh"),
    ("Source: Reuters via Yahoo News", ("Originally published in The Guardian.",), "en"),
    ("This article was originally published on ProPublica. Read the original article.", ("Source: AP",), "en"),
    ("(With inputs from ANI)", ("",), "en"),
    ("Quelle: dpa, AFP", ("Zuerst erschienen im Handelsblatt.",), "de"),
    ("Fuente: EFE", ("Con información de AFP y EFE",), "es"),
    ("Источник: ТАСС", ("Впервые опубликовано на сайте Медуза.",), "ru"),
    ("Πηγή: ΑΠΕ-ΜΠΕ", ("",), "el"),
    ("出典：共同通信", ("",), "ja"),
    ("출처: 연합뉴스", ("",), "ko"),
    ("المصدر: رويترز", ("",), "ar"),
]
PERSONS = {"作者：张三"}


def letters(*words):
    return sorted(char for char in "".join(words) if char.isalnum())


@pytest.mark.parametrize(("first", "others", "language"), REBUILT, ids=lambda words: str(words)[:20])
def test_no_word_of_any_credit_is_lost_or_doubled(first, others, language):
    prose = STORY if language == "zh" else PROSE
    blocks = [prose, prose, first, *filter(None, others)]
    got = article(*blocks, publisher=Publisher("site", "Some Site", domains=("paper.example",)))
    evidence = dict.fromkeys(got.attribution.evidence.split("\n"))
    said = [block for block in dict.fromkeys(blocks[2:]) if block]
    for words in PERSONS:
        said = [block.replace(words, "") for block in said]
    assert letters(got.text, *evidence) == letters(prose, prose, *said)
    assert all(any(words in block for block in blocks) for words in evidence)
