"""Edition 7: every article also stands on a mobile host, and each of the two names the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from newsarchive.demo.layout import Layout
from newsarchive.demo.material import company
from newsarchive.demo.pieces import BASE, Item, Listing, Reading, Sheet, credited, shown, steps
from newsarchive.demo.plan import Entry

MOBILE = "http://m.oim.com.cn"
TWIN = MOBILE + "/xinwen/{}.html"
#: Of every so many articles, one is offered by its mobile URL as well.
TWIN_OFFERED = 5


class Mobile(Layout):
    """A site of HTML5 elements and absolute links."""

    number = 7
    summary = "a mobile twin, named by rel=canonical and rel=alternate"
    content_type = "text/html; charset=utf-8"
    validator = "modified"
    gzips = True
    article_path = "/xinwen/{}.shtml"
    old_path = "/Article/ShowArticle.asp?ArticleID={}"
    first_list_path = "/xinwen/"
    list_path = "/xinwen/index_{}.shtml"
    product_path = "/chanpin/{}.shtml"
    section_paths: ClassVar[Mapping[str, str]] = {
        "about": "/guanyu.shtml",
        "products": "/chanpin/",
        "jobs": "/zhaopin.shtml",
        "contact": "/lianxi.shtml",
    }

    def frame(self, sheet: Sheet) -> str:
        """Header, main, aside, footer."""
        menu = "".join(
            f'<li><a href="{url}">{words}<i>{english}</i></a></li>' for words, english, url in self.sections()
        )
        heading = f'<p class="section-name">{sheet.heading}</p>' if sheet.heading else ""
        return f"""<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<title>{shown(sheet.title)} | 湖南普照信息材料有限公司</title>{sheet.head}
</head>
<body>
<header><a class="logo" href="{BASE}/">湖南普照</a><nav><ul>{menu}</ul></nav>
<a class="wap" href="{MOBILE}/">手机版</a></header>
<main>
{heading}
{sheet.content}
</main>
<aside><h4>热销产品</h4><ul>{self._products()}</ul></aside>
<footer>{"".join(f"<p>{shown(line)}</p>" for line in company().footer)}</footer>
</body>
</html>
"""

    def _products(self) -> str:
        return "".join(
            f'<li><a href="{self.at(self.product_path, number)}"><img src="/img/{number}.jpg">{leaf.title}</a></li>'
            for number, leaf in enumerate(company().products, start=1)
        )

    def head(self, reading: Reading) -> str:
        """The mobile page, named as Baidu and Google ask for it."""
        twin = TWIN.format(reading.entry.number)
        return f"""
<link rel="alternate" media="only screen and (max-width: 640px)" href="{twin}">
<meta name="mobile-agent" content="format=html5;url={twin}">"""

    def article(self, reading: Reading) -> str:
        """An <article> with a <time>."""
        return f"""<article>
<h1>{shown(reading.entry.story.title)}</h1>
{_meta(reading.entry)}{_body(reading.entry)}
</article>
<nav class="around"><p>上一篇：{_neighbour(reading.newer)}</p><p>下一篇：{_neighbour(reading.older)}</p></nav>"""

    def listing(self, listing: Listing) -> str:
        """Absolute links, with headings around them."""
        rows = "\n".join(f'<li><h3><a href="{item.url}">{shown(item.title)}</a></h3></li>' for item in listing.items)
        pager = steps(listing.page, listing.pages, self.list_url)
        pages = f'<nav class="pages">{pager}</nav>' if listing.pages > 1 else ""
        return f'<ul class="news">\n{rows}\n</ul>\n{pages}'

    def prose(self, title: str, lines: Sequence[str]) -> str:
        """An <article> too: the element says nothing."""
        return f"<article>\n<h1>{shown(title)}</h1>\n{_paragraphs(lines)}\n</article>"

    def offered(self, entry: Entry) -> list[str]:
        """Editors paste what their phones show."""
        also = [TWIN.format(entry.number)] if entry.number % TWIN_OFFERED == 0 and not entry.story.vanishes else []
        return [*super().offered(entry), *also]

    def extras(self, readings: Sequence[Reading]) -> Iterator[tuple[str, str]]:
        """The mobile site: a home page, one list, every article."""
        links = "\n".join(
            f'<li><a href="/xinwen/{reading.entry.number}.html">{shown(reading.entry.story.title)}</a></li>'
            for reading in readings
        )
        yield MOBILE + "/", _small("首页", '<ul><li><a href="/xinwen/">新闻 NEWS</a></li></ul>', BASE + "/")
        yield MOBILE + "/xinwen/", _small("新闻", f"<h2>NEWS</h2><ul>\n{links}\n</ul>", self.list_url(1))
        for reading in readings:
            yield TWIN.format(reading.entry.number), self._twin(reading)

    def _twin(self, reading: Reading) -> str:
        entry = reading.entry
        content = f"<h2>NEWS</h2>\n<h1>{shown(entry.story.title)}</h1>\n{_meta(entry)}{_body(entry)}"
        return _small(entry.story.title, content, reading.url)

    def aliases(self, entries: Sequence[Entry]) -> dict[str, str]:
        """Every mobile URL."""
        return {TWIN.format(entry.number): self.at(self.article_path, entry.number) for entry in entries}

    def parts(self, entries: Sequence[Entry]) -> dict[str, str]:
        """The mobile site's own home page and list."""
        return {MOBILE + "/": "home", MOBILE + "/xinwen/": "list"}


def _small(title: str, content: str, desktop: str) -> str:
    """A page of the mobile site."""
    return f"""<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,user-scalable=no">
<title>{shown(title)}</title>
<link rel="canonical" href="{desktop}">
</head>
<body>
<div class="m-top"><a href="{MOBILE}/">首页</a> <a href="{MOBILE}/xinwen/">新闻</a>
<a href="tel:+8673188998246">电话</a></div>
<div class="m-main">
{content}
</div>
<div class="m-foot">{"<br>".join(map(shown, company().footer))}</div>
</body>
</html>
"""


def _meta(entry: Entry) -> str:
    words = [shown(entry.credit.words)] if entry.credit.place == "above" else []
    if entry.published:
        words.append(
            f'<time datetime="{entry.published:%Y-%m-%d}T10:20:00+08:00">{entry.published:%Y-%m-%d} 10:20</time>'
        )
    return f'<p class="meta">{" ".join(words)}</p>\n' if words else ""


def _body(entry: Entry) -> str:
    below = f'\n<p class="source">{credited(entry.credit)}</p>' if entry.credit.place == "below" else ""
    return f'<div class="body">\n{_paragraphs(entry.lines)}{below}\n</div>'


def _paragraphs(lines: Sequence[str]) -> str:
    return "\n".join(f"<p>{shown(line)}</p>" for line in lines)


def _neighbour(item: Item | None) -> str:
    return f'<a href="{item.url}">{shown(item.title)}</a>' if item else "没有了"
