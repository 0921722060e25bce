"""Articles without prose: pictures, a document, a table or a few lines under a headline and a day."""

from __future__ import annotations

import pytest

from newsarchive import read
from newsarchive.errors import PageError
from newsarchive.model import Article

URL = "http://www.example.cn/c/2019-09-25/458180.html"
TITLE = "【图解】2018年水利工程建设情况"
MENU = "<div class=nav>" + "".join(f"<a href=/c{n}/>栏目名称{n}</a>" for n in range(30)) + "</div>"
RELATED = "<h4>相关阅读：</h4>" + "".join(
    f"<li><a href=/c/{n}.html>第{n}批水利工程昨天在全市范围内开工</a></li>" for n in range(9)
)
INFO = "<p>来源：水利日报 2019-09-25 09:38</p>"
PICTURE = "<p><img src=/upload/2019/775616.png alt=水利工程></p>"


def page(shown: str, info: str = INFO, title: str = TITLE, after: str = RELATED, url: str = URL) -> Article:
    body = f"{MENU}<div class=main><h4>{TITLE}</h4>{info}<div class=text>{shown}</div>{after}</div>"
    return read(f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode(), url)


def test_a_strip_of_pictures_is_an_article_whose_text_is_in_them():
    found = page(PICTURE + "<p><img src=/upload/2019/775617.png></p>")
    assert (found.title, str(found.published_at)[:16], found.attribution.name) == (
        TITLE,
        "2019-09-25 09:38",
        "水利日报",
    )
    assert [image.url for image in found.images] == [
        "http://www.example.cn/upload/2019/775616.png",
        "http://www.example.cn/upload/2019/775617.png",
    ]
    assert (found.text, found.completeness) == (TITLE, "part")
    assert found.origins["completeness"] == "the text is in pictures"


@pytest.mark.parametrize(
    "link", ["<a href=/files/2018.pdf>附件：工程清单</a>", "<a href='javascript:;' title=2018.docx>附件：工程清单</a>"]
)
def test_a_notice_that_is_a_document_is_an_article(link):
    found = page(f"<p>{link}</p>")
    assert (found.text, found.completeness) == ("附件：工程清单", "part")
    assert found.origins["completeness"] == "the text is in a document"


def test_a_link_whose_address_is_none_leads_to_no_document():
    with pytest.raises(PageError):
        page("<p><a href='http://[bad'>附件：工程清单</a></p>")


def test_a_table_alone_is_an_article():
    rows = "".join(f"<tr><td>{n}</td><td>{n * 3}万元</td><td>第{n}水库</td></tr>" for n in range(1, 25))
    found = page(f"<table>{rows}</table>")
    assert found.text.split("\n")[-1] == "24\t72万元\t第24水库"


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (PICTURE, {"info": "<p>型号：HY-12</p>"}),  # a product has no day
        (PICTURE, {"title": "水利工程有限公司"}),  # the head names another thing
        (PICTURE, {"url": "http://www.example.cn/"}),
        (f"<a href=/c/7.html>{PICTURE}</a>", {}),  # a picture that leads to another page
        ("<img src=/images/icon.png width=16 height=16>", {"info": "<p>2019-09-25</p>"}),
        ("", {}),
    ],
)
def test_what_has_a_headline_and_pictures_is_not_yet_an_article(shown, told):
    with pytest.raises(PageError):
        page(shown, **told)


def test_a_list_is_none_though_a_day_stands_under_its_headline():
    rows = "".join(
        f"<li><a href=/c/{n}.html>第{n}批水利工程昨天在全市范围内开工</a> 2019-09-{n}" for n in range(10, 20)
    )
    with pytest.raises(PageError):
        page(f"<ul>{rows}</ul>", after="")
