"""Pages that are none of an article's, in many languages, and short articles that look a little like them."""

from __future__ import annotations

import pytest

from newsarchive.errors import PageError
from newsarchive.extract import extract
from newsarchive.model import Page, Publisher

SITE = Publisher("site", "The Example")
MENU = "<nav><a href=/>Start</a> <a href=/n>News</a> <a href=/s>Sport</a></nav>"
FOOT = "<footer>© 2024 The Example</footer>"


def is_article(body: str, title: str, url: str = "https://news.example/2024/harbour-99.html", head: str = "") -> bool:
    html = f"<html><head><title>{title}</title>{head}</head><body>{MENU}<main>{body}</main>{FOOT}</body></html>"
    try:
        extract(Page(url, html.encode()), SITE)
    except PageError:
        return False
    return True


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Page not found", "Sorry, the page you are looking for has moved or was deleted by its author."),
        ("Seite nicht gefunden", "Die gewünschte Seite existiert leider nicht mehr oder wurde verschoben."),
        ("Oups", "La page que vous cherchez n'existe plus, ou son adresse a changé depuis votre visite."),
        ("Página no encontrada", "La página que busca no existe o ha sido trasladada a otra dirección."),
        ("Ops", "A página que procura não existe ou foi movida para outro endereço do nosso site."),
        ("Pagina non trovata", "La pagina richiesta non esiste, oppure il suo indirizzo è cambiato."),
        ("Błąd", "Strona, której szukasz, nie istnieje lub została przeniesiona pod inny adres."),
        ("Ошибка", "К сожалению, страница, которую вы ищете, не существует. Страница не найдена."),
        ("Помилка", "На жаль, сторінку не знайдено. Перевірте, будь ласка, адресу або почніть з головної."),
        ("页面走丢了", "很抱歉，您访问的页面不存在或已被删除，请检查地址是否正确。"),
        ("找不到網頁", "很抱歉，您要找的網頁不存在，可能已經被移除或改名了。"),
        ("お探しのページ", "お探しのページは見つかりませんでした。ページが見つかりません。"),
        ("안내", "요청하신 페이지를 찾을 수 없습니다. 주소를 다시 확인해 주시기 바랍니다."),
        ("عذرا", "عذرا، الصفحة التي تبحث عنها غير موجودة أو تم نقلها إلى عنوان آخر."),
        ("क्षमा करें", "पृष्ठ नहीं मिला। कृपया पता जांचें या मुखपृष्ठ पर लौटें और फिर से खोजें।"),
        ("Error", "The server could not go on: an error has occurred. Please try again in a few minutes."),
        ("Fehler", "Es ist leider ein Fehler aufgetreten. Bitte versuchen Sie es später noch einmal."),
        ("系统提示", "系统发生错误，服务器无法处理您的请求，请稍后再试。"),
        ("Wartung", "Unsere Website wird gerade gewartet. Bitte kommen Sie in einer Stunde noch einmal wieder."),
    ],
)
def test_a_page_that_says_that_there_is_nothing_is_no_article(title, words):
    assert not is_article(f"<h1>{title}</h1><p>{words}</p>", title)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("港口网站系统维护公告", "因港口网站系统维护，3月12日夜间订票服务暂停，乘客可到老海关码头的窗口买票。"),
        (
            "Störung bei der Fähre",
            "Beim Ablegen der Hafenfähre ist am Montag ein Fehler aufgetreten, verletzt wurde niemand.",
        ),
        (
            "Error stops the ferry",
            "An error occurred in the engine of the harbour ferry on Monday, and nobody was hurt.",
        ),
    ],
)
def test_a_short_notice_of_what_failed_on_a_day_is_an_article(title, words):
    assert is_article(f"<h1>{title}</h1><p>12.03.2024</p><p>{words}</p>", title)


DAYS = [
    "{} марта 2024", "{} de marzo de 2024", "{} mars 2024", "{}.03.2024", "{}/03/2024", "{} مارس 2024", "{} मार्च 2024",
    "2024년 3월 {}일", "March {}, 2024", "{} March 2024",
]  # fmt: skip


@pytest.mark.parametrize("day", DAYS)
def test_a_table_of_days_is_a_list_in_whatever_form_they_are_written(day):
    rows = "".join(f"<li>{day.format(at)}: 12 °C, wind 20 km/h, rain 3 mm, sea 8 °C</li>" for at in range(10, 26))
    assert not is_article(f"<h2>At the harbour</h2><ul>{rows}</ul>", "At the harbour", "https://news.example/sea")


STORY = "<p>The two boats take nine hundred people a day across the harbour, from the old customs pier on.</p>"


@pytest.mark.parametrize("kind", ["product", "profile", "product.item", "business.business"])
def test_a_page_that_calls_itself_another_thing_needs_more_than_a_few_lines(kind):
    head = f'<meta property="og:type" content="{kind}">'
    assert is_article(f"<h1>A model of the harbour ferry</h1>{STORY}", "A model of the harbour ferry")
    assert not is_article(f"<h1>A model of the harbour ferry</h1>{STORY}", "A model of the harbour ferry", head=head)


@pytest.mark.parametrize(
    "url", ["/search?q=ferry", "/suche.html?x=1", "/buscar/", "/search-results?page=1", "/?s=ferry", "/?q=ferry"]
)
def test_what_a_search_finds_is_a_list(url):
    found = "".join(
        f"<h3><a href=/n/{at}>The ferry will run in winter {at}</a></h3><p>The two boats take nine hundred people a"
        f" day across the harbour, and they leave every twenty minutes ...</p><cite>news.example/n/{at}</cite>"
        for at in range(8)
    )
    page = f"<h1>Results of your search for a ferry</h1><p>There are 127 results.</p>{found}"
    assert not is_article(page, "Results of your search", f"https://news.example{url}")


def test_a_line_of_rights_is_no_text():
    page = "<h1>The harbour ferry on its first day of winter</h1><video src=/v.mp4></video>"
    rights = "<p>Copyright 2024 The Example Company of Harbour Town. All rights reserved.</p>"
    assert not is_article(page + rights, "The harbour ferry on its first day of winter", "https://news.example/v/12")


SENTENCES = [
    "The harbour council met on Tuesday and voted to dredge the eastern basin before the winter comes.",
    "Pilots had warned since 2019 that two of its channels were filling, and that tankers should wait outside.",
    "The work is to cost four million and to last until the spring; a tug will help the ferries in the meantime.",
    "Fishermen on the west quay fear for their trade, and have asked the council for help with their rents.",
    "A first dredger is to arrive from the yard in the bay as soon as the autumn gales allow it to put to sea.",
]


def test_sentences_without_links_are_an_article_though_its_headline_is_a_picture():
    text = "<img src=headline.gif>" + "".join(f"<p>{words}</p>" for words in SENTENCES)
    assert is_article(text, "Eastern basin to be dredged")
    assert not is_article(text, "The harbour's pages")
    teasers = "".join(f"<p><a href=/{at}>More of this news</a></p><p>{words}</p>" for at, words in enumerate(SENTENCES))
    assert not is_article(teasers, "Eastern basin to be dredged")
