"""Is it the whole article? What a page says of that, and what its end shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from newsarchive.model import Block, Claim, Completeness, Page

_MORE = re.compile(
    r"(?i)(?:\b(?:continue reading|read (?:the )?(?:more|full|rest)|keep reading|weiterlesen|mehr lesen|lire la suite"
    r"|seguir leyendo|leer más|continua a leggere|czytaj (?:dalej|więcej)"
    r"|читать (?:далее|полностью)|διαβάστε περισσότερα)"
    r"|阅读(?:全文|更多|原文)|查看(?:全文|更多)|展开全文|閱讀全文|続きを読む|더 ?보기)\W*$"
)
_SUBSCRIBERS = re.compile(
    r"(?i)\b(?:subscribe (?:now |today )?to (?:continue|read|keep)|(?:already a )?subscriber\? (?:log|sign) in"
    r"|to continue reading"
    r"|subscribers? only|exclusive to subscribers|nur für abonnenten|jetzt weiterlesen mit|réservé aux abonnés"
    r"|solo para suscriptores)|(?:付费|会员|会員|有料)(?:会員|阅读|專享|限定|記事)|余下全文|剩余\s*\d+\s*%"
)
_NEXT = re.compile(
    r"(?i)^\W*(?:下一页|下页|后一页|次のページ|次へ|next page|nächste seite|page suivante|página siguiente)\W*$"
    r"|^\[?1\]? *\[?2\]?( *\[?3\]?)*"
)
#: Text of an article, in characters, from which a page that is not free holds it all, as far as can be seen.
_ENOUGH = 2500
#: How much longer than on the page a text is in the page's JSON-LD, if the page cuts it.
_LONGER, _BY = 1.5, 400
#: Lines after the body in which its end is told.
_LINES = 3
_FEW = 40
#: Characters of the paid part of a page, at least, if it is there.
_PART = 200
_SIMPLE = re.compile(r"([.#])([\w-]+)")
_BY_CLASS = etree.XPath("//*[contains(concat(' ', normalize-space(@class), ' '), concat(' ', $name, ' '))]")
_BY_ID = etree.XPath("//*[@id = $name]")


def judge(
    page: Page, blocks: Sequence[Block], below: Sequence[str], claims: Sequence[Claim]
) -> tuple[Completeness, str]:
    """How complete the text in `blocks` is, and why it is not."""
    length = sum(len(block.text) for block in blocks)
    ends = [block.text for block in blocks[-1:]] + list(below[:_LINES])
    if (told := _found(_SUBSCRIBERS, ends)) and length < _ENOUGH:
        return "paywalled", told
    if _is_paid(claims) and (told := _withheld(page, claims, length)):
        return "paywalled", told
    if told := _found(_MORE, ends):
        return "truncated", told
    carried = max((len(claim.words) for claim in claims if claim.field == "articleBody"), default=0)
    if carried > length * _LONGER + _BY:
        return "truncated", "articleBody is longer than the page's text"
    if not page.parts and (told := _found(_NEXT, below[:_LINES])):
        return "part", told
    return ("truncated", "a few words") if length < _FEW else ("complete", "")


def _is_paid(claims: Sequence[Claim]) -> bool:
    return any(claim.field == "isAccessibleForFree" and claim.words.lower() == "false" for claim in claims)


def _withheld(page: Page, claims: Sequence[Claim], length: int) -> str:
    """What tells that the paid part of a page is not on it: its selector gives little, or, without one, the text is
    short; "" where the page has it all."""
    selectors = [claim.words for claim in claims if claim.field == "paywalled"]
    parts = [part for selector in selectors for part in _selected(page, selector)]
    if parts and any(len(" ".join(str(part.text_content()).split())) >= _PART for part in parts):
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


def _found(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    """The first of some short lines, or the end of a long one, that matches; "" if none does."""
    return next((found[0].strip() for line in lines if (found := pattern.search(line[-160:]))), "")
