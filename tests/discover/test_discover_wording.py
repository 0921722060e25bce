"""What links say that turn pages, load more, or go on reading: in every language that is listed, and of no headline."""

import doctest

import pytest

from newsarchive.discover import wording
from newsarchive.discover.wording import FURTHER, LOADS, PERHAPS, READS_ON, said

EXAMPLES = {
    "zh": ("下一页", "点击加载更多", "查看详情"),
    "en": ("« Older posts", "Show more stories", "Continue reading: the bridge"),
    "ja": ("次の10件", "もっと見る", "続きを読む"),
    "ko": ("다음 페이지", "더보기", "자세히 보기"),
    "de": ("← Ältere Beiträge", "Mehr laden", "Weiterlesen »"),
    "fr": ("Articles plus anciens", "Voir plus d'actualités", "Lire la suite"),
    "es": ("Entradas antiguas", "Cargar más", "Leer más ..."),
    "pt": ("Postagens mais antigas", "Carregar mais", "Leia mais"),
    "it": ("Articoli meno recenti", "Carica altri", "Leggi tutto"),
    "nl": ("Oudere berichten", "Meer laden", "Lees verder"),
    "pl": ("Starsze wpisy", "Pokaż więcej", "Czytaj dalej"),
    "cs": ("Starší články", "Načíst další", "Číst dále"),
    "sk": ("Staršie články", "Zobraziť viac", "Čítať viac"),
    "hu": ("Következő oldal", "Még több hír", "Tovább"),
    "ro": ("Pagina următoare", "Vezi mai multe", "Citește mai mult"),
    "sv": ("Äldre inlägg", "Visa fler", "Läs mer"),
    "da": ("Ældre indlæg", "Vis flere", "Læs mere"),
    "no": ("Eldre innlegg", "Last inn flere", "Les mer"),
    "fi": ("Vanhemmat kirjoitukset", "Näytä lisää", "Lue lisää"),
    "ru": ("Следующая страница", "Показать ещё", "Подробнее"),
    "uk": ("Наступна сторінка", "Показати ще", "Детальніше"),
    "el": ("Παλαιότερες αναρτήσεις", "Φόρτωση περισσότερων", "Διαβάστε περισσότερα"),
    "tr": ("Eski yazılar", "Daha fazla göster", "Devamını oku"),
    "ar": ("الصفحة التالية", "تحميل المزيد", "أكمل القراءة »"),
    "fa": ("صفحه بعدی", "نمایش بیشتر", "ادامه مطلب"),
    "he": ("לעמוד הבא", "טען עוד", "קרא עוד"),
    "vi": ("Trang sau", "Xem thêm", "Đọc tiếp"),
    "id": ("Halaman berikutnya", "Muat lebih banyak", "Baca selengkapnya"),
    "th": ("หน้าถัดไป", "โหลดเพิ่มเติม", "อ่านต่อ"),
    "hi": ("अगला पृष्ठ", "और देखें", "आगे पढ़ें"),
}
HEADLINES = (
    "Ältere Menschen",
    "Older drivers to be tested",
    "Next of kin",
    "更多居民参加了志愿活动",
    "Следующая остановка",
)


@pytest.mark.parametrize("language", sorted(EXAMPLES))
def test_links_of_each_language_are_understood(language):
    for words, example in zip((FURTHER, LOADS, READS_ON), EXAMPLES[language], strict=True):
        assert said({language: words[language]}).match(example), example


def test_every_language_has_an_example():
    assert set(FURTHER) == set(LOADS) == set(READS_ON) == set(EXAMPLES)
    assert set(PERHAPS) <= set(EXAMPLES)


@pytest.mark.parametrize("headline", HEADLINES)
def test_headlines_and_sections_are_none_of_them(headline):
    assert not any(said(words).match(headline) for words in (FURTHER, PERHAPS, LOADS, READS_ON))


def test_examples_hold():
    assert doctest.testmod(wording).failed == 0
