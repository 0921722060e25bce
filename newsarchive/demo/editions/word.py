"""Edition 6: text pasted from Word, or typed with line breaks; navigation made of pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from newsarchive.demo.layout import Layout
from newsarchive.demo.material import company
from newsarchive.demo.pieces import Item, Listing, Reading, Sheet, credited, indented, rooted, shown, steps
from newsarchive.demo.plan import Entry

_LATIN = re.compile(r"([0-9A-Za-z.%]+)")
_FONT = "font-family:宋体;mso-ascii-font-family:Calibri;mso-hansi-font-family:Calibri;font-size:10.5pt"
_INDENT = "text-indent:21.0pt;mso-char-indent-count:2.0;line-height:150%"


class Word(Layout):
    """Articles of even numbers are Word's, those of odd numbers bare lines."""

    number = 6
    summary = "Word paste, inline styles, bare text and <br>"
    content_type = "text/html; charset=utf-8"
    validator = "modified"
    article_path = "/NewsView.php?NewsID={}"
    old_path = "/view.php?ClassID=2&ID={}"
    first_list_path = "/NewsList.php"
    list_path = "/NewsList.php?p={}"
    product_path = "/ProductView.php?ID={}"
    section_paths: ClassVar[Mapping[str, str]] = {
        "about": "/About.php",
        "products": "/Product.php",
        "jobs": "/Job.php",
        "contact": "/Contact.php",
    }

    def frame(self, sheet: Sheet) -> str:
        """Navigation by pictures above, by words below."""
        heading = f'<div style="font:bold 18px Arial;color:#c00">{sheet.heading}</div>' if sheet.heading else ""
        return f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<title>湖南普照信息材料有限公司</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style>p.MsoNormal {{margin:0cm;text-align:justify}} .c {{width:980px;margin:0 auto}}</style>{sheet.head}
</head>
<body style="margin:0">
<div class="c">
<div><embed src="/flash/top.swf" width="980" height="200"></div>
<div>{"".join(_picture(english, url) for _, english, url in self.sections())}</div>
{heading}
{sheet.content}
<div style="text-align:center;border-top:1px solid #ccc">
{" - ".join(f'<a href="{rooted(url)}">{words}</a>' for words, _, url in self.sections())}<br>
{"<br>".join(map(shown, company().footer))}
</div>
</div>
</body>
</html>
"""

    def article(self, reading: Reading) -> str:
        """Everything in one cell, held apart by breaks alone."""
        entry = reading.entry
        below = f'<div align="right">{credited(entry.credit)}</div>' if entry.credit.place == "below" else ""
        return f"""<center><b style="font-size:16px">{shown(entry.story.title)}</b></center>
{_meta(entry)}<div style="padding:10px">
{_text(entry)}
{below}</div>
<div>上一篇：{_neighbour(reading.newer)} &nbsp; 下一篇：{_neighbour(reading.older)}</div>"""

    def listing(self, listing: Listing) -> str:
        """Lines parted by breaks."""
        rows = "\n".join(
            f'<img src="/images/arrow.gif"> <a href="{rooted(item.url)}">{shown(item.title)}</a><br><br>'
            for item in listing.items
        )
        pager = steps(listing.page, listing.pages, lambda page: rooted(self.list_url(page)))
        pages = f'<div align="center">第{listing.page}页 {pager}</div>' if listing.pages > 1 else ""
        return f'<div style="padding:10px">\n{rows}\n</div>\n{pages}'

    def prose(self, title: str, lines: Sequence[str]) -> str:
        """Word's paragraphs."""
        return f"""<center><b style="font-size:16px">{shown(title)}</b></center>
<div style="padding:10px">
{_pasted(lines)}
</div>"""


def _text(entry: Entry) -> str:
    return _typed(entry.lines) if entry.number % 2 else _pasted(entry.lines)


def _typed(lines: Sequence[str]) -> str:
    """Bare text, each line ended by breaks."""
    return "<br />\n<br />\n".join(indented(line, "　　") for line in lines) + "<br />"


def _pasted(lines: Sequence[str]) -> str:
    """Word's own paragraphs: Latin letters and figures in spans of their own, an empty paragraph after each third."""
    pasted = []
    for place, line in enumerate(lines, start=1):
        runs = enumerate(map(shown, _LATIN.split(line.lstrip())))
        words = "".join(f'<span lang="EN-US">{run}</span>' if turn % 2 else run for turn, run in runs)
        pasted.append(
            f'<p class="MsoNormal" style="{_INDENT}"><span style="{_FONT}">{words}</span>'
            '<span lang="EN-US"><o:p></o:p></span></p>'
        )
        if place % 3 == 0:
            pasted.append('<p class="MsoNormal"><span lang="EN-US"><o:p>&nbsp;</o:p></span></p>')
    return "\n".join(pasted)


def _meta(entry: Entry) -> str:
    words = [f"时间：{entry.published:%Y年%m月%d日}"] if entry.published else []
    if entry.credit.place == "above":
        words.append(shown(entry.credit.words))
    return f'<div align="center" style="color:#999">{"&nbsp;&nbsp;&nbsp;".join(words)}</div>\n' if words else ""


def _picture(english: str, url: str) -> str:
    return f'<a href="{rooted(url)}"><img src="/images/nav_{english.lower()}.gif" alt="{english}" border="0"></a>'


def _neighbour(item: Item | None) -> str:
    return f'<a href="{rooted(item.url)}">{shown(item.title)}</a>' if item else "没有"
