"""Edition 5: the text of an article stands in a document of its own: framed, embedded, or loaded by a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from newsarchive.demo.layout import Layout
from newsarchive.demo.material import company
from newsarchive.demo.pieces import BASE, Item, Listing, Reading, Sheet, credited, rooted, shown, steps
from newsarchive.demo.plan import Entry

BODY = "/html/news/news_body_{0.number}.html?v={0.revision}"
"""A text that is corrected gets a new URL, lest browsers show the old one."""
NOTICE = BASE + "/html/notice.html"


class Frames(Layout):
    """One page of noise is framed on every page, and is no article's text."""

    number = 5
    summary = "the body in an iframe, an object, or an included fragment"
    content_type = "text/html;charset=UTF-8"
    validator = "etag"
    article_path = "/html/news/view_{}.html"
    old_path = "/news.php?act=view&nid={}"
    first_list_path = "/html/news/list_1.html"
    list_path = "/html/news/list_{}.html"
    product_path = "/html/product/view_{}.html"
    section_paths: ClassVar[Mapping[str, str]] = {
        "about": "/html/about.html",
        "products": "/html/product/list_1.html",
        "jobs": "/html/job.html",
        "contact": "/html/contact.html",
    }

    def frame(self, sheet: Sheet) -> str:
        """A framed notice above, the column below."""
        menu = " ".join(
            f'<dd><a href="{rooted(url)}">{words} {english}</a></dd>' for words, english, url in self.sections()
        )
        heading = f'<h3 class="lanmu">{sheet.heading}</h3>' if sheet.heading else ""
        return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{shown(sheet.title)}</title>
<link rel="stylesheet" href="/css/layout.css">
<script type="text/javascript" src="/js/jquery-1.8.3.min.js"></script>{sheet.head}
</head>
<body>
<div class="head"><img src="/images/head.png" alt="湖南普照"><dl class="menu">{menu}</dl></div>
<iframe src="{rooted(NOTICE)}" width="1000" height="30" frameborder="0" scrolling="no"></iframe>
<div class="content">
{heading}
{sheet.content}
</div>
<div class="bottom">
{"<br>".join(map(shown, company().footer))}
<script type="text/javascript" src="http://counter.example/c.php?id=1260"></script>
</div>
</body>
</html>
"""

    def article(self, reading: Reading) -> str:
        """Headline and meta line here, the text elsewhere."""
        entry, credit = reading.entry, reading.entry.credit
        below = f'<div class="ly">{credited(credit)}</div>' if credit.place == "below" else ""
        return f"""<h1>{shown(entry.story.title)}</h1>
{_meta(entry)}
{_embedded(entry)}
{below}
<div class="updown">上一篇：{_neighbour(reading.newer)}<br>下一篇：{_neighbour(reading.older)}</div>"""

    def extras(self, readings: Sequence[Reading]) -> Iterator[tuple[str, str]]:
        """The texts, and the notice."""
        yield (
            NOTICE,
            "<html><head><title>公告</title></head><body>本网站支持IPv6访问,建议使用IE9以上浏览器。</body></html>",
        )
        for reading in readings:
            text = _paragraphs(reading.entry.lines)
            yield (
                self.at(BODY, reading.entry),
                text if _way(reading.entry.number) == "include" else _document(text),
            )

    def parts(self, entries: Sequence[Entry]) -> dict[str, str]:
        """No text alone is an article: it has no headline."""
        return {NOTICE: "part", **{self.at(BODY, entry): "part" for entry in entries if not entry.gone}}

    def listing(self, listing: Listing) -> str:
        """A definition list."""
        rows = "\n".join(
            f'<dt>■ <a href="{item.url}" target="_blank">{shown(item.title)}</a></dt>' for item in listing.items
        )
        pager = steps(listing.page, listing.pages, lambda page: rooted(self.list_url(page)))
        pages = f'<div class="fenye">共{listing.pages}页 {pager}</div>' if listing.pages > 1 else ""
        return f'<dl class="newslist">\n{rows}\n</dl>\n{pages}'

    def prose(self, title: str, lines: Sequence[str]) -> str:
        """Framed nowhere."""
        return f"<h1>{shown(title)}</h1>\n{_paragraphs(lines)}"


def _way(number: int) -> str:
    return ("iframe", "object", "include")[number % 3]


def _embedded(entry: Entry) -> str:
    """The element that brings the text."""
    source = BODY.format(entry)
    match _way(entry.number):
        case "iframe":
            return (
                f'<iframe id="newsbody" name="newsbody" src="{source}" width="100%" frameborder="0" scrolling="no"'
                ' onload="this.height=newsbody.document.body.scrollHeight"></iframe>'
            )
        case "object":
            return f'<object id="newsbody" type="text/html" data="{source}" width="100%" height="800"></object>'
    name = source.rpartition("/")[2]
    return f"""<div id="newsbody" data-include="{name}"></div>
<script type="text/javascript">$("#newsbody").load("{name}");</script>"""


def _document(text: str) -> str:
    return f"""<html>
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title></title></head>
<body style="font-size:14px;line-height:26px">
{text}
</body>
</html>
"""


def _meta(entry: Entry) -> str:
    words = [f"[{entry.published:%Y-%m-%d}]"] if entry.published else []
    if entry.credit.place == "above":
        words.append(shown(entry.credit.words))
    return f'<p class="date">{"　".join(words)}</p>' if words else ""


def _paragraphs(lines: Sequence[str]) -> str:
    return "\n".join(f'<p style="text-align:justify">{shown(line)}</p>' for line in lines)


def _neighbour(item: Item | None) -> str:
    return f'<a href="{rooted(item.url)}">{shown(item.title)}</a>' if item else "无"
