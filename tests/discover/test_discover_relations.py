"""What an article's page says of other documents."""

import pytest

from newsarchive.discover import relations
from newsarchive.model import Page

AT = "http://news.example/a/18.html"
PROSE = "<p>" + "长沙高新区昨天公布了新一批重点项目的名单,其中先进制造业的项目超过六成。" * 8 + "</p>"


def told(head="", body=PROSE, url=AT):
    return relations(Page(url, f"<html><head>{head}</head><body>{body}</body></html>".encode()))


def test_the_canonical_url_is_another_one_or_none():
    assert told("<link rel=canonical href=/b/18.html#top>").canonical == "http://news.example/b/18.html"
    assert told(f"<link rel=canonical href={AT}>").canonical == ""
    assert told().canonical == ""


def test_twins_for_other_readers():
    head = (
        "<link rel=amphtml href=/amp/18.html>"
        "<link rel=alternate media='only screen and (max-width: 640px)' href=/m/18.html>"
        "<link rel=alternate hreflang=en href=/en/18.html><link rel=alternate type=application/rss+xml href=/feed>"
        "<meta http-equiv=mobile-agent content='format=html5; url=http://m.news.example/18.html'>"
    )
    found = told(head, PROSE + "<a href=print.asp?id=18>【打印本页】</a>")
    assert found.alternates == (
        "http://news.example/amp/18.html",
        "http://news.example/m/18.html",
        "http://news.example/a/print.asp?id=18",
        "http://m.news.example/18.html",
    )
    assert found.translations == ("http://news.example/en/18.html",)
    assert found.feeds == ("http://news.example/feed",)


@pytest.mark.parametrize(
    "frame",
    [
        "<iframe src=body.html width=100%></iframe>",
        "<object data=body.html type=text/html></object>",
        "<div data-url=body.html></div>",
        "<script>$('#text').load('body.html #main');</script>",
    ],
)
def test_a_page_without_prose_shows_the_document_in_its_frame(frame):
    assert told(body="<h1>一个标题</h1>" + frame).frames == ("http://news.example/a/body.html",)


@pytest.mark.parametrize(
    "frame",
    [
        "<iframe src=http://ads.example/x.html></iframe>",
        "<iframe src=notice.html width=1000 height=30></iframe>",
        "<iframe src=count.html style='height:1px;width:1px'></iframe>",
        "<iframe src=about:blank></iframe>",
        "<iframe src=film.mp4></iframe>",
    ],
)
def test_other_frames_are_none_of_it(frame):
    assert told(body="<h1>一个标题</h1>" + frame).frames == ()


def test_a_page_with_prose_of_its_own_needs_no_frame():
    assert told(body=PROSE + "<iframe src=body.html></iframe>").frames == ()


@pytest.mark.parametrize(
    ("url", "links", "pages"),
    [
        (AT, "<a href=18_2.html>2</a><a href=18_3.html>3</a><a href=18_2.html>下一页</a>", ["18_2.html", "18_3.html"]),
        (AT, "<a href=18-2.html>下一页</a>", ["18-2.html"]),
        ("http://news.example/a/?id=18", "<a href='?id=18&page=2'>2</a>", ["?id=18&page=2"]),
        ("http://news.example/a/story/", "<a href=/a/story/2/>Next page</a>", ["story/2/"]),
        ("http://news.example/a/", "<a href=index_2.html>余下全文</a>", ["index_2.html"]),
        (
            AT,
            "<a href=18.html?page=2>Seite 2</a><a href=18.html?page=3>Page 3</a>",
            ["18.html?page=2", "18.html?page=3"],
        ),
        (AT, "<a href=18.html?tab=2>2</a>", []),
        (AT, "<a href=19.html>下一页</a><a href=17.html>2</a>", []),
        (AT, "<a href=18_1.html>1</a><a href=/b/18_2.html>2</a>", []),
        ("http://news.example/a/?id=18", "<a href='?id=19&page=2'>2</a>", []),
    ],
)
def test_the_further_pages_of_a_split_article(url, links, pages):
    assert told(body=PROSE + links, url=url).next == tuple("http://news.example/a/" + page for page in pages)


@pytest.mark.parametrize("words", [
    "次のページへ進む", "다음 페이지", "Auf Seite 2: Was nun?", "Nächste Seite ›", "Página siguiente",
    "próxima página »", "pagina successiva", "następna strona", "Следующая страница", "Επόμενη σελίδα",
    "sonraki sayfa", "الصفحة التالية",
    "לעמוד הבא", "अगला पृष्ठ", "หน้าถัดไป", "trang sau", "volgende", "第2頁", "2ページ目", "Weiterlesen auf Seite 2",
])  # fmt: skip
def test_the_next_page_is_called_by_its_name_in_many_languages(words):
    assert told(body=f"{PROSE}<a href=18_2.html>{words}</a>").next == ("http://news.example/a/18_2.html",)
    assert told(body=f"{PROSE}<a href=19.html>{words}</a>").next == ()


@pytest.mark.parametrize(
    ("second", "third"), [("18_2.html", "18_3.html"), ("18.html?page=2", "18.html?page=3"), ("18-2.html", "18-3.html")]
)
def test_a_further_page_leads_on_from_the_first(second, third):
    page = Page(
        "http://news.example/a/" + second, f"<html><body>{PROSE}<a href={third}>下一页</a></body></html>".encode()
    )
    assert relations(page, AT).next == ("http://news.example/a/" + third,)


def test_a_page_that_sends_its_reader_on():
    assert told("<meta http-equiv=refresh content='0; url=/new/18.html'>").refresh == "http://news.example/new/18.html"
    assert told("<meta http-equiv=Refresh content='300'>").refresh == ""
    assert told("<meta http-equiv=refresh content='120;url=/later.html'>").refresh == ""
