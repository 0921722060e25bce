"""Words of one Han character: found in any form, in the newest articles and in all, in every order."""

import json
from datetime import timedelta

import pytest

from newsarchive.archive import Archive, characters, folding, query, search


@pytest.fixture
def many(archive, article):
    """Forty articles, the even ones about 湘 and the tenth about 鑫; the higher the number, the older."""
    with archive:
        start = article().fetched_at
        for number in range(40):
            words = f"第{number}篇 {'湘江' if number % 2 == 0 else '长江'}{'鑫' if number == 10 else ''}水位"
            when = {"published_at": start - timedelta(days=number), "published_precision": "day"}
            archive.add(article(f"https://news.example/{number}", title=f"T{number}", text=words, **when))
        yield archive


def titles(archive, words, **how):
    return [hit.title for hit in archive.search(words, limit=3, **how)]


def test_every_character_that_is_folded_to_han_is_one_of_its_forms():
    for number in (*range(0x80, 0xD800), *range(0xE000, 0x110000)):
        for folded in set(folding.fold(chr(number))):
            if characters._PHRASE.fullmatch(f'"{folded}" *') and folded != chr(number):
                assert chr(number) in json.loads(characters.forms(folded)), hex(number)


def test_only_a_word_of_one_han_character_is_looked_for_in_texts():
    clauses = query.parse("湘 -湘 湘江 の author:湘 a 湘 OR 江")
    assert [characters.single(clause) for clause in clauses] == ["湘", "湘", "", "", "", "", ""]


@pytest.mark.parametrize("glanced", [1, 5, 2000])
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("湘", ["T0", "T2", "T4"]),
        ("鑫", ["T10"]),
        ("湘 -鑫 before:2024-08-13", ["T12", "T14", "T16"]),
        ("-湘", ["T1", "T3", "T5"]),
        ("湘 鑫", ["T10"]),
        ("水位 湘", ["T0", "T2", "T4"]),
        ("水位 -湘", ["T1", "T3", "T5"]),
        ("長", ["T1", "T3", "T5"]),
        ("馬", []),
    ],
)
def test_single_characters_are_found_in_few_articles_and_in_many(many, monkeypatch, glanced, words, found):
    monkeypatch.setattr(search, "_GLANCED", glanced)
    assert titles(many, words) == found


def test_forms_of_a_character_find_each_other(archive, article):
    for number, words in enumerate(("發展", "发展", "⼭水", "山水", "㈱東")):
        archive.add(article(f"https://news.example/{number}", title="T", text=words))
    assert (
        {hit.article_id for hit in archive.search("发")} == {hit.article_id for hit in archive.search("發")} == {1, 2}
    )
    assert {hit.article_id for hit in archive.search("山")} == {3, 4}
    assert {hit.article_id for hit in archive.search("株")} == {5}


def test_a_character_is_found_in_a_title_and_in_a_byline(archive, article):
    archive.add(article("https://news.example/1", title="湘江水位", text="Text"))
    archive.add(article("https://news.example/2", title="T", text="Text", authors=("李湘",)))
    archive.add(article("https://news.example/3", title="T", text="Text", editors=("王湘",)))
    assert {hit.article_id for hit in archive.search("湘")} == {1, 2, 3}


def test_of_more_than_can_be_ranked_what_was_archived_last_is_and_the_answer_says_so(many, monkeypatch):
    assert many.search("水位", order="rank").partly is False
    monkeypatch.setattr(search, "_RANKABLE", 5)
    found = many.search("水位", order="rank")
    assert found.partly is True
    assert {hit.title for hit in found} == {f"T{number}" for number in range(35, 40)}
    assert many.search("水位").partly is False


def test_common_characters_are_not_ranked_and_the_answer_says_so(many, monkeypatch):
    assert many.search("湘", order="rank").partly is False
    monkeypatch.setattr(search, "_GLANCED", 20)
    monkeypatch.setattr(search, "_RANKABLE", 39)
    found = many.search("湘", order="rank", limit=3)
    assert (found.partly, [hit.title for hit in found]) == (True, ["T0", "T2", "T4"])
    assert isinstance(found, list)


def test_an_archive_for_reading_looks_characters_up_too(many):
    with Archive(many.path, readonly=True) as archive:
        assert titles(archive, "湘") == ["T0", "T2", "T4"]
