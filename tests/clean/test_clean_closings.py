"""What goes from the end of a body: who else reported, whom to write to, what to share, follow, reprint."""

from __future__ import annotations

import re

import pytest

from newsarchive import read
from newsarchive.clean.body import without_credits
from newsarchive.clean.closings import CLOSINGS, closes
from newsarchive.model import Block

TEXT = [
    "The council met on Tuesday and voted to repair the old bridge before the winter comes, after years of talk.",
    "Engineers had warned since 2019 that two of its piers were moving, and that lorries should be kept off it.",
]


@pytest.mark.parametrize("closing", CLOSINGS, ids=lambda one: one.purpose)
def test_every_form_has_an_example_that_it_matches_and_no_other_does(closing):
    matched = [one.purpose for one in CLOSINGS if re.search(one.pattern, closing.example, re.IGNORECASE)]
    assert matched == [closing.purpose]


@pytest.mark.parametrize("closing", CLOSINGS, ids=lambda one: one.purpose)
def test_such_a_line_goes_from_the_end_and_from_nowhere_else(closing):
    end = [Block("paragraph", words) for words in [*TEXT, closing.example]]
    assert [block.text for block in without_credits(end)] == TEXT
    amid = [Block("paragraph", words) for words in [TEXT[0], closing.example, TEXT[1]]]
    assert without_credits(amid) == amid


@pytest.mark.parametrize(
    "words",
    [
        "She contributed to this report for years before it was published, as did many of her colleagues.",
        "He can be reached by train from the capital in two hours.",
        "Follow the path along the river to the mill, then turn left at the chapel.",
        "Like this one, the bridge at the mill is older than the town.",
        "Subscribers to the telephone were few then.",
        "The Old Bridge is a work that every writer of the town has praised.",
        "For years the news travelled by ferry; the town had no apps, no newspaper and no road then, she said.",
        "To read the report takes a day.",
        "Those with information are asked to call the police on 734 555 0100.",
        "该软件的开发者未经用户同意收集信息,监管部门表示将依法处理,并要求其立即停止。",
    ],
)
def test_sentences_of_a_text_are_none(words):
    assert not closes(words)


def test_who_else_reported_is_read_before_the_line_goes():
    last = "Reporting by Jane Doe; Editing by John Roe"
    html = f"<h1>Council votes to repair the old bridge</h1>{''.join(f'<p>{words}</p>' for words in [*TEXT * 3, last])}"
    article = read(f"<html lang=en><body><article>{html}</article></body></html>".encode(), "https://news.example/1")
    assert article.text.splitlines()[-1] == TEXT[1]
    assert article.authors == ("Jane Doe",)
