"""One article, rendered as company sites render theirs: every rendering must give the same title and paragraphs."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from newsarchive import publishers
from newsarchive.errors import NotAnArticle
from newsarchive.extract import extract
from newsarchive.model import Page

SEED = Path(__file__).parents[3] / "shared" / "seed"
pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the seed page is not here")


def words() -> tuple[str, list[str], str, list[str]]:
    """Headline, paragraphs as printed with their indents, source line, footer lines."""
    head, rest = (SEED / "page.txt").read_text(encoding="utf-8").split("\n\n", 2)[1:]
    body, source, footer = rest.split("\n\n")
    return head, body.split("\n"), source, footer.split("\n")


def indented(line: str) -> str:
    return html.escape(line, quote=False).replace("  ", "&nbsp;&nbsp;")


def as_paragraphs() -> str:
    title, body, source, footer = words()
    text = "".join(f"<p>{line}</p>\n" for line in body)
    return f"""<html><head><title>湖南普照</title></head><body><div id="nav"><ul><li><a href="/">首页</a></li><li>
<a href="/n">NEWS</a></li></ul></div><div class="t1">NEWS</div><div class="t2">{title}</div><div class="c">{text}
<p>{source}</p></div><div class="foot">{"<br>".join(footer)}</div></body></html>"""


def as_layout_table() -> str:
    title, body, source, footer = words()
    text = "<br>\r\n".join(map(indented, body))
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>普照信息</title></head><body><table width="960"><tr><td colspan=2><img src=banner.jpg></td></tr><tr>
<td width="200"><table><tr><td>
<a href=1>公司简介</a></td></tr><tr><td><a href=2>产品中心</a></td></tr></table></td><td>
<table><tr><td><font color="#003366" size="4"><b>NEWS</b></font></td></tr>
<tr><td align="center"><font size=3><strong>{title}</strong></font></td></tr>
<tr><td><font size="2">{text}</font><br><br>
<div align="right">{source}</div></td></tr></table></td></tr>
<tr><td colspan=2 align=center>{footer[0]}<br>{footer[1]}</td></tr>
</table></body></html>"""


def as_word_paste() -> str:
    title, body, source, footer = words()
    text = "".join(
        f"""<p class="MsoNormal" style="TEXT-INDENT: 24pt"><span lang="EN-US" style="mso-fareast: x"><o:p></o:p></span>
<span style="font-size:12pt">{indented(line)}</span></p>"""
        if at % 3
        else f"{indented(line)}<br>"
        for at, line in enumerate(body)
    )
    return f"""<html><body><form id="form1" action="NewsShow.aspx?id=3">
<input type=hidden name=__VIEWSTATE value=x><div><h3>NEWS</h3><h1>{title}</h1><div><div>{text}</div><br/>{source}<br>
</div><div>{footer[0]}<br>{footer[1]}</div></form></body></html>"""


def as_bare_text() -> str:
    title, body, source, footer = words()
    return f"""<html><body>NEWS<br><br>{title}<br><br>{"<br>".join(map(indented, body))}<br><br>{source}<br><br>
{"<br>".join(footer)}</body></html>"""


RENDERINGS = [as_paragraphs, as_layout_table, as_word_paste, as_bare_text]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("rendering", RENDERINGS)
def test_every_rendering_gives_the_same_article(rendering, encoding):
    expected = json.loads((SEED / "expected.json").read_text(encoding="utf-8"))
    draft = extract(Page("http://www.oim.com.cn/n/1.html", rendering().encode(encoding)), publishers.find("oim"))
    lines = [block.text for block in draft.blocks]
    assert draft.first("title").words == expected["title"]
    assert [line for line in lines if line != "文章来源:东方财富网"] == expected["paragraphs"]
    assert "文章来源:东方财富网" in [*lines[-1:], *draft.below]


def test_a_page_without_the_heading_is_no_article():
    page = as_paragraphs().replace('<div class="t1">NEWS</div>', '<div class="t1">ABOUT US</div>')
    with pytest.raises(NotAnArticle):
        extract(Page("http://www.oim.com.cn/about.html", page.encode()), publishers.find("oim"))


def test_the_body_may_stand_in_a_frame():
    title, body, source, footer = words()
    outer = f"<body><h2>NEWS</h2><h3>{title}</h3><iframe src=b.html></iframe><p>{footer[0]}</p></body>"
    inner = f"<html><body>{'<br>'.join(map(indented, body))}<br>{source}</body></html>"
    framed = Page("http://www.oim.com.cn/b.html", inner.encode())
    page = Page("http://www.oim.com.cn/n/1.html", outer.encode(), parts=(framed,))
    draft = extract(page, publishers.find("oim"))
    expected = json.loads((SEED / "expected.json").read_text(encoding="utf-8"))
    assert draft.first("title").words == expected["title"]
    assert [block.text for block in draft.blocks][:-1] == expected["paragraphs"]
