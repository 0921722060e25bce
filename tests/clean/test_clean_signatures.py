"""Authors without a label: told by where they stand and, in scripts with spaces, by a given name that we know."""

import pytest
from drafts import PROSE, article

KOREAN = "시의회는 월요일 저녁에 내년 예산을 논의하기 위해 모였으며, 도서관을 계속 열기로 결정했다고 관계자들이 밝혔다."
JAPANESE = (
    "市議会は月曜日の夜に来年度の予算について話し合い、図書館を引き続き開館することを決めた。市民の声も多かった。"
)


@pytest.mark.parametrize(
    "above",
    [
        ("Jane Doe", "6 January 2020"),
        ("6 January 2020", "Jane Doe"),
        ("Jane Doe | 6 January 2020",),
        ("06.01.2020 | 13:10 Uhr | Jane Doe",),
        ("Jane Doe · January 6, 2020",),
    ],
)
def test_a_person_beside_the_date_is_the_author(above):
    assert article(PROSE, above=above).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "words", ["Detailed Forecast", "Ad Feedback", "Новости по теме", "Climate Change", "Paris Match"]
)
def test_words_with_capitals_beside_the_date_are_no_person(words):
    assert article(PROSE, above=(words, "6 January 2020")).authors == ()


def test_a_person_far_from_any_date_is_nobody():
    assert article(PROSE, above=("Jane Doe", "Share this", "Read on", "6 January 2020")).authors == ()


def test_a_tag_beside_the_date_is_no_author():
    assert article(PROSE, above=("Jane Doe", "6 January 2020"), tag="Jane Doe").authors == ()


@pytest.mark.parametrize("end", ["Jane Doe", "(Jane Doe)", "(Jane Doe) +++"])
def test_a_name_that_closes_the_text_signs_it(end):
    assert article(PROSE, PROSE, end).authors == ("Jane Doe",)


def test_the_one_link_to_an_author_is_read_and_two_are_not():
    link = '<a rel="author" href="/{0}">{0} Doe</a>'
    assert article(PROSE, html=f"<div>{link.format('Jane')}</div><p>x</p>").authors == ("Jane Doe",)
    assert article(PROSE, html=f"<p>{link.format('Jane')}{link.format('John')}</p>").authors == ()


def test_what_is_claimed_goes_before_what_only_stands_there():
    assert article(PROSE, above=("Jane Doe", "6 January 2020"), author="John Roe").authors == ("John Roe",)


@pytest.mark.parametrize("words", ["홍길동 기자", "홍길동 인턴기자", "2020.01.06 홍길동 기자 hong@news.example"])
def test_a_korean_reporter_is_named_before_his_job(words):
    assert article(KOREAN, KOREAN, above=(words,)).authors == ("홍길동",)


def test_a_japanese_reporter_closes_the_text_in_brackets():
    assert article(JAPANESE, JAPANESE + "（山田太郎）").authors == ("山田太郎",)
