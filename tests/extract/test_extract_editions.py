"""The first publisher's news in seven markups: the same headline and paragraphs from each, and nothing else."""

import pytest
from editions import articles, page

from newsarchive.demo import EDITIONS
from newsarchive.errors import PageError
from newsarchive.line import article_of
from newsarchive.publishers import find


@pytest.mark.parametrize("number", EDITIONS)
def test_every_article_is_read_whole_and_nothing_else(number):
    for expected, article in articles(number):
        assert article.title == expected.title
        assert article.text.splitlines() == list(expected.paragraphs), expected.url


@pytest.mark.parametrize("number", EDITIONS)
def test_pages_that_are_no_articles_give_none(number):
    answers, truth = EDITIONS[number].answers(1), EDITIONS[number].truth(1)
    for url, why in {**truth.filtered, **truth.failed}.items():
        if url in answers and answers[url].status == 200 and why not in ("part", "forbidden"):
            with pytest.raises(PageError):
                pytest.fail(f"{why} {url}: {article_of(page(number, url), find('oim')).text[:200]}")
