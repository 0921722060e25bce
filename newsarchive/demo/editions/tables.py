"""Edition 1: layout tables, GB2312 bytes and font tags, as an ASP site of about 2005 writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from newsarchive.demo.layout import Layout
from newsarchive.demo.material import company
from newsarchive.demo.pieces import Item, Listing, Reading, Sheet, credited, indented, rooted, shown, steps

INDENT = "&nbsp;&nbsp;&nbsp;&nbsp;"


class Tables(Layout):
    """Tables inside tables; only the page's own meta tells its encoding."""

    number = 1
    summary = "layout tables, GB2312, font tags"
    encoding = "gb18030"
    validator = "modified"
    article_path = "/news/show.asp?id={}"
    old_path = "/shownews.asp?newsid={}"
    first_list_path = "/news/index.asp"
    list_path = "/news/index.asp?page={}"
    product_path = "/product/show.asp?id={}"
    section_paths: ClassVar[Mapping[str, str]] = {
        "about": "/about.asp",
        "products": "/product/index.asp",
        "jobs": "/job.asp",
        "contact": "/contact.asp",
    }

    def frame(self, sheet: Sheet) -> str:
        """A banner row, a row of navigation, two columns, a footer row."""
        footer = "<br>".join(map(shown, company().footer))
        heading = f'<font color="#003399" size="4"><b>{sheet.heading}</b></font><hr size="1">' if sheet.heading else ""
        return f"""<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{shown(sheet.title)} - 湖南普照信息材料有限公司</title>
<style>td {{font-size:12px; line-height:180%}}</style>{sheet.head}
</head>
<body topmargin="0" leftmargin="0" bgcolor="#FFFFFF">
<table width="778" border="0" cellspacing="0" cellpadding="0" align="center">
<tr><td colspan="2"><img src="/images/top.jpg" width="778" height="120"></td></tr>
<tr bgcolor="#003399" align="center"><td colspan="2" height="28">
{self._navigation()}
</td></tr>
<tr><td colspan="2"><marquee scrollamount="3">热烈欢迎新老客户来电洽谈!</marquee></td></tr>
<tr valign="top"><td width="180">
<table width="170" border="1" bordercolor="#CCCCCC"><tr><td bgcolor="#EEEEEE"><b>产品目录</b></td></tr>
{self._products()}
</table>
</td><td width="598">
{heading}
{sheet.content}
</td></tr>
<tr><td colspan="2" align="center" bgcolor="#EEEEEE"><font color="#666666">{footer}</font></td></tr>
</table>
</body>
</html>
"""

    def _navigation(self) -> str:
        return " | ".join(
            f'<a href="{rooted(url)}"><font color="#FFFFFF">{english}</font></a>' for _, english, url in self.sections()
        )

    def _products(self) -> str:
        return "\n".join(
            f'<tr><td>&nbsp;<a href="{self.product_path.format(number)}">{shown(leaf.title)}</a></td></tr>'
            for number, leaf in enumerate(company().products, start=1)
        )

    def article(self, reading: Reading) -> str:
        """A row each for headline, meta line, text, credit and neighbours."""
        entry = reading.entry
        credit = entry.credit
        below = (
            f'<p align="right"><font color="#666666">{credited(credit)}</font></p>' if credit.place == "below" else ""
        )
        return f"""<table width="96%" border="0" align="center">
<tr><td align="center"><font size="4" color="#CC0000"><b>{shown(entry.story.title)}</b></font></td></tr>
{_meta(reading)}<tr><td>
{_paragraphs(entry.lines)}
{below}</td></tr>
<tr><td height="40">上一条:{_neighbour(reading.newer)}<br>下一条:{_neighbour(reading.older)}</td></tr>
<tr><td align="right">【<a href="javascript:window.print()">打印</a>】<a href="#">关闭</a></td></tr>
</table>"""

    def listing(self, listing: Listing) -> str:
        """A row a line, each with a bullet's picture."""
        rows = "\n".join(
            f'<tr><td width="16"><img src="/images/dot.gif"></td>'
            f'<td height="24"><a href="{rooted(item.url)}" target="_blank">{shown(item.title)}</a></td></tr>'
            for item in listing.items
        )
        pager = steps(listing.page, listing.pages, lambda page: rooted(self.list_url(page)), gap="&nbsp;")
        pages = f'<p align="center">{pager}&nbsp;页次:{listing.page}/{listing.pages}页</p>' if listing.pages > 1 else ""
        return f'<table width="96%" border="0" align="center">\n{rows}\n</table>\n{pages}'

    def prose(self, title: str, lines: Sequence[str]) -> str:
        """The same rows as an article's."""
        return f"""<table width="96%" border="0" align="center">
<tr><td align="center"><font size="4" color="#CC0000"><b>{shown(title)}</b></font></td></tr>
<tr><td>
{_paragraphs(lines)}
</td></tr>
</table>"""


def _paragraphs(lines: Sequence[str]) -> str:
    return "\n".join(f"<P><FONT face=宋体 size=3>{indented(line, INDENT)}</FONT></P>" for line in lines)


def _meta(reading: Reading) -> str:
    entry = reading.entry
    words = [shown(entry.credit.words)] if entry.credit.place == "above" else []
    if entry.published:
        words += [f"日期:{entry.published:%Y-%m-%d}", f"点击:{entry.number * 7 % 900}次"]
    meta = "&nbsp;&nbsp;".join(words)
    return f'<tr><td align="center"><font color="#999999">{meta}</font></td></tr>\n' if words else ""


def _neighbour(item: Item | None) -> str:
    return f'<a href="{rooted(item.url)}">{shown(item.title)}</a>' if item else "没有了"
