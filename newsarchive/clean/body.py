"""The body: its blocks without the lines that are none of it, as text and as sanitised HTML."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from html import escape

import nh3

from newsarchive import text
from newsarchive.clean import bylines, closings, labels, lines, moments, releases
from newsarchive.model import Block, Figure

_INLINE = ("b", "strong", "i", "em", "u", "s", "sub", "sup", "small", "mark", "q", "cite", "code")
#: What is done to the markup within a block, which comes from the page; the blocks' own tags are ours.
SANITISER = nh3.Cleaner(tags={"a", "br", *_INLINE}, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})
#: Words without any mark of markup among tags without attributes, and links with nothing but an address, each around
#: words alone: nothing of that would the sanitiser change but the links' `rel`. Most markup of news is so, and to see
#: that takes a tenth of the time.
_WORDS = r"[^<>&\xa0\x00-\x08\x0b-\x1f]*"
_ADDRESS = r"https?://(?:(?!xn--)[a-z\d-]+\.)+[a-z]{2,12}(?:[/?#][^\"<>&\s\x00-\x1f]*)?"
_HARMLESS = re.compile(
    rf"{_WORDS}(?:(?:<({'|'.join(_INLINE)})>{_WORDS}</\1>|<a href=\"{_ADDRESS}\">{_WORDS}</a>|<br>){_WORDS})*"
)
_REL = ' rel="noopener noreferrer"'
_NOISE = re.compile(
    r"^(?:责任编辑|责编|编辑[:：]|\[?返回|【?打印|【?关闭|上一[篇条]|下一[篇条]|分享到|相关[阅新链]|更多精彩|扫一扫|扫描二维码|版权声明|免责声明|声明[:：]|\(?完\)?$)"
)

#: A line at the tail that says whose picture was seen.
_PICTURED = re.compile(
    r"^[（(]?(?:fotos?|photos?|photo credit|bild(?:er)?|фото|zdjęci[ea]|fot\.|写真|사진|图源|图片?来源|圖片?來源|题图"
    r"|头图)"
    r"\s?[:：©]\s?\S.{0,60}$",
    re.IGNORECASE,
)
#: A line at the tail that says how often it was read.
_COUNTED = re.compile(
    r"^(?:views?|page views?|reads?|hits|aufrufe|lecturas|visitas|visite|letture|vues|lectures|visualizações|wyświetleń"
    r"|просмотр\w{0,3}|популярность|прочитано)\s?[:：]\s?\d[\d\s.,]*%?$",
    re.IGNORECASE,
)

_NO_LETTERS = re.compile(r"[\W\d_]+")
#: The element that a block of each kind is.
_TAGS = {"paragraph": "p", "item": "li", "quote": "blockquote", "code": "pre", "caption": "p"}


def without_credits(blocks: list[Block]) -> list[Block]:
    """`blocks` less the lines at their head and tail that say who and when, or ask for clicks."""
    first, last = 0, len(blocks)
    while first < last and first < lines.HEAD_BLOCKS and (_may_go(blocks[first]) or _heads(blocks[first])):
        first += 1
    while last > first and _may_end(blocks[last - 1]):
        last -= 1
    return blocks[first:last]


def _heads(block: Block) -> bool:
    """Is it a line that goes from the head of a body alone?"""
    return releases.heads(block.text) or bylines.are_dated(block.text)


def _may_end(block: Block) -> bool:
    """May it go from the tail? A heading with nothing under it, a counter; not the day by which a notice is signed."""
    if block.kind in ("heading", "table", "code"):
        return block.kind == "heading"
    if _PICTURED.match(block.text) or _COUNTED.match(block.text) or closings.closes(block.text):
        return True
    return _may_go(block) and not text.is_written_day(block.text)


def _may_go(block: Block) -> bool:
    return block.kind not in ("table", "code") and is_credit(block.text)


def without(words: str, gone: str, *, last: bool) -> str:
    """`words` less `gone` and the brackets around it, where it stands first or, with `last`, where it stands last."""
    at = words.rfind(gone) if last else words.find(gone)
    if at < 0:
        return words
    before, after = words[:at].rstrip(), words[at + len(gone) :].lstrip()
    if before[-1:] + after[:1] in ("（）", "()", "[]", "【】", "〔〕", "（)", "(）"):
        before, after = before[:-1].rstrip(), after[1:].lstrip()
    return (before + " " + after).strip() if before[-1:].isascii() and after[:1].isalnum() else (before + after).strip()


def is_credit(words: str) -> bool:
    """Does this line hold nothing but labels with their values, dates and counters?"""
    if len(words) > lines.LONGEST // 2:
        return False
    words = words.strip(" ()（）[]【】")
    if _NOISE.match(words):
        return True
    parts = labels.parts(words)
    if any(part.role for part in parts):
        return all(part.role or not _left(part.value) for part in parts) and not _is_prose(words)
    return not _left(words) or bylines.hold_all(_undated(words))


def _left(words: str) -> str:
    """What is left of `words` without dates and marks."""
    return _NO_LETTERS.sub("", _undated(words))


def _undated(words: str) -> str:
    for moment in reversed(moments.find(words)):
        words = words[: moment.start] + words[moment.end :]
    return words


def _is_prose(words: str) -> bool:
    return words.endswith(("。", "！", "？", ".”")) or len(re.findall("[，。！？；]", words)) > 1


def placed(blocks: Sequence[Block], kept: Iterable[Block], figures: Sequence[Figure]) -> list[Block | Figure]:
    """Those of `blocks` that are kept, each the same object, with the figures among them where they stand."""
    if not figures:
        return [*kept]
    wanted = set(map(id, kept))
    found: list[Block | Figure] = []
    waiting = deque(figures)
    for number, block in enumerate(blocks):
        while waiting and waiting[0].before <= number:
            found.append(waiting.popleft())
        found += [block] if id(block) in wanted else []
    return [*found, *waiting]


def markup(parts: Sequence[Block | Figure]) -> str:
    """Blocks and figures as sanitised HTML; "" where that would be nothing but `<p>` around each text."""
    if all(isinstance(part, Block) and part.kind == "paragraph" and not part.html for part in parts):
        return ""
    found: list[str] = []
    in_list = False
    for part in parts:
        is_item = isinstance(part, Block) and part.kind == "item"
        if is_item != in_list:
            found.append("<ul>" if is_item else "</ul>")
            in_list = is_item
        found.append(_element(part) if isinstance(part, Block) else _figure(part))
    return "\n".join([*found, "</ul>"] if in_list else found)


def _figure(figure: Figure) -> str:
    if not figure.url.startswith(("http://", "https://")):
        return ""
    caption = f"<figcaption>{escape(figure.caption, quote=False)}</figcaption>" if figure.caption else ""
    return f'<figure><img src="{escape(figure.url)}" alt="{escape(figure.alt)}">{caption}</figure>'


def sanitised(html: str) -> str:
    """Markup within a block, of which nothing is left but inline tags and links.

    >>> sanitised('<b onclick="x()">a</b><script>y()</script>')
    '<b>a</b>'
    """
    return html.replace('">', f'"{_REL}>') if _HARMLESS.fullmatch(html) else SANITISER.clean(html)


def _element(block: Block) -> str:
    if block.kind == "table":
        rows = (escape(block.text, quote=False).replace("\t", "</td><td>")).split("\n")
        return "<table>" + "".join(f"<tr><td>{row}</td></tr>" for row in rows) + "</table>"
    inner = sanitised(block.html) if block.html else escape(block.text, quote=False).replace("\n", "<br>")
    tag = f"h{min(max(block.level, 2), 6)}" if block.kind == "heading" else _TAGS[block.kind]
    return f"<{tag}>{inner}</{tag}>"
