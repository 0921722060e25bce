"""Edition 3: ASP.NET Web Forms. Lists have one URL and are paged by POST; every page counts its visits."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urldefrag

from newsarchive.demo.layout import Layout
from newsarchive.demo.material import company
from newsarchive.demo.pieces import Answer, Item, Listing, Reading, Request, Sheet, credited, indented, rooted, shown

PAGER = "AspNetPager1"
VISITS = "@VISITS@"
INDENT = "&nbsp;&nbsp;&nbsp; "
HEADERS = (("Cache-Control", "private"), ("X-AspNet-Version", "4.0.30319"), ("X-Powered-By", "ASP.NET"))


class AspNet(Layout):
    """A form around every page, with its state in hidden fields."""

    number = 3
    summary = "ASP.NET: a pager that posts, a counter of visits"
    content_type = "text/html; charset=utf-8"
    article_path = "/NewsShow.aspx?id={}"
    old_path = "/Show.aspx?NewsID={}"
    first_list_path = "/News.aspx"
    list_path = "/News.aspx#{}"
    """No browser sends what follows the #: these pages are reached by POST alone."""
    product_path = "/ProductShow.aspx?id={}"
    section_paths: ClassVar[Mapping[str, str]] = {
        "about": "/About.aspx",
        "products": "/Products.aspx",
        "jobs": "/Jobs.aspx",
        "contact": "/Contact.aspx",
    }

    def find(self, request: Request, pages: Mapping[str, Answer]) -> Answer | None:
        """GET by URL; POST by what the form says, if the form is whole and was issued here."""
        form, target = request.form, self.at(self.first_list_path)
        if request.method != "POST" or request.url != target:
            return pages.get(request.url)
        states = [_state(url) for url in pages if urldefrag(url).url == target]
        if form.get("__VIEWSTATE") not in states or form.get("__EVENTVALIDATION") != _validation(target):
            return Answer("验证视图状态 MAC 失败。".encode(), 500, self.content_type)
        wanted = form.get("__EVENTARGUMENT", "")
        if form.get("__EVENTTARGET") != PAGER or not wanted.isdecimal():
            return pages[target]  # a click on nothing: the page as it was
        return pages.get(self.list_url(int(wanted)))

    def finish(self, answer: Answer, seen: int) -> Answer:
        """The counter of visits, grown by what was asked for in between."""
        body = answer.body.replace(VISITS.encode(), str(1000 + seen).encode())
        return replace(answer, body=body, headers=(*HEADERS, *answer.headers))

    def frame(self, sheet: Sheet) -> str:
        """The form, with header, menu, content and footer inside it."""
        here = urldefrag(sheet.url).url
        heading = f'<span id="lblColumn" class="column">{sheet.heading}</span>' if sheet.heading else ""
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
 "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>
	{shown(sheet.title)}
