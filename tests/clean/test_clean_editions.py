"""The first publisher's news in seven markups: the same source, kind and evidence from each."""

import pytest
from editions import articles

from newsarchive.demo import EDITIONS


@pytest.mark.parametrize("number", EDITIONS)
def test_every_source_is_named_with_the_words_that_say_so(number):
    for expected, article in articles(number):
        said = article.attribution
        assert (said.name, said.kind) == (expected.source, expected.kind), (expected.url, expected.evidence)
        assert expected.evidence in said.evidence, expected.url
        if expected.is_seed:
            assert said.evidence == expected.evidence


@pytest.mark.parametrize("number", [number for number in EDITIONS if number != 4])
def test_every_date_on_the_page_is_stated(number):
    for expected, article in articles(number):
        day = article.published_at and article.published_at.date()
        assert day == expected.published, expected.url
