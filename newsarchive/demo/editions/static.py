"""Edition 4: pages generated as .html files with relative links; only the lists tell a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from newsarchive.demo.layout import Layout
from newsarchive.demo.material import company
from newsarchive.demo.pieces import Item, Listing, Reading, Sheet, credited, relative, shown, steps


class Static(Layout):
    """What DedeCMS and its kin write to disk."""

    number = 4
    summary = "static .html, days only in the lists"
    validator = "modified"
    gzips = True
    dates = "list"
    article_path = "/a/xinwen/{}.html"
    old_path = "/plus/view.php?aid={}"
    first_list_path = "/a/xinwen/index.html"
    list_path = "/a/xinwen/list_2_{}.html"
    product_path = "/a/chanpin/{}.html"
    section_paths: ClassVar[Mapping[str, str]] = {
        "about": "/a/guanyu/index.html",
        "products": "/a/chanpin/index.html",
        "jobs": "/a/zhaopin/index.html",
        "contact": "/a/lianxi/index.html",
    }

    def frame(self, sheet: Sheet) -> str:
        """Top bar, menu, place, column, footer."""
        heading = f'<div class="sub_tit"><strong>{sheet.heading}</strong></div>' if sheet.heading else ""
        home = relative(self.sections()[0][2], sheet.url)
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
 "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>{shown(sheet.title)}_湖南普照信息材料有限公司</title>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<link href="/skin/css/dedecms.css" rel="stylesheet" type="text/css" />{sheet.head}
</head>
<body class="articleview">
<div class="top w960"><span class="fl">您好,欢迎来到湖南普照!</span><span class="fr">
<a href="javascript:;" onclick="addFavorite()">加入收藏</a></span></div>
<div class="header w960"><a href="{home}"><img src="/skin/images/logo.gif" alt="普照" /></a></div>
<div id="navMenu" class="w960"><ul>
{self._menu(sheet)}
</ul></div>
<div class="w960 clear">
<div class="pright"><dl class="tbox"><dt><b>联系方式</b></dt><dd>电话：+86-731-88998246</dd></dl></div>
<div class="pleft">
<div class="place"><b>当前位置:</b> <a href="{home}">主页</a> &gt; {shown(sheet.title)}</div>
{heading}
{sheet.content}
</div></div>
<div class="footer w960">
{"".join(f"<p>{shown(line)}</p>" for line in company().footer)}
</div>
</body>
</html>
"""

    def _menu(self, sheet: Sheet) -> str:
        return "\n".join(
            f"<li><a href='{relative(url, sheet.url)}'><span>{words}</span></a></li>"
            for words, _, url in self.sections()
        )

    def article(self, reading: Reading) -> str:
        """Title, info without a day, content, box of neighbours."""
        entry, credit = reading.entry, reading.entry.credit
        above = f'<div class="info"><small>{shown(credit.words)}</small></div>\n' if credit.place == "above" else ""
        below = f'<p style="text-align:right">{credited(credit)}</p>\n' if credit.place == "below" else ""
        return f"""<div class="viewbox">
<div class="title"><h2>{shown(entry.story.title)}</h2></div>
{above}<div class="content"><table width='100%' border='0' cellpadding='0' cellspacing='0'><tr><td>
{_paragraphs(entry.lines)}
{below}</td></tr></table></div>
<div class="dede_pages"><ul class="pagelist"></ul></div>
</div>
<div class="handle"><div class="context"><ul>
<li>上一篇：{_neighbour(reading.newer, reading.url)} </li>
<li>下一篇：{_neighbour(reading.older, reading.url)} </li>
</ul></div></div>"""

    def listing(self, listing: Listing) -> str:
        """A day before each line."""
        rows = "\n".join(
            f'<li><span class="date">[{item.published:%Y-%m-%d}]</span> '
            f'<a href="{relative(item.url, listing.url)}" class="title">{shown(item.title)}</a></li>'
            for item in listing.items
        )
        pager = steps(listing.page, listing.pages, lambda page: relative(self.list_url(page), listing.url), gap="\n")
        pages = (
            f'<div class="dede_pages">{pager} 共 <strong>{listing.pages}</strong>页</div>' if listing.pages > 1 else ""
        )
        return f'<div class="listbox"><ul class="e2">\n{rows}\n</ul></div>\n{pages}'

    def prose(self, title: str, lines: Sequence[str]) -> str:
        """The same boxes as an article's."""
        return f"""<div class="viewbox"><div class="title"><h2>{shown(title)}</h2></div>
<div class="content">{_paragraphs(lines)}</div></div>"""


def _paragraphs(lines: Sequence[str]) -> str:
    return "\n".join(f"<div>\n\t{shown(line)}</div>" for line in lines)


def _neighbour(item: Item | None, page: str) -> str:
    return f"<a href='{relative(item.url, page)}'>{shown(item.title)}</a>" if item else "没有了"
