"""What the synthetic publisher says."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from newsarchive import text
from newsarchive.demo.material import company, stories
from newsarchive.demo.plan import FORMS, entries

EXPECTED = Path(__file__).parents[3] / "shared" / "seed" / "expected.json"


def paragraphs(story):
    return [text.line(line) for line in story.lines]


def test_the_known_page_is_told_to_the_letter():
    if not EXPECTED.exists():
        pytest.skip("the known page's text is not beside this checkout")
    expected = json.loads(EXPECTED.read_text("utf-8"))
    seed = next(story for story in stories() if story.is_seed)
    assert seed.title == expected["title"]
    assert paragraphs(seed) == expected["paragraphs"]
    assert FORMS[0].words.format(seed.source) == expected["attribution"]["evidence"]


def test_the_known_page_keeps_its_odd_blanks():
    seed = next(story for story in stories() if story.is_seed)
    unindented = [line for line in seed.lines if line == line.lstrip()]
    assert [line[:7] for line in unindented] == ["要搭建一批创新"]
    assert any("研究院, \xa0 \xa0 \xa0 \xa0 推动" in line for line in seed.lines)


def test_there_are_enough_stories_and_eight_tell_of_artificial_intelligence():
    first = [entry.story for entry in entries(1, 1)]
    assert len(first) >= 25
    assert sum("人工智能" in "".join(story.lines) for story in first) >= 8


def test_every_story_has_four_paragraphs_or_more_and_a_title_of_its_own():
    told = [story for story in stories() if not story.reprint_of]
    assert all(len(story.lines) >= 4 for story in told)
    assert len({story.title for story in told}) == len(told)


def test_no_two_stories_share_a_sentence_but_the_reprint():
    told = [story for story in stories() if not story.reprint_of]
    runs = [{line[i : i + 12] for line in paragraphs(story) for i in range(len(line) - 11)} for story in told]
    shared = [len(one & other) / min(len(one), len(other)) for one, other in combinations(runs, 2)]
    assert max(shared) < 0.02


def test_the_reprint_has_the_text_of_another_story_and_another_source():
    (copy,) = [story for story in stories() if story.reprint_of]
    (first,) = [story for story in stories() if story.title == copy.reprint_of and not story.reprint_of]
    assert copy.lines == first.lines
    assert copy.source != first.source
    assert copy.published > first.published


def test_the_correction_changes_words_that_are_there():
    (story,) = [story for story in stories() if story.corrected]
    before, after = story.corrected
    assert any(before in line for line in story.lines)
    assert not any(after in line for line in story.lines)


def test_one_story_is_new_at_the_second_crawl():
    first, second = ({entry.story.title for entry in entries(2, phase)} for phase in (1, 2))
    assert second - first == {"春节不停线:显示面板企业保障海外订单"}


@pytest.mark.parametrize("edition", range(1, 8))
def test_every_way_of_naming_a_source_is_used_in_every_edition(edition):
    credits = [entry.credit for entry in entries(edition, 1)]
    assert {credit.place for credit in credits} == {"above", "below", "inside", "nowhere"}
    assert {credit.kind for credit in credits} == {"reprint", "wire", "original", "unknown"}
    assert any(credit.url for credit in credits)
    assert any(credit.words.startswith("转自") for credit in credits)


def test_products_are_described_at_length():
    assert all(sum(map(len, product.lines)) > 150 for product in company().products)
