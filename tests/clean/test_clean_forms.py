"""The table of forms: every example is found by its own row, by no other, and gives the name that it credits."""

import time

import pytest

from newsarchive.clean import credits, lines
from newsarchive.clean.forms import FORMS, Form, in_words
from newsarchive.model import Block, Draft, Page, Publisher

BODY = "近日，全省工业和信息化工作会议在长沙召开，总结去年的工作，分析当前的形势，部署今年的任务。" * 3


def draft_with(form: Form, words: str) -> Draft:
    draft = Draft(Page("https://paper.example/a.html", b"<p>x</p>"))
    opens = form.shape == "dateline"
    draft.blocks = [Block("paragraph", words + BODY if opens else BODY)]
    if form.shape == "signature":
        draft.blocks = [Block("paragraph", BODY), Block("paragraph", words)]
    elif not opens:
        draft.below = [words]
    return draft


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
def test_an_example_is_found_by_its_own_row_and_by_no_other(form):
    found = [other.slug for other in FORMS if other.pattern.search(form.example)]
    assert found == [form.slug]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
def test_an_example_has_one_of_its_cues(form):
    assert form in in_words(form.example)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
def test_an_example_credits_whom_it_names(form):
    draft = draft_with(form, form.example)
    found = credits.credits(draft, lines.near(draft), Publisher("paper", "晚报"))
    assert form.name in [credit.name for credit in found]


HOSTILE = ["来源：" * 80, "（" * 240, "a" * 240, " " * 240, "来源 " * 80, "Source: " * 30, "1" * 240, "社" * 240]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_pattern_takes_long_on_hostile_words(words):
    start = time.process_time()
    for form in FORMS:
        form.pattern.search(words)
    assert time.process_time() - start < 0.2
