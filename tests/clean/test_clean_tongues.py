"""Bylines, sources and days as the press of many languages prints them, on one line and on several."""

from datetime import UTC, datetime

import pytest
from drafts import PROSE, STORY, article

from newsarchive.clean import distances, moments
from newsarchive.model import Publisher

SITE = Publisher("site", "Some Site", domains=("paper.example",))


def near(*above, tail=(), prose=PROSE, **rest):
    return article(prose, prose, *tail, above=above, publisher=SITE, **rest)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Sanne de Vries Gepubliceerd: 12 maart 2024, 14:05", ("Sanne de Vries",)),
        ("Av Anna Lindqvist Publicerad 12 mars 2024 14:05", ("Anna Lindqvist",)),
        ("Av Kari Nordmann Publisert 12. mars 2024 kl. 14:05", ("Kari Nordmann",)),
        ("Oleh Budi Santoso Selasa, 12 Mar 2024 14:05 WIB", ("Budi Santoso",)),
        ("Escrito por Mariana Costa em 12 de março de 2024", ("Mariana Costa",)),
        ("Олена Ковальчук 12 березня 2024, 14:05", ("Олена Ковальчук",)),
        ("de Ioana Popescu 12 martie 2024, 14:05", ("Ioana Popescu",)),
        ("Lokal Nyhet 12. mars 2024", ()),
        ("Buenos Aires | 12 marzo 2024", ()),
        ("LiveNews Today | 12 March 2024", ()),
    ],
)
def test_a_name_ends_where_the_day_is_announced(line, authors):
    assert near(line).authors == authors


def test_an_editor_follows_the_author_on_one_line():
    got = near("Penulis: Budi Santoso Editor: Siti Aminah Selasa, 12 Maret 2024 14:05 WIB")
    assert got.editors == ("Siti Aminah",)


@pytest.mark.parametrize(
    "line",
    ["文＝山田太郎", "ライター：山田太郎", "記者：山田太郎", "【パリ＝山田太郎】"],
    ids=["text", "writer", "reporter", "line"],
)
def test_japanese_authors_are_labelled(line):
    prose = (
        "市議会は月曜日の夜に来年度の予算について話し合い、図書館を引き続き開館することを決めた。市民の声も多く届いた。"
    )
    got = near(line, "2024年3月12日", prose=prose) if line[0] != "【" else article(line + prose, prose, publisher=SITE)
    assert got.authors == ("山田太郎",)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Dit artikel verscheen eerder in De Correspondent.", "De Correspondent"),
        ("Artikeln publicerades först i Dagens Nyheter.", "Dagens Nyheter"),
        ("Článek původně vyšel v Respekt.", "Respekt"),
        ("Artykuł pierwotnie opublikowany w Onet.", "Onet"),
        ("Матеріал вперше опубліковано на сайті Укрінформ.", "Укрінформ"),
        ("Το άρθρο δημοσιεύθηκε στην Καθημερινή.", "Καθημερινή"),
        ("Theo TTXVN", "TTXVN"),
        ("نقلا عن رويترز", "رويترز"),
        ("「東洋経済オンライン」より転載", "東洋経済オンライン"),
        ("(©NTB)", "NTB"),
    ],
)
def test_a_text_says_where_it_appeared_first(words, name):
    got = near("12.03.2024", tail=(words,))
    assert (got.attribution.name, words in got.text) == (name, False)


@pytest.mark.parametrize(
    ("above", "name"),
    [
        (("Jana Nováková, ČTK", "12. března 2024"), "ČTK"),
        (("EFE", "Madrid", "12.03.2024 14:05"), "EFE"),
        (("EFE", "Más noticias de hoy en la portada", "12.03.2024 14:05"), ""),
    ],
)
def test_an_agency_stands_behind_a_reporter_or_before_the_place(above, name):
    assert near(*above).attribution.name == name


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("31-03-2024 om 10:00", "2024-03-31T10:00:00"),
        ("12 марта 2024 г. в 14:05", "2024-03-12T14:05:00"),
        ("12 mars 2024 kl. 14:05", "2024-03-12T14:05:00"),
        ("12. března 2024 ob 14:05", "2024-03-12T14:05:00"),
        ("12 martie 2024 ora 14:05", "2024-03-12T14:05:00"),
        ("2024년 3월 12일 오후 2시 5분", "2024-03-12T14:05:00"),
        ("12 مارس 2024 02:05 م", "2024-03-12T14:05:00"),
        ("12 مارس 2024 02:05 ص", "2024-03-12T02:05:00"),
        ("١٢ مارس ٢٠٢٤", "2024-03-12T00:00:00"),
    ],
)
def test_a_clock_follows_the_day_in_the_words_of_its_language(words, expected):
    assert [moment.at.isoformat() for moment in moments.find(words)] == [expected]


@pytest.mark.parametrize("words", ["3 jam yang lalu", "3 giờ trước", "3 timer siden", "πριν 3 ώρες", "منذ 3 ساعات"])
def test_a_distance_is_told_in_many_languages(words):
    now = datetime(2024, 3, 12, 14, 5, tzinfo=UTC)
    assert distances.relative(words, now).at.isoformat() == "2024-03-12T11:05:00+00:00"


@pytest.mark.parametrize(
    "above",
    [
        ("Publicerad 2024-03-11 10:00", "Uppdaterad 2024-03-12 14:05"),
        ("Publisert: 11.03.2024 10:00", "Oppdatert: 12.03.2024 14:05"),
        ("Julkaistu 11.3.2024 10:00", "Päivitetty 12.3.2024 14:05"),
        ("Δημοσιεύθηκε: 11 Μαρτίου 2024, 10:00", "Ενημερώθηκε: 12 Μαρτίου 2024, 14:05"),
        ("등록 2024.03.11 10:00:00", "수정 2024.03.12 14:05:00"),
        ("公開日：2024年3月11日 10:00", "更新日：2024年3月12日 14:05"),
        ("Giriş: 11.03.2024 - 10:00", "Güncelleme: 12.03.2024 - 14:05"),
        ("Dodano: 11 marca 2024 10:00", "Aktualizacja: 12.03.2024, 14:05"),
        ("Publicat: 11 mar. 2024 10:00", "Actualizat: 12 mar. 2024 14:05"),
        ("Gepubliceerd op 11.03.2024 om 10:00, bijgewerkt op 12.03.2024 om 14:05",),
    ],
    ids=lambda lines: lines[0][:9],
)
@pytest.mark.parametrize("order", [1, -1])
def test_an_update_is_not_the_publication_wherever_it_stands(above, order):
    got = near(*above[::order])
    assert got.published_at.strftime("%Y-%m-%d %H:%M") == "2024-03-11 10:00"


@pytest.mark.parametrize(
    "words", ["写真：共同通信", "사진: 연합뉴스", "（图片来源：视觉中国）", "图源：网络", "Foto: dpa"]
)
def test_the_credit_of_a_picture_leaves_the_text_and_names_nobody(words):
    got = near("2024-03-12", tail=(words,), prose=STORY if "图" in words else PROSE)
    assert (got.attribution.name, words in got.text) == ("", False)
