"""Every edition: its pages can be read, its lists lead to every article, and its truth stands on its pages."""

from urllib.parse import urldefrag, urljoin

import pytest

from newsarchive import markup, text
from newsarchive.demo import EDITIONS
from newsarchive.demo.pieces import BASE
from newsarchive.errors import Undecodable

ALL = [(number, phase) for number in EDITIONS for phase in (1, 2)]
UNREADABLE = ("empty", "binary", "image")


def tree(answer, url):
    return markup.parse(markup.decode(answer.body, answer.content_type, url).text, url)


def words(answer, url):
    """All words of a page, scripts apart, as one line."""
    page = tree(answer, url)
    for element in page.xpath("//script | //style"):
        element.drop_tree()
    return text.line(page.text_content())


def links(answer, url):
    return [urldefrag(urljoin(url, href)).url for href in tree(answer, url).xpath("//a/@href")]


def whole(answers, url):
    """The words of a page with those of the documents inside it."""
    page = tree(answers[url], url)
    inside = page.xpath("//iframe/@src | //object/@data | //@data-include")
    return " ".join(words(answers[part], part) for part in [url, *(urljoin(url, name) for name in inside)])


def test_there_are_seven_editions():
    assert list(EDITIONS) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(("number", "phase"), ALL)
def test_every_page_decodes_but_those_that_are_broken_on_purpose(number, phase):
    edition = EDITIONS[number]
    broken = {url for url, why in edition.truth(phase).failed.items() if why in UNREADABLE}
    for url, answer in edition.answers(phase).items():
        if answer.status == 200 and url not in broken and not url.endswith("robots.txt"):
            assert any(name in words(answer, url) for name in ("首页", "HOME", "NEWS", "公告")) or "/news_body_" in url
    for url in broken:
        with pytest.raises(Undecodable):
            markup.decode(edition.answers(phase)[url].body, "text/html", url)


@pytest.mark.parametrize(("number", "phase"), ALL)
def test_lists_lead_to_every_article_and_every_decoy(number, phase):
    edition = EDITIONS[number]
    truth, answers = edition.truth(phase), edition.answers(phase)
    offered = {link for page in edition.listings(phase) for link in links(answers[page.url], page.url)}
    found = {truth.aliases.get(link, link) for link in offered}
    assert {article.url for article in truth.articles} <= found
    assert set(truth.failed) <= found


@pytest.mark.parametrize("number", EDITIONS)
def test_lists_take_three_pages_or_more(number):
    assert len(EDITIONS[number].listings(1)) >= 3


@pytest.mark.parametrize("number", EDITIONS)
def test_the_home_page_leads_to_the_news(number):
    edition = EDITIONS[number]
    home = edition.answers(1)[BASE + "/"]
    named = {
        urldefrag(urljoin(BASE, anchor.get("href"))).url
        for anchor in tree(home, BASE).xpath("//a")
        if "NEWS" in anchor.text_content() or "新闻" in anchor.text_content()
    }
    assert edition.layout.list_url(1) in named


@pytest.mark.parametrize(("number", "phase"), ALL)
def test_what_the_truth_states_of_an_article_stands_on_its_page(number, phase):
    edition = EDITIONS[number]
    truth, answers = edition.truth(phase), edition.answers(phase)
    for article in truth.articles:
        if article.url not in truth.vanished:
            page = whole(answers, article.url)
            assert page.index("NEWS") < page.rindex(article.title)
            assert [paragraph for paragraph in article.paragraphs if paragraph not in page] == []
            assert article.evidence in page


@pytest.mark.parametrize("number", EDITIONS)
def test_paragraphs_stand_in_their_order(number):
    edition = EDITIONS[number]
    for article in edition.truth(1).articles:
        page = whole(edition.answers(1), article.url)
        places = [page.index(paragraph) for paragraph in article.paragraphs]
        assert places == sorted(places)


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6, 7])
def test_pages_print_the_day_but_the_known_page_does_not(number):
    edition = EDITIONS[number]
    for article in edition.truth(1).articles:
        page = words(edition.answers(1)[article.url], article.url)
        digits = page.replace("年", "-").replace("月", "-").replace("/", "-")
        day = article.published
        assert article.is_seed == (day is None)
        if day:
            assert f"{day:%Y-%m-%d}" in digits or f"{day.year}-{day.month}-{day.day}" in digits


