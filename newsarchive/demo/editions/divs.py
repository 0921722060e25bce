"""Edition 2: UTF-8 divs with ids, as a small content management system writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from newsarchive.demo.layout import Layout
from newsarchive.demo.material import company
from newsarchive.demo.pieces import Item, Listing, Reading, Sheet, credited, rooted, shown, steps


class Divs(Layout):
    """A column of navigation, a column of text, and share buttons between them."""

    number = 2
    summary = "UTF-8 divs with ids"
    content_type = "text/html; charset=utf-8"
    validator = "etag"
    gzips = True
    article_path = "/news/detail/{}"
    old_path = "/index.php?c=news&id={}"
    first_list_path = "/news/"
    list_path = "/news/page/{}"
    product_path = "/products/detail/{}"
    section_paths: ClassVar[Mapping[str, str]] = {
        "about": "/about/",
        "products": "/products/",
        "jobs": "/jobs/",
        "contact": "/contact/",
    }

    def frame(self, sheet: Sheet) -> str:
        """Header, breadcrumbs, sidebar, the sheet, footer."""
        footer = "".join(f"<p>{shown(line)}</p>" for line in company().footer)
        heading = f'<div id="column-title"><h2>{sheet.heading}</h2></div>' if sheet.heading else ""
        return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{shown(sheet.title)}-湖南普照信息材料有限公司</title>
<meta name="keywords" content="匀胶铬版,光掩膜,掩膜版基板">
<meta name="description" content="湖南普照信息材料有限公司专业生产匀胶铬版">
<link rel="stylesheet" type="text/css" href="/static/css/style.css">
<script src="/static/js/jquery.min.js"></script>{sheet.head}
</head>
<body>
<div id="header">
  <div id="logo"><a href="/"><img src="/static/img/logo.png" alt="湖南普照信息材料有限公司"></a></div>
  <div id="tel">服务热线：<b>+86-731-88998246</b></div>
  <div id="nav"><ul>
{self._navigation(sheet)}
  </ul></div>
</div>
<div id="banner"><a href="#"><img src="/static/img/banner1.jpg" alt=""></a></div>
<div id="wrapper">
  <div id="sidebar">
    <div class="box"><h3>产品分类</h3><ul>
{self._products()}
    </ul></div>
    <div class="box"><h3>联系我们</h3><p>电话：+86-731-88998246<br>邮箱：sales@oim.com.cn</p></div>
  </div>
  <div id="main">
    <div id="position">当前位置：<a href="/">首页</a> &gt; {shown(sheet.title)}</div>
    {heading}
{sheet.content}
  </div>
</div>
<div id="links">友情链接：{_partners()}</div>
<div id="footer">{footer}</div>
<script>var _hmt = _hmt || [];(function() {{ var hm = document.createElement("script"); }})();</script>
</body>
</html>
"""

    def _navigation(self, sheet: Sheet) -> str:
        def entry(words: str, english: str, url: str) -> str:
            here = " class=on" if english == sheet.heading else ""
            return f'    <li{here}><a href="{rooted(url)}">{words}<span>{english}</span></a></li>'

        return "\n".join(entry(*section) for section in self.sections())

    def _products(self) -> str:
        return "\n".join(
            f'      <li><a href="{self.product_path.format(number)}">{shown(leaf.title)}</a></li>'
            for number, leaf in enumerate(company().products, start=1)
        )

    def article(self, reading: Reading) -> str:
        """Headline, date and visits, text, share bar, neighbours."""
        entry = reading.entry
        credit = _credit(reading)
        return f"""    <div id="article">
      <h1 id="title">{shown(entry.story.title)}</h1>
{self._meta(reading)}      <div id="content">
{_paragraphs(entry.lines)}
      </div>
{credit}      <div class="bdsharebuttonbox"><b>分享到：</b><a href="#">微信</a><a href="#">微博</a></div>
      <div id="prevnext">
        <p>上一篇：{_neighbour(reading.newer)}</p>
        <p>下一篇：{_neighbour(reading.older)}</p>
      </div>
    </div>"""

    def _meta(self, reading: Reading) -> str:
        entry, words = reading.entry, []
        if entry.credit.place == "above":
            words.append(shown(entry.credit.words))
        if entry.published:
            words += [f"发布时间：{entry.published:%Y-%m-%d}", f"浏览次数：<em>{entry.number * 7 % 900}</em>"]
        return f'      <div id="info">{"&nbsp;&nbsp;".join(words)}</div>\n' if words else ""

    def listing(self, listing: Listing) -> str:
        """Lines with a link each, and numbered pages."""
        rows = "\n".join(
            f'      <li><i>·</i><a href="{rooted(item.url)}" title="{shown(item.title)}">{shown(item.title)}</a></li>'
            for item in listing.items
        )
        pager = steps(listing.page, listing.pages, lambda page: rooted(self.list_url(page)))
        pages = f'\n    <div id="pages">{pager} 共{listing.pages}页</div>' if listing.pages > 1 else ""
        return f'    <div id="list"><ul>\n{rows}\n    </ul></div>{pages}'

    def prose(self, title: str, lines: Sequence[str]) -> str:
        """The same boxes as an article's."""
        return f"""    <div id="article">
      <h1 id="title">{shown(title)}</h1>
      <div id="content">
{_paragraphs(lines)}
      </div>
    </div>"""


def _paragraphs(lines: Sequence[str]) -> str:
    return "\n".join(f"        <p>{shown(line)}</p>" for line in lines)


def _credit(reading: Reading) -> str:
    credit = reading.entry.credit
    return f'      <div id="from">{credited(credit)}</div>\n' if credit.place == "below" else ""


def _neighbour(item: Item | None) -> str:
    return f'<a href="{rooted(item.url)}">{shown(item.title)}</a>' if item else "没有了"


def _partners() -> str:
    numbered = enumerate(company().partners, start=1)
    return " ".join(f'<a href="http://partner-{number}.example/">{name}</a>' for number, name in numbered)
