"""Bad input: long lines, control characters, markup in names. It is cut, cleaned or passed over, in little time."""

import time

import pytest
from drafts import STORY, article

from newsarchive.clean import afar, labels, moments, names, persons
from newsarchive.model import Page

LONG = 1_000_000
HOSTILE = [words * (LONG // len(words)) for words in ("来源：", "（", "a ", "2020-01-", "、", "By ")]


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:6])
def test_a_line_of_a_million_characters_costs_little_wherever_it_stands(words):
    start = time.process_time()
    claims = dict.fromkeys(("author", "source", "published", "title"), words)
    got = article(STORY, words, STORY, above=(words,), below=(words,), **claims)
    assert time.process_time() - start < 2.0
    assert len(got.title) <= 400
    assert all(len(name) <= persons.LONGEST for name in got.authors)
    assert len(got.attribution.name) <= names.LONGEST


@pytest.mark.parametrize("read", [labels.parts, moments.find, persons.split, names.cut])
@pytest.mark.parametrize(
    "words", ["记者" * 120, "作者：" * 80, "1" * 240, "1." * 120, "A. " * 80, " " * 240, "（(" * 9]
)
def test_no_reader_takes_long_on_a_line_of_the_greatest_length(read, words):
    start = time.process_time()
    read(words)
    assert time.process_time() - start < 0.1


def test_a_name_of_five_hundred_characters_is_no_name():
    got = article(STORY, below=("来源：" + "新" * 500,), author="A" * 500)
    assert (got.attribution.name, got.authors) == ("", ())


def test_markup_in_a_name_is_no_name():
    assert article(STORY, below=('来源：<a href="x">新华网</a>',)).attribution.name == ""
    assert article(STORY, author="<author>Jane Doe</author>").authors == ()


def test_control_characters_leave_names():
    assert article(STORY, below=("来源：新\x00华\x1f网",)).attribution.name == "新华网"


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"author": "A" * 500}, "author: too long 1"),
        ({"source": "新" * 500}, "source: too long 1"),
        ({"author": "<author>Jane Doe</author>"}, "author: markup 1"),
        ({"source": "Reu\u202eters"}, "source: hidden characters 1"),
    ],
)
def test_what_is_refused_is_counted_with_its_reason(claims, reason):
    assert article(STORY, **claims).origins["refused"] == reason


def test_a_page_of_honest_names_refuses_nothing():
    assert "refused" not in article(STORY, author="张三", source="新华网").origins


PAGE = [
    words * (LONG // len(words)) for words in ("责任编辑：", "Quelle: <a href=", "Quelle: <b>", "Quelle:" + " " * 90)
]


@pytest.mark.parametrize("words", PAGE, ids=lambda words: words[:12])
def test_a_page_of_a_million_labels_is_searched_in_little_time(words):
    page = Page("https://paper.example/a.html", words.encode())
    start = time.process_time()
    assert (afar.editor(page), afar.source(page, "de")[0]) == ("", "")
    assert time.process_time() - start < 2.0
