"""What an article's page says of other documents: its canonical URL, its twins, its frames, its further pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsarchive import text, urls
from newsarchive.discover.anchors import base
from newsarchive.discover.links import Relations
from newsarchive.discover.shape import is_file
from newsarchive.model import Page

#: Characters of prose below which a page is taken for the frame around another document.
LITTLE = 200
#: A text node of fewer characters is a label, not prose.
_LABEL = 20

#: A link of few words that may lead to another page of an article, and these.
Label = tuple[HtmlElement, str]

_NO_PROSE = frozenset({"script", "style", "a", "option", "title", "noscript"})
_IMPRINT = re.compile("©|版权")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_REFRESH = re.compile(r"^\s*(\d+)\s*[;,]\s*(?:url\s*=)?\s*['\"]?([^'\"\s]+)", re.IGNORECASE)
_LOADS = re.compile(
    r"""\.load\(\s*['"]([^'"\s]+?)(?:\s[^'"]*)?['"]|\bfetch\(\s*['"]([^'"]+\.(?:html?|txt|aspx?|php)[^'"]*)['"]"""
)
#: What publishers call a page, in many languages, and the next of them.
_A_PAGE = (
    r"(?:pages?|seite|p[aá]gina|strona|stran[ay]|sid[ae]|oldal|страниц[аы]|сторінка|стр\.?|σελίδα|sayfa|صفحة|الصفحة|עמוד"
    r"|पृष्ठ|पेज|หน้า(?:ที่)?|trang|ページ|페이지)"
)
_NUMBER = re.compile(
    rf"^(?:{_A_PAGE}\s*)?[\[(（第]?\s*(\d{{1,3}})\s*[\])）页頁]?(?:\s?(?:ページ目?|페이지))?$"
    rf"|(?:^|\s){_A_PAGE}\s?(\d{{1,3}})\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"^[\W_]*(?:下一?页|下一?頁|后一页|後一頁|余下全文|餘下全文|查看全文|次の?ページ(?:へ(?:進む)?)?|次へ|다음(?:\s?페이지)?"
    r"|next(?:\s+page)?|continued?(?:\s+on\s+page\s+\d+)?|nächste(?:\s+seite)?|weiter|page\s+suivante|suivante?"
    r"|(?:página\s+)?siguiente|próxima(?:\s+página)?|(?:página\s+)?seguinte|(?:pagina\s+)?successiva|avanti"
    r"|następna(?:\s+strona)?|dalej|следующая(?:\s+страница)?|далее|наступна(?:\s+сторінка)?|επόμενη(?:\s+σελίδα)?"
    r"|sonraki(?:\s+sayfa)?|(?:الصفحة\s+)?التالية|(?:(?:ל|ה|לה)?עמוד\s+)?הבא|अगला(?:\s+(?:पृष्ठ|पेज))?|(?:หน้า)?(?:ถัดไป|ต่อไป)"
    r"|trang\s+(?:sau|tiếp(?:\s+theo)?|kế)|volgende(?:\s+pagina)?|nästa(?:\s+sida)?|n(?:e|æ)ste(?:\s+side)?"
    r"|další(?:\s+strana)?|következő(?:\s+oldal)?|(?:pagina\s+)?următoare?a?)[\W_]*$",
    re.IGNORECASE,
)
_PARAMETER = re.compile(
    r"(page|p|pageno|page_no|pagenum|curpage|paged|seite|pagina|strona|sayfa|sida|side|pn)=(\d,)?\d{1,3}", re.IGNORECASE
)
_PRINT = re.compile(r"^[\W_]*(打印(本页|此页|文章)?|print(er)?([\s-]friendly)?(\s+version)?)[\W_]*$", re.IGNORECASE)
#: How the words of a link begin, in lower case, that leads to a further page or to one for printers; most begin
#: otherwise, and cost no more.
_BEGINS = re.compile(
    r"[\W_]*(?:\d|[第下后後余餘次다페]|查看|打印|next|page|print|continue|nächste|weiter|auf seite|suivant|página"
    r"|pagina|siguiente|próxima|seguinte|successiva|avanti|następna|dalej|następ|следующая|далее|страница|стр|наступна|сторінка|επόμεν|σελίδα"
    r"|sonraki|sayfa|صفحة|الصفحة|التالية|עמוד|לעמוד|העמוד|הבא|अगल|पृष्ठ|पेज|หน้า|ถัดไป|ต่อไป|trang|volgende|nästa|neste|næste"
    r"|další|következő|următoare|seite|strona|stran|sid[ae]|oldal)"
)
#: How the path of a further page ends, after that of the first: `{tail}` is the ending of the file's name.
_ADDED = (
    r"[_,-](?:p|page|seite|pagina|strona)?[_,-]?\d{{1,3}}{tail}"
    r"|/(?:(?:page|seite|pagina|strona|sida|p)[/-]?)?\d{{1,3}}/?"
)
_SOONEST = 10
_LONGEST_LABEL = 60
_SIZE = re.compile(r"(?<![-\w])(height|width)\s*:\s*(\d+)px", re.IGNORECASE)
#: Pixels.
_SMALLEST = 90


def relations(page: Page, of: str = "") -> Relations:
    """What `page` says of other documents. Raises Undecodable, TooLarge.

    `of` is the URL of the article that it is a further page of; "" where it is the article's own.
    """
    here = base(page)
    links, labels = list(page.tree.iter("link")), list(_labels(page))
    twins = (link.get("href") for link in links if _rel(link) == "alternate" and link.get("hreflang"))
    return Relations(
        canonical=_canonical(links, page, here),
        alternates=_alternates(links, labels, page, here),
        translations=_urls(twins, page, here),
        frames=_frames(page, here) if _is_frame(page) else (),
        next=_next(links, labels, page, here, of or page.url),
        refresh=_refresh(page, here),
        feeds=_urls((link.get("href") for link in links if link.get("type") in _FEEDS), page, here),
    )


def _is_frame(page: Page) -> bool:
    """Does the page hold so little prose that its text may be another document's? Most have enough in paragraphs."""
    return prose(page, LITTLE, "p") < LITTLE and prose(page, LITTLE) < LITTLE


def prose(page: Page, enough: int = 1_000_000, *tags: str) -> int:
    """How many characters of running text the page itself holds, outside links; counted up to `enough`.

    With `tags`, that of these elements alone.
    """
    found = 0
    for node in page.tree.iter(*tags):
        if node.tag in _NO_PROSE or not isinstance(node.tag, str):
            continue
        for raw in (node.text, *(child.tail for child in node)):
            if raw and len(raw) >= _LABEL and len(words := text.line(raw)) >= _LABEL and not _IMPRINT.search(words):
                found += len(words)
        if found >= enough:
            break
    return found


def _rel(link: HtmlElement) -> str:
    return (link.get("rel") or "").strip().lower()


def _canonical(links: list[HtmlElement], page: Page, here: str) -> str:
    for link in links:
        if _rel(link) == "canonical" and (url := urls.canonical(link.get("href") or "", here)):
            return "" if url == page.url else url
    return ""


def _alternates(links: list[HtmlElement], labels: list[Label], page: Page, here: str) -> tuple[str, ...]:
    """Links to the same article for small screens, AMP readers and printers."""
    wanted = [
        link.get("href")
        for link in links
        if _rel(link) == "amphtml" or (_rel(link) == "alternate" and link.get("media") and not link.get("hreflang"))
    ]
    printed = [anchor.get("href") for anchor, words in labels if _PRINT.match(words)]
    agents = (node for node in page.tree.iter("meta") if (node.get("http-equiv") or "").lower() == "mobile-agent")
    mobile = [(node.get("content") or "").partition("url=")[2] for node in agents]
    return _urls([*wanted, *printed, *mobile], page, here)


def _frames(page: Page, here: str) -> tuple[str, ...]:
    """Same-site documents that are shown, or loaded by a script, in the page."""
    sources: list[str | None] = [node.get("src") for node in page.tree.iter("iframe", "frame") if not _is_slip(node)]
    sources += [node.get("data") for node in page.tree.iter("object") if "flash" not in (node.get("type") or "")]
    for name in ("data-src", "data-url", "data-href", "data-include", "w3-include-html", "include-html", "hx-get"):
        sources += [str(value) for value in page.tree.xpath(f"//*[not(self::img) and not(self::a)]/@{name}")]
    for script in page.tree.iter("script"):
        sources += [found[1] or found[2] for found in _LOADS.finditer(script.text or "")]
    own = urls.site(urls.host(page.url))
    return tuple(url for url in _urls(sources, page, here) if urls.site(urls.host(url)) == own and not is_file(url))


def _is_slip(node: HtmlElement) -> bool:
    """Is a frame too small for an article: a counter, a ticker, a share button?"""
    style = dict(_SIZE.findall(node.get("style") or ""))
    for side in ("height", "width"):
        size = (node.get(side) or style.get(side) or "").strip().removesuffix("px")
        if size.isdigit() and int(size) < _SMALLEST:
            return True
    return "display:none" in (node.get("style") or "").replace(" ", "")


def _next(links: list[HtmlElement], labels: list[Label], page: Page, here: str, first: str) -> tuple[str, ...]:
    """Pages 2, 3 … of a split article: links to the URL of its first page with a number added."""
    found: list[str | None] = [link.get("href") for link in links if _rel(link) == "next"]
    for anchor, words in labels:
        number = _NUMBER.search(words)
        if (number and "1" not in number.groups()) or _NEXT.match(words) or (anchor.get("rel") or "") == "next":
            found.append(anchor.get("href") or anchor.get("value"))
    return tuple(sorted((u for u in _urls(found, page, here) if _continues(u, first)), key=_order))


def _labels(page: Page) -> Iterator[Label]:
    """The links of a page that may lead to other pages of it, and the options of a drop-down, with their words."""
    for anchor in page.tree.iter("a", "option"):
        raw = "".join(map(str, anchor.itertext())) if len(anchor) else anchor.text or ""
        if len(raw) < _LONGEST_LABEL and (_BEGINS.match(raw.lower()) or anchor.get("rel") == "next"):
            yield anchor, text.line(raw)


def _continues(url: str, first: str) -> bool:
    """Is `url` the URL `first` with a page's number added?

    >>> _continues("http://news.example/a/18_2.html", "http://news.example/a/18.html")
    True
    """
    one, other = urlsplit(first), urlsplit(url)
    if one.netloc != other.netloc:
        return False
    if one.path == other.path:
        added = set(other.query.split("&")) - set(one.query.split("&"))
        kept = set(one.query.split("&")) - {""} <= set(other.query.split("&"))
        return kept and len(added) == 1 and bool(_PARAMETER.fullmatch(added.pop()))
    if one.path.endswith("/") and re.fullmatch(r"(index|default)[_-]\d{1,3}\.\w+", other.path.removeprefix(one.path)):
        return True
    stem, _, ending = one.path.rpartition(".") if "." in one.path.rsplit("/", 1)[-1] else (one.path, "", "")
    stem = re.sub(r"(?<=\d)[_-][12]$", "", stem.rstrip("/"))
    added_steps = other.path.removeprefix(stem) if other.path.startswith(stem) else ""
    tail = re.escape("." + ending) if ending else "/?"
    return bool(re.fullmatch(_ADDED.format(tail=tail), added_steps))


def _order(url: str) -> tuple[int, str]:
    return int((re.findall(r"\d+", urlsplit(url).path + urlsplit(url).query) or ["0"])[-1]), url


def _refresh(page: Page, here: str) -> str:
    for node in page.tree.iter("meta"):
        found = _REFRESH.match(node.get("content") or "")
        if (node.get("http-equiv") or "").lower() == "refresh" and found and int(found[1]) <= _SOONEST:
            url = urls.canonical(found[2], here)
            return "" if url == page.url else url
    return ""


def _urls(found: Iterable[str | None], page: Page, here: str) -> tuple[str, ...]:
    """Canonical URLs of what was found, each once, without the page's own."""
    absolute = (
        urls.canonical(href, here) for href in found if href and not href.startswith(("#", "javascript:", "about:"))
    )
    return tuple(dict.fromkeys(url for url in absolute if url and url != page.url))