def test_static_pages_leave_the_day_to_the_lists():
    edition = EDITIONS[4]
    listed = "".join(words(edition.answers(1)[page.url], page.url) for page in edition.listings(1))
    for article in edition.truth(1).articles:
        assert f"[{article.published}]" in listed
        assert str(article.published) not in words(edition.answers(1)[article.url], article.url)


@pytest.mark.parametrize(("number", "phase"), ALL)
def test_no_url_is_counted_twice(number, phase):
    truth = EDITIONS[number].truth(phase)
    groups = [{article.url for article in truth.articles}, set(truth.aliases), set(truth.failed), set(truth.filtered)]
    assert len(set.union(*groups)) == sum(map(len, groups))
    assert len({article.url for article in truth.articles}) == len(truth.articles)


@pytest.mark.parametrize(("number", "phase"), ALL)
def test_no_link_of_the_site_is_dead_that_is_not_meant_to_be(number, phase):
    edition = EDITIONS[number]
    truth, answers = edition.truth(phase), edition.answers(phase)
    meant = {url for url, why in truth.failed.items() if why == "missing"} | set(truth.vanished)
    for url, answer in answers.items():
        if answer.status == 200 and truth.failed.get(url) not in UNREADABLE and not url.endswith("robots.txt"):
            inside = {link for link in links(answer, url) if ".oim.com.cn/" in link and link.startswith("http")}
            assert inside - set(answers) - meant == set(), url


@pytest.mark.parametrize("number", EDITIONS)
def test_the_second_crawl_finds_one_story_corrected_and_one_gone(number):
    edition = EDITIONS[number]
    first, second = edition.truth(1), edition.truth(2)
    (corrected,) = [article for article in second.articles if article.revision == 2]
    before = first.article(corrected.url)
    changed = [now for was, now in zip(before.paragraphs, corrected.paragraphs, strict=True) if was != now]
    assert len(changed) == 1
    assert "百分之三点五" in changed[0]
    (gone,) = second.vanished
    assert gone in edition.answers(1)
    assert gone not in edition.answers(2)


@pytest.mark.parametrize("number", EDITIONS)
def test_the_reprint_and_its_first_text_agree_to_the_letter(number):
    truth = EDITIONS[number].truth(1)
    ((first, copy),) = truth.copies
    assert truth.article(first).paragraphs == truth.article(copy).paragraphs
    assert truth.article(first).evidence != truth.article(copy).evidence


def test_tables_are_in_gb2312_and_only_the_page_says_so():
    page = EDITIONS[1].answers(1)[BASE + "/"]
    assert page.content_type == "text/html"
    assert markup.decode(page.body).encoding == "gb18030"
    assert "产品目录".encode("gb2312") in page.body


def test_frames_hold_the_text_in_three_ways():
    edition = EDITIONS[5]
    pages = b"".join(answer.body for url, answer in edition.answers(1).items() if "/news/view_" in url)
    for way in (b'<iframe id="newsbody"', b"<object", b"data-include="):
        assert pages.count(way) >= 8


def test_each_twin_names_the_other():
    edition = EDITIONS[7]
    answers = edition.answers(1)
    for article in edition.truth(1).articles:
        (twin,) = tree(answers[article.url], article.url).xpath("//link[@rel='alternate'][@media]/@href")
        (desktop,) = tree(answers[twin], twin).xpath("//link[@rel='canonical']/@href")
        assert (edition.truth(1).aliases[twin], desktop) == (article.url, article.url)
        assert [paragraph for paragraph in article.paragraphs if paragraph not in words(answers[twin], twin)] == []