</title><link href="css/css.css" rel="stylesheet" type="text/css" />{sheet.head}</head>
<body>
<form method="post" action="{here.rpartition("/")[2] or "Default.aspx"}" id="form1">
<div class="aspNetHidden">
<input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" />
<input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="" />
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{_state(sheet.url)}" />
</div>
<script type="text/javascript">
//<![CDATA[
var theForm = document.forms['form1'];
function __doPostBack(eventTarget, eventArgument) {{
    if (!theForm.onsubmit || (theForm.onsubmit() != false)) {{
        theForm.__EVENTTARGET.value = eventTarget;
        theForm.__EVENTARGUMENT.value = eventArgument;
        theForm.submit();
    }}
}}
//]]>
</script>
<div class="aspNetHidden">
<input type="hidden" name="__VIEWSTATEGENERATOR" id="__VIEWSTATEGENERATOR" value="CA0B0334" />
<input type="hidden" name="__EVENTVALIDATION" id="__EVENTVALIDATION" value="{_validation(here)}" />
</div>
<div class="top"><img src="images/logo.jpg" alt="" /><input name="txtKey" type="text" id="txtKey" />
<input type="submit" name="btnSearch" value="搜索" id="btnSearch" /></div>
<div class="menu"><ul>{self._menu()}</ul></div>
<div class="left"><div class="leftt">产品展示</div><ul>{self._products()}</ul></div>
<div class="right">
{heading}
{sheet.content}
</div>
<div class="foot">{"<br />".join(map(shown, company().footer))}<br />
您是第 <span id="lblCount">{VISITS}</span> 位访客</div>
</form>
</body>
</html>
"""

    def _menu(self) -> str:
        return "".join(f'<li><a href="{rooted(url)}">{words}</a></li>' for words, _, url in self.sections())

    def _products(self) -> str:
        return "".join(
            f'<li><a href="{self.product_path.format(number)}">{shown(leaf.title)}</a></li>'
            for number, leaf in enumerate(company().products, start=1)
        )

    def article(self, reading: Reading) -> str:
        """Labels with ids, as controls write them."""
        entry = reading.entry
        credit = entry.credit
        below = f'<span id="lblFrom">{credited(credit)}</span>' if credit.place == "below" else ""
        return f"""<div class="title"><span id="lblTitle">{shown(entry.story.title)}</span></div>
<div class="info">{_meta(reading)}</div>
<div class="text"><span id="lblContent">{_paragraphs(entry.lines)}</span></div>
<div class="from">{below}</div>
<div class="next">上一篇：{_neighbour(reading.newer, "hlPrev")}<br />
下一篇：{_neighbour(reading.older, "hlNext")}</div>"""

    def listing(self, listing: Listing) -> str:
        """A repeater's table, and the pager that posts."""
        rows = "\n".join(
            f'<tr><td><a id="rptNews_hlTitle_{row}" href="{rooted(item.url)[1:]}">{shown(item.title)}</a></td></tr>'
            for row, item in enumerate(listing.items)
        )
        return f'<table class="newslist" cellspacing="0">\n{rows}\n</table>\n{_pager(listing)}'

    def prose(self, title: str, lines: Sequence[str]) -> str:
        """The same labels as an article's."""
        return f"""<div class="title"><span id="lblTitle">{shown(title)}</span></div>
<div class="text"><span id="lblContent">{_paragraphs(lines)}</span></div>"""


def _pager(listing: Listing) -> str:
    if listing.pages == 1:
        return ""

    def step(words: str, to: int) -> str:
        if not 1 <= to <= listing.pages or to == listing.page:
            return f'<a disabled="disabled" style="margin-right:5px;">{words}</a>'
        return f"""<a href="javascript:__doPostBack('{PAGER}','{to}')" style="margin-right:5px;">{words}</a>"""

    numbers = [step(str(page), page) for page in range(1, listing.pages + 1)]
    before, after = [step("首页", 1), step("上一页", listing.page - 1)], [step("下一页", listing.page + 1)]
    return f'<div id="{PAGER}" class="pages">{"".join([*before, *numbers, *after, step("尾页", listing.pages)])}</div>'


def _meta(reading: Reading) -> str:
    entry = reading.entry
    words = [shown(entry.credit.words)] if entry.credit.place == "above" else []
    if entry.published:
        day = entry.published
        words.append(f'发布时间：<span id="lblDate">{day.year}/{day.month}/{day.day} 9:30:00</span>')
    return "　".join([*words, f'浏览次数：<span id="lblHits">{VISITS}</span>'])


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f"<p>{indented(line, INDENT)}</p>\n" for line in lines)


def _neighbour(item: Item | None, control: str) -> str:
    return f'<a id="{control}" href="{rooted(item.url)[1:]}">{shown(item.title)}</a>' if item else "没有了"


def _state(url: str) -> str:
    return base64.b64encode(b"\xff\x01\x0f\x0f\x05" + url.encode()).decode()


def _validation(url: str) -> str:
    return base64.b64encode(b"\x16\x00\x03" + url.encode()[::-1]).decode()
