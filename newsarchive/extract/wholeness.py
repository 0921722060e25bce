"""Is it the whole article? What a page says of that, and what its end shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from newsarchive.extract import cuts
from newsarchive.model import Block, Claim, Completeness, Page

#: What leads to the next page of an article; the numbers of its pages, in one line or in several.
_NEXT = re.compile(
    r"(?i)\W*(?:下一页|下一頁|下页|后一页|後一頁|次のページ(?:へ)?|다음 ?페이지|next page|nächste seite|page suivante"
    r"|(?:página siguiente|próxima página|pagina successiva|następna strona|следующая страница|επόμενη σελίδα)"
    r"|sonraki sayfa|الصفحة التالية|העמוד הבא|अगला (?:पृष्ठ|पेज)|หน้าถัดไป|trang (?:sau|tiếp)"
    r"|volgende pagina|nästa sida|neste side|næste side|další strana|următoarea pagină|第 ?[2二] ?[页頁]"
    r"|(?:page|seite|página|pagina|strona|страница|σελίδα|sayfa|sida|side|strana) ?2)\W*"
)
#: One of these is in each of them; characters of the longest.
_STEMS = (
    "页", "頁", "ペー", "페이", "page", "seite", "gina", "gină", "stran", "стран", "σελίδα", "sayfa", "sid", "صفحة",
    "עמוד", "पृष्ठ", "पेज", "หน้า", "trang",
)  # fmt: skip
_PAGER = 60
_NUMBERS = re.compile(
    r"[\[(]?1[\s|·,\[\]()]+2(?:[\s|·,\[\]()]+(?:[3-9]|[1-9]\d))*[\])]?(?:\W+\w{1,2}\W+\d{1,2})?(?:\W+[^\W\d]{2,12})?\W*"
)
#: Text of an article, in characters, from which a page that is not free holds it all, as far as can be seen.
_ENOUGH = 2500
#: How much longer than on the page a text is in the page's JSON-LD, if the page cuts it: by this factor and bytes.
_LONGER, _BY = 1.5, 400
#: Lines after the body in which its end is told.
_LINES = 3
_FEW = 40
#: Bytes of the paid part of a page in UTF-8, at least, if it is there: a wide character says as much as three letters.
_PART = 200
_SIMPLE = re.compile(r"([.#])([\w-]+)")
_BY_CLASS = etree.XPath("//*[contains(concat(' ', normalize-space(@class), ' '), concat(' ', $name, ' '))]")
_BY_ID = etree.XPath("//*[@id = $name]")


def judge(
    page: Page, blocks: Sequence[Block], below: Sequence[str], behind: Sequence[Sequence[str]], claims: Sequence[Claim]
) -> tuple[Completeness, str]:
    """How complete the text in `blocks` is, and why it is not.

    `below` are the lines that follow it, `behind` the words of each element next to it, read or passed
    over: see `behind`.
    """
    length = sum(len(block.text) for block in blocks)
    last = blocks[-1].text if blocks else ""
    if length < _ENOUGH and (told := cuts.gate([last, *below[:_LINES], *(lines[0] for lines in behind)])):
        return "paywalled", told
    if _is_paid(claims) and (told := _withheld(page, claims, length)):
        return "paywalled", told
    leads = [*below[:1], *(lines[0] for lines in behind)] if length < _ENOUGH else []
    if told := cuts.ending(last) or _leads_on(leads):
        return "truncated", told
    carried = max((claim.words for claim in claims if claim.field == "articleBody"), key=len, default="")
    if carried and _bytes(carried) > sum(_bytes(block.text) for block in blocks) * _LONGER + _BY:
        return "truncated", "articleBody is longer than the page's text"
    if not page.parts and (told := _next([*below[:_LINES], *(line for lines in behind for line in lines)])):
        return "part", told
    return ("truncated", "a few words") if length < _FEW else ("complete", "")


def _is_paid(claims: Sequence[Claim]) -> bool:
    return any(claim.field == "isAccessibleForFree" and claim.words.lower() == "false" for claim in claims)


def _withheld(page: Page, claims: Sequence[Claim], length: int) -> str:
    """What tells that the paid part of a page is not on it: its selector gives little, or, without one, the text is
    short; "" where the page has it all."""
    selectors = [claim.words for claim in claims if claim.field == "paywalled"]
    parts = [part for selector in selectors for part in _selected(page, selector)]
    if parts and any(_bytes(" ".join(str(part.text_content()).split())) >= _PART for part in parts):
        return ""
    if parts:
        return f"isAccessibleForFree is false, {selectors[0]} is empty"
    return "isAccessibleForFree is false" if length < _ENOUGH else ""


def _selected(page: Page, selector: str) -> list[HtmlElement]:
    """The elements of a selector of the simple kind that publishers give: a class or an id."""
    found: list[HtmlElement] = []
    for mark, name in _SIMPLE.findall(selector):
        found += cast(list[HtmlElement], (_BY_CLASS if mark == "." else _BY_ID)(page.tree, name=name))
    return found


def _bytes(words: str) -> int:
    """The length of a text in UTF-8: a wide character says as much as three letters."""
    return len(words.encode(errors="replace"))


def _leads_on(follows: Sequence[str]) -> str:
    """What leads to the rest of the text; in the first line, what may lead elsewhere counts."""
    told = (cuts.leads_on(line, near=not at) for at, line in enumerate(follows))
    return next(filter(None, told), "")


def _next(follows: Sequence[str]) -> str:
    """What leads to the next page: words for it, or the numbers of the pages."""
    short = [line for line in follows if len(line) <= _PAGER]
    said = "\n".join(short).lower()
    if any(stem in said for stem in _STEMS) and (told := next(filter(_NEXT.fullmatch, short), "")):
        return told
    numbers = " ".join(takewhile(lambda line: line.strip("[]() ").isdigit(), short))
    return next((line for line in [numbers, *short] if "1" in line[:2] and _NUMBERS.fullmatch(line)), "")
